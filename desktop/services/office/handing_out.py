"""Returns as somebody at the window hands them out: written, carried onto a stick, with a slip.

A return that was written counts: its branch no longer waits. So whatever stops the rest, a full
stick or a person, what was written stays known and can be carried once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.errors import Cancelled, CodedError, ExpectedFailure, RuleViolation
from desktop.domain.permissions import Action
from desktop.services.office.return_slips import issue_slip
from desktop.services.office.returning import Written, carry, write_returns
from desktop.services.package_ports import PackageRefused
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress, Progress
from desktop.services.records import Document


@dataclass(frozen=True, slots=True)
class HandedOut:
    """Returns that were written; ``is_carried`` where all of them lie whole on the stick.

    ``slip`` goes along with them. ``trouble`` is why one of the three steps did not come to its
    end, or why photographs could not go; None where a person stopped it, or nothing did.
    """

    written: tuple[Written, ...]
    is_carried: bool = False
    slip: Document | None = None
    trouble: CodedError | None = None


@permitted(Action.OFFICE)
def hand_out(desk: Desk, branches: Sequence[str], folder: Path, progress: Progress) -> HandedOut:
    """Write a return for each PC of branches, carry them, and issue their slip.

    What one branch sent keeps back no other's return; it can be stopped between two branches.
    Raises as ``write_returns`` where none was written.
    """
    written, trouble = list[Written](), None
    try:
        for done, code in enumerate(branches):
            progress.report("returns", done, len(branches))
            try:
                written += write_returns(desk, [code], None, NoProgress())
            except PackageRefused as error:
                trouble = trouble or error
    except (Cancelled, ExpectedFailure) as stopped:
        if not written:
            raise
        failed = None if isinstance(stopped, Cancelled) else stopped
        return HandedOut(tuple(written), trouble=trouble or failed)
    if trouble is not None and not written:
        raise trouble
    carried = carry_returns(desk, written, folder, progress)
    return replace(carried, trouble=carried.trouble or trouble)


@permitted(Action.OFFICE)
def carry_returns(
    desk: Desk, written: Sequence[Written], folder: Path, progress: Progress
) -> HandedOut:
    """Carry returns that were written onto a stick, as they are, and issue their slip."""
    try:
        lying = carry(desk, written, folder, progress)
    except Cancelled:
        return HandedOut(tuple(written))
    except ExpectedFailure as error:
        return HandedOut(tuple(written), trouble=error)
    trouble = next((each.trouble for each in lying if each.trouble), None)
    try:
        return HandedOut(tuple(lying), True, issue_slip(desk, lying), trouble)
    except RuleViolation as error:
        return HandedOut(tuple(lying), True, trouble=error)
