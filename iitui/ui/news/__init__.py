"""The news of contacts that files brought."""
