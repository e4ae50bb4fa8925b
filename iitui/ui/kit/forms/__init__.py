"""Forms: labelled fields, and words under those that were refused."""
