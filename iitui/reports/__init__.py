"""Reports: what can be printed, as text, Markdown, HTML and JSON."""
