"""What mailboxes bring: what the journal knows of mail, and the one act that takes a plan."""
