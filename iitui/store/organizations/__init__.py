"""Reading and writing organizations."""
