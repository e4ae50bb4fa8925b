"""Two journals brought together through files in a folder, by a replicated data type (Loro)."""
