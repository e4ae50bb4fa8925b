"""The store of the journal: the only package that uses SQL."""
