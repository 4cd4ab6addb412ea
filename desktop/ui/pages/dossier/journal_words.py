"""The journal in words: one sentence an entry, as the timeline of a dossier shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.documents import DocumentKind
from desktop.domain.limitation import EventKind, event_label
from desktop.services.records import JournalEntry
from desktop.ui.models.columns import Pill
from desktop.ui.pages.documents.names import kind_name
from desktop.ui.pages.dossier.agreement_words import AGREEMENT_KINDS, AGREEMENT_WORDS
from desktop.ui.pages.dossier.guarantee_words import act_names
from desktop.ui.pages.dossier.money_words import MONEY_WORDS
from desktop.ui.pages.dossier.party_journal_words import PARTY_WORDS
from desktop.ui.pages.dossier.relief_words import RELIEF_WORDS
from desktop.ui.theme import Tone

Body = Mapping[str, Any]

LEDGER_KINDS = ("ledger_imported", "loan_decided")
NOTICE_KINDS = (
    "notices_issued",
    "notices_printed",
    "notices_handed_out",
)
PAPER_KINDS = (
    "documents_issued",
    "documents_printed",
    "documents_handed_out",
    "paper_written",
    "paper_reprinted",
)
CLAIM_KINDS = (
    "claim_event_recorded",
    "procedure_ended",
    "claim_evidence_added",
    "claim_event_withdrawn",
)
GUARANTEE_KINDS = (
    "guarantee_recorded",
    "guarantee_act_recorded",
    "guarantee_evidence_added",
    "guarantee_act_withdrawn",
)
DELIVERY_KINDS = ("delivery_recorded", "delivery_withdrawn", "evidence_added", "evidence_copied")


def sentence(entry: JournalEntry, party_id: str) -> str:
    """Return what happened, as far as it concerns this debtor; an unknown kind as its name."""
    words = _WORDS.get(entry.kind)
    return words(entry.body, party_id) if words else entry.kind


def kind_pill(entry: JournalEntry) -> Pill:
    """Return what sort of thing happened."""
    return sort_pill(entry.kind)


def sort_pill(kind: str) -> Pill:
    """Return what sort of thing entries of a kind tell of."""
    translate = QCoreApplication.translate
    if kind in LEDGER_KINDS:
        return Pill(translate("Journal", "ledger"), Tone.MUTED)
    if kind in NOTICE_KINDS:
        return Pill(translate("Journal", "notice"), Tone.INFO)
    if kind in PAPER_KINDS:
        return Pill(translate("Journal", "paper"), Tone.INFO)
    if kind in DELIVERY_KINDS:
        return Pill(translate("Journal", "delivery"), Tone.GOOD)
    if kind in CLAIM_KINDS:
        return Pill(translate("Journal", "event"), Tone.GOOD)
    if kind in GUARANTEE_KINDS:
        return Pill(translate("Journal", "guarantee"), Tone.INFO)
    if kind in RELIEF_WORDS:
        return Pill(translate("Journal", "relief"), Tone.WARNING)
    if kind in MONEY_WORDS:
        return Pill(translate("Journal", "money"), Tone.GOOD)
    if kind in AGREEMENT_KINDS:
        return Pill(translate("Journal", "agreement"), Tone.GOOD)
    return Pill(translate("Journal", "note"), Tone.WARNING)


def _imported(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Ledger of {day} imported ({file})")
    return words.format(day=body.get("as_of", ""), file=body.get("file_name", ""))


def _decided(body: Body, party_id: str) -> str:
    translate = QCoreApplication.translate
    found = {
        "settled": translate("Journal", "Loan {loan_no}: settled"),
        "moved": translate("Journal", "Loan {loan_no}: moved to another place"),
        "active": translate("Journal", "Loan {loan_no}: still standing, the ledger lost it"),
    }
    words = found.get(str(body.get("status")), "{loan_no}").format(loan_no=body.get("loan_no", ""))
    return _with_reason(words, str(body.get("note", "")))


def _issued(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Notice of round {round} issued: {serial}")
    own = [each for each in body.get("notices", ()) if each.get("party_id") == party_id]
    issued = [words.format(round=each["round"], serial=each["serial"]) for each in own]
    return "  ".join(issued) or _of_double()


def _printed(body: Body, party_id: str) -> str:
    return QCoreApplication.translate("Journal", "Notice printed")


def _handed_out(body: Body, party_id: str) -> str:
    return QCoreApplication.translate("Journal", "Notice handed out to be served")


def _written(body: Body, party_id: str) -> str:
    return _way_out(body)


def _reprinted(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Reprint: {paper}")
    return words.format(paper=_way_out(body))


def _way_out(body: Body) -> str:
    """Return where a paper went."""
    translate = QCoreApplication.translate
    words = {
        "printer": translate("Journal", "{paper} sent to the printer"),
        "pdf": translate("Journal", "{paper} written as PDF"),
        "docx": translate("Journal", "{paper} written for Word"),
        "single_pdfs": translate("Journal", "{paper} written as a file of its own"),
        "delivery_list": translate("Journal", "Delivery list written"),
    }
    way = words.get(str(body.get("kind")), str(body.get("kind", "")))
    return way.format(paper=_paper_name(body))


def _paper_name(body: Body) -> str:
    """Return what a paper is called: the kind that its template is of, else a notice."""
    kind = str(body.get("template_version", "")).partition("/")[0]
    if kind in set(DocumentKind):
        return kind_name(DocumentKind(kind))
    return QCoreApplication.translate("Journal", "Notice")


def _documents_issued(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "{paper} issued: {serial}")
    own = [each for each in body.get("documents", ()) if each.get("party_id") == party_id]
    issued = [
        words.format(paper=kind_name(DocumentKind(each["kind"])), serial=each["serial"])
        for each in own
    ]
    return "  ".join(issued) or _of_double()


def _of_double() -> str:
    """Of papers issued to an entry that was made one with this debtor's since."""
    return QCoreApplication.translate("Journal", "Issued to the entry that was made one with this")


def _documents_printed(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Printed: {serials}")
    return words.format(serials=_serials(body))


def _documents_handed_out(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Handed out: {serials}")
    return words.format(serials=_serials(body))


def _serials(body: Body) -> str:
    """Return the first serial, and how many there are where they are many."""
    serials = body.get("serials", ())
    count = len(serials)
    if count == 1:
        return str(serials[0])
    words = QCoreApplication.translate("Journal", "%n paper(s) from {serial} on", "", count)
    return words.format(serial=serials[0] if serials else "")


def _copied(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "{serial}: evidence copied to {file}")
    return words.format(serial=body.get("serial", ""), file=body.get("file_name", ""))


def _delivered(body: Body, party_id: str) -> str:
    """The result is Chinese as the rule gave it; evidence is counted, or said to be missing."""
    translate = QCoreApplication.translate
    files = len(body.get("evidence", ()))
    proof = translate("Journal", "%n evidence file(s)", "", files)
    if not files:
        proof = translate("Journal", "no evidence")
    return f"{body.get('serial', '')} {body.get('result', '')}  {proof}"


def _proved(body: Body, party_id: str) -> str:
    translate = QCoreApplication.translate
    files = len(body.get("evidence", ()))
    words = translate("Journal", "{serial}: %n evidence file(s) added", "", files)
    return words.format(serial=body.get("serial", ""))


def _withdrawn(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "{serial}: delivery record withdrawn")
    return _with_reason(words.format(serial=body.get("serial", "")), str(body.get("reason", "")))


def _held(body: Body, party_id: str) -> str:
    translate = QCoreApplication.translate
    words = translate("Journal", "Notices may go out again")
    if body.get("hold"):
        words = translate("Journal", "Held: impersonation under inquiry")
    return _with_reason(words, str(body.get("reason", "")))


def _died(body: Body, party_id: str) -> str:
    translate = QCoreApplication.translate
    words = translate("Journal", "Noted as living")
    if body.get("deceased"):
        words = translate("Journal", "Noted as deceased")
    return _with_reason(words, str(body.get("reason", "")))


def _happened(body: Body, party_id: str) -> str:
    """The kind is Chinese as the rule names it; what it did is said by the last day it led to."""
    translate = QCoreApplication.translate
    words = translate("Journal", "Loan {loan_no}: {what}")
    text = words.format(loan_no=body.get("loan_no", ""), what=_kind_of_event(body))
    if body.get("last_day"):
        last_day = translate("Journal", "limitation to {day}")
        text = f"{text}  {last_day.format(day=body['last_day'])}"
    return _unproved(text, bool(body.get("proved")))


def _ended(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Loan {loan_no}: {what} ended on {day}")
    what, day = _kind_of_event(body), body.get("restart_on", "")
    return words.format(loan_no=body.get("loan_no", ""), what=what, day=day)


def _event_proved(body: Body, party_id: str) -> str:
    files = len(body.get("evidence", ()))
    words = QCoreApplication.translate(
        "Journal", "Loan {loan_no}: %n evidence file(s) for {what}", "", files
    )
    return words.format(loan_no=body.get("loan_no", ""), what=_kind_of_event(body))


def _event_withdrawn(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Loan {loan_no}: {what} withdrawn")
    text = words.format(loan_no=body.get("loan_no", ""), what=_kind_of_event(body))
    return _with_reason(text, str(body.get("reason", "")))


def _guarantee(body: Body, party_id: str) -> str:
    translate = QCoreApplication.translate
    words = translate("Journal", "Guarantee of {name} for loan {loan_no} entered")
    if body.get("before"):
        words = translate("Journal", "Guarantee of {name} for loan {loan_no} corrected")
    return words.format(name=body.get("guarantor", ""), loan_no=body.get("loan_no", ""))


def _guarantee_act(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Guarantor {name}, loan {loan_no}: {what}")
    text = _of_act(words, body)
    return _unproved(text, bool(body.get("evidence")))


def _act_proved(body: Body, party_id: str) -> str:
    files = len(body.get("evidence", ()))
    words = QCoreApplication.translate(
        "Journal", "Guarantor {name}, loan {loan_no}: %n evidence file(s) for {what}", "", files
    )
    return _of_act(words, body)


def _act_withdrawn(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate(
        "Journal", "Guarantor {name}, loan {loan_no}: {what} withdrawn"
    )
    return _with_reason(_of_act(words, body), str(body.get("reason", "")))


def _unproved(text: str, proved: bool) -> str:
    """Say it where nothing proves what happened."""
    words = QCoreApplication.translate("Journal", "no evidence")
    return text if proved else f"{text}  {words}"


def _of_act(words: str, body: Body) -> str:
    names = {kind.value: name for kind, name in act_names().items()}
    kind = str(body.get("kind", ""))
    name, loan_no = body.get("guarantor", ""), body.get("loan_no", "")
    return words.format(name=name, loan_no=loan_no, what=names.get(kind, kind))


def _kind_of_event(body: Body) -> str:
    kind = str(body.get("kind", ""))
    return event_label(EventKind(kind)) if kind in set(EventKind) else kind


def _with_reason(words: str, reason: str) -> str:
    return f"{words} ({reason})" if reason else words


def _revealed(body: Body, party_id: str) -> str:
    translate = QCoreApplication.translate
    names = {
        "id_number": translate("Journal", "Identity number shown in full"),
        "phone": translate("Journal", "Phone shown in full"),
        "address": translate("Journal", "Address shown in full"),
    }
    other = translate("Journal", "Contact shown in full")
    return _with_reason(names.get(str(body.get("field")), other), str(body.get("reason", "")))


def _restored(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Backup {copy} restored; the file before: {kept}")
    return words.format(copy=body.get("copy", ""), kept=body.get("kept_as", ""))


def _folder_set(body: Body, party_id: str) -> str:
    folder = body.get("folder")
    if not folder:
        return QCoreApplication.translate("Journal", "No second folder for backups")
    words = QCoreApplication.translate("Journal", "Backups go to {folder} as well")
    return words.format(folder=folder)


def _correction_asked(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Loan {loan_no}: head office asked to correct it")
    return words.format(loan_no=body.get("loan_no", ""))


def _continued(body: Body, party_id: str) -> str:
    return QCoreApplication.translate("Journal", "Further rows of the entry before")


_WORDS: dict[str, Callable[[Body, str], str]] = {
    "ledger_imported": _imported,
    "loan_decided": _decided,
    "notices_issued": _issued,
    "notices_printed": _printed,
    "notices_handed_out": _handed_out,
    "delivery_recorded": _delivered,
    "evidence_added": _proved,
    "evidence_copied": _copied,
    "documents_issued": _documents_issued,
    "documents_printed": _documents_printed,
    "documents_handed_out": _documents_handed_out,
    "paper_written": _written,
    "paper_reprinted": _reprinted,
    "delivery_withdrawn": _withdrawn,
    "hold_set": _held,
    "deceased_set": _died,
    "claim_event_recorded": _happened,
    "procedure_ended": _ended,
    "claim_evidence_added": _event_proved,
    "claim_event_withdrawn": _event_withdrawn,
    "guarantee_recorded": _guarantee,
    "guarantee_act_recorded": _guarantee_act,
    "guarantee_evidence_added": _act_proved,
    "guarantee_act_withdrawn": _act_withdrawn,
    **MONEY_WORDS,
    "field_revealed": _revealed,
    "restored": _restored,
    "correction_requested": _correction_asked,
    "backup_folder_set": _folder_set,
    "rows_continued": _continued,
    **RELIEF_WORDS,
    **PARTY_WORDS,
    **AGREEMENT_WORDS,
}
