"""Head office's collection: what branches sent, in one encrypted file or in PostgreSQL."""

from desktop.storage.collection.addresses import has_password
from desktop.storage.collection.database import (
    SqlCollection,
    branches_beside,
    create_collection,
    open_collection,
    open_collection_url,
)

__all__ = [
    "SqlCollection",
    "branches_beside",
    "create_collection",
    "has_password",
    "open_collection",
    "open_collection_url",
]
