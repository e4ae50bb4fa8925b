"""Taking, keeping and restoring backups."""
