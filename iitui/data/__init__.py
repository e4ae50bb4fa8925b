"""Plain files that come with the program: questions, checklist, plans, sample journal, shell completion."""
