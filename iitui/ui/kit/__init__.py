"""Lists, forms, pages, bars and dialogs: they know no place and no journal."""
