"""Acts, each one transaction and one undo step: unit of work, history and search index."""
