"""Writing interviews while they go on."""
