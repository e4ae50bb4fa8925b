"""Reading and writing occupations."""
