"""The brief of one interview."""
