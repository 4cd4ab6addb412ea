"""What a return brings, a line each: before anybody signs, and after it is in.

No Qt here: the command line says the same in the same order. The first line is what stands on the
slip that came along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from desktop.domain.masks import mask_address, mask_id_number, mask_name
from desktop.domain.money import yuan_text
from desktop.domain.package_names import short_hash
from desktop.services.entry_ports import EntryConflict
from desktop.services.exchange.decisions import DONE
from desktop.services.exchange.incoming import ReturnTaken
from desktop.services.exchange.photos import Photos
from desktop.services.exchange.return_content import Brought
from desktop.services.exchange.return_lines import DoubleLine, TargetLine
from desktop.services.records import LedgerImport
from desktop.ui.errors import all_words, choice_name, explain, field_name, words

_MASKS: Mapping[str, Callable[[str], str]] = {
    "id_number": mask_id_number,
    "address": mask_address,
}
_NAMES = {"deceased": "death"}


def return_title(told: ReturnTaken, language: str) -> str:
    """Return which return it is."""
    return _said("title", language, number=f"{told.number:04d}")


def change_lines(told: ReturnTaken, language: str) -> list[str]:
    """Return what a return changes, or changed; what it does not touch is left out."""
    slip = _said("slip", language, lines=f"{told.lines:,}", code=short_hash(told.hash))
    if told.balance_fen is not None:
        slip += _said("slip_balance", language, yuan=yuan_text(told.balance_fen))
    if told.brought is None:
        changes = [_said("already", language)]
    else:
        changes = [*_about_loans(told.brought, language), *_set_by_office(told.brought, language)]
    return [slip, *changes, *_photos(told.photos, language), *_decided(told, language)]


def reason_words(reason: str, language: str, file: str = "") -> str:
    """Return why something is held or was refused; a code of a newer program as it is."""
    if reason not in all_words():
        return reason
    named = {"file": file, "detail": "?", "schema": "?"}
    return words(reason, named, language)


def _said(what: str, language: str, **figures: object) -> str:
    return choice_name("return", what, language).format(**figures)


def _counted(language: str, **counts: int) -> Iterator[str]:
    """Yield a line for each count that is not 0."""
    for what, count in counts.items():
        if count:
            yield _said(what, language, count=f"{count:,}")


def _about_loans(brought: Brought, language: str) -> list[str]:
    entries = brought.entries
    return [
        *(_ledger(each, language) for each in brought.ledgers),
        *([] if brought.ledgers else [_said("no_ledger", language)]),
        *_counted(
            language,
            entries=entries.new,
            entries_known=entries.known,
            entries_held=len(entries.held),
            contacts=brought.contacts,
            conflicts=len(entries.conflicts),
        ),
        *(_conflict(each, language) for each in entries.conflicts),
    ]


def _conflict(conflict: EntryConflict, language: str) -> str:
    """Return which field of whom differs, masked as in every list."""
    field = conflict.field
    name = field_name(_NAMES.get(field, field), language)

    def value(found: str) -> str:
        return _MASKS[field](found) if field in _MASKS else choice_name(field, found, language)

    return _said(
        "conflict",
        language,
        debtor=mask_name(conflict.debtor),
        field=name,
        here=value(conflict.here),
        there=value(conflict.there),
    )


def _ledger(ledger: LedgerImport, language: str) -> str:
    figures = ("loans", "updated", "opened", "missing")
    counts = {each: f"{getattr(ledger, each):,}" for each in figures}
    return _said("ledger", language, day=ledger.as_of, **counts)


def _set_by_office(brought: Brought, language: str) -> list[str]:
    found = [
        *_counted(language, policy=brought.policy_rows, templates=len(brought.templates)),
        *(_target("target", each, language) for each in brought.targets),
        *(_target("withdrawn", each, language) for each in brought.withdrawn),
    ]
    if brought.ledgers_from:
        found.append(_said(f"ledgers_from_{brought.ledgers_from}", language))
    return [
        *found,
        *(_said(f"keys_{each}", language) for each in brought.keys),
        *_counted(
            language,
            decisions=len(brought.decisions),
            corrections=len(brought.corrections),
            answers=len(brought.answers),
            held=len(brought.held),
        ),
        *(_double(each, language) for each in brought.doubles),
    ]


def _double(double: DoubleLine, language: str) -> str:
    same_as = "、".join(double.same_as)
    receipt, note = double.receipt, double.note
    return _said("double", language, receipt=receipt, same_as=same_as, note=note)


def _target(what: str, target: TargetLine, language: str) -> str:
    yuan = yuan_text(target.fen)
    measure = choice_name("measure", target.measure, language)
    return _said(what, language, year=target.year, measure=measure, yuan=yuan)


def _photos(photos: Photos, language: str) -> Iterator[str]:
    yield from _counted(language, photos=photos.came, photos_missing=photos.missing)
    if photos.trouble is not None:
        yield explain(photos.trouble, language)[1]


def _decided(told: ReturnTaken, language: str) -> list[str]:
    """Return what came of decisions that were carried out, those of earlier returns too."""
    done = sum(each.outcome == DONE for each in told.decisions)
    undone = [each.outcome for each in told.decisions if each.outcome not in ("", DONE)]
    return [
        *_counted(language, done=done),
        *(_said("undone", language, why=reason_words(each, language)) for each in undone),
    ]
