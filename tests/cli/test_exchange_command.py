"""Enrolling, exporting and taking a return in by command."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from typer.testing import CliRunner

from desktop.bootstrap import build
from desktop.cli.app import app
from desktop.domain.contact_book import ContactSource, ReachKind
from desktop.domain.policy.codec import NamedRow
from desktop.domain.policy.dated import Dated
from desktop.services.exchange.return_lines import (
    AnswerLine,
    ContactLine,
    TargetLine,
    line_of,
    policy_line,
)
from desktop.storage.keyslots import write_key_file
from desktop.sync import payload
from tests import exchange_rows
from tests.fake_office import FakeOffice
from tests.ui.branch_desk import TODAY, StoppedClock, branch_desk

KEY = bytes(range(32))
OLD_LEDGER = Path(__file__).parents[1] / "data" / "ledgers" / "old_system_20260630.csv"


@pytest.fixture
def run(tmp_path):
    key = tmp_path / "branch.key"
    write_key_file(key, KEY)
    with branch_desk(tmp_path):
        pass

    def call(*words):
        place = ["--db", str(tmp_path / "branch.db"), "--key-file", str(key)]
        return CliRunner().invoke(app, [*map(str, words), *place])

    return call


def test_a_month_s_exchange_by_command(run, tmp_path):
    folder, stick = tmp_path / "office", tmp_path / "stick"
    folder.mkdir()
    stick.mkdir()
    office = FakeOffice(folder)
    heard = ["--fingerprint", office.fingerprint, "--branch", "0417"]
    enrolled = run("enrol", office.file(), stick, *heard)
    assert enrolled.exit_code == 0, enrolled.output
    office.register(next(stick.glob("*.qsk")))
    assert office.registered[0].keys.fingerprint in enrolled.output
    assert "联社还没有登记本机" in enrolled.output

    seen = run("export-package", "--dry-run")
    assert seen.exit_code == 0
    assert run("packages").output.strip() == "还没有写出过数据包。"
    slip = tmp_path / "交接单.pdf"
    exported = run("export-package", stick, "--slip", slip)
    assert exported.exit_code == 0
    code = re.search(r"校验码 (\w{8})", exported.output).group(1)
    assert code in PdfDocument(str(slip))[0].get_textpage().get_text_bounded()
    assert "可以拔出U盘了" in exported.output
    assert "拒收" in seen.output and "拒收" in exported.output
    listed = run("packages").output
    assert "未见回执" in listed
    assert re.match(r"[A-Z]-0001  ", listed)

    own = next(stick.rglob("*.qsp"))
    assert "要交给联社" in run("import-package", own).output
    package = office.open(own)
    path, _ = office.answer(package, heads=[package.manifest.to_head])
    looked = run("import-package", path, "--dry-run")
    assert "将读入" in looked.output
    assert "没有导入" in looked.output
    ledger = ("import-ledger", OLD_LEDGER, "--dry-run")
    assert "随联社回执包下发" not in run(*ledger).output
    taken = run("import-package", path, "--json")
    assert json.loads(taken.stdout)[0]["already"] is False
    assert "随联社回执包下发" in run(*ledger).output
    again = run("import-package", path)
    assert again.exit_code == 0
    assert "已经读入过" in again.output
    sent = json.loads(run("packages", "--json").stdout)[0]["entries"]
    later = run("export-package", stick).output
    assert f"其中 {sent} 条联社以前确认过" in later and "拒收" not in later
    rotated = run("rotate-key")
    assert f"现用密钥 {office.registered[0].keys.fingerprint}，新密钥" in rotated.output


def test_a_restored_pc_is_not_told_that_head_office_refuses_it(run, tmp_path):
    office = FakeOffice(tmp_path)
    heard = ["--fingerprint", office.fingerprint, "--branch", "0417"]
    run("enrol", office.file(), tmp_path, *heard)
    run("backup", "make")
    run("backup", "restore", next((tmp_path / "backup").glob("*-manual.db")))
    told = run("export-package").output
    assert "补回" in told and "拒收" not in told


def test_of_a_stick_for_two_pcs_the_own_return_is_taken_and_taken_once(run, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    office = FakeOffice(tmp_path)
    heard = ["--fingerprint", office.fingerprint, "--branch", "0417"]
    run("enrol", office.file(), tmp_path, *heard)
    office.register(next(tmp_path.glob("*KEYS*.qsk")))
    run("export-package")
    package = office.open(next(tmp_path.rglob("*.qsp")))
    another = office.room.public(office.room.new_keys())
    for number, sealed in ((1, {}), (2, {"sealed_to": another})):
        path, _ = office.answer(package, **sealed)
        path.rename(stick / f"B0417_D{number:04d}_20261010.qsp")
    assert "第 0001 号" in run("import-package", stick).output
    assert "已经读入过" in run("import-package", stick).output
    refused = run("import-package", stick / "B0417_D0002_20261010.qsp")
    assert refused.exit_code == 1
    assert "另一台电脑" in refused.output


def test_several_packages_are_told_with_all_their_slips(run, tmp_path, monkeypatch):
    office = FakeOffice(tmp_path)
    heard = ["--fingerprint", office.fingerprint, "--branch", "0417"]
    run("enrol", office.file(), tmp_path, *heard)
    monkeypatch.setattr(payload, "LINES", 2)
    assert "分成" in run("export-package", "--dry-run").output
    slip = tmp_path / "交接单.pdf"
    told = run("export-package", tmp_path, "--slip", slip).output
    codes = re.findall(r"校验码 (\w{8})", told)
    assert f"分成 {len(codes)} 个" in told and len(codes) > 1
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(str(slip))]
    assert all(code in "".join(pages) for code in codes)
    packages = json.loads(run("export-package", "--json").stdout)
    assert [bool(each["left"]) for each in packages] == [True] * (len(packages) - 1) + [False]


def test_a_wrong_fingerprint_is_said_in_words_and_nothing_is_enrolled(run, tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    office = FakeOffice(folder)
    refused = run("enrol", office.file(), folder, "--fingerprint", "1" * 20, "--branch", "0417")
    assert refused.exit_code == 2
    assert "指纹" in refused.output
    assert run("export-package").exit_code == 1


def test_who_enrols_again_is_told_that_the_first_request_is_void(run, tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    office = FakeOffice(folder)
    command = ("enrol", office.file(), folder, "--fingerprint", office.fingerprint)
    assert "作废" not in run(*command, "--branch", "0417").output
    assert "以前的登记申请和指纹已作废" in run(*command).output


def test_everything_that_a_return_changes_is_said_before_and_after(run, tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    office = FakeOffice(folder)
    heard = ["--fingerprint", office.fingerprint, "--branch", "0417"]
    run("enrol", office.file(), folder, *heard)
    office.register(next(folder.glob("*KEYS*.qsk")))
    run("export-package", folder)
    package = office.open(next(folder.rglob("*.qsp")))
    learned = ContactLine(
        "t1", "L1", ReachKind.PHONE, "0000-0000000", ContactSource.COURT, TODAY, ""
    )
    lines = [
        line_of(AnswerLine, exchange_rows.answer(manifest_hash=package.manifest_hash)),
        policy_line(NamedRow("limitation.years", Dated(date(2017, 10, 1), 4, "新法"))),
        line_of(TargetLine, TargetLine(2026, "现金收回", 100_000_000)),
        line_of(ContactLine, learned),
    ]
    following = office.room.public(office.room.new_keys())
    branch_imports = {"ledger_policy": "branch"}
    path, mark = office.answer(package, lines, extra=branch_imports, next_keys=following)
    said = [
        f"与交接单核对：校验码 {mark.hash[:8]}，笔数 4",
        "余额：没有更新的台账，不变",
        "联社得知的联系方式 1 条，档案里新增",
        "规则变动 1 行",
        "任务指标：2026 年 现金收回 1,000,000.00 元",
        "台账以后由本网点导入，随数据包上报",
        "密钥：联社预告更换新密钥",
        "数据包的答复 1 件",
    ]

    def told(*words):
        output = run("import-package", path, *words).output.splitlines()
        return [line.strip() for line in output if line.startswith("  ")]

    assert told("--dry-run") == said
    assert told() == said
    again = run("import-package", path).output
    assert said[0] in again and said[4] not in again
    lines[2] = line_of(TargetLine, TargetLine(2026, "盘活", 5_000))
    path, _ = office.answer(package, lines, extra=branch_imports, next_keys=following)
    assert told()[1:] == [
        "余额：没有更新的台账，不变",
        "任务指标：2026 年 盘活 50.00 元",
        "任务指标取消：2026 年 现金收回 1,000,000.00 元",
    ]


def test_what_waits_is_listed_with_its_reason_and_set_aside_but_for_what_an_upgrade_reads(
    run, tmp_path
):
    with build(tmp_path / "branch.db", KEY, clock=StoppedClock()) as made:
        exchange_rows.waits(made.desk, exchange_rows.ORPHAN, exchange_rows.UNREADABLE)
    [first, second] = run("held").output.splitlines()
    assert "4399999" in first and "借据" in first
    assert "升级" in second
    orphan, newer = first.split()[0], second.split()[0]
    assert "请写明原因" in run("set-aside", orphan, "--note", " ").output
    assert run("set-aside", orphan, "--note", "该户不归我社").exit_code == 0
    assert "升级" in run("set-aside", newer, "--note", "不看了").output
    assert [each["event_id"] for each in json.loads(run("held", "--json").output)] == [newer]
    assert "没有挂起" in run("set-aside", orphan, "--note", "再一次").output
