"""Reading and writing touches, requests among them."""
