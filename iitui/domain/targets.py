"""Targets: the organizations that the user wants to hear from, ranked as in Dalton's LAMP list.

Steve Dalton, The 2-Hour Job Search: list, alumni, motivation, posting.
"""

MOTIVATION = range(6)
"""How much one wants to hear from an organization: 0 for not judged yet, 5 for most of all."""

POSTING = range(4)
"""What it offers now: 0 not looked up, 1 nothing, 2 something related, 3 the very work."""
