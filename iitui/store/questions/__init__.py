"""The bank of questions and the plans, read and written."""
