"""The list of occupations."""
