"""What the program is about: values, rules and words; pure, standard library only.

Each subject has one file: its draft (what a person or a file asks the journal to keep, not checked yet),
its value (what the journal gives back), its closed sets and its checks. In drafts, names stand for records
that the store finds or makes; instants are aware datetimes; durations are minutes unless they say days.
"""
