"""Letters: their kinds, the templates they are made from, what they are filled with, and their checks."""
