"""The cover of a batch of demand notices: how many of what go to which village."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.documents.facts import DocumentFacts
from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.notices import NoticeFacts

_NO_VILLAGE = "（未分村）"


@dataclass(slots=True)
class _Village:
    """What a village gets: counts, and the serials in the order of the batch."""

    notices: int = 0
    loans: int = 0
    pages: int = 0
    first_serial: str = ""
    last_serial: str = ""

    def add(self, notice: NoticeFacts, pages: int) -> None:
        self.notices += 1
        self.loans += len(notice.loans)
        self.pages += pages
        self.first_serial = min(self.first_serial or notice.serial, notice.serial, key=_number)
        self.last_serial = max(self.last_serial or notice.serial, notice.serial, key=_number)


def batch_cover(
    notices: Sequence[NoticeFacts], pages: Sequence[int], template_version: str
) -> DocumentFacts:
    """Return the cover of a batch; ``pages`` are those of each notice, notices are not empty.

    Its counts are sums of what stands in the rows, so that they always add up.
    """
    villages: dict[tuple[str, str], _Village] = {}
    for notice, count in zip(notices, pages, strict=True):
        place = (notice.township, notice.village)
        villages.setdefault(place, _Village()).add(notice, count)
    found = list(villages.values())
    serials = [each.serial for each in notices]
    return DocumentFacts(
        kind=DocumentKind.BATCH_COVER,
        serial="",
        template_version=template_version,
        issued_on=max(each.issued_on for each in notices),
        bank=notices[0].bank,
        subject=min(serials, key=_number),
        fields={
            "first_serial": min(serials, key=_number),
            "last_serial": max(serials, key=_number),
            "village_count": str(len(found)),
            "notice_count": str(sum(each.notices for each in found)),
            "loan_count": str(sum(each.loans for each in found)),
            "page_count": str(sum(each.pages for each in found)),
        },
        tables={
            "villages": tuple(
                _row(number, place, village)
                for number, (place, village) in enumerate(villages.items(), start=1)
            )
        },
    )


def _row(number: int, place: tuple[str, str], village: _Village) -> tuple[str, ...]:
    return (
        str(number),
        place[0],
        place[1] or _NO_VILLAGE,
        str(village.notices),
        str(village.loans),
        str(village.pages),
        village.first_serial,
        village.last_serial,
    )


def _number(serial: str) -> tuple[str, int, str]:
    """Order serials as they were given out: number 10,000 comes after 9,999."""
    return serial.rpartition("-")[0], len(serial), serial
