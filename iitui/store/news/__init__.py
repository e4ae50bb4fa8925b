"""Reading and writing news: what files say of contacts that they did not say before."""
