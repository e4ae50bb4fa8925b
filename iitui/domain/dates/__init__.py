"""Dates and times: read as people type them, and put into words."""
