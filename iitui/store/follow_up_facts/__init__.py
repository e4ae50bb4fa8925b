"""Reading why a follow-up is owed."""
