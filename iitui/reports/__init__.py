"""What can be printed, as text, Markdown and JSON."""
