"""What the journal gives back: whole, detached records; instants aware in UTC, durations in minutes."""
