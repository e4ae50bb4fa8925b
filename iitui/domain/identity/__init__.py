"""Whether two records are about one person."""
