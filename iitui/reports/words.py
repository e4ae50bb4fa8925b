"""Small pieces of wording that everything printed shares."""


def joined(*texts: str) -> str:
    """The texts that are not empty, with commas between them."""
    return ", ".join(text for text in texts if text)
