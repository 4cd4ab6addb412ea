"""Head office's collection: what branches sent, in one encrypted file or in PostgreSQL."""

from desktop.storage.collection.addresses import has_password
from desktop.storage.collection.database import (
    SqlCollection,
    branches_beside,
    create_collection,
    create_collection_url,
    open_collection,
    open_collection_url,
)

__all__ = [
    "SqlCollection",
    "branches_beside",
    "create_collection",
    "create_collection_url",
    "has_password",
    "open_collection",
    "open_collection_url",
]
