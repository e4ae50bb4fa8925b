"""Reading and writing transcripts."""
