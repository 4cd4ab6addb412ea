"""``head-office`` for what goes down with returns: contacts, whose ledgers count, a new key."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop.cli.office_options import Branch, Checker, second_of_two
from desktop.cli.session import (
    Database,
    KeyFile,
    choice,
    errors_in_words,
)
from desktop.cli.signing import CheckerFile, opened
from desktop.domain.contact_book import KIND_WORDS, SOURCE_WORDS
from desktop.services.exchange.loan_lines import OF_BRANCH, OF_HEAD_OFFICE
from desktop.services.office import deciding, founding, old_keys
from desktop.services.office.keys import rotate_office_key

_SOURCES = {"联社": OF_HEAD_OFFICE, "网点": OF_BRANCH}


def add_contact(
    db: Database,
    branch: Branch,
    loan: Annotated[str, typer.Argument(help="借据号")],
    kind: Annotated[str, typer.Argument(help="电话、地址或其他")],
    value: Annotated[str, typer.Argument(help="号码或地址")],
    source: Annotated[str, typer.Option("--source", help="来源，如 法院、村委会")] = "其他",
    note: Annotated[str, typer.Option("--note", help="备注")] = "",
    key_file: KeyFile = None,
) -> None:
    """把联社得知的联系方式告诉网点；下一个回执包带去。"""
    with errors_in_words():
        reach = choice(kind, {word: key for key, word in KIND_WORDS.items()}, "联系方式的种类")
        told_by = choice(source, {word: key for key, word in SOURCE_WORDS.items()}, "--source")
        with opened(db, key_file) as application:
            deciding.add_contact(application.desk, branch, loan, reach, value, told_by, note)
    typer.echo("已记下，下一个回执包带去。")


def ledgers_from(
    db: Database,
    source: Annotated[str, typer.Argument(help="联社或网点")],
    key_file: KeyFile = None,
) -> None:
    """规定以后由谁导入台账；下一个回执包告诉网点。"""
    source = _SOURCES.get(source.strip(), source)
    with errors_in_words(), opened(db, key_file) as application:
        founding.set_ledgers_from(application.desk, source)
    typer.echo(f"以后由{'联社' if source == OF_HEAD_OFFICE else '网点'}导入台账。")


def rotate_key(
    db: Database,
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """由两人负责生成联社新密钥，随回执包告诉网点；收到的网点自动改用。"""
    with errors_in_words(), opened(db, key_file) as application:
        second = second_of_two(checker, checker_file)
        fingerprint = rotate_office_key(application.desk, second)
    typer.echo(f"新密钥指纹 {fingerprint}，随以后的回执包告诉网点。")


def confirm_keys(
    db: Database,
    branch: Branch,
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="网点在电话里念的二十位指纹")],
    checker: Checker = None,
    checker_file: CheckerFile = None,
    key_file: KeyFile = None,
) -> None:
    """由两人确认网点恢复过备份的电脑（未经登记，或又用旧密钥）；之后再读入它的数据包。"""
    with errors_in_words(), opened(db, key_file) as application:
        second = second_of_two(checker, checker_file)
        made = old_keys.confirm_keys(application.desk, branch, fingerprint, second)
    for each in made:
        typer.echo(f"已确认 {each.branch} 的电脑 {each.replica_id}，请再读入它的数据包。")
