"""Interviews and their checklists, read and written."""
