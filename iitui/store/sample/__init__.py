"""The sample journal."""
