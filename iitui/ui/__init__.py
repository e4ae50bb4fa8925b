"""How it looks and feels: Textual lives here only."""
