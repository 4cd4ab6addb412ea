"""The work log of a day in a village: whom to visit, in the order of the route, with room to write.

It lies open on other people's tables: no amounts, no identity numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.documents.facts import Rows
from desktop.domain.errors import RuleViolation
from desktop.domain.rounds import NoticeState, Obstacle
from desktop.services.documents.builder import Builder, Built, Input, InputKind, Refused, Scope
from desktop.services.documents.case import Case, day_words, joined
from desktop.services.proposals import is_claimable
from desktop.services.records import Hold, Notice, Party

_BY_HAND = ("", "", "", "")
_ABOUT_THE_DEAD = ("", "已故，只联系遗产管理人", "", "")
_TO_SERVE = frozenset({NoticeState.GENERATED, NoticeState.PRINTED, NoticeState.HANDED_OUT})
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
_LEAST_PEOPLE = 2


def work_logs(case: Case) -> Built:
    """Return the log of a village; of a name that several townships have, one for each.

    Visited are those with something overdue; of a dead one only who administers the estate (民法典
    §1145). Who disputes having borrowed is refused: nobody
    presses him. Raises RuleViolation ``field_missing``, ``two_people_needed`` and
    ``nothing_to_visit``.
    """
    village, people = case.required("village"), _people(case)
    wanted, held = _households(case, village)
    if not wanted:
        raise RuleViolation("nothing_to_visit", field="village", village=village)
    notices = case.queries.notices_of([party.id for party in wanted])
    townships = dict.fromkeys(party.township for party in wanted)
    drafts = tuple(
        _log(case, [party for party in wanted if party.township == township], people, notices)
        for township in townships
    )
    refused = tuple(Refused(party.name, Obstacle.IMPERSONATION_HOLD.value) for party in held)
    return Built(drafts, refused)


def _people(case: Case) -> str:
    """Return who goes: two at least, since one alone proves nothing and is not safe."""
    names = [name for name in _BETWEEN_NAMES.split(case.required("people")) if name]
    if len(set(names)) < _LEAST_PEOPLE:
        raise RuleViolation("two_people_needed", field="people")
    return joined(names)


def _households(case: Case, village: str) -> tuple[list[Party], list[Party]]:
    """Return the debtors to visit in the order of the route, and those on hold."""
    day = case.day("day") or case.as_of
    found = {
        party.id: party
        for party, loan in case.queries.debtors(case.text("township"), village)
        if is_claimable(loan, day)
    }
    wanted = [party for party in found.values() if party.hold is Hold.NONE]
    return wanted, [party for party in found.values() if party.hold is not Hold.NONE]


def _log(
    case: Case,
    parties: Sequence[Party],
    people: str,
    notices: Mapping[str, Sequence[Notice]],
) -> DocumentFacts:
    first = parties[0]
    rows = _rows(parties, notices)
    waiting = sum(len(_waiting(party, notices)) for party in parties)
    fields = {
        "day": day_words(case.day("day") or case.as_of),
        "place_label": first.township + first.village,
        "people": people,
        "route": joined(_group(party) for party in parties) or first.village,
        "household_count": str(len(parties)),
        "notice_count": str(waiting) if waiting else "",
    }
    place = (first.township, first.village)
    tables = {"households": rows}
    return case.facts(DocumentKind.WORK_LOG, first.village, fields, tables, place=place)


def _rows(parties: Sequence[Party], notices: Mapping[str, Sequence[Notice]]) -> Rows:
    return tuple(
        (
            str(number),
            _group(party),
            party.name,
            joined(each.serial for each in _waiting(party, notices)),
            *(_ABOUT_THE_DEAD if party.deceased else _BY_HAND),
        )
        for number, party in enumerate(parties, start=1)
    )


def _waiting(party: Party, notices: Mapping[str, Sequence[Notice]]) -> list[Notice]:
    """Return the notices to serve on a debtor; none on a dead one."""
    mine = () if party.deceased else notices.get(party.id, ())
    return [each for each in mine if each.state in _TO_SERVE]


def _group(party: Party) -> str:
    return f"{party.group} 组" if party.group.isdigit() else party.group


WORK_LOG = Builder(
    DocumentKind.WORK_LOG,
    Scope.VILLAGE,
    work_logs,
    (
        Input("township"),
        Input("village", required=True),
        Input("day", InputKind.DAY),
        Input("people", required=True),
    ),
)
