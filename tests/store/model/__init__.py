"""The model of the store: what verbs should do to the facts, and views say of them, in plain Python."""
