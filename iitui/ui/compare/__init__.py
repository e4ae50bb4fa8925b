"""Compare: what the interviews about an occupation say together."""
