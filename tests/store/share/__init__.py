"""Sharing through a folder."""
