"""Reports: what can be printed, as text, Markdown and JSON."""
