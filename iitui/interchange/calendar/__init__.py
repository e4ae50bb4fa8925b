"""iCalendar (RFC 5545): events and to-dos as one file, or as a folder with one file each."""
