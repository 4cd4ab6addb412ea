"""What the frame asks the database for: its head, its status line, its badges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.services.lists import frame
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.ui.pages.page import Badge, PageSpec
from desktop.ui.widgets.status_bar import StatusFacts


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """Everything around the pages."""

    branch: str
    status: StatusFacts
    badges: Mapping[str, Badge | None]


def frame_facts(desk: Desk, specs: Sequence[PageSpec], chain: bool | None) -> FrameFacts:
    """Return what the frame shows now; ``chain`` is what the last check found."""
    found = frame(desk)
    return FrameFacts(
        branch=found.installation.bank.branch_name if found.installation else "",
        status=StatusFacts(
            today=desk.clock.today(),
            ledger_date=found.ledger_day,
            stale_after_days=desk.policy.notice.stale_ledger_days,
            last_backup=desk.store.last_backup(),
            chain=chain,
            has_ledger=desk.collection is None,
            last_exchange=found.exchange.on,
            exchange_is_due=found.exchange.is_due,
        ),
        badges={spec.key: spec.badge(desk) for spec in specs if spec.badge},
    )


def check_database(desk: Desk, progress: Progress) -> bool:
    """Return whether file, references and journal chain are whole."""
    return not desk.store.verify(progress)
