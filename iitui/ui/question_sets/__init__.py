"""Question sets: what a file would bring, and taking it over."""
