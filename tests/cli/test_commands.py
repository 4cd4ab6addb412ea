"""The command line, from a ledger to a served notice, as a script would use it."""

import json
import shutil
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desktop.cli import papers
from desktop.cli.app import app
from desktop.domain.errors import ExpectedFailure
from desktop.ledgers.sample import write_sample_ledger
from desktop.services import notices

AS_OF = date(2026, 9, 30)
DAY = "2026-10-10"


class Branch:
    """A branch's database on disk and the command line around it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.access = ["--db", str(folder / "b.db"), "--key-file", str(folder / "b.key")]
        self.ledger = folder / "ledger_20260930.xlsx"

    def run(self, *words: object, code: int = 0, open_database: bool = True) -> str:
        arguments = [*map(str, words), *(self.access if open_database else [])]
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    def json(self, *words: object, code: int = 0) -> object:
        return json.loads(self.run(*words, "--json", code=code))


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """A branch without a ledger, and one with its ledger, to be copied."""
    empty = Branch(tmp_path_factory.mktemp("empty"))
    empty.run("init")
    write_sample_ledger(empty.ledger, 60, 7, AS_OF)
    filled = Branch(tmp_path_factory.mktemp("filled"))
    shutil.copytree(empty.folder, filled.folder, dirs_exist_ok=True)
    filled.run("import-ledger", filled.ledger)
    return empty.folder, filled.folder


@pytest.fixture
def branch(founded, tmp_path):
    shutil.copytree(founded[0], tmp_path, dirs_exist_ok=True)
    return Branch(tmp_path)


@pytest.fixture
def filled(founded, tmp_path):
    shutil.copytree(founded[1], tmp_path, dirs_exist_ok=True)
    return Branch(tmp_path)


def test_init_writes_a_key_file_only_its_owner_may_read(branch):
    mode = (branch.folder / "b.key").stat().st_mode
    if sys.platform != "win32":
        assert stat.S_IMODE(mode) == 0o600


def test_init_never_overwrites_a_database(branch):
    branch.access[3] = str(branch.folder / "other.key")
    assert "已经" in branch.run("init", code=1)
    assert not (branch.folder / "other.key").exists()


def test_help_is_told_to_its_end(branch):
    assert "打开窗口。" in branch.run("--help", open_database=False)
    assert "已到达、未到达" in branch.run("deliver", "--help", open_database=False)


def test_import_tells_the_truth_files_keys(branch):
    told = branch.json("import-ledger", branch.ledger)
    assert told["as_of"] == "2026-09-30"
    assert told["loans"] == 60
    assert told["problems"] == []
    assert {
        "principal_balance_fen",
        "on_balance_interest_fen",
        "off_balance_interest_fen",
        "borrowers",
    } <= told.keys()


def test_a_dry_run_needs_no_database_and_writes_nothing(branch):
    dry = branch.run("import-ledger", branch.ledger, "--dry-run", open_database=False)
    assert "60 笔" in dry
    branch.run("import-ledger", branch.ledger, "--dry-run")
    assert branch.json("clocks") == []


def test_the_same_ledger_again_is_wrong_use(filled):
    assert "已经导入过" in filled.run("import-ledger", filled.ledger, code=2)


def test_clocks_are_told_with_their_reason(filled):
    lines = filled.json("clocks", "--as-of", DAY)
    assert len(lines) == 60
    assert lines[0].keys() == {
        "loan_no",
        "debtor",
        "strict_last_day",
        "legal_last_day",
        "proved_last_day",
        "state",
        "reason",
    }
    soon = filled.json("clocks", "--as-of", DAY, "--within", 90)
    assert 0 < len(soon) < 60
    assert all(DAY <= line["strict_last_day"] <= "2027-01-08" for line in soon)


def test_from_notice_to_service(filled):
    paper = filled.folder / "n.pdf"
    told = filled.json(
        "notices", "--as-of", DAY, "--pdf", paper, "--docx", filled.folder / "n.docx",
        "--list", filled.folder / "l.pdf",
    )  # fmt: skip
    assert [notice["page"] for notice in told][:2] == [1, 2]
    assert paper.read_bytes().startswith(b"%PDF")
    serial = told[0]["serial"]
    filled.run("mark", "printed", serial)
    slip = filled.folder / "slip.jpg"
    slip.write_bytes(b"picture")
    served = filled.json(
        "deliver", serial, "--how", "当面", "--by", "本人", "--date", DAY, "--evidence", slip
    )
    assert served["state"] == "served"
    assert {effect["loan_no"] for effect in served["effects"]} == set(told[0]["loan_nos"])
    again = filled.run("deliver", serial, "--how", "当面", "--by", "本人", "--date", DAY, code=2)
    assert "已登记送达" in again
    filled.run("reprint", serial, "--pdf", filled.folder / "again.pdf")
    assert filled.json("verify") == {"sound": True, "findings": []}


def test_each_notice_in_its_own_file_with_a_cover(filled):
    folder = filled.folder / "single"
    told = filled.json("notices", "--as-of", DAY, "--each", folder, "--cover")
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{notice['serial']}.pdf" for notice in told} | {"00_封面.pdf"}
    again = filled.folder / "again"
    filled.run("reprint", told[0]["serial"], "--each", again)
    assert [path.name for path in again.iterdir()] == [f"{told[0]['serial']}.pdf"]
    assert filled.json("verify") == {"sound": True, "findings": []}


def test_a_cover_stands_in_front_of_the_batch(filled):
    paper = filled.folder / "n.pdf"
    told = filled.json("notices", "--as-of", DAY, "--pdf", paper, "--cover")
    assert told[0]["page"] == 2


def test_a_folder_with_files_costs_no_serials(filled):
    folder = filled.folder / "single"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    told = filled.run("notices", "--as-of", DAY, "--each", folder, code=1)
    assert "single" in told
    told = filled.json("notices", "--as-of", DAY, "--pdf", filled.folder / "n.pdf")
    assert told[0]["serial"].endswith("-0001")


def test_a_check_names_debtors_and_their_problems_and_issues_nothing(filled):
    told = filled.run("notices", "--as-of", "2027-06-01", "--check", code=1)
    assert "台账" in told and "请注意" in told
    found = filled.json("notices", "--as-of", "2027-06-01", "--check", code=1)
    assert found and all(each["debtor"] and each["problems"] for each in found)
    assert {problem["code"] for each in found for problem in each["problems"]} >= {"stale_ledger"}
    told = filled.json("notices", "--as-of", DAY, "--pdf", filled.folder / "n.pdf")
    assert told[0]["serial"].endswith("-0001")


def test_a_cover_alone_is_wrong_use(filled):
    told = filled.run(
        "notices", "--as-of", DAY, "--list", filled.folder / "l.pdf", "--cover", code=2
    )
    assert "--each" in told


def test_notices_of_one_village_only(filled):
    everyone = filled.json("notices", "--as-of", DAY, "--pdf", filled.folder / "n.pdf")
    village = everyone[0]["village"]
    assert {notice["village"] for notice in everyone} > {village}


def test_a_second_round_without_a_first_is_not_printed(filled):
    told = filled.run(
        "notices", "--as-of", DAY, "--round", 2, "--pdf", filled.folder / "n.pdf", code=1
    )
    assert "没有送达过上一次通知书" in told
    assert not (filled.folder / "n.pdf").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["notices"], 2, "--pdf"),
        (["deliver", "PA26-9999", "--how", "当面"], 2, "找不到编号"),
        (["deliver", "PA26-9999", "--how", "飞鸽"], 2, "飞鸽"),
        (["clocks", "--as-of", "yesterday"], 2, "yesterday"),
    ],
)
def test_wrong_use_is_said_in_chinese(filled, words, code, said):
    assert said in filled.run(*words, code=code)


def test_a_wrong_key_opens_nothing(filled):
    (filled.folder / "b.key").unlink()
    other = Branch(filled.folder / "other")
    other.folder.mkdir()
    other.run("init")
    filled.access[3] = other.access[3]
    filled.run("clocks", code=1)


def test_a_password_opens_where_there_is_no_key_file(tmp_path):
    database = str(tmp_path / "p.db")
    runner = CliRunner()
    made = runner.invoke(app, ["init", "--db", database], input="Long-pass-2026\n" * 2)
    assert made.exit_code == 0, made.output
    right = runner.invoke(app, ["clocks", "--db", database], input="Long-pass-2026\n")
    assert right.exit_code == 0, right.output
    wrong = runner.invoke(app, ["clocks", "--db", database], input="guess\n")
    assert wrong.exit_code == 1
    assert "密码" in wrong.output


def test_the_branchs_own_names_replace_the_sample(filled):
    names = {
        "bank_name": "青山县农村信用合作联社", "branch_name": "白石信用社",
        "licence_no": "E1234S567890123", "address": "青山县白石镇", "phone": "0001-1234567",
        "complaints_phone": "0001-7654321", "account_name": "白石信用社", "account_no": "8200",
    }  # fmt: skip
    file = filled.folder / "head.json"
    file.write_text(json.dumps(names), encoding="utf-8")
    assert json.loads(filled.run("head", file)) == names
    assert json.loads(filled.run("head")) == names


def test_a_folder_that_is_not_there_costs_no_serials(filled):
    nowhere = filled.folder / "none" / "n.pdf"
    told = filled.run("notices", "--as-of", DAY, "--pdf", nowhere, code=1)
    assert "n.pdf" in told
    told = filled.json("notices", "--as-of", DAY, "--pdf", filled.folder / "n.pdf")
    assert told[0]["serial"].endswith("-0001")


def test_a_paper_that_fails_after_issue_names_its_notices(filled, monkeypatch):
    def fail(*words):
        raise ExpectedFailure("disk_full", file="n.pdf")

    monkeypatch.setattr(notices, "write_paper", fail)
    told = filled.run("notices", "--as-of", DAY, "--pdf", filled.folder / "n.pdf", code=1)
    assert "-0001 至 P" in told
    assert "qingshou reprint" in told


def test_a_village_nobody_owes_in_is_wrong_use(filled):
    paper = filled.folder / "n.pdf"
    told = filled.run("notices", "--as-of", DAY, "--village", "无此村", "--pdf", paper, code=2)
    assert "无此村" in told


def test_rules_check_tells_what_differs(tmp_path):
    examples = Path(__file__).parents[1] / "data" / "rules.json"
    result = CliRunner().invoke(app, ["rules", "check", str(examples), "--json"])
    told = json.loads(result.output)
    assert (result.exit_code, told["differ"]) == (0, [])
    assert told["checked"] >= 53


def test_an_uncertain_mapping_stops_and_is_shown_until_it_is_given(branch):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["数据日期：2026-09-30"])
    sheet.append(["借据号", "户名", "身份证号", "甲", "乙", "发放日", "到期日"])
    for number in range(12):
        sheet.append(
            [f"4320190212{number:05d}", f"周田{'一二三四五六七八九十甲乙'[number]}", "",
             10_000 + number, 5_000 + number, "2019-02-12", "2021-02-12"]
        )  # fmt: skip
    file = branch.folder / "odd.xlsx"
    book.save(file)
    shown = branch.run("import-ledger", file, code=1)
    assert "甲" in shown
    assert branch.json("clocks") == []
    mapping = branch.folder / "m.json"
    mapping.write_text(json.dumps({"甲": "amount", "乙": "balance"}), encoding="utf-8")
    told = branch.json("import-ledger", file, "--mapping", mapping, code=1)
    assert told["principal_balance_fen"] == sum(5_000 + number for number in range(12)) * 100


@pytest.mark.parametrize(
    ("how", "state"),
    [
        ("signed_confirm_agree", "served"),
        ("kin_signed", "served"),
        ("mail_sent_only", "handed_out"),
        ("village_poster", "handed_out"),
    ],
)
def test_a_script_may_use_the_names_of_the_worked_examples(filled, how, state):
    told = filled.json("notices", "--as-of", DAY, "--pdf", filled.folder / "n.pdf")
    done = filled.json("deliver", told[0]["serial"], "--how", how, "--date", DAY)
    assert (done["event"], done["state"]) == (how, state)


def test_a_wrong_delivery_is_withdrawn_with_its_reason(filled):
    serial = filled.json("notices", "--as-of", DAY, "--pdf", filled.folder / "n.pdf")[0]["serial"]
    filled.run("deliver", serial, "--how", "当面", "--by", "本人", "--date", DAY)
    assert "已撤销" in filled.run("withdraw", serial, "--reason", "扫错了回执")
    filled.run("withdraw", serial, "--reason", "再撤一次", code=2)
    filled.run("deliver", serial, "--how", "当面", "--by", "家属", "--date", DAY)
    assert filled.json("verify")["sound"]


def test_a_database_without_a_password_does_not_ask_for_one(filled):
    filled.access = filled.access[:2]
    assert "没有设密码" in filled.run("clocks", code=1)


def test_only_what_stops_a_notice_is_named_as_its_reason(filled):
    filled.run("notices", "--as-of", DAY, "--pdf", filled.folder / "n.pdf")
    told = filled.run("notices", "--as-of", DAY, "--pdf", filled.folder / "m.pdf", code=1)
    assert "上次的还没送达" in told
    assert "台账过旧" not in told
    assert "可协商" not in told


def test_specimens_of_all_papers_are_written_without_a_database(tmp_path):
    runner = CliRunner()
    told = runner.invoke(app, ["papers", "--dir", str(tmp_path / "s"), "--json"])
    files = json.loads(told.stdout)
    assert sorted(each["file"] for each in files) == sorted(
        path.name for path in (tmp_path / "s").iterdir()
    )
    assert files[-1]["file"] == "样张总览.pdf"
    (tmp_path / "taken").write_text("")
    refused = runner.invoke(app, ["papers", "--dir", str(tmp_path / "taken")])
    assert refused.exit_code == 1
    assert "文件夹“taken”建不了" in refused.output


def test_specimens_that_were_interrupted_are_whole_and_it_is_said(tmp_path, monkeypatch):
    class Impatient:
        def report(self, stage, done=0, total=0):
            if done == 2:
                raise KeyboardInterrupt

    monkeypatch.setattr(papers, "progress", lambda quiet: Impatient())
    stopped = CliRunner().invoke(app, ["papers", "--dir", str(tmp_path / "s")])
    assert stopped.exit_code == 1
    assert "已取消；文件夹里已有的样张都是完整的。" in stopped.output
    assert not list((tmp_path / "s").glob("*.part"))


def test_the_journal_of_a_day_is_listed(filled):
    kinds = [each["kind"] for each in filled.json("journal")]
    assert kinds[:2] == ["branch_set_up", "ledger_imported"]
    assert "ledger_imported" in filled.run("journal", "--kind", "ledger_imported")
    assert "共 0 条" in filled.run("journal", "--as-of", "2020-01-01")
