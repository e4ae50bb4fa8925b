"""Dates and times as people type them, and as they are said."""
