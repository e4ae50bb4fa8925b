"""The tables and views of the journal, and the steps that made them."""
