"""One reader per subject: rows of the schema's views in, values of the domain out; sqlite3 only."""
