"""The slow modules of the store, in the order in which the app loads them one by one in the background."""

PARTS = (
    "sqlalchemy",
    "sqlalchemy.orm",
    "pydantic",
    "sqlmodel",
    "iitui.store.schema.tables",
    "iitui.store.journal",
)
