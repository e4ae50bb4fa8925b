"""Mail: messages of a mailbox, and what they say about contacts, requests and interviews."""
