"""What every place works with: the journal, forms that keep what is typed, and the way to other places."""
