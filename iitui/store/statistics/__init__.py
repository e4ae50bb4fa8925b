"""What statistics are made of."""
