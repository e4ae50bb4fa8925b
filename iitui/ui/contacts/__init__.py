"""Contacts: the people."""
