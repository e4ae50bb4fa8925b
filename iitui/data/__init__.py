"""Plain files that ship with the program: questions, checklists, plans, the sample journal."""
