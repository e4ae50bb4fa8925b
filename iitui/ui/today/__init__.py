"""Today: the next interview, what is owed, who has not answered."""
