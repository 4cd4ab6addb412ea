"""What the journal says of signing in: who came, and what went wrong before."""

from __future__ import annotations

from collections.abc import Container

from desktop.domain.permissions import Action
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries


@permitted(Action.CARE)
def record_sign_in(desk: Desk) -> None:
    """Write down who signed in, and every wrong password since somebody last did.

    In a database without users only wrong passwords are written down.
    """
    failures = desk.keys.failures()
    if failures or desk.operator.role is not None:
        with desk.store.write() as uow:
            known = _written(uow) if failures else ()
            for each in failures:
                if each.id not in known:
                    body = {"user": each.user_id, "at": each.at.isoformat()}
                    uow.record("sign_in_failed", each.id, body, each.at.date())
            if desk.operator.role is not None:
                body = {"role": desk.operator.role.value}
                uow.record("signed_in", desk.operator.user_id, body, desk.clock.today())
            uow.commit()
    desk.keys.told([each.id for each in failures])


def _written(queries: Queries) -> Container[str]:
    """Return the failures that were written before a plug was pulled and they were forgotten."""
    return {each.entity_id for each in queries.journal_of_kind("sign_in_failed")}
