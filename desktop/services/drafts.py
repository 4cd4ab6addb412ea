"""What somebody is typing is kept, encrypted, until it is stored or thrown away.

A crash, a lock or a power cut takes nothing that was typed. A draft is nobody's but the user's own
and leaves no trace in the journal: nothing has happened yet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.permissions import Action
from desktop.services.permits import permitted
from desktop.services.ports import Desk


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a form as they were typed, and when they were kept."""

    fields: Mapping[str, str]
    saved_at: datetime


@permitted(Action.CARE)
def keep(desk: Desk, form: str, fields: Mapping[str, str]) -> None:
    """Keep what is typed into a form, in the place of what was kept before."""
    content = json.dumps(dict(fields), ensure_ascii=False)
    desk.store.keep_draft(desk.operator.user_id, form, content)


@permitted(Action.CARE)
def recall(desk: Desk, form: str) -> Draft | None:
    """Return what the operator was typing into a form, None for nothing."""
    with desk.store.read() as queries:
        found = queries.draft(desk.operator.user_id, form)
    return Draft(json.loads(found[0]), found[1]) if found else None


@permitted(Action.CARE)
def discard(desk: Desk, form: str) -> None:
    """Forget what was typed into a form: it is stored now, or was thrown away."""
    desk.store.keep_draft(desk.operator.user_id, form, "")
