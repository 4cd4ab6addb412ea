"""Head office's collection: what branches sent, in one encrypted file or in PostgreSQL."""

from desktop.storage.collection.database import (
    SqlCollection,
    create_collection,
    open_collection,
    open_collection_url,
)

__all__ = ["SqlCollection", "create_collection", "open_collection", "open_collection_url"]
