"""Who may be one person: the list of duplicates, and the choice of what stays."""
