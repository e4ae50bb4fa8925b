"""Reading and writing the bank of questions and the plans."""
