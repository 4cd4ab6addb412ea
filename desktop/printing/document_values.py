"""The texts a template may name: a document's own fields, and what its bank's head gives to all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop.domain.documents import SHAPES, DocumentFacts
from desktop.domain.notices import BankHead
from desktop.printing.blocks import Template
from desktop.printing.forms.wording import day_text, letterhead


def document_values(facts: DocumentFacts, template: Template) -> Mapping[str, str]:
    """Return a text for every field of the kind's shape and of the template.

    What the facts lack is empty: they may be older than a field, or the template.
    """
    empty = dict.fromkeys([*SHAPES[facts.kind].fields, *template.names], "")
    common = bank_values(facts.bank, facts.serial, facts.issued_on)
    return {**empty, **common, "title": template.title, **facts.fields}


def bank_values(bank: BankHead, serial: str, issued_on: date) -> dict[str, str]:
    """Return what every paper can say about who writes, when and under which number."""
    return {
        "serial": serial,
        "issued_on": day_text(issued_on),
        "bank": letterhead(bank),
        "bank_name": bank.bank_name,
        "branch": bank.branch_name,
        "licence": bank.licence_no,
        "bank_address": bank.address,
        "bank_phone": bank.phone,
        "complaints_phone": bank.complaints_phone,
        "account_name": bank.account_name,
        "account_no": bank.account_no,
        "we": "我行" if "银行" in bank.bank_name else "我社",
    }


def number_label(
    facts: DocumentFacts, template: Template, values: Mapping[str, str], reprint_on: date | None
) -> str:
    """Return the number as it stands under the barcode, with a reprint's mark and its date."""
    number = template.number.text(values) if facts.serial else ""
    mark = f"补打 {reprint_on.isoformat()}" if reprint_on else ""
    return "　".join(filter(None, (number, mark)))
