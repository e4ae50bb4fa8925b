"""What is loaded before the verbs, the slow packages first, so that it can be done bit by bit."""

PARTS = (
    "sqlalchemy",
    "sqlalchemy.orm",
    "pydantic",
    "sqlmodel",
    "iitui.store.schema.tables",
    "iitui.store.journal",
)
