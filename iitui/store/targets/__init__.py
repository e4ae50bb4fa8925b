"""Reading and writing targets."""
