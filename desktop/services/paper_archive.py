"""What notices and documents share on their way to paper: their day, their serials, the archive."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop.domain.errors import RuleViolation
from desktop.domain.rounds import NoticeState
from desktop.services.branch import new_id, require_installation
from desktop.services.paper_ports import PrintedFile
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.proposals import newest_ledger_day
from desktop.services.records import PaperRecord

_FARTHEST_AHEAD = timedelta(days=31)
_TAKEN_AT = re.compile(r"([A-Z])\d\d-[A-Z]?\d+$")
_BY_HAND = (NoticeState.GENERATED, NoticeState.PRINTED, NoticeState.HANDED_OUT)


class PaperKind(StrEnum):
    """Where the papers of a batch can go: to a printer, a file, or a folder of single files."""

    PRINTER = "printer"
    PDF = "pdf"
    DOCX = "docx"
    DELIVERY_LIST = "delivery_list"
    SINGLE_PDFS = "single_pdfs"


class Frozen(Protocol):
    """The frozen facts of one paper."""

    @property
    def serial(self) -> str: ...

    @property
    def party_id(self) -> str: ...

    @property
    def template_version(self) -> str: ...

    def sha256(self) -> str: ...


def check_day(desk: Desk, queries: Queries, as_of: date) -> None:
    """Raise RuleViolation ``as_of_before_ledger`` or ``as_of_too_far`` for a paper's date."""
    newest = newest_ledger_day(desk, queries)
    if newest is not None and as_of < newest:
        raise RuleViolation("as_of_before_ledger", field="as_of", date=newest.isoformat())
    if as_of > desk.clock.today() + _FARTHEST_AHEAD:
        raise RuleViolation("as_of_too_far", field="as_of", date=as_of.isoformat())


def check_not_backdated(desk: Desk, as_of: date) -> None:
    """Raise RuleViolation ``document_backdated`` for a day before today.

    A demand may state nothing by a day on which a period was still running that is over now; what
    happened earlier is entered as an event.
    """
    today = desk.clock.today()
    if as_of < today:
        raise RuleViolation("document_backdated", field="as_of", date=today.isoformat())


def take_serials(
    uow: UnitOfWork, kind: str, letter: str, as_of: date, count: int
) -> tuple[str, ...]:
    """Return the next serials of a kind: ``PA26-0001``, with a letter ``PA26-W0001``."""
    installation = require_installation(uow)
    head = f"{installation.serial_prefix}{installation.replica_letter}{as_of:%y}-{letter}"
    return tuple(f"{head}{number:04d}" for number in uow.next_serials(kind, as_of.year, count))


def pc_in(serial: str) -> str:
    """Return the letter of the PC that a serial was taken at, "" where it tells none."""
    found = _TAKEN_AT.search(serial)
    return found[1] if found else ""


def typed_serials(serials: Iterable[str]) -> list[str]:
    """Return serials as they are stored, whatever case they were typed in, each once."""
    return list(dict.fromkeys(each.strip().upper() for each in serials))


class Issued(Protocol):
    """One issued paper and how far it has come."""

    @property
    def id(self) -> str: ...

    @property
    def batch_id(self) -> str: ...

    @property
    def serial(self) -> str: ...

    @property
    def party_id(self) -> str: ...

    @property
    def state(self) -> NoticeState: ...


SetState = Callable[[Sequence[str], NoticeState, date | None], None]
"""How papers of one sort, by their ids, get a state on a day."""


def move(
    uow: UnitOfWork,
    sort: str,
    set_state: SetState,
    papers: Sequence[Issued],
    state: NoticeState,
    today: date,
) -> int:
    """Move papers on to a state, with one entry ``<sort>_<state>``; return how many moved.

    States only go forward: one further on stays where it is. What is handed out was printed, and
    gets that day too. Raises RuleViolation ``notice_state_not_by_hand`` for a state that nobody
    sets by hand.
    """
    if state not in _BY_HAND[1:]:
        raise RuleViolation("notice_state_not_by_hand", field="state")
    earlier = _BY_HAND[: _BY_HAND.index(state)]
    moved = [each for each in papers if each.state in earlier]
    if not moved:
        return 0
    body: dict[str, object] = {"serials": [each.serial for each in moved], "state": state.value}
    unprinted = [each for each in moved if each.state is NoticeState.GENERATED]
    if state is NoticeState.HANDED_OUT and unprinted:
        set_state([each.id for each in unprinted], NoticeState.PRINTED, today)
        body["printed"] = [each.serial for each in unprinted]
    set_state([each.id for each in moved], state, today)
    uow.record(f"{sort}_{state.value}", moved[0].batch_id, body, today, subjects_of(moved))
    return len(moved)


def archive(
    uow: UnitOfWork,
    desk: Desk,
    batch_id: str,
    kind: PaperKind,
    printed: PrintedFile,
    facts: Sequence[Frozen],
    is_reprint: bool,
) -> None:
    """Write down which paper came out of which facts: the hash proves it later."""
    paper = PaperRecord(
        new_id(),
        batch_id,
        kind,
        printed.sha256,
        printed.pages,
        printed.template_version,
        is_reprint,
    )
    uow.add_paper(paper)
    body: dict[str, object] = {
        "kind": kind,
        "sha256": paper.sha256,
        "pages": paper.pages,
        "template_version": paper.template_version,
        "serials": [each.serial for each in facts],
    }
    if printed.files:
        body["files"] = dict(printed.files)
    name = "paper_reprinted" if is_reprint else "paper_written"
    uow.record(name, paper.id, body, desk.clock.today(), subjects_of(facts))


def archive_printed(
    uow: UnitOfWork,
    desk: Desk,
    batch_id: str,
    pages: int,
    facts: Sequence[Frozen],
    is_reprint: bool,
) -> None:
    """Write down that pages went to a printer.

    There is no file whose hash could prove it later: the hash is that of the facts.
    """
    digest = hashlib.sha256("".join(each.sha256() for each in facts).encode()).hexdigest()
    versions = ", ".join(dict.fromkeys(each.template_version for each in facts))
    printed = PrintedFile(Path(), digest, pages, {}, versions)
    archive(uow, desk, batch_id, PaperKind.PRINTER, printed, facts, is_reprint)


def subjects_of(papers: Sequence[Frozen | Issued]) -> list[str]:
    """Return whose dossiers papers belong to, each once; the branch's own belong to none."""
    return list(dict.fromkeys(each.party_id for each in papers if each.party_id))
