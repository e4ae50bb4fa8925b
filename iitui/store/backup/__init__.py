"""Backups: taken, kept, listed and put back."""
