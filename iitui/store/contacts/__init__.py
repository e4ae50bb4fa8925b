"""Contacts, read and written."""
