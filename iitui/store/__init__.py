"""Where the journal is kept: the only room that speaks SQL."""
