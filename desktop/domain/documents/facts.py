"""One document as frozen facts: everything it said on the day it was issued.

Facts travel as JSON with sorted keys; their SHA-256 stands in the journal. What is printed is a
function of the facts and of the template they name, so that a reprint years later shows the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.money import capital_amount, yuan_text
from desktop.domain.notices import BankHead

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class DocumentFacts:
    """One document to one reader.

    ``subject`` is whom it is about or goes to, ``party_id`` whose dossier it belongs to ("" for
    papers of the branch itself), ``place`` township and village, by which batches are sorted.
    ``fields`` and ``tables`` hold finished text under the names of the kind's shape.
    """

    kind: DocumentKind
    serial: str
    template_version: str
    issued_on: date
    bank: BankHead
    subject: str
    party_id: str = ""
    loan_ids: tuple[str, ...] = ()
    place: tuple[str, str] = ("", "")
    fields: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Rows] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the facts as JSON, keys sorted, the same text for the same facts."""
        return json.dumps(
            asdict(self),
            default=date.isoformat,
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )

    @staticmethod
    def from_json(text: str) -> DocumentFacts:
        """Read back what :meth:`to_json` wrote."""
        return _facts(json.loads(text))

    def sha256(self) -> str:
        """Return the SHA-256 of the facts, in hexadecimal."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text that is printed, with the name of its field or table."""
        yield "subject", self.subject
        yield from self.fields.items()
        for name, rows in self.tables.items():
            yield name, "".join(cell for row in rows for cell in row)
        for name, value in asdict(self.bank).items():
            yield name, value


def money_fields(name: str, fen: int) -> dict[str, str]:
    """Return an amount's two fields: ``name`` in figures, ``name_capital`` in capital figures."""
    return {name: yuan_text(fen), f"{name}_capital": capital_amount(fen)}


def _facts(data: Mapping[str, Any]) -> DocumentFacts:
    township, village = data["place"]
    return DocumentFacts(
        **{
            **data,
            "kind": DocumentKind(data["kind"]),
            "issued_on": date.fromisoformat(data["issued_on"]),
            "bank": BankHead(**data["bank"]),
            "loan_ids": tuple(data["loan_ids"]),
            "place": (township, village),
            "tables": {name: _rows(rows) for name, rows in data["tables"].items()},
        }
    )


def _rows(rows: Sequence[Sequence[str]]) -> Rows:
    return tuple(tuple(row) for row in rows)
