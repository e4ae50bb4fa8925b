"""Informational interviews from the keyboard."""

__version__ = "1.0.0"
