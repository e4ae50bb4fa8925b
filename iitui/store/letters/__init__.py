"""Letters: what they are filled from, and the files of their templates."""
