"""Packages of earlier schemas, kept as they were written: whoever upgrades first reads them.

The files are never made again. A new schema adds a file of its own before the next step is written.
"""

import json
from pathlib import Path

import pytest

from desktop.services.package_ports import (
    ControlTotal,
    Direction,
    EntryLine,
    Line,
    PackageRefused,
    PrivateKeys,
)
from desktop.storage.upgrade import NEWEST as NEWEST_TABLES
from desktop.sync.container import take_apart
from desktop.sync.payload import checked_lines
from desktop.sync.sealing import unseal
from desktop.sync.upcast import NEWEST, downcast, require_readable, upcast
from tests.sync_packages import (
    FIRST,
    OFFICE,
    ROOM,
    body_of,
    branch_keys,
    chain,
    draft,
    entry,
    write,
)

FOLDER = Path(__file__).parents[1] / "data" / "packages"
KEYS = json.loads((FOLDER / "keys.json").read_text(encoding="utf-8"))
OTHERS = [
    Line(
        "contact",
        {"loan_no": "B0001", "kind": "phone", "value": "0000-0000000", "weather": "rain"},
    ),
    Line("omen", {"seen": True}),
]


def keys(owner):
    return PrivateKeys(*KEYS[owner])


def read(schema):
    return ROOM.open(
        FOLDER / f"{schema}.qsp", keys("office"), lambda _: ROOM.public(keys("branch"))
    )


def bare(count):
    """Return repayments as they were before entries carried rows."""
    found = []
    for number in range(count):
        data = {"amount_fen": 100 + number, "shares": [{"loan_no": f"B{number:04d}"}]}
        body = body_of(number, data, "repayment_recorded")
        found.append(entry(body, found[-1].hash if found else FIRST))
    return found


@pytest.mark.parametrize(
    ("schema", "entries"), [("0003", bare(2)), ("0004", bare(3)), ("0005", chain(4))]
)
def test_a_package_of_an_earlier_schema_reads_as_if_it_were_written_today(schema, entries):
    opened = read(schema)
    assert list(opened.lines()) == [*(each.line() for each in entries), *OTHERS]
    count = len(entries)
    assert opened.manifest.schema == schema
    assert opened.manifest.totals == (
        ControlTotal("contact", 1, 0, 1),
        ControlTotal("omen", 1, 0, 0),
        ControlTotal("repayment_recorded", count, sum(range(100, 100 + count)), sum(range(count))),
    )


def test_the_last_three_schemas_are_kept_and_the_newest_is_the_tables():
    assert NEWEST == NEWEST_TABLES
    assert [each.stem for each in sorted(FOLDER.glob("*.qsp"))][-3:] == ["0003", "0004", NEWEST]
    for number in range(int(NEWEST) - 2, int(NEWEST) + 1):
        require_readable(f"{number:04d}")


@pytest.mark.parametrize(("schema", "fields"), [("0003", 3), ("0004", 3), ("0005", 4)])
def test_going_down_lines_are_written_as_the_branch_reads_them(tmp_path, schema, fields):
    one = bare(1)[0]
    made = draft(direction=Direction.DOWN, schema=schema)
    path = write(tmp_path / "a.qsp", made, [one.line(), *OTHERS])
    parcel = take_apart(unseal(path.read_bytes(), OFFICE))
    opened = ROOM.open(path, OFFICE, branch_keys)
    shipped = [line for line, _ in checked_lines(parcel.payload, opened.manifest.raw_length)]
    assert len(shipped[0].data) == fields
    assert shipped[1:] == OTHERS
    assert EntryLine(**next(opened.lines()).data) == one


def test_what_goes_down_and_up_again_is_the_same():
    for line in [*(each.line() for each in chain(2)), *OTHERS]:
        for schema in ("0003", "0004", "0005", "0006"):
            assert upcast(downcast(line, schema), schema) == line


def test_a_golden_package_is_read_by_its_own_office_alone():
    with pytest.raises(PackageRefused, match="package_not_ours"):
        ROOM.open(FOLDER / "0003.qsp", OFFICE, branch_keys)
