"""Settings: what is set, where, and what is wrong with it; the file opens in the user's editor."""
