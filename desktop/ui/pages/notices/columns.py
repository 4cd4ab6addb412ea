"""The columns of the lists of the notices page."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.masks import mask_name
from desktop.domain.notices import NoticeFacts
from desktop.domain.rounds import NoticeState
from desktop.services.batches import OpenBatch
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.notices.selection import Candidate
from desktop.ui.pages.notices.words import (
    place_of,
    round_name,
    trouble_pill,
    trouble_remedy,
    troubles,
)
from desktop.ui.theme import Tone


def choice_columns(language: str) -> list[Column[Candidate]]:
    """Return the columns of the list to choose from."""
    translate = QCoreApplication.translate
    return [
        _debtor(checkable=True),
        _place(),
        _round(),
        Column(
            "loans",
            translate("Notices", "Loans"),
            lambda each: str(len(each.proposal.loans)),
            width=56,
            right=True,
            order=lambda each: len(each.proposal.loans),
        ),
        _total(),
        Column(
            "last_day",
            translate("Notices", "Runs out first"),
            lambda each: each.last_day.isoformat() if each.last_day else "—",
            width=104,
            order=lambda each: each.last_day or date.max,
        ),
        Column(
            "reason",
            translate("Notices", "Why"),
            lambda each: each.proposal.proposal.reason,
            pill=lambda each: trouble_pill(each, language),
            tip=lambda each: troubles(each, language),
            width=380,
        ),
    ]


def check_columns(language: str) -> list[Column[Candidate]]:
    """Return the columns of the list of what speaks against a notice."""
    translate = QCoreApplication.translate
    return [
        _debtor(),
        _place(),
        _round(),
        _total(),
        Column(
            "trouble",
            translate("Notices", "Problem"),
            pill=lambda each: trouble_pill(each, language),
            tip=lambda each: troubles(each, language),
            width=250,
        ),
        Column("remedy", translate("Notices", "What to do"), trouble_remedy, width=270),
        Column(
            "printed",
            translate("Notices", "Print"),
            check=lambda each: each.ticked,
            width=60,
            order=lambda each: each.ticked,
        ),
    ]


def preview_columns() -> list[Column[NoticeFacts]]:
    """Return the columns of the list beside the paper."""
    translate = QCoreApplication.translate
    return [
        Column(
            "debtor", translate("Notices", "Debtor"), lambda each: mask_name(each.debtor), width=84
        ),
        Column("place", translate("Notices", "Village"), place_of, width=124),
        Column("round", translate("Notices", "Round"), lambda each: round_name(each.round), 60),
        Column(
            "total",
            translate("Notices", "Total owed"),
            amount=lambda each: each.total_fen,
            width=96,
        ),
    ]


def batch_columns() -> list[Column[OpenBatch]]:
    """Return the columns of the list of batches that nobody confirmed."""
    translate = QCoreApplication.translate
    return [
        Column("serials", translate("Notices", "Serials"), serial_span, width=210),
        Column(
            "issued_on",
            translate("Notices", "Date"),
            lambda each: each.issued_on.isoformat(),
            width=100,
        ),
        Column(
            "count",
            translate("Notices", "Notices"),
            lambda each: str(len(each.notices)),
            width=70,
            right=True,
            order=lambda each: len(each.notices),
        ),
        Column(
            "unprinted",
            translate("Notices", "Not printed"),
            lambda each: _count(each, NoticeState.GENERATED),
            width=80,
            right=True,
        ),
        Column(
            "printed",
            translate("Notices", "Printed, not handed out"),
            lambda each: _count(each, NoticeState.PRINTED),
            width=130,
            right=True,
        ),
        Column("state", translate("Notices", "State"), pill=_batch_pill, width=180),
    ]


def serial_span(batch: OpenBatch) -> str:
    """Return the first and the last serial of a batch."""
    serials = batch.serials()
    return serials[0] if len(serials) == 1 else f"{serials[0]} – {serials[-1]}"


def _batch_pill(batch: OpenBatch) -> Pill:
    translate = QCoreApplication.translate
    if batch.awaits_print:
        return Pill(translate("Notices", "Did it print?"), Tone.WARNING)
    return Pill(translate("Notices", "Hand out to the servers"), Tone.INFO)


def _count(batch: OpenBatch, state: NoticeState) -> str:
    return str(len(batch.serials(state)) or "")


def _debtor(*, checkable: bool = False) -> Column[Candidate]:
    return Column(
        "debtor",
        QCoreApplication.translate("Notices", "Debtor"),
        lambda each: each.party.name,
        check=(lambda each: each.ticked) if checkable else None,
        width=130,
    )


def _place() -> Column[Candidate]:
    heading = QCoreApplication.translate("Notices", "Village")
    return Column("place", heading, lambda each: place_of(each.party), width=150)


def _round() -> Column[Candidate]:
    heading = QCoreApplication.translate("Notices", "Round")
    return Column(
        "round",
        heading,
        lambda each: round_name(each.round),
        width=70,
        order=lambda each: each.round,
    )


def _total() -> Column[Candidate]:
    heading = QCoreApplication.translate("Notices", "Total owed")
    return Column("total", heading, amount=lambda each: each.total_fen, width=116)
