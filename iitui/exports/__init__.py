"""What leaves the journal for other programs: read through the store, written in their formats."""
