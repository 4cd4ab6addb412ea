"""Writing what somebody is typing: in a transaction of its own, without a journal entry."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert

from desktop.storage.tables import draft


def write_draft(
    connection: Connection, user_id: str, form: str, content: str, now: datetime
) -> None:
    """Write a draft in the place of the one before it; "" deletes it."""
    if not content:
        connection.execute(delete(draft).where(draft.c.user_id == user_id, draft.c.form == form))
        return
    values = {
        "user_id": user_id,
        "form": form,
        "content": content,
        "saved_at": now.isoformat(),
    }
    connection.execute(
        insert(draft)
        .values(**values)
        .on_conflict_do_update(index_elements=["user_id", "form"], set_=values)
    )
