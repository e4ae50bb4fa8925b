"""Whether a journal is whole and makes sense."""
