"""One act is one transaction and one step of undo: the unit of work, history, search index."""
