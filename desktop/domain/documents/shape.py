"""What a kind of document can say: its fields and tables by name, for builders and templates alike.

A template may name nothing else; what is ``required`` here must be printed by every template, since
the paper would not do its work without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest

from desktop.domain.documents.kinds import DocumentKind


class Sheets(StrEnum):
    """How sheets leave the printer: one side each, or both sides of the paper."""

    SIMPLEX = "simplex"
    DUPLEX = "duplex"


@dataclass(frozen=True, slots=True)
class Field:
    """A named text of a document.

    ``meaning`` says in Chinese what it is, for those who write templates. A field that is not
    required may be empty. Where all such fields of a block are, the block is left out; one that
    is ``inline`` has no say in that: the sentence around it does without.
    """

    name: str
    meaning: str
    required: bool = True
    inline: bool = False


@dataclass(frozen=True, slots=True)
class TableShape:
    """A named table: its columns in the order in which rows are stored.

    A later column goes to the end: rows that were stored before are shorter.
    """

    name: str
    meaning: str
    columns: tuple[Field, ...]

    def texts(self, row: Sequence[str]) -> Mapping[str, str]:
        """Return a stored row by column; one from before a column was there has it empty."""
        names = [each.name for each in self.columns]
        return dict(zip_longest(names, row[: len(names)], fillvalue=""))


class Vocabulary:
    """What a kind of paper can say: its own fields, those common to all, its tables."""

    name: str
    own: tuple[Field, ...]
    tables: tuple[TableShape, ...]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every field a template may name, those common to all documents included."""
        return {each.name: each for each in (*COMMON_FIELDS, *self.own)}

    @cached_property
    def optional(self) -> frozenset[str]:
        """The names of fields without which a clause is left out."""
        return frozenset(
            each.name for each in self.fields.values() if not (each.required or each.inline)
        )

    @cached_property
    def table(self) -> Mapping[str, TableShape]:
        """The tables by name."""
        return {each.name: each for each in self.tables}


@dataclass(frozen=True)
class Shape(Vocabulary):
    """One kind of document: ``word`` tells whether it comes in DOCX as well.

    ``copies`` is how many a branch prints of each, ``numbered`` whether it carries a serial.
    """

    kind: DocumentKind
    name: str
    own: tuple[Field, ...]
    tables: tuple[TableShape, ...] = ()
    word: bool = False
    sheets: Sheets = Sheets.SIMPLEX
    copies: int = 1
    numbered: bool = True


def optional(name: str, meaning: str) -> Field:
    """Return a field that may be empty, and that a template need not print."""
    return Field(name, meaning, required=False)


def inline(name: str, meaning: str) -> Field:
    """Return a field that may be empty while the sentence around it stands."""
    return Field(name, meaning, required=False, inline=True)


def amount(name: str, meaning: str) -> tuple[Field, Field]:
    """Return the two fields of an amount: in figures, and as ``…_capital`` in capital figures."""
    return Field(name, f"{meaning}（小写）"), optional(f"{name}_capital", f"{meaning}（大写）")


COMMON_FIELDS = (
    inline("serial", "编号"),
    inline("issued_on", "日期"),
    inline("title", "文书名称"),
    inline("bank", "机构全称（联社和网点）"),
    inline("bank_name", "联社名称"),
    inline("branch", "网点名称"),
    optional("licence", "金融许可证号"),
    optional("bank_address", "网点地址"),
    optional("bank_phone", "网点电话"),
    optional("complaints_phone", "监督电话"),
    optional("account_name", "还款账户户名"),
    optional("account_no", "还款账号"),
    inline("we", "我社或我行"),
    optional("officer", "经办人"),
    optional("officer_phone", "经办人电话"),
)
"""What every document may name, beside its own."""

DEBTOR_FIELDS = (
    Field("debtor", "借款人"),
    inline("identity", "借款人身份证号（遮挡）和住址，在括号中"),
)

LOANS_TABLE = TableShape(
    "loans",
    "借据",
    (
        Field("loan_no", "借据号"),
        optional("contract_no", "合同号"),
        optional("disbursed_on", "借款日"),
        optional("due_on", "到期日"),
        optional("amount", "借款金额"),
        Field("principal", "本金余额"),
        Field("interest", "利息"),
        optional("total", "合计"),
    ),
)
"""The loans a document is about; amounts in figures."""

OWED_FIELDS = (
    Field("computed_to", "计算截止日"),
    *amount("principal", "本金合计"),
    *amount("interest", "利息合计"),
    *amount("total", "本息合计"),
    optional("loan_count", "借据份数"),
    optional("loan_nos", "全部借据号，顿号隔开"),
)
