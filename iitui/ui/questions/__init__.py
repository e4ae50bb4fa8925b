"""Questions: the bank beside a plan."""
