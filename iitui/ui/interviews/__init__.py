"""Interviews: planned, held, written down."""
