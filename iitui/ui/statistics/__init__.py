"""Statistics: how far those who were asked came, how long answers took, the interviews of each week."""
