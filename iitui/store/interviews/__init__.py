"""Reading and writing interviews and their checklists."""
