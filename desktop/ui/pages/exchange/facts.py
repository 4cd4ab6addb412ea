"""How the branch stands with head office, in sentences; warnings where something is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from desktop.services.collection_records import PackageState
from desktop.services.exchange.standing import Standing
from desktop.ui.errors import choice_name
from desktop.ui.pages.exchange.cards import Fact
from desktop.ui.pages.exchange.words import answer_pill, answer_words
from desktop.ui.theme import Tone


def standing_title(seen: Standing) -> str:
    """Return whose PC this is, and with whom it exchanges."""
    translate = QCoreApplication.translate
    words = translate("Exchange", "Branch {code}, PC {letter}, with {office}")
    office = seen.enrolment.bank if seen.enrolment else ""
    return words.format(
        code=seen.place.branch_code, letter=seen.place.replica_letter, office=office
    )


def standing_facts(seen: Standing, today: date, language: str) -> list[Fact]:
    """Return what is to be done first, then what was."""
    translate = QCoreApplication.translate
    return [
        *_to_do(seen, language),
        Fact(translate("Exchange", "Last package"), _package_words(seen, today)),
        Fact(translate("Exchange", "Last return"), _return_words(seen, today)),
        Fact(translate("Exchange", "Not confirmed yet"), _unconfirmed_words(seen, language)),
        *_missing(seen, language),
    ]


def _missing(seen: Standing, language: str) -> Iterator[Fact]:
    if seen.photos_missing:
        words = choice_name("return", "photos_missing", language)
        name = QCoreApplication.translate("Exchange", "Photos")
        yield Fact(name, words.format(count=f"{seen.photos_missing:,}"), Tone.WARNING)


def _to_do(seen: Standing, language: str) -> list[Fact]:
    translate = QCoreApplication.translate
    name = translate("Exchange", "To do")
    found = []
    if seen.is_anew:
        words = translate(
            "Exchange",
            "This database was restored or copied. Write a package and take in the return before "
            "anybody types again: what is missing comes back by itself.",
        )
        found.append(Fact(name, words, Tone.DANGER))
    newest = seen.packages[0] if seen.packages else None
    if newest and newest.answer and newest.answer.state == PackageState.REFUSED:
        refused = translate("Exchange", "The last package was refused: {why}")
        found.append(Fact(name, refused.format(why=answer_words(newest, language)), Tone.DANGER))
    if seen.last.is_due:
        words = translate("Exchange", "An exchange is due: write a package and hand it over.")
        found.append(Fact(name, words, Tone.WARNING))
    return found


def _package_words(seen: Standing, today: date) -> str:
    translate = QCoreApplication.translate
    if not seen.packages:
        return translate("Exchange", "none yet")
    newest = seen.packages[0]
    words = translate("Exchange", "No. {number}, {when}; head office: {state}")
    return words.format(
        number=f"{newest.package.number:04d}",
        when=ago(newest.package.made_at, today),
        state=answer_pill(newest.answer).text,
    )


def _return_words(seen: Standing, today: date) -> str:
    translate = QCoreApplication.translate
    if seen.taken is None:
        return translate("Exchange", "none yet")
    words = translate("Exchange", "No. {number}, {when}")
    return words.format(number=f"{seen.taken.number:04d}", when=ago(seen.taken.taken_at, today))


def _unconfirmed_words(seen: Standing, language: str) -> str:
    translate, count, again = QCoreApplication.translate, seen.unconfirmed, seen.again
    if not count:
        return translate("Exchange", "nothing: head office has everything")
    words = translate("Exchange", "%n entry(s), they go along with the next package", "", count)
    if again:
        more = translate("Exchange", "with %n more that head office knows already", "", again)
        words += ("，" if language == "zh" else ", ") + more
    return words


def ago(moment: datetime, today: date) -> str:
    """Return a day and how long ago it was."""
    days = (today - moment.date()).days
    if not days:
        return QCoreApplication.translate("Exchange", "today {time}").format(time=f"{moment:%H:%M}")
    words = QCoreApplication.translate("Exchange", "{day} (%n day(s) ago)", "", days)
    return words.format(day=f"{moment:%Y-%m-%d}")
