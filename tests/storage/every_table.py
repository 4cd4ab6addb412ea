"""Rows in every table that keeps history, for tests of the tables themselves."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.contact_book import Contact, ContactSource, ReachKind
from desktop.domain.documents import DocumentKind
from desktop.domain.guarantee.facts import ActKind
from desktop.domain.money import Money
from desktop.domain.relations import Related, RelationKind
from desktop.domain.relief_terms import ReliefState, WaivedInterest
from desktop.services.paper_ports import StoredTemplate, TemplateFormat
from desktop.services.party_records import StoredContact, StoredMerge, StoredRelation
from desktop.services.records import Evidence, PaperRecord
from desktop.services.relief_ports import ReliefPart, ReliefStep, StoredRelief
from desktop.services.rule_records import StoredAct
from tests import agreement_rows, exchange_rows, money_rows
from tests.people import decision, proposal
from tests.storage.test_documents import OF_A_DEBTOR


def fill_every_table(uow, rows):
    """At least one row in every append-only table."""
    content = b"photo"
    notice = rows.notice("n1", "p1")
    uow.mark_missing("import-1", ["b1"])
    uow.add_notices([notice], {"n1": ["a1"]})
    uow.add_paper(PaperRecord("paper-1", "batch-1", "pdf", "0" * 64, 1, "demand/1", False))
    uow.add_delivery(rows.delivery("d1", notice))
    digest = hashlib.sha256(content).hexdigest()
    uow.add_evidence(Evidence("e1", digest, "a.jpg", "image/jpeg", 5, content), "d1")
    uow.add_event(rows.event("ev1", "a1"), "d1")
    uow.withdraw_event("ev1", "mistake")
    uow.withdraw_delivery("d1", "mistake")
    act = StoredAct("act-1", "a1", "王五", ActKind.DEMAND_ARRIVED, notice.issued_on, None, "", "")
    uow.add_guarantee_act(act)
    uow.add_template(
        StoredTemplate("receipt/2", TemplateFormat.TOML, b"title = ''", notice.issued_on)
    )
    uow.withdraw_guarantee_act("act-1", "mistake")
    made = proposal(datetime(2026, 10, 10, tzinfo=UTC))
    uow.add_proposal(made)
    uow.add_step(decision(made), closes=False)
    paid = money_rows.repayment()
    uow.add_repayment(paid)
    uow.add_confirmations([money_rows.confirmation(paid)])
    uow.add_reversal(money_rows.reversal(paid))
    uow.add_close(money_rows.close())
    uow.add_reopen("close-1", money_rows.reopen())
    store_relief(uow, made, notice.issued_on, Evidence("e2", digest, "", "", 5, content))
    fill_people(uow, notice.issued_on)
    uow.add_documents([replace(OF_A_DEBTOR, kind=DocumentKind.REPAYMENT_AGREEMENT)])
    agreement_rows.store_all(uow, OF_A_DEBTOR.serial)
    exchange_rows.store_all(uow)


def store_relief(uow, made, day, photo):
    """Store a relief with a part, a step that waived something, and its written approval."""
    uow.add_proposal(replace(made, id="item-2", target_id="t2"))
    uow.add_step(decision(replace(made, id="item-2")), closes=True)
    part = ReliefPart("a1", "", 1, 1, 1, 1, 1)
    uow.add_relief(StoredRelief("r1", "item-2", "p1", "王五", "", "", day, day, (part,)))
    uow.add_relief_step("r1", ReliefStep(ReliefState.SIGNED, day, "3号"))
    waived = (WaivedInterest("a1", Money(1), Money(1)),)
    uow.add_relief_step("r1", ReliefStep(ReliefState.BOOKED, day, "", "pay-1", "", waived))
    uow.add_relief_evidence(photo, "r1")


def fill_people(uow, day):
    contact = Contact(ReachKind.ADDRESS, "县城建设路1号", ContactSource.RELATIVE, day)
    uow.add_contact(StoredContact("c1", "p1", contact))
    uow.withdraw_contact("c1", "mistake")
    uow.add_relation(StoredRelation("r1", "p1", Related(RelationKind.SPOUSE, "李桂兰"), day))
    uow.withdraw_relation("r1", "mistake")
    merge = StoredMerge("m1", "p1", "p2", "one person", day, uow.rows_of_party("p2"))
    uow.add_merge(merge)
    uow.undo_merge(merge, "two after all")
