"""The transcripts of one interview, beside its questions."""
