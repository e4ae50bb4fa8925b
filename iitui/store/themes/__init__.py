"""Reading and writing themes and their passages."""
