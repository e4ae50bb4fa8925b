"""Wording that all reports and commands share."""


def joined(*texts: str) -> str:
    """Join the texts that are not empty with commas."""
    return ", ".join(text for text in texts if text)
