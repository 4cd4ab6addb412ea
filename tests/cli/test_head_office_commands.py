"""Head office by commands alone, as a night's script runs them."""

import json
import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from desktop.bootstrap import build
from desktop.cli.app import app
from desktop.storage.keyslots import read_key_file
from tests.offices import Pc, know_loans
from tests.services.test_office_deciding import propose, sign


def commands(folder):
    """Return what runs a command at a head office."""
    files = ["--db", str(folder / "HO.db"), "--key-file", str(folder / "ho.key")]

    def call(*words, code=0):
        found = CliRunner().invoke(app, [*map(str, words), *files])
        assert found.exit_code == code, found.output
        return found.stdout

    return call


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """The folder of a new head office, to be copied."""
    folder = tmp_path_factory.mktemp("founded")
    commands(folder)("head-office", "init", "--escrow", folder / "escrow.key")
    return folder


@pytest.fixture
def run(founded, tmp_path):
    return commands(shutil.copytree(founded, tmp_path, dirs_exist_ok=True))


@pytest.fixture
def pc(run, tmp_path):
    run("head-office", "add-branch", "0417", "牌口信用社")
    key = read_key_file(tmp_path / "ho.key")
    with build(tmp_path / "HO.db", key) as office:
        desk = SimpleNamespace(store=Kept(office.desk))
        know_loans(office.desk, "4321001")
    made = Pc(desk, tmp_path)
    request = made.request()
    run("head-office", "register", request, "--fingerprint", made.fingerprint)
    return made


class Kept:
    """What a PC needs to know of head office, which is closed again."""

    def __init__(self, desk):
        with desk.store.read() as queries:
            self._office = queries.head_office()

    def read(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *trouble):
        return None

    def head_office(self):
        return self._office


def test_a_night_takes_packages_in_and_writes_returns(run, pc, tmp_path):
    pc.pay()
    pc.pay("9999")
    stick = pc.send().parent
    [seen] = json.loads(run("import-package", stick, "--dry-run", "--json"))
    [taken] = json.loads(run("import-package", stick, "--json"))
    assert seen["state"] == taken["state"] == "applied_with_held"
    assert seen["short_hash"] == taken["short_hash"]
    [again] = json.loads(run("import-package", stick, "--json"))
    assert again["state"] == "duplicate"
    [branch] = json.loads(run("head-office", "branches", "--json"))
    assert (branch["received_fen"], branch["held"], branch["overdue"]) == (10_000, 1, False)
    [held] = json.loads(run("head-office", "held", "--json"))
    run("head-office", "decide", "held", "0417", held["event_id"], "--note", "台账漏列")
    assert json.loads(run("head-office", "held", "--json")) == []
    (tmp_path / "usb").mkdir()
    [made] = json.loads(
        run(
            "head-office",
            "export-return",
            "--to",
            tmp_path / "usb",
            "--json",
            "--slips",
            tmp_path / "slips.pdf",
        )
    )
    assert (tmp_path / "slips.pdf").read_bytes().startswith(b"%PDF")
    assert made["on_stick"].endswith(".qsp")
    assert made["letter"] == "A"
    assert "0417 A 机 第 2 号  回复数据包 1 个" in run("head-office", "export-return")
    assert " 0417 第 A-0001 号 " in run("packages")
    [package] = json.loads(run("packages", "--json"))
    assert package["state"] == "applied_with_held"


def test_a_bad_package_gives_a_script_its_exit_code_and_a_person_its_reason(run, pc):
    pc.pay()
    good = pc.send()
    good.with_name("B0417A_U0009_20261010.qsp").write_bytes(b"x")
    said = run("import-package", good.parent, code=1)
    assert "已入库" in said
    assert "拒收" in said
    assert "拒收" in run("packages")
    assert "没有找到" in run("import-package", good.parent / "..", code=1)


def test_a_dry_run_never_says_that_something_is_in(run, pc):
    pc.pay("9999")
    package = pc.send()
    looked = run("import-package", package, "--dry-run")
    assert all("没有入库" in line for line in looked.splitlines() if not line.startswith("※"))
    assert "已入库" not in looked
    assert "已入库" in run("import-package", package)


def test_a_fork_ends_the_script_with_one_and_says_what_to_ask_the_branch(run, pc):
    pc.pay()
    run("import-package", pc.send())
    copied = replace(pc, replica_id="replica-2", letter="B", entries=pc.entries[:1], number=0)
    copied.pay()
    pc.pay()
    files = (pc.send(), copied.send())
    assert "※ 有分叉" in run("import-package", *files, code=1)
    run("import-package", *files)  # told once
    told = run("head-office", "forks")
    short = pc.entries[0].hash[:8]
    assert f"分叉 {short}  待查" in told
    assert "2026-10-08 09:00 收款  电脑 replica-2" in told
    assert pc.entries[0].hash not in told
    run("head-office", "decide", "fork", "0417", short, "--note", "拷贝到新电脑")
    assert "已查看：拷贝到新电脑" in run("head-office", "forks")


def test_a_file_is_named_as_it_is_on_the_stick(run, pc):
    pc.pay()
    good = pc.send()
    run("import-package", good)
    elsewhere = good.parent / "另一个U盘"
    elsewhere.mkdir()
    bad = elsewhere / good.name
    bad.write_bytes(good.read_bytes()[:-100])
    said = run("import-package", bad, code=1)
    assert said.count(good.name) == 2
    assert "(2)" not in said
    run("import-package", good.with_name("没有.qsp"), code=2)


def test_what_is_no_package_of_a_branch_is_called_what_it_is(run, pc, tmp_path):
    pc.pay()
    package = pc.send()
    assert "新 1 已有 0" in run("import-package", package)
    assert "新 0 已有 1" in run("import-package", package)
    run("head-office", "export-return")
    [own] = (tmp_path / "HO.outbox").glob("*_D*.qsp")
    assert "联社写给网点的回执包" in run("import-package", own, code=1)
    ledger = tmp_path / "台账_20261009.xlsx"
    ledger.write_bytes(b"PK\x03\x04")
    assert "是台账，不是数据包" in run("import-package", ledger, code=1)


def test_lists_are_for_people_too(run, pc):
    pc.pay("9999")
    taken = run("import-package", pc.send())
    assert "※" in taken
    assert "收款 1 笔 50.00，合计 1 笔" in taken
    assert "repayment_recorded" not in taken
    assert "牌口信用社" in run("head-office", "branches")
    held = run("head-office", "held")
    assert "自动解除" in held
    assert "收款" in held
    assert "import-ledger 台账文件 --branch 0417" in held
    assert pc.fingerprint in run("head-office", "replicas")
    target = ("head-office", "target", "0417", "2026")
    run(*target, "收现金", "50000", code=2)
    assert "现金清收 50,000.00" in run(*target, "现金清收", "50000")
    assert "现金清收 50,000.00" in run("head-office", "targets")
    assert "已撤销" in run(*target, "现金清收", "0")
    assert "没有下达过" in run("head-office", "targets")
    assert "下达任务" in run("head-office", "acts", "--branch", "0417")
    assert "设用户以前" in run("head-office", "acts", "--branch", "0417")
    assert "0417 A 机 replica-1" in run("head-office", "replicas")
    assert "2" in run("head-office", "restored", "--note", "旧备份")
    assert "指纹" in run("head-office", "enrolment-file", pc.folder / "office.enrol")
    begins = pc.fingerprint.replace(" ", "")[:6]
    run("head-office", "revoke", "0417", begins[:3], "--note", "换机", code=2)
    assert "replica-1" in run("head-office", "revoke", "0417", begins, "--note", "换机")


def test_branches_are_listed_with_what_is_confirmed_of_a_possible_double(run, pc):
    pc.pay(receipt="R1")
    pc.pay(receipt="R2")
    run("import-package", pc.send())
    assert "收款 100.00 冲正 0.00 确认 50.00  挂起" in run("head-office", "branches")
    [told] = json.loads(run("head-office", "branches", "--json"))
    assert (told["received_fen"], told["confirmed_fen"]) == (10_000, 5_000)


def test_a_possible_double_is_decided_from_what_its_list_says_of_each_entry(run, pc):
    pc.pay(receipt="R1", teller="李柜员")
    other = replace(pc, replica_id="replica-2", letter="B", entries=[], number=0)
    other.pay(receipt="R2")
    run("import-package", pc.send())
    run("import-package", other.send())
    head, *entries = run("head-office", "doubles").splitlines()
    assert "借据 4321001 2026-10-08 50.00" in head
    assert entries == [
        "  收据 R1  2026-10-08 09:00  A 机  柜员 李柜员  记录 replica-1-event-1",
        "  收据 R2  2026-10-08 09:00  B 机  记录 replica-2-event-1",
    ]
    [told] = json.loads(run("head-office", "doubles", "--json"))
    said = [(e["event_id"], e["receipt"], e["letter"], e["teller"]) for e in told["entries"]]
    assert said == [
        ("replica-1-event-1", "R1", "A", "李柜员"),
        ("replica-2-event-1", "R2", "B", ""),
    ]
    decide = ("head-office", "decide", "double", "0417", told["key"], "--note", "只收了一次")
    said = run(*decide, "--keep", "replica-1-event-1")
    assert "由网点冲正收据 R2  2026-10-08 09:00  B 机。" in said


def test_proposals_are_listed_with_who_asked_and_who_signed(run, pc):
    propose(pc)
    sign(pc)
    run("import-package", pc.send())
    who = "申请人：何信贷（信贷员）；网点签字：签字人accountant（委派会计）、签字人manager（主任）"
    assert who in run("head-office", "proposals")
    [told] = json.loads(run("head-office", "proposals", "--json"))
    assert told["maker"]["name"] == "何信贷"
    assert [each["role"] for each in told["signers"]] == ["accountant", "manager"]


def test_whoever_made_a_database_before_head_office_is_told_that_it_makes_its_own(tmp_path):
    files = ["--db", str(tmp_path / "HO.db"), "--key-file", str(tmp_path / "ho.key")]
    assert CliRunner().invoke(app, ["init", *files]).exit_code == 0
    escrow = ["--escrow", str(tmp_path / "escrow.key")]
    refused = CliRunner().invoke(app, ["head-office", "init", *escrow, *files])
    assert (refused.exit_code, "不要先运行 init" in refused.output) == (1, True)
    assert not (tmp_path / "escrow.key").exists()


def test_an_empty_list_says_that_it_is_empty(run):
    empty = {
        "branches": "还没有网点。",
        "replicas": "没有登记过电脑。",
        "held": "没有挂起的记录。",
        "doubles": "没有疑似重复的收款。",
        "forks": "没有分叉。",
        "proposals": "没有等联社审批的申请。",
        "corrections": "没有未答复的更正申请。",
        "targets": "没有下达过清收任务。",
    }
    assert {each: run("head-office", each).strip() for each in empty} == empty
    assert json.loads(run("head-office", "targets", "--json")) == []


def test_a_branch_without_a_pc_is_told_from_one_that_was_answered(run):
    run("head-office", "add-branch", "4400", "新设信用社")
    assert "还没有收到过数据包" in run("packages")
    assert "没有办理记录" in run("head-office", "acts", "--branch", "9999")
    assert "网点 4400 没有在用的电脑" in run("head-office", "export-return", "--branch", "4400")
    assert "各网点都没有在用的电脑" in run("head-office", "export-return")
    assert json.loads(run("head-office", "export-return", "--json")) == []


def test_what_is_wrong_is_said_in_words(run, pc, tmp_path):
    run("head-office", "add-branch", "", "无名", code=2)
    run("head-office", "decide", "held", "0417", "nothing", "--note", "x", code=2)
    run("head-office", "decide", "fork", "0417", "0" * 64, "--note", "x", code=2)
    run("head-office", "init", "--escrow", tmp_path / "another", code=1)


def test_one_ledger_of_all_branches_is_split_by_their_codes(run, pc, tmp_path):
    run("head-office", "add-branch", "0418", "古城信用社")
    ledger = tmp_path / "全辖台账_20261009.csv"
    ledger.write_text(
        "机构号,借据号,借款人,贷款余额,发放日期,到期日期,表内利息,表外利息\n"
        "0417,4321001,周田生,1000.50,2021-01-05,2022-01-05,0,1\n"
        "418,4321002,李水根,2000,2021-01-05,2022-01-05,0,1\n"
        "0999,4321003,王有田,3000,2021-01-05,2022-01-05,0,1\n",
        encoding="gb18030",
    )
    command = ("head-office", "import-ledger", ledger)
    looked = json.loads(run(*command, "--dry-run", "--json", code=1))
    made = json.loads(run(*command, "--json", code=1))
    assert (looked["imported"], made["imported"]) == (False, True)
    assert [(e["branch"], e["balance_fen"]) for e in made["branches"]] == [
        ("0417", 100_050),
        ("0418", 200_000),
    ]
    [stray] = [each for each in made["problems"] if each["refused"]]
    assert (stray["row"], stray["line"], stray["name"]) == (3, 4, "王有田")
    told = run(*command, code=1)
    assert "合计 2 个网点 借据 2 笔 余额 3,000.50" in told
    assert "第 4 行 机构号：机构号 0999 不在网点名单里" in told
    whole = json.loads(run(*command, "--branch", "0418", "--json"))
    assert (whole["loans"], whole["absent"]) == (3, [])


def test_what_goes_down_with_returns_is_said_by_commands(run, pc):
    told = ("head-office", "add-contact", "0417", "4321001", "电话", "0000-0000001")
    run(*told, "--source", "法院")
    run("head-office", "add-contact", "0417", "9999", "电话", "0000-0000001", code=2)
    assert "网点" in run("head-office", "ledgers-from", "网点")
    assert "联社" in run("head-office", "ledgers-from", "联社")
    assert "网点" in run("head-office", "ledgers-from", "branch")
    run("head-office", "ledgers-from", "nobody", code=2)
    assert "新密钥指纹" in run("head-office", "rotate-key")
    run("head-office", "rotate-key", code=2)
    acts = json.loads(run("head-office", "acts", "--branch", "0417", "--json"))
    assert acts[0]["what"] == "contact_added"
    assert acts[0]["data"]["loan_no"] == "4321001"
    assert "0000-0000001" not in str(acts[0]["data"])


@pytest.mark.parametrize(
    ("url", "typed", "said"),
    [
        ("postgresql+psycopg://u:secret@localhost/b", "", ".pgpass"),
        ("-", "postgresql+psycopg://u:secret@db.example/b\n", "sslmode=verify-full"),
    ],
)
def test_no_password_of_a_server_is_taken_from_a_command_or_shown(tmp_path, url, typed, said):
    words = ["head-office", "init", "--db", tmp_path / "HO.db", "--key-file", tmp_path / "ho.key"]
    words += ["--escrow", tmp_path / "escrow.key", "--url", url]
    found = CliRunner().invoke(app, list(map(str, words)), input=typed)
    assert found.exit_code == 1
    assert said in found.output
    assert "secret" not in found.output
    assert list(tmp_path.iterdir()) == []


def test_a_restored_pc_is_listed_until_its_digits_were_heard(run, pc):
    pc.pay()
    run("import-package", pc.send())
    restored = replace(pc, replica_id="replica-2", entries=list(pc.entries), number=5)
    restored.act("note", {})
    run("import-package", restored.send(1))
    assert "电脑 2 台（1 台未经登记）" in run("head-office", "branches")
    assert "confirm-keys 0417" in run("head-office", "replicas")
    confirm = ["head-office", "confirm-keys", "0417", "--fingerprint"]
    run(*confirm, "1" * 20, code=2)
    run(*confirm, pc.fingerprint)
    assert "未经登记" not in run("head-office", "branches")
