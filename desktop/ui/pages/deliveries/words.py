"""What the deliveries page calls methods, signers and results."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.delivery import Method, Signer
from desktop.services.delivery_day import RecordedDelivery
from desktop.services.records import Delivery
from desktop.ui.models.columns import Pill
from desktop.ui.theme import Tone

IN_PERSON = (
    Signer.SELF,
    Signer.KIN,
    Signer.AGENT,
    Signer.REFUSED,
    Signer.NOT_MET,
    Signer.NEIGHBOUR,
    Signer.MINOR,
)
BY_MAIL = (Signer.ARRIVED, Signer.NOT_ARRIVED)


def signers_of(method: Method) -> tuple[Signer, ...]:
    """Return who can have taken a notice brought this way; nobody for a call or an announcement."""
    if method is Method.IN_PERSON:
        return IN_PERSON
    return BY_MAIL if method in (Method.POST, Method.MESSAGE) else ()


def method_name(method: Method) -> str:
    """Return what a way of serving is called."""
    translate = QCoreApplication.translate
    return {
        Method.IN_PERSON: translate("Deliveries", "In person"),
        Method.POST: translate("Deliveries", "Post"),
        Method.MESSAGE: translate("Deliveries", "Text or WeChat"),
        Method.PHONE: translate("Deliveries", "Phone"),
        Method.PROVINCIAL_NEWSPAPER: translate("Deliveries", "Provincial paper"),
        Method.COUNTY_NEWSPAPER: translate("Deliveries", "County paper"),
        Method.POSTER: translate("Deliveries", "Poster"),
    }[method]


def signer_name(signer: Signer) -> str:
    """Return who signed, as on a chip."""
    translate = QCoreApplication.translate
    return {
        Signer.SELF: translate("Deliveries", "Person"),
        Signer.KIN: translate("Deliveries", "Adult kin at home"),
        Signer.AGENT: translate("Deliveries", "Agent"),
        Signer.REFUSED: translate("Deliveries", "Refused"),
        Signer.NOT_MET: translate("Deliveries", "Not met"),
        Signer.NEIGHBOUR: translate("Deliveries", "Neighbour or cadre"),
        Signer.MINOR: translate("Deliveries", "Minor"),
        Signer.ARRIVED: translate("Deliveries", "Arrived"),
        Signer.NOT_ARRIVED: translate("Deliveries", "No proof of arrival"),
    }[signer]


def result_pill(recorded: RecordedDelivery) -> Pill:
    """Return what came of a delivery, green where it counts."""
    delivery = recorded.delivery
    if delivery.objects:
        return Pill(QCoreApplication.translate("Deliveries", "Objects"), Tone.DANGER)
    tone = Tone.GOOD if recorded.counts else Tone.MUTED
    if delivery.signer == Signer.REFUSED:
        tone = Tone.WARNING
    return Pill(_result_name(delivery), tone)


def evidence_pill(recorded: RecordedDelivery) -> Pill | None:
    """Return the warning that nothing proves a delivery that counts."""
    if recorded.delivery.evidence or not recorded.counts:
        return None
    return Pill(QCoreApplication.translate("Deliveries", "No evidence"), Tone.WARNING)


def evidence_text(recorded: RecordedDelivery) -> str:
    """Return how many files prove a delivery."""
    words = QCoreApplication.translate("Deliveries", "{count} file(s)")
    count = recorded.delivery.evidence
    return words.format(count=count) if count else ""


def last_day_text(recorded: RecordedDelivery) -> str:
    """Return the first last day of the notice's claims now; nothing moved what does not count."""
    if not recorded.counts:
        return QCoreApplication.translate("Deliveries", "unchanged")
    if recorded.last_day is None:
        return QCoreApplication.translate("Deliveries", "run out")
    return recorded.last_day.isoformat()


def place_text(village: str, group: str) -> str:
    """Return village and group as one reads them."""
    return " ".join(part for part in (village, group) if part)


def _result_name(delivery: Delivery) -> str:
    """Return in two or three words who took it, or how it went out."""
    translate = QCoreApplication.translate
    signed = {
        Signer.SELF: translate("Deliveries", "Debtor signed"),
        Signer.KIN: translate("Deliveries", "Kin signed"),
        Signer.AGENT: translate("Deliveries", "Agent signed"),
        Signer.NEIGHBOUR: translate("Deliveries", "Neighbour signed"),
        Signer.MINOR: translate("Deliveries", "Minor signed"),
    }
    method, signer = Method(delivery.method), Signer(delivery.signer)
    if method is Method.IN_PERSON:
        return signed.get(signer) or signer_name(signer)
    if signer in BY_MAIL:
        return signer_name(signer)
    return method_name(method)
