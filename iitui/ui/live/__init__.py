"""Live mode: an interview while it goes on, and its rehearsal."""
