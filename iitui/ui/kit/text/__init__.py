"""Pages and paragraphs to read and scroll."""
