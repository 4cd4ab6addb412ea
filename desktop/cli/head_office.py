"""``head-office``: setting it up, its branches, whose packages it takes, returns, decisions."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desktop.bootstrap import found_office
from desktop.cli import office_decisions, office_ledgers, office_lists, office_notes
from desktop.cli.database import HeadFile, read_head
from desktop.cli.office_options import Branch, Checker, Note, second_of_two
from desktop.cli.session import (
    PROBLEMS_FOUND,
    Database,
    Json,
    KeyFile,
    choice,
    errors_in_words,
    fen,
    print_json,
    progress,
    say,
)
from desktop.cli.signing import CheckerFile, opened
from desktop.domain.errors import ExpectedFailure
from desktop.domain.money import yuan_text
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.repayment.kinds import RecoveryKind
from desktop.services.office import branches as listing
from desktop.services.office import deciding, founding, registering
from desktop.services.office.return_slips import issue_slip, write_slip
from desktop.services.office.returning import Written, write_returns
from desktop.services.ports import Desk
from desktop.storage.collection import has_password
from desktop.storage.keyslots import add_password_slot, new_data_key, write_key_file
from desktop.ui.errors import choice_name, explain, pc_name

_MEASURES = {kind.label: kind for kind in RecoveryKind}
_ENOUGH = 4
"""How many characters of a PC's id or fingerprint must be given to mean it."""

app = typer.Typer(help="联社：网点、数据包、回执和审批", no_args_is_help=True)
app.add_typer(office_decisions.app, name="decide")
app.add_typer(office_lists.app)
app.command()(office_ledgers.import_ledger)
app.command()(office_notes.ledgers_from)
app.command()(office_notes.rotate_key)
app.command()(office_notes.confirm_keys)
app.command()(office_notes.add_contact)


@app.command()
def init(
    db: Database,
    escrow: Annotated[Path, typer.Option("--escrow", help="备用密钥写到这个文件，之后移交保险柜")],
    key_file: KeyFile = None,
    url: Annotated[
        str,
        typer.Option(
            "--url", help="PostgreSQL 地址，不带密码；- 则在提示后键入；不给则存在旁边的文件里"
        ),
    ] = "",
    head: HeadFile = None,
) -> None:
    """把新数据库设为联社：生成密钥，建立网点数据库；备用密钥只写一次，不留在程序里。"""
    with errors_in_words():
        if db.exists():
            raise ExpectedFailure("office_database_exists", file=db.name)
        address = _address(url)
        key = new_data_key()
        password = None
        if key_file is None:
            password = typer.prompt("新密码", hide_input=True, confirmation_prompt=True, err=True)
        else:
            write_key_file(key_file, key)
        try:
            found_office(db, key, read_head(head) or SAMPLE_HEAD, escrow, address).close()
        except BaseException:
            if key_file is not None:
                key_file.unlink(missing_ok=True)
            raise
        if password is not None:
            add_password_slot(db, key, password)
    say(f"已建立 {db}。请立即把 {escrow} 移到保险柜里的介质上，并从本机删除。")


@app.command()
def add_branch(
    db: Database,
    code: Annotated[str, typer.Argument(help="机构号；用 --from 时不写")] = "",
    name: Annotated[str, typer.Argument(help="名称")] = "",
    phone: Annotated[str, typer.Option("--phone", help="电话；不给则不变")] = "",
    file: Annotated[
        Path | None, typer.Option("--from", help="CSV：每行机构号,名称，有电话的再写电话")
    ] = None,
    key_file: KeyFile = None,
) -> None:
    """增加网点，或改名称和电话；也可从 CSV 一次增加许多。"""
    with errors_in_words(), opened(db, key_file) as application:
        if file is not None:
            added = listing.add_branches(application.desk, file)
        else:
            added = [listing.add_branch(application.desk, code, name, phone)]
    say(f"已增加或更新 {len(added)} 个网点。")


@app.command()
def enrolment_file(
    db: Database,
    file: Annotated[Path, typer.Argument(help="写到这个文件")],
    key_file: KeyFile = None,
) -> None:
    """写出网点登记用的文件；指纹请在电话里念给网点核对。"""
    with errors_in_words(), opened(db, key_file) as application:
        made = registering.write_enrolment(application.desk, file)
    say(f"已写出 {file}，指纹 {made.keys.fingerprint}")


@app.command()
def register(
    db: Database,
    request: Annotated[Path, typer.Argument(help="网点交来的申请文件")],
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="网点在电话里念的二十位指纹")],
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """登记网点的一台电脑；指纹须由网点念来，不能从文件里抄。"""
    with errors_in_words(), opened(db, key_file) as application:
        second = second_of_two(checker, checker_file)
        made = registering.register(application.desk, request, fingerprint, second)
    say(f"已登记 {made.branch} 的电脑 {made.replica_id}")


@app.command()
def revoke(
    db: Database,
    branch: Branch,
    replica: Annotated[str, typer.Argument(help="电脑的编号或指纹，写开头几位即可")],
    note: Note,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """注销一台电脑的密钥：电脑丢失、报废或换人时。"""
    with errors_in_words(), opened(db, key_file) as application:
        second = second_of_two(checker, checker_file)
        meant = _replica_meant(application.desk, branch, replica)
        ended = registering.revoke(application.desk, branch, meant, note, second)
    say(f"已注销指纹为 {ended[0].keys.fingerprint} 的密钥，它的数据包以后不收。")
    for each in ended:
        say(f"  {each.branch} 的电脑 {each.replica_id}")


@app.command()
def export_return(
    db: Database,
    to: Annotated[Path | None, typer.Option("--to", help="U盘或文件夹；不给则只留在本机")] = None,
    branch: Annotated[list[str] | None, typer.Option("--branch", help="机构号，可重复")] = None,
    slips: Annotated[
        Path | None, typer.Option("--slips", help="编号的交接单写到这个 PDF 文件")
    ] = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """为网点写出回执包；不指定机构号则为所有网点。"""
    with errors_in_words(), opened(db, key_file) as application:
        shown = progress(as_json)
        made = write_returns(application.desk, branch or [], to, shown)
        serial = ""
        if slips is not None and made:
            serial = issue_slip(application.desk, made).serial
            write_slip(application.desk, serial, slips, shown)
    if as_json:
        print_json(
            [
                {
                    **asdict(each.stored),
                    "letter": each.letter,
                    "path": each.path,
                    "on_stick": each.on_stick,
                    "recovered_left": each.left,
                    "photos": each.parts,
                    "photos_left": each.parts_left,
                }
                for each in made
            ]
        )
        return
    for each in made:
        where = each.on_stick or each.path
        say(
            f"{each.stored.branch} {pc_name(each.letter)} 第 {each.stored.number} 号"
            f"  回复数据包 {each.answers} 个"
            f"  补回记录 {each.recovered} 条{_left(each)}{_photos(each)}"
            f"  校验码 {each.short_hash}  {where}"
        )
    if serial:
        say(f"交接单 {serial}：{slips}")
    left_out = [each for each in branch or [] if each not in {one.stored.branch for one in made}]
    if left_out or not made:
        say(_none_to_answer(left_out))
    trouble = next((each.trouble for each in made if each.trouble), None)
    if to is not None and made:
        say("可以拔出U盘了。")
    if trouble is not None:
        why = explain(trouble)[1]
        typer.echo(f"{choice_name('return', 'photos_not_carried')}：{why}", err=True)
        raise typer.Exit(PROBLEMS_FOUND)


@app.command()
def target(
    db: Database,
    branch: Branch,
    year: Annotated[int, typer.Argument(help="年度")],
    measure: Annotated[str, typer.Argument(help=f"指标：{'、'.join(_MEASURES)}")],
    amount: Annotated[str, typer.Argument(help="金额（元）；0 为撤销")],
    key_file: KeyFile = None,
) -> None:
    """下达一个网点一年的清收任务，代替同年同指标的；下一个回执包带去。"""
    with errors_in_words():
        kind = choice(measure, _MEASURES, "指标")
        with opened(db, key_file) as application:
            made = deciding.set_target(application.desk, branch, year, kind, fen(amount))
    said = f"{made.branch} {made.year} 年 {kind.label}"
    if made.fen:
        say(f"{said} {yuan_text(made.fen)} 元，下一个回执包带去。")
    else:
        say(f"{said}的任务已撤销，网点读入下一个回执包后不再有它。")


@app.command()
def restored(db: Database, note: Note, key_file: KeyFile = None) -> None:
    """网点数据库由旧备份恢复以后执行：回执重新编号，网点才会接受。"""
    with errors_in_words(), opened(db, key_file) as application:
        epoch = founding.was_restored(application.desk, note)
    say(f"已开始新一轮，是第 {epoch} 轮。")


@app.command()
def address(
    db: Database,
    url: Annotated[
        str, typer.Argument(help="PostgreSQL 的新地址，不带密码；- 则在提示后键入", metavar="地址")
    ],
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """网点数据库所在的服务器换了地址：核对新地址上是不是原来的数据库，再由两人改用。"""
    with errors_in_words(), opened(db, key_file, _address(url)) as application:
        founding.keep_address(application.desk, second_of_two(checker, checker_file))
    say("新地址上是本联社的网点数据库，以后用这个地址。")
    say("如果它是由备份恢复的，请再执行：qingshou head-office restored")


def _address(url: str) -> str:
    """Return the address of a server, which bears no password where others can read it.

    From a pipe it is the first line; at a terminal it is typed unseen.
    """
    if url == "-":
        typed: str = typer.prompt("PostgreSQL 地址", hide_input=True, err=True)
        return typed.strip()
    if url and has_password(url):
        raise ExpectedFailure("collection_password_shown")
    return url


def _left(made: Written) -> str:
    return f"（还有 {made.left} 条，网点读入并再送数据包后随下一个回执包补回）" if made.left else ""


def _photos(written: Written) -> str:
    """Return how many photographs lie beside a return, and how many more its PC lacks."""
    said = f"  照片 {written.parts} 张" if written.parts else ""
    return said + (f"  尚缺照片 {written.parts_left} 张" if written.parts_left else "")


def _none_to_answer(branches: list[str]) -> str:
    """Return why no return was written: they are for registered PCs alone."""
    where = f"网点 {'、'.join(branches)} " if branches else "各网点都"
    return f"{where}没有在用的电脑，没有写出回执包。请先登记电脑：qingshou head-office register"


def _replica_meant(desk: Desk, branch: str, said: str) -> str:
    """Return the id of the PC whose id or fingerprint begins so, where that is one; else ``said``.

    PCs with the same keys are revoked together: any of them will do.
    """
    digits = said.replace(" ", "")
    if len(digits) < _ENOUGH:
        return said
    found = [
        each
        for each in listing.replicas(desk, branch)
        if each.replica_id.startswith(said)
        or each.keys.fingerprint.replace(" ", "").startswith(digits)
    ]
    found.sort(key=lambda each: each.revoked_on is not None)
    return found[0].replica_id if len({each.keys for each in found}) == 1 else said
