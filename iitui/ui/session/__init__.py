"""What every place works with: the journal session, the base screen, autosave for forms, and navigation."""
