"""Letters: written from a template in a pane, and handed to whatever sends them."""
