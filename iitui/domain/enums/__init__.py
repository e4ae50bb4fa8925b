"""The closed sets of the journal; each value is the word that is stored, typed and shown.

File by file, since a shell prompt knows two of the subjects and making twenty sets takes it a millisecond.
"""
