"""Tables of contacts: those that other programs export, and any other with columns that somebody matched."""
