"""What the program is about: values, rules and words; pure, standard library only.

Each subject has one file: its draft (what a person or a file asks the journal to keep, not checked yet), its
value (what the journal returns), its closed sets and its checks. In drafts, records are named; the store
finds or creates them. Instants are aware datetimes; durations are minutes unless they say days.
"""
