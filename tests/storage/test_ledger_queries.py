from datetime import date

import pytest

from desktop.domain.limitation import ClockState
from desktop.services.import_records import ChangedLoan, KnownLoan, NewGuarantor
from desktop.services.list_records import LedgerFilter, LedgerSums, SortKey
from desktop.services.records import LoanStatus, StoredClock
from desktop.storage.route import group_number

DAY = date(2026, 9, 30)
NEXT = date(2026, 12, 31)


@pytest.fixture
def village(fill, rows):
    """Six loans of four debtors in two townships; b has no days, c runs out first."""
    fill(
        rows.party("p1", "周田生", group="2组"),
        rows.party("p2", "李十", pinyin="lishi", initials="ls", group="10组"),
        rows.party("p3", "欧阳一", pinyin="ouyangyi", initials="oyy", township="安口镇"),
        rows.party("p4", "周田生", group="2组", village="白水村"),
        loans=(
            rows.loan("a2", "p1", balance_fen=500, five_class="损失"),
            rows.loan("b1", "p2", last_day=None, legal_last_day=None, clock_state="unknown",
                      due_on=None, officer="李大山"),
            rows.loan("c1", "p3", last_day=date(2026, 10, 1), legal_last_day=date(2026, 10, 8),
                      five_class="次级"),
            rows.loan("d1", "p4", balance_fen=2_000_000, off_balance_interest_fen=7),
            rows.loan("a1", "p1", due_on=date(2022, 1, 1), last_day=date(2027, 1, 1),
                      legal_last_day=date(2027, 1, 4)),
            rows.loan("e1", "p4", last_day=None, legal_last_day=None, clock_state="in_procedure"),
        ),
    )  # fmt: skip


def ids(store, wanted=None, sort=SortKey.ROUTE, descending=False) -> list[str]:
    with store.read() as queries:
        return list(queries.ledger_ids(wanted or LedgerFilter(), sort, descending))


def test_the_route_goes_by_township_village_group_number_and_name(store, village):
    assert ids(store) == ["c1", "d1", "e1", "a1", "a2", "b1"]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("2组", 2), ("10组", 10), ("第12村民小组", 12), ("三组", 3), ("十组", 10), ("十二组", 12),
        ("二十组", 20), ("二十三组", 23), ("０５组", 5), ("", 0), ("上湾组", 0),
    ],
)  # fmt: skip
def test_the_number_of_a_group_is_read_from_its_name(name, number):
    assert group_number(name) == number


@pytest.mark.parametrize(
    ("sort", "descending", "expected"),
    [
        (SortKey.LOAN_NO, False, ["a1", "a2", "b1", "c1", "d1", "e1"]),
        (SortKey.LOAN_NO, True, ["e1", "d1", "c1", "b1", "a2", "a1"]),
        (SortKey.BORROWER, False, ["b1", "c1", "a1", "a2", "d1", "e1"]),
        (SortKey.LAST_DAY, False, ["c1", "a2", "d1", "a1", "b1", "e1"]),
    ],
)
def test_the_ledger_can_be_sorted(store, village, sort, descending, expected):
    assert ids(store, sort=sort, descending=descending) == expected


@pytest.mark.parametrize(
    ("sort", "descending", "first", "last"),
    [
        (SortKey.BALANCE, False, "a2", "d1"),
        (SortKey.BALANCE, True, "d1", "a2"),
        (SortKey.INTEREST, False, "d1", None),
        (SortKey.FIVE_CLASS, False, "c1", "a2"),
        (SortKey.DUE_ON, False, "a1", "b1"),
        (SortKey.DUE_ON, True, None, "b1"),
        (SortKey.LAST_DAY, True, "a1", None),
        (SortKey.OFFICER, True, "b1", None),
        (SortKey.ROUTE, True, "b1", "c1"),
    ],
)
def test_an_order_has_its_first_and_its_last(store, village, sort, descending, first, last):
    found = ids(store, sort=sort, descending=descending)
    assert len(found) == 6
    assert first is None or found[0] == first
    assert last is None or found[-1] == last


def test_loans_without_a_last_day_come_last_either_way(store, village):
    for descending in (False, True):
        found = ids(store, sort=SortKey.LAST_DAY, descending=descending)
        assert set(found[-2:]) == {"b1", "e1"}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (LedgerFilter(township="安口镇"), {"c1"}),
        (LedgerFilter(village="金明村"), {"a1", "a2", "b1", "c1"}),
        (LedgerFilter(officer="李大山"), {"b1"}),
        (LedgerFilter(five_class="损失"), {"a2"}),
        (LedgerFilter(status="missing"), set()),
        (LedgerFilter(due_to=date(2022, 12, 31)), {"a1"}),
        (LedgerFilter(last_day_from=date(2026, 10, 1), last_day_to=date(2026, 10, 13)),
         {"a2", "c1", "d1"}),
        (LedgerFilter(balance_from_fen=500, balance_to_fen=500), {"a2"}),
        (LedgerFilter(clock_state="expired"), {"c1"}),
        (LedgerFilter(clock_state="alive"), {"a1", "a2", "d1"}),
        (LedgerFilter(clock_state="unknown"), {"b1"}),
        (LedgerFilter(clock_state="in_procedure"), {"e1"}),
        (LedgerFilter(text="欧阳"), {"c1"}),
        (LedgerFilter(text="lis"), {"b1"}),
        (LedgerFilter(text="OYY"), {"c1"}),
        (LedgerFilter(text="No-d"), {"d1"}),
        (LedgerFilter(text="白水"), {"d1", "e1"}),
        (LedgerFilter(text="%"), set()),
        (LedgerFilter(text="_"), set()),
        (LedgerFilter(text="'; DROP TABLE loan"), set()),
        (LedgerFilter(text="周田生", village="金明村", five_class="损失"), {"a2"}),
    ],
)  # fmt: skip
def test_the_ledger_can_be_filtered(store, village, wanted, expected):
    assert set(ids(store, wanted)) == expected
    with store.read() as queries:
        assert queries.ledger_sums(wanted).loans == len(expected)


def test_a_claim_is_alive_on_its_legal_last_day_and_expired_after_it(store, village, clock):
    wanted = LedgerFilter(clock_state="expired")
    clock.day = date(2026, 10, 8)
    assert ids(store, wanted) == []
    clock.day = date(2026, 10, 9)
    assert ids(store, wanted) == ["c1"]
    with store.read() as queries:
        assert queries.ledger_lines(["c1"])[0].clock_state == ClockState.EXPIRED
        assert queries.loan("c1").clock_state == ClockState.EXPIRED
        raw = {clock.loan_id: clock.clock_state for clock, _, _ in queries.all_clocks()}
    assert raw["c1"] == ClockState.ALIVE  # what is stored does not depend on the day


def test_lines_come_in_the_order_asked_for_with_everything_in_place(store, village):
    with store.read() as queries:
        lines = queries.ledger_lines(["d1", "gone", "c1"])
    assert [line.loan_id for line in lines] == ["d1", "c1"]
    line = lines[1]
    assert (line.party_id, line.loan_no, line.borrower) == ("p3", "No-c1", "欧阳一")
    assert (line.township, line.village, line.group) == ("安口镇", "金明村", "3组")
    assert (line.disbursed_on, line.due_on) == (date(2021, 10, 13), date(2023, 10, 13))
    assert (line.balance_fen, line.on_balance_interest_fen, line.off_balance_interest_fen) == (
        1_000_000,
        300,
        50_000,
    )
    assert (line.five_class, line.officer, line.status) == ("次级", "彭春兰", "active")
    assert (line.last_day, line.legal_last_day, line.proved_last_day) == (
        date(2026, 10, 1),
        date(2026, 10, 8),
        None,
    )


def test_sums_are_in_fen_and_zero_for_nothing(store, village):
    with store.read() as queries:
        assert queries.ledger_sums(LedgerFilter(village="白水村")) == LedgerSums(
            2, 3_000_000, 600, 50_007
        )
        assert queries.ledger_sums(LedgerFilter(officer="nobody")) == LedgerSums(0, 0, 0, 0)


def test_filter_lists_hold_the_values_that_occur(store, village):
    with store.read() as queries:
        values = queries.filter_values()
    assert values.villages == (("安口镇", "金明村"), ("牌口镇", "白水村"), ("牌口镇", "金明村"))
    assert set(values.officers) == {"彭春兰", "李大山"}
    assert values.five_classes == ("次级", "可疑", "损失")


def test_what_an_import_must_know_of_loans_and_parties(store, filled):
    with store.write() as uow:
        loans, parties = uow.known_loans(), uow.known_parties()
    assert loans["No-b1"] == KnownLoan(
        "b1", "p2", "李十", 1_000_000, 300, 50_000, "可疑", date(2023, 10, 13), "彭春兰", DAY,
        "active", "source-1",
    )  # fmt: skip
    assert parties == {"439985194806046550": "p1", "李十|金明村": "p2"}


def test_new_figures_replace_old_ones_which_stay_in_the_history(store, filled, rows):
    changed = ChangedLoan("a1", 900_000, 0, 60_000, "损失", date(2023, 11, 1), "李大山", NEXT)
    with store.write() as uow:
        uow.add_import(rows.ledger_import("import-2", NEXT), [])
        uow.change_loans("import-2", [changed])
        uow.mark_missing("import-2", ["b1"])
        uow.record("ledger_imported", "import-2", {}, NEXT)
        uow.commit()
    with store.read() as queries:
        loan = queries.loan("a1")
        changes = {each.loan_id: each for each in queries.import_changes("import-2")}
        assert queries.import_changes("import-1") == []
        assert queries.loan("b1").status is LoanStatus.MISSING
        assert queries.loan("a2").reported_on == DAY
    assert (loan.balance_fen, loan.off_balance_interest_fen) == (900_000, 60_000)
    assert (loan.due_on, loan.officer, loan.reported_on) == (date(2023, 11, 1), "李大山", NEXT)
    assert set(changes) == {"a1", "b1"}
    assert (changes["a1"].kind, changes["b1"].kind) == ("updated", "missing")
    assert (changes["a1"].balance_before_fen, changes["a1"].balance_after_fen) == (
        1_000_000,
        900_000,
    )
    assert (changes["a1"].interest_before_fen, changes["a1"].interest_after_fen) == (
        50_300,
        60_000,
    )
    assert (changes["a1"].class_before, changes["a1"].class_after) == ("可疑", "损失")
    assert (changes["a1"].borrower, changes["a1"].village) == ("周田生", "金明村")


@pytest.mark.parametrize("status", [LoanStatus.MISSING, LoanStatus.SETTLED, LoanStatus.MOVED])
def test_a_loan_that_stands_in_the_ledger_again_is_active_again(store, filled, rows, status):
    with store.write() as uow:
        uow.set_loan_status("a1", status)
        uow.record("loan_decided", "a1", {}, DAY)
        uow.commit()
    with store.write() as uow:
        uow.add_import(rows.ledger_import("import-2", NEXT), [])
        uow.change_loans("import-2", [ChangedLoan("a1", 1, 0, 0, "可疑", None, "彭春兰", NEXT)])
        uow.record("ledger_imported", "import-2", {}, NEXT)
        uow.commit()
    with store.read() as queries:
        assert queries.loan("a1").status is LoanStatus.ACTIVE
        assert [each.kind for each in queries.import_changes("import-2")] == ["reappeared"]


def test_two_imports_in_a_row_change_the_same_loan_twice(store, filled, rows):
    for number, balance in ((2, 20), (3, 30)):
        with store.write() as uow:
            uow.add_import(rows.ledger_import(f"import-{number}", NEXT), [])
            uow.change_loans(
                f"import-{number}",
                [ChangedLoan("a1", balance, 0, 0, "可疑", None, "彭春兰", NEXT)],
            )
            uow.record("ledger_imported", f"import-{number}", {}, NEXT)
            uow.commit()
    with store.read() as queries:
        (change,) = queries.import_changes("import-3")
    assert (change.balance_before_fen, change.balance_after_fen) == (20, 30)


def test_guarantors_keep_their_order_over_several_imports(store, filled, fill, rows):
    fill(
        rows.party("p3"),
        loans=(rows.loan("c1", "p3"),),
        guarantors=(NewGuarantor("c1", "赵七"), NewGuarantor("a2", "赵七")),
        import_id="import-2",
    )
    with store.read() as queries:
        assert queries.loan("a1").guarantors == ("王五", "陈六")
        assert queries.loan("c1").guarantors == ("赵七",)
        assert queries.loan("b1").guarantors == ()


def test_stored_clocks_come_back_exactly(store, filled):
    stored = StoredClock("a1", date(2029, 1, 1), date(2029, 1, 4), None, "alive")
    with store.write() as uow:
        uow.save_clocks([stored])
        uow.record("clock", "a1", {}, DAY)
        uow.commit()
    with store.read() as queries:
        clocks = {clock.loan_id: (clock, due_on) for clock, due_on, _ in queries.all_clocks()}
    assert clocks["a1"] == (stored, date(2023, 10, 13))
    assert len(clocks) == 3
