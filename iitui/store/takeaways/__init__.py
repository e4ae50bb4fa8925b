"""Writing what became of takeaways."""
