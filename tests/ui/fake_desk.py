"""Small fakes of what the window asks for: a ledger of invented people, in memory."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desktop.domain.dates import HolidayCalendar
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.policy import DEFAULT_POLICY
from desktop.services.backup_ports import BackupCopy, CopyState
from desktop.services.list_records import (
    FilterValues,
    LedgerFilter,
    LedgerLine,
    LedgerSums,
    SearchHit,
    SortKey,
)
from desktop.services.operators import Operator
from desktop.services.ports import Desk
from desktop.services.records import Installation, LedgerImport

TODAY = date(2026, 10, 10)
VILLAGES = ("常家湖村", "张家塘村", "金明村", "红旗村", "新塘村", "沙洲村")
SURNAMES = "周谭夏罗彭谢于魏李杨陶贺曾邹"
GIVEN = ("田生", "国英", "文水", "建国", "金生", "有财", "秀英", "德贵", "桂兰", "孝廉")
OFFICERS = ("彭春兰", "刘建国", "邓小红")
CLASSES = ("次级", "可疑", "损失")


def line(number: int) -> LedgerLine:
    """Return an invented loan; the same number gives the same loan."""
    due = date(2019, 1, 1) + timedelta(days=number * 37 % 2600)
    last = due + timedelta(days=1096)
    return LedgerLine(
        loan_id=f"loan-{number}",
        party_id=f"party-{number // 2}",
        loan_no=f"43{due.year - 2}{due.month:02d}{due.day:02d}-{number:05d}",
        borrower=SURNAMES[number // 2 % 14] + GIVEN[number // 2 % 10],
        township="牌口镇",
        village=VILLAGES[number // 2 % 6],
        group=f"{number // 2 % 9 + 1} 组",
        disbursed_on=due - timedelta(days=730),
        due_on=due,
        balance_fen=100_000 + number * 7919 % 9_000_000,
        on_balance_interest_fen=number * 131 % 90_000,
        off_balance_interest_fen=number * 1777 % 3_000_000,
        five_class=CLASSES[number % 3],
        officer=OFFICERS[number % 3],
        status="active",
        clock_state="alive" if number % 11 else "unknown",
        last_day=last if number % 11 else None,
        legal_last_day=last if number % 11 else None,
        proved_last_day=(last if number % 4 else due) if number % 11 else None,
    )


class FakeQueries:
    """Answers from a list of lines; filters by text, village, officer and last day."""

    def __init__(self, lines):
        self.lines = {each.loan_id: each for each in lines}
        self.asked = []

    def installation(self):
        return Installation("branch", "i", "r", "A", "P", "", SAMPLE_HEAD)

    def enrolment(self):
        return None

    def imports(self):
        when = datetime(2026, 10, 1, 8, 2, tzinfo=UTC)
        if not self.lines:
            return []
        return [LedgerImport("1", date(2026, 9, 30), "台账.xlsx", "", "", *[0] * 11, when)]

    def ledger_ids(self, wanted, sort, descending=False):
        self.asked.append((wanted, sort, descending))
        found = [each for each in self.lines.values() if matches(each, wanted)]
        if sort is not SortKey.ROUTE:
            found.sort(key=ORDERS[sort], reverse=descending)
        return [each.loan_id for each in found]

    def ledger_lines(self, loan_ids):
        return [self.lines[each] for each in loan_ids]

    def ledger_sums(self, wanted):
        found = [each for each in self.lines.values() if matches(each, wanted)]
        return LedgerSums(
            len(found),
            sum(each.balance_fen for each in found),
            sum(each.on_balance_interest_fen for each in found),
            sum(each.off_balance_interest_fen for each in found),
        )

    def filter_values(self):
        villages = tuple(("牌口镇", village) for village in VILLAGES) if self.lines else ()
        return FilterValues(villages, OFFICERS, CLASSES)

    def search(self, text, limit=20):
        if text.upper() == "P26-1177":
            return [SearchHit("notice", "n1", "party-1", "P26-1177", "周田生 第三次")]
        hits = [each for each in self.lines.values() if text in each.borrower]
        return [
            SearchHit("party", each.party_id, each.party_id, each.borrower, each.village)
            for each in hits[:limit]
        ]


ORDERS = {
    SortKey.BORROWER: lambda each: each.borrower,
    SortKey.LOAN_NO: lambda each: each.loan_no,
    SortKey.DUE_ON: lambda each: each.due_on,
    SortKey.BALANCE: lambda each: each.balance_fen,
    SortKey.INTEREST: lambda each: each.off_balance_interest_fen,
    SortKey.FIVE_CLASS: lambda each: each.five_class,
    SortKey.LAST_DAY: lambda each: each.last_day or date.max,
    SortKey.OFFICER: lambda each: each.officer,
}


def matches(each, wanted):
    """Return whether a line passes a filter."""
    day = each.last_day
    return (
        wanted.text in each.borrower + each.loan_no + each.village
        and wanted.village in ("", each.village)
        and wanted.officer in ("", each.officer)
        and wanted.five_class in ("", each.five_class)
        and wanted.clock_state in ("", each.clock_state)
        and (wanted.last_day_from is None or (day is not None and day >= wanted.last_day_from))
        and (wanted.last_day_to is None or (day is not None and day <= wanted.last_day_to))
    )


class FakeStore:
    """A store over fake queries; whole."""

    def __init__(self, queries):
        self.queries = queries
        self.findings = []
        self.copied_at = None

    @contextmanager
    def read(self):
        yield self.queries

    def verify(self, progress):
        return self.findings

    def last_backup(self):
        return self.copied_at

    @property
    def shelf(self):
        return self

    def make(self, reason, progress):
        self.copied_at = datetime(TODAY.year, TODAY.month, TODAY.day, 8, 2, tzinfo=UTC)
        return BackupCopy(Path("backup") / reason, CopyState.GOOD, 1, self.copied_at)

    def carry(self, copy, progress):
        pass


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still."""

    day: date = TODAY

    def today(self):
        return self.day

    def now(self):
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)


OPERATOR = Operator("u1", "彭春兰")


def desk_of(lines, operator=OPERATOR, **parts):
    """Return a desk over invented lines."""
    fields = dict.fromkeys(Desk.__dataclass_fields__)
    fields |= {
        "store": FakeStore(FakeQueries(lines)),
        "clock": FixedClock(),
        "operator": operator,
        "policy": DEFAULT_POLICY,
        "calendar": HolidayCalendar.of((), ()),
    }
    return replace(Desk(**fields), **parts)


def empty_filter():
    return LedgerFilter()
