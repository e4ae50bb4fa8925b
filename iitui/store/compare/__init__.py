"""Reading what the interviews about occupations say together."""
