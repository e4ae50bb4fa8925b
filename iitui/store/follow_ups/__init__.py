"""What is owed, read and settled."""
