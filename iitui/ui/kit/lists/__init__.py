"""The list that every place is made of."""
