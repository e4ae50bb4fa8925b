"""Lists and panes: they speak upward in messages of their own and know no parent."""
