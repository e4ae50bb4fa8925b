"""The list of organizations."""
