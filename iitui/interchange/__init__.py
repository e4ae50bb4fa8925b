"""Other programs' formats: files in, drafts out."""
