"""Mailboxes as streams of messages: mbox files, Maildirs, folders of messages, archives with a mailbox."""
