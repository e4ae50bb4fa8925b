"""Reading and writing debriefs."""
