"""The three real-looking ledgers through the command line: to the fen, key by key."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.domain.masks import mask_name

DATA = Path(__file__).parents[1] / "data" / "ledgers"
FILES = sorted(path.name.removesuffix(".truth.json") for path in DATA.glob("*.truth.json"))
SUMS = (
    "as_of loans principal_balance_fen on_balance_interest_fen off_balance_interest_fen borrowers"
).split()


class Branch:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.access = ["--db", str(folder / "b.db"), "--key-file", str(folder / "b.key")]
        assert self.run("init").exit_code == 0

    def run(self, *words):
        return CliRunner().invoke(app, [*map(str, words), *self.access], catch_exceptions=False)

    def json(self, *words):
        result = self.run(*words, "--json")
        return result.exit_code, json.loads(result.stdout)


@pytest.fixture(params=FILES)
def known(request, tmp_path):
    truth = json.loads((DATA / f"{request.param}.truth.json").read_text(encoding="utf-8"))
    return Branch(tmp_path), DATA / request.param, truth


def test_what_the_command_tells_is_what_the_truth_file_says(known):
    branch, ledger, truth = known
    code, told = branch.json("import-ledger", ledger)
    assert code == (1 if truth["problems"] else 0)
    assert {key: told[key] for key in SUMS} == {key: truth[key] for key in SUMS}
    keys = truth["problems"][0].keys() if truth["problems"] else ()
    assert [{key: each[key] for key in keys} for each in told["problems"]] == truth["problems"]
    for problem in told["problems"]:
        assert {"code", "sheet", "row", "message"} <= problem.keys()
        assert problem["sheet"] or problem["row"]
        assert not problem["message"].isascii()


def test_every_loan_of_the_truth_file_lies_in_the_database_with_its_clock(known):
    branch, ledger, truth = known
    branch.run("import-ledger", ledger)
    code, lines = branch.json("clocks")
    assert code == 0
    stored = {line["loan_no"]: line["debtor"] for line in lines}
    assert stored == {row["loan_no"]: mask_name(row["borrower"]) for row in truth["rows"]}
    assert all(line["reason"] for line in lines)
    assert branch.json("verify") == (0, {"sound": True, "findings": []})


def test_a_dry_run_tells_the_same_and_stores_nothing(known):
    branch, ledger, _ = known
    code, dry = branch.json("import-ledger", ledger, "--dry-run")
    assert branch.json("clocks") == (0, [])
    again, told = branch.json("import-ledger", ledger)
    same = [*SUMS, "certain", "mapping", "problems"]
    assert (again, [told[key] for key in same]) == (code, [dry[key] for key in same])


def test_the_three_ledgers_one_after_another_and_notices_for_a_village(tmp_path):
    """A fresh machine's evening: everything in, one village printed, one slip recorded."""
    branch = Branch(tmp_path)
    for name in FILES:
        branch.run("import-ledger", DATA / name)
    code, lines = branch.json("clocks", "--as-of", "2026-10-10")
    assert code == 0
    villages = json.loads((DATA / f"{FILES[0]}.truth.json").read_text(encoding="utf-8"))["rows"]
    village = villages[0]["village"]
    _, issued = branch.json(
        "notices", "--village", village, "--as-of", "2026-10-10",
        "--pdf", tmp_path / "n.pdf", "--docx", tmp_path / "n.docx", "--list", tmp_path / "l.pdf",
    )  # fmt: skip
    assert issued
    assert {each["village"] for each in issued} == {village}
    assert len({each["serial"] for each in issued}) == len(issued)
    assert len({number for each in issued for number in each["loan_nos"]}) == sum(
        len(each["loan_nos"]) for each in issued
    )
    slip = tmp_path / "slip.jpg"
    slip.write_bytes(b"photograph")
    code, served = branch.json(
        "deliver", issued[0]["serial"], "--how", "当面", "--by", "本人",
        "--date", "2026-10-10", "--servers", "彭春兰、刘建国", "--evidence", slip, "--agrees",
    )  # fmt: skip
    assert (code, served["state"]) == (0, "served")
    _, after = branch.json("clocks", "--as-of", "2026-10-10")
    moved = {line["loan_no"]: line["proved_last_day"] for line in after}
    assert {moved[number] for number in issued[0]["loan_nos"]} == {"2029-10-10"}
    changed = {a["loan_no"] for a, b in zip(
        sorted(after, key=lambda line: line["loan_no"]),
        sorted(lines, key=lambda line: line["loan_no"]), strict=True) if a != b}  # fmt: skip
    assert changed == set(issued[0]["loan_nos"])
    assert branch.json("verify") == (0, {"sound": True, "findings": []})
