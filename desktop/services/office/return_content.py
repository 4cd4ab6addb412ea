"""What a return says: which packages are answered, what is in force, and entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from desktop.domain.policy.codec import NamedRow
from desktop.services.collection_ports import CollectionWork
from desktop.services.collection_records import (
    LedgerOfBranch,
    ReceivedEntry,
    Replica,
    StoredPackage,
)
from desktop.services.exchange.loan_lines import LEDGER_POLICY, LEDGERS, LedgerMark
from desktop.services.exchange.return_lines import (
    MOST_HEADS,
    AnswerLine,
    ContactLine,
    CorrectionLine,
    DecisionLine,
    DoubleLine,
    HeldLine,
    ReturnMarks,
    TargetLine,
    line_of,
    policy_line,
)
from desktop.services.head_office_ports import HeadOffice
from desktop.services.office.branches import as_they_stand
from desktop.services.office.doubled import doubles_to_reverse
from desktop.services.office.taking import loan_of
from desktop.services.package_ports import EntryLine, Line
from desktop.services.paper_ports import StoredTemplate
from desktop.services.records import Installation

_ANSWERS = 24


@dataclass(frozen=True, slots=True)
class InForce:
    """What all returns say alike."""

    own: HeadOffice
    installation: Installation
    policy: Sequence[NamedRow]
    templates: Sequence[StoredTemplate]


def extra_of(
    office: InForce, work: CollectionWork, branch: str, arrival_up_to: int
) -> dict[str, Any]:
    """Return what a return's manifest says beside what every manifest does."""
    heads = tuple(work.heads(branch, MOST_HEADS))
    marks = ReturnMarks(heads, arrival_up_to, work.parts_came(branch))
    extra = marks.plain() | {LEDGER_POLICY: office.own.ledgers_from}
    extra[LEDGERS] = [_mark(each).plain() for each in work.ledgers(branch)]
    return extra


def _mark(ledger: LedgerOfBranch) -> LedgerMark:
    return LedgerMark(
        ledger.as_of,
        ledger.file_name,
        ledger.file_sha256,
        ledger.loans,
        ledger.balance_fen,
        ledger.signature,
        ledger.moment,
    )


def lines_of(
    office: InForce,
    work: CollectionWork,
    branch: str,
    answers: Sequence[StoredPackage],
    foreign: Sequence[ReceivedEntry],
) -> Iterator[Line]:
    """Yield what a return says: first what happened, then what is in force, then entries."""
    answered = [each for each in work.corrections(branch) if each.answer]
    return chain(
        (line_of(AnswerLine, each) for each in answers),
        (line_of(HeldLine, each) for each in work.held(branch)),
        map(policy_line, office.policy),
        (line_of(StoredTemplate, each) for each in office.templates),
        (line_of(DecisionLine, each) for each in work.decisions(branch)),
        (line_of(TargetLine, each) for each in work.targets(branch)),
        (line_of(CorrectionLine, each) for each in answered),
        (line_of(ContactLine, each) for each in work.contacts(branch)),
        (line_of(DoubleLine, each) for each in doubles_to_reverse(work, branch)),
        (
            loan_of(each, place)
            for place, ledger in enumerate(work.ledgers(branch))
            for each in work.loans(ledger)
        ),
        (EntryLine(each.body, each.prev_hash, each.hash, each.rows).line() for each in foreign),
    )


def answers_for(work: CollectionWork, replica: Replica) -> list[StoredPackage]:
    """Return what is answered: the last packages, and all since the return that the PC has."""
    confirmed = [
        each.created_at
        for each in work.returns(replica.branch)
        if each.hash == replica.last_return.hash
    ]
    since = confirmed[0] if confirmed else None
    known = as_they_stand(work.packages(replica.branch))
    named = [each for each in known if each.manifest_hash]
    return [
        each
        for place, each in enumerate(named)
        if place < _ANSWERS or since is None or each.taken_at >= since
    ]
