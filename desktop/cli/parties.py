"""``party``: where a debtor is reached, who is related to the debt, doubles, holds and deaths."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import Annotated

import typer

from desktop.cli.session import (
    Database,
    Json,
    KeyFile,
    choice,
    day,
    errors_in_words,
    fen,
    print_json,
)
from desktop.cli.signing import opened, say_waiting
from desktop.domain.contact_book import (
    CHOICE_WORDS,
    KIND_WORDS,
    SOURCE_WORDS,
    Contact,
    ContactSource,
    ReachKind,
)
from desktop.domain.masks import mask_phone
from desktop.domain.money import yuan_text
from desktop.domain.relations import (
    GROUND_WORDS,
    GROUNDS,
    Related,
    RelationKind,
)
from desktop.domain.relations import KIND_WORDS as ROLE_WORDS
from desktop.services import doubles, parties
from desktop.services.approvals import Submitted
from desktop.services.claims import loan_numbered
from desktop.services.contacts import ContactBook
from desktop.services.dossier import Dossier, dossier
from desktop.services.party_records import StoredContact
from desktop.services.ports import Desk
from desktop.services.records import Hold
from desktop.services.relations import RelatedPerson

app = typer.Typer(
    help="借款人的联系方式、相关人、重复户合并，冒名暂停与死亡登记", no_args_is_help=True
)

LoanNo = Annotated[str, typer.Argument(help="借款人任一笔借据的借据号")]
Reason = Annotated[str, typer.Option(help="为什么，依据什么")]


@app.command()
def show(loan_no: LoanNo, db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出联系方式（来源、得知日期、在用的一个）和相关人（是否承担债务、依据）。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = _dossier(application.desk, loan_no)
    if as_json:
        book, related = found.contacts, found.related
        contacts = [asdict(each) | {"text": _masked(each)} for each in book.contacts]
        for each in contacts:
            each["contact"].pop("value")
        print_json({"contacts": contacts, "related": [_plain(each) for each in related]})
        return
    typer.echo(found.party.name)
    for contact in found.contacts.contacts:
        typer.echo(f"  {_contact_line(contact, found.contacts)}")
    for person in found.related:
        typer.echo(f"  {_person_line(person)}")


@app.command("add-contact")
def add_contact(
    loan_no: LoanNo,
    db: Database,
    kind: Annotated[str, typer.Option(help="、".join(KIND_WORDS.values()))],
    value: Annotated[str, typer.Option(help="号码或地址")],
    source: Annotated[str, typer.Option(help="谁告知的：" + "、".join(SOURCE_WORDS.values()))],
    on: Annotated[str | None, typer.Option("--on", help="得知日期；默认今天")] = None,
    in_writing: Annotated[bool, typer.Option("--in-writing", help="本人书面确认")] = False,
    note: Annotated[str, typer.Option(help="备注")] = "",
    key_file: KeyFile = None,
) -> None:
    """登记一条联系方式；原有的都保留。文书寄往书面确认的，没有则寄往最近得知的。"""
    reach = choice(kind, {word: key for key, word in KIND_WORDS.items()}, "--kind")
    told_by: ContactSource = choice(
        source, {word: key for key, word in SOURCE_WORDS.items()}, "--source"
    )
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        learned = day(on, desk.clock.today())
        contact = Contact(ReachKind(reach), value, told_by, learned, in_writing, note)
        submitted = parties.record_contact(desk, _party_id(desk, loan_no), contact)
    _told(submitted, "已登记")


@app.command("withdraw-contact")
def withdraw_contact(
    contact_id: Annotated[str, typer.Argument(help="联系方式号（party show 列出）")],
    db: Database,
    reason: Reason,
    key_file: KeyFile = None,
) -> None:
    """撤销一条登记错或已失效的联系方式；原记录保留并注明原因。"""
    with errors_in_words(), opened(db, key_file) as application:
        submitted = parties.withdraw_contact(application.desk, contact_id, reason)
    _told(submitted, f"已撤销 {contact_id}")


@app.command("add-person")
def add_person(
    loan_no: LoanNo,
    name: Annotated[str, typer.Argument(help="姓名或名称")],
    db: Database,
    role: Annotated[str, typer.Option(help="、".join(ROLE_WORDS.values()))],
    ground: Annotated[
        str | None, typer.Option(help="承担债务的依据：" + "、".join(GROUND_WORDS.values()))
    ] = None,
    proof: Annotated[str, typer.Option(help="凭据：文件名称和编号")] = "",
    signed: Annotated[str | None, typer.Option(help="签署日期")] = None,
    share: Annotated[str, typer.Option(help="继承份额，如 1/3")] = "",
    received: Annotated[str, typer.Option(help="所得遗产价值，元")] = "",
    renounced: Annotated[str | None, typer.Option(help="书面放弃继承的日期")] = None,
    id_number: Annotated[str, typer.Option(help="身份证号")] = "",
    phone: Annotated[str, typer.Option(help="电话")] = "",
    address: Annotated[str, typer.Option(help="地址")] = "",
    replaces: Annotated[str, typer.Option(help="更正哪一条（party show 列出的号）")] = "",
    key_file: KeyFile = None,
) -> None:
    """登记继承人、承继单位、实际用款人、共同借款人或配偶。"""
    kind: RelationKind = choice(role, {word: key for key, word in ROLE_WORDS.items()}, "--role")
    words = {word: key for key, word in GROUND_WORDS.items()}
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        today = desk.clock.today()
        related = Related(
            kind=kind,
            name=name,
            ground=choice(ground, words, "--ground") if ground else GROUNDS[kind][0],
            proof=proof,
            signed_on=day(signed, today) if signed else None,
            id_number=id_number,
            phone=phone,
            address=address,
            share=_share(share),
            received_fen=fen(received) if received else None,
            renounced_on=day(renounced, today) if renounced else None,
        )
        submitted = parties.record_relation(desk, _party_id(desk, loan_no), related, replaces)
    _told(submitted, "已登记")


@app.command("withdraw-person")
def withdraw_person(
    relation_id: Annotated[str, typer.Argument(help="相关人号（party show 列出）")],
    db: Database,
    reason: Reason,
    key_file: KeyFile = None,
) -> None:
    """撤销一名登记错的相关人；原记录保留并注明原因。"""
    with errors_in_words(), opened(db, key_file) as application:
        submitted = parties.withdraw_relation(application.desk, relation_id, reason)
    _told(submitted, f"已撤销 {relation_id}")


@app.command("doubles")
def doubles_(db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出可能是同一人的两条：同号、同村同名、同音同尾号；左边的建议保留。"""
    with errors_in_words(), opened(db, key_file) as application:
        pairs = doubles.candidates(application.desk)
    if as_json:
        print_json([[_double(each) for each in pair] for pair in pairs])
        return
    for kept, merged in pairs:
        lines = (" ".join(map(str, _double(each).values())) for each in (kept, merged))
        typer.echo("  ←  ".join(lines))
    typer.echo(f"共 {len(pairs)} 对")


@app.command()
def merge(
    kept: Annotated[str, typer.Argument(help="保留的一条（party doubles 列出的号）")],
    merged: Annotated[str, typer.Argument(help="并入的一条")],
    db: Database,
    reason: Reason,
    key_file: KeyFile = None,
) -> None:
    """把两条合为一户：借款、通知书、文书、联系方式都归到保留的一条，可以撤销。"""
    with errors_in_words(), opened(db, key_file) as application:
        submitted = parties.merge(application.desk, kept, merged, reason)
    _told(submitted, "已合并")


@app.command()
def part(
    loan_no: LoanNo,
    db: Database,
    reason: Reason,
    key_file: KeyFile = None,
) -> None:
    """撤销一户最近的一次合并：随合并过来的都回到原处。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        merges = [each for each in _dossier(desk, loan_no).merges if not each.undone]
        merge_id = merges[0].id if merges else ""
        submitted = parties.undo_merge(desk, merge_id, reason)
    _told(submitted, "已撤销合并")


@app.command()
def hold(
    loan_no: LoanNo,
    db: Database,
    reason: Reason,
    end: Annotated[bool, typer.Option("--end", help="调查完毕，恢复催收（须复核）")] = False,
    key_file: KeyFile = None,
) -> None:
    """本人否认借款（冒名、顶名）：立即停止通知、协议、减免和电话；恢复须第二人复核。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        wanted = Hold.NONE if end else Hold.IMPERSONATION
        submitted = parties.set_hold(desk, _party_id(desk, loan_no), wanted, reason)
    _told(submitted, "已恢复" if end else "已暂停")


@app.command()
def deceased(
    loan_no: LoanNo,
    db: Database,
    reason: Reason,
    undo: Annotated[bool, typer.Option("--undo", help="登记错了，本人在世（须复核）")] = False,
    key_file: KeyFile = None,
) -> None:
    """登记借款人死亡：立即停止普通通知，改向继承人发函；撤销须第二人复核。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        submitted = parties.set_deceased(desk, _party_id(desk, loan_no), not undo, reason)
    _told(submitted, "已撤销死亡登记" if undo else "已登记死亡")


def _party_id(desk: Desk, loan_no: str) -> str:
    with desk.store.read() as queries:
        return loan_numbered(queries, loan_no).borrower_id


def _dossier(desk: Desk, loan_no: str) -> Dossier:
    return dossier(desk, _party_id(desk, loan_no))


def _told(submitted: Submitted, done: str) -> None:
    """Say what became of it: done, with the id of what was made, or waiting for a check."""
    if submitted.item is None:
        made = submitted.applied.result if submitted.applied else None
        typer.echo(f"{done} {made}" if made else done)
        return
    say_waiting(submitted)


def _masked(stored: StoredContact) -> str:
    contact = stored.contact
    return mask_phone(contact.value) if contact.kind is ReachKind.PHONE else contact.value


def _contact_line(stored: StoredContact, book: ContactBook) -> str:
    contact, choice = stored.contact, book.choice_of(stored)
    state = "已撤销：" + stored.reason if stored.withdrawn else ""
    why = f"在用：{CHOICE_WORDS[choice]}" if choice and not stored.withdrawn else state
    parts = (
        stored.id or "台账",
        KIND_WORDS[contact.kind],
        _masked(stored),
        SOURCE_WORDS[contact.source],
        str(contact.learned_on),
        why,
    )
    return "  ".join(part for part in parts if part)


def _person_line(person: RelatedPerson) -> str:
    stored, answer = person.stored, person.answer
    most = f" {yuan_text(answer.most.fen)} 元" if answer.most else ""
    state = f"已撤销：{stored.reason}" if stored.withdrawn else f"{answer.words}{most}"
    role = ROLE_WORDS[stored.related.kind]
    return f"{stored.id}  {role}  {stored.related.name}  {state}（{answer.article}）"


def _plain(person: RelatedPerson) -> dict[str, object]:
    plain = asdict(person)
    for secret in ("id_number", "phone"):
        plain["stored"]["related"].pop(secret)
    return plain


def _double(each: doubles.Double) -> dict[str, object]:
    party = each.party
    return {
        "id": party.id,
        "name": party.name,
        "id_masked": each.id_masked,
        "place": f"{party.village}{party.group}",
        "loans": each.loans,
        "principal": yuan_text(each.balance_fen),
    }


def _share(text: str) -> Fraction | None:
    try:
        return Fraction(text) if text else None
    except (ValueError, ZeroDivisionError) as error:
        raise typer.BadParameter(f"--share 不认识“{text}”，请写成 1/3") from error
