"""Every change leaves exactly one journal entry, in the transaction that made it."""

import ast
import hashlib
import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace

import pytest

from desktop.domain.claim_entry import ClaimAct
from desktop.domain.contact_book import Contact, ContactSource, ReachKind
from desktop.domain.delivery import DeliveryAct, Method, Signer
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import ActKind, GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.domain.ledger import SourceMapping
from desktop.domain.limitation import EventKind
from desktop.domain.money import Money
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Action, Role
from desktop.domain.policy.dated import Dated
from desktop.domain.policy.disposal import Rung
from desktop.domain.promises import Promise
from desktop.domain.relations import Related, RelationKind
from desktop.domain.repayment.matching import MatchCode
from desktop.domain.rounds import NoticeState
from desktop.printing.shelf import built_in_text
from desktop.services import (
    approvals,
    backups,
    claims,
    delivery,
    export,
    guarantees,
    ledger,
    notices,
    parties,
    phone_keys,
    policies,
    promises,
    recompute,
    recovery,
    reveals,
    sign_ins,
    templates,
    users,
)
from desktop.services import branch as branch_service
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.agreements import signing
from desktop.services.checked_acts import Applied, CheckedAct
from desktop.services.collection_records import Branch, StoredReturn
from desktop.services.documents import issuing
from desktop.services.exchange import (
    corrections,
    decisions,
    enrolment,
    incoming,
    outgoing,
    packing,
    photos,
    portions,
    setting_aside,
)
from desktop.services.exchange_ports import CorrectionSubject
from desktop.services.head_office_ports import HeadOffice
from desktop.services.key_ports import StoredSlot
from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.office import founding, keys, return_slips
from desktop.services.office.returning import Written
from desktop.services.package_ports import PartMark
from desktop.services.paper_archive import PaperKind
from desktop.services.progress import NoProgress
from desktop.services.records import Hold, LoanStatus, StoredClock
from desktop.services.relief import asking, granted
from desktop.services.relief.checking import ReliefWish
from desktop.services.repayment_ports import StoredConfirmation
from desktop.services.repayments import confirming, requests
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import quote
from desktop.services.two_people import SecondPerson
from desktop.storage.collection import (
    branches_beside,
    create_collection,
    create_collection_url,
)
from desktop.storage.writes.recording import Recording
from tests import exchange_rows
from tests.fake_office import FakeOffice
from tests.faults.conftest import KEY
from tests.people import at_desk, employ
from tests.signed_agreements import made, officer

SERVICES = Path(branch_service.__file__).parent
QUIET = NoProgress()


class Later:
    """The clock of the branch two months on."""

    def today(self) -> date:
        return date(2026, 12, 15)

    def now(self) -> datetime:
        return datetime(2026, 12, 15, 9, tzinfo=UTC)


class Epochs:
    """The branches of head office, as far as a restore and the slip of a return go."""

    def raise_epoch(self, by, reason):
        return 2

    def read(self):
        return nullcontext(self)

    def branches(self):
        return [Branch("0417", "牌口信用社", date(2026, 10, 1))]

    def ledgers(self, branch):
        return []


@dataclass
class Day:
    """A branch's open desk and what the acts of the day need."""

    desk: object
    readings: object
    photo: Path
    folder: Path
    do: object
    new_database: Callable = None

    def one(self, sql: str) -> str:
        with self.desk.store.read() as queries:
            return queries._connection.exec_driver_sql(sql).scalar_one()

    @property
    def party(self):
        return self.one("SELECT min(id) FROM party")

    @property
    def serials(self):
        return [self.one("SELECT min(serial) FROM notice")]

    @property
    def facts(self):
        with self.desk.store.read() as queries:
            return notices.facts_of(queries, self.serials)

    def attempt(self):
        """Record a visit that met nobody; it leaves the notice to be served."""
        act = DeliveryAct(Method.IN_PERSON, Signer.NOT_MET, self.desk.clock.today())
        return delivery.record(self.desk, self.serials[0], act).delivery_id

    def keep_evidence(self):
        made = self.do("delivery").delivery_id
        with self.desk.store.read() as queries:
            recorded = next(each for each in queries.deliveries() if each.id == made)
            return recorded, queries.evidence_of(made)[0]

    @property
    def loan(self):
        return self.one("SELECT min(id) FROM loan")

    def sue(self):
        act = ClaimAct(EventKind.SUIT_FILED, self.desk.clock.today())
        return claims.record_event(self.desk, self.loan, act).event.id

    def guarantee(self):
        contract = GuaranteeContract("王保证", self.desk.clock.today())
        return guarantees.record_contract(self.desk, self.loan, contract)

    def demand(self):
        self.guarantee()
        act = guarantees.EnteredAct(ActKind.DEMAND_ARRIVED, self.desk.clock.today())
        return guarantees.record_act(self.desk, self.loan, "王保证", act).id

    def policy_file(self):
        path = self.photo.with_name("policy.json")
        path.write_text(
            '[{"table": "limitation.years", "since": "2017-10-01", "value": 4, "source": "新法"}]',
            encoding="utf-8",
        )
        return path

    def template_file(self):
        path = self.photo.with_name("guarantor.toml")
        path.write_text(built_in_text("guarantor_notice") + "# ours", encoding="utf-8")
        return path

    def issue_document(self):
        party = self.one(
            "SELECT p.id FROM party p JOIN loan l ON l.borrower_pk = p.pk "
            "WHERE l.id = (SELECT min(id) FROM loan)"
        )
        wish = issuing.Wish(DocumentKind.GUARANTOR_NOTICE, party, (self.loan,))
        return issuing.issue(self.desk, [wish], self.desk.clock.today(), QUIET)

    def guarantee_for_long(self):
        contract = GuaranteeContract(
            "王保证", self.desk.clock.today(), GuaranteeMode.JOINT, PeriodTerm.MONTHS, 600
        )
        guarantees.record_contract(self.desk, self.loan, contract)

    def issued_document(self):
        self.guarantee_for_long()
        return self.issue_document()

    @property
    def documents(self):
        return [self.one("SELECT min(serial) FROM document")]

    @property
    def debtor(self):
        return self.one(
            "SELECT p.id FROM party p JOIN loan l ON l.borrower_pk = p.pk "
            "WHERE l.id = (SELECT min(id) FROM loan)"
        )

    def agree(self):
        employ(self.desk)
        first = self.desk.clock.today().isoformat()
        return made(self.desk, self.debtor, [self.loan], first_day=first, instalments="6")

    def sign(self, serial):
        return signing.sign(officer(self.desk), serial, self.desk.clock.today(), ())

    def signed(self):
        serial = self.agree()
        self.sign(serial)
        return serial

    def broken(self):
        """Return the serial of a notice about a plan whose instalments have passed."""
        serial = self.signed()
        self.desk = replace(self.desk, clock=Later())
        wish = issuing.Wish(
            DocumentKind.ACCELERATION_NOTICE, self.debtor, inputs={"agreement": serial}
        )
        [facts] = issuing.issue(officer(self.desk), [wish], self.desk.clock.today(), QUIET).facts
        return facts.serial

    def promise(self, evidence):
        today = self.desk.clock.today()
        promise = Promise(today, today, Money(100))
        made = promises.record_promise(
            self.desk, self.debtor, promise, [self.loan], evidence=evidence
        )
        return made.stored.id

    def enter_contact(self):
        place = Contact(ReachKind.ADDRESS, "县城", ContactSource.POST, self.desk.clock.today())
        return parties.record_contact(self.desk, self.party, place).applied.result

    def enter_related(self):
        user = Related(RelationKind.ACTUAL_USER, "李四", address="县城")
        return parties.record_relation(self.desk, self.party, user).applied.result

    def propose(self):
        with self.desk.store.read() as queries:
            is_employed = bool(queries.users())
        if not is_employed:
            employ(self.desk)
        maker = at_desk(self.desk, Role.CREDIT_OFFICER)
        return approvals.submit(maker, "probe", "t1", "户", {}).item.proposal

    def propose_and_move_up(self):
        """The maker becomes a checker while his proposal waits."""
        made = self.propose()
        with self.desk.store.write() as uow:
            uow.save_user(replace(uow.user("credit_officer"), role=Role.MANAGER))
            uow.record("user_role_changed", "credit_officer", {}, self.desk.clock.today())
            uow.commit()
        return made

    def propose_with_phone_key(self):
        with self.desk.store.write() as uow:
            uow.save_phone_key(bytes(32), "0" * 16, self.desk.clock.today())
            uow.record("phone_key_installed", "key", {}, self.desk.clock.today())
            uow.commit()
        return self.propose()

    def accountant(self):
        employ(self.desk, Role.ACCOUNTANT)
        return SecondPerson("accountant", "accountant")

    def phone_key_file(self):
        employ(self.desk)
        path = self.photo.with_name("phone.key")
        path.write_text(phone_keys.phone_key_line("", bytes(32)), encoding="utf-8")
        return path

    def relief(self):
        """Have a relief granted to the first debtor, and return its id."""
        employ(self.desk)
        row = Dated(date(2000, 1, 1), (Rung("主任", None),), "本联社授权书")
        disposal = replace(self.desk.policy.disposal, relief_ladder=(row,))
        desk = replace(self.desk, policy=replace(self.desk.policy, disposal=disposal))
        no = {"able_to_pay": False, "evasion": False, "staff_related": False}
        day = self.desk.clock.today()
        debtor = self.one("SELECT id FROM party WHERE pk = (SELECT min(borrower_pk) FROM loan)")
        wish = ReliefWish(debtor, 1, (), "王", "病", "证明", valid_until=day, **no)
        made = asking.request(at_desk(desk, Role.CREDIT_OFFICER), wish).item.proposal
        for role in (Role.ACCOUNTANT, Role.MANAGER):
            applied = approvals.approve(at_desk(desk, role), made.id, made.item_hash, role.value)
        return applied.entity_id

    def payment(self):
        employ(self.desk)
        return Payment(self.party, 10_000, self.desk.clock.today())

    def differing_repayment(self):
        """A repayment that the next ledger should have and, by its rows, has not."""
        payment = self.payment()
        paid = requests.record(
            at_desk(self.desk, Role.TELLER), payment, quote(self.desk, payment).token
        ).repayment
        word = StoredConfirmation(
            paid.id,
            paid.shares[0].loan_id,
            self.one("SELECT id FROM ledger_import"),
            MatchCode.PRINCIPAL_DIFFERS,
            {},
            "",
            "",
            payment.paid_on,
        )
        with self.desk.store.write() as uow:
            uow.add_confirmations([word])
            uow.record("compared", paid.id, {}, payment.paid_on)
            uow.commit()
        return paid

    def head_office(self, replica_id=""):
        """Let the database be head office's, last opened under a replica, with its branches."""
        with self.desk.store.write() as uow:
            keys = self.desk.packages.new_keys()
            opened_as = replica_id or uow.installation().replica_id
            now = self.desk.clock.now()
            uow.save_head_office(HeadOffice(keys, "", "", KEY, "head_office", opened_as, now))
            uow.record("founded", "office", {}, now.date())
            uow.commit()
        self.branches_beside()
        return replace(self.desk, collection=Epochs())

    def head_office_on_a_server(self):
        """Let the database be head office's, with its branches on a server as well."""
        desk, url = self.head_office(), self.new_database()
        create_collection_url(url, KEY, desk.clock).close()
        return replace(desk, collection=SimpleNamespace(address=url))

    def written_return(self):
        """Return a return that head office has written, and its desk."""
        now = self.desk.clock.now()
        stored = StoredReturn("0417", "r1", 0, 1, "a" * 64, "B0417_D0001.qsp", now, "u", 0)
        written = Written(stored, self.folder / stored.file_name, None, 1, 0, ())
        return self.head_office(), written

    def slip(self):
        """Return the number of a slip that was issued."""
        desk, written = self.written_return()
        return return_slips.issue_slip(desk, [written]).serial

    def branches_beside(self):
        """Make the file that head office's branches lie in; return keys."""
        path = branches_beside(self.desk.store.path)
        create_collection(path, KEY, self.desk.clock).close()
        return self.desk.packages.new_keys()

    def office_file(self):
        self.office = FakeOffice(Path(mkdtemp(dir=self.photo.parent)))
        return self.office.file()

    def enrol(self, file):
        heard = self.office.fingerprint
        return enrolment.enrol(self.desk, file, heard, self.office.folder, branch_code="0417")

    def enrolled(self):
        return self.enrol(self.office_file())

    def returned(self):
        """Return the answer of head office to a package of this branch."""
        enrolled = self.enrolled()
        self.office.register(enrolled.request)
        [exported] = outgoing.export_package(self.desk, None, None, QUIET)
        return self.office.answer(self.office.open(exported.path))[0]

    def awaits_a_photo(self):
        """Have another PC's entry come that proves a delivery of ours; its photo is not here."""
        proof = {"id": "e9", "delivery_pk": [self.do("delivery").delivery_id], "size": 5}
        proof |= {"event_pk": None, "act_pk": None, "file_name": "a", "media_type": "b"}
        proof["sha256"] = hashlib.sha256(b"photo").hexdigest()
        rows = json.dumps([{"table": "evidence", "new": proof}])
        assert exchange_rows.waits(self.desk, rows) == []

    def decided(self):
        """Have a proposal of which head office approved something else."""
        made = self.propose()
        with self.desk.store.write() as uow:
            uow.save_decisions([exchange_rows.decision(proposal_id=made.id)])
            uow.record("noted", "x", {}, self.desk.clock.today())
            uow.commit()

    def built(self):
        """Build a package that is not yet recorded."""
        self.enrolled()
        number, package_id = outgoing._take_number(self.desk)
        with self.desk.store.read() as queries:
            draft_of = partial(packing.draft_package, self.desk, queries, number, package_id, ())
            path, portion = self.office.folder / "built.qsp", packing.whole(queries)
            return portions.write_what_fits(self.desk.packages, path, draft_of, portion, QUIET)

    def refused(self, act):
        with pytest.raises(RuleViolation):
            act()

    def spoil_a_clock(self):
        with self.desk.store.write() as uow:
            uow.save_clocks([StoredClock(self.loan, None, None, None, "unknown")])
            uow.record("spoilt", self.loan, {}, self.desk.clock.today())
            uow.commit()

    def miss_a_loan(self):
        self.do("next import")
        return self.one("SELECT min(id) FROM loan WHERE status = 'missing'")


@dataclass(frozen=True)
class Change:
    """One change: when, what must be there before, what is done, what the entry is called."""

    moment: str
    kind: str
    do: Callable
    prepare: Callable = lambda day: None


CHANGES = {
    "branch.set_up": Change(
        "new", "branch_set_up", lambda day, _: branch_service.set_up(day.desk, SAMPLE_HEAD)
    ),
    "founding.found_head_office": Change(
        "new",
        "head_office_founded",
        lambda day, keys: founding.found_head_office(day.desk, SAMPLE_HEAD, keys, KEY),
        lambda day: day.branches_beside(),
    ),
    "founding.set_ledgers_from": Change(
        "set up",
        "ledger_source_set",
        lambda day, desk: founding.set_ledgers_from(desk, "branch"),
        lambda day: day.head_office(),
    ),
    "founding.keep_address": Change(
        "set up",
        "collection_moved",
        lambda day, desk: founding.keep_address(desk),
        lambda day: day.head_office_on_a_server(),
    ),
    "keys.rotate_office_key": Change(
        "set up",
        "key_announced",
        lambda day, desk: keys.rotate_office_key(desk),
        lambda day: day.head_office(),
    ),
    "return_slips.issue_slip": Change(
        "set up",
        "return_slip_issued",
        lambda day, made: return_slips.issue_slip(made[0], [made[1]]),
        lambda day: day.written_return(),
    ),
    "return_slips.write_slip": Change(
        "set up",
        "paper_written",
        lambda day, serial: return_slips.write_slip(
            day.desk, serial, day.folder / "slip.pdf", QUIET
        ),
        lambda day: day.slip(),
    ),
    "return_slips.note_slip_printed": Change(
        "set up",
        "paper_written",
        lambda day, serial: return_slips.note_slip_printed(day.desk, serial, 1),
        lambda day: day.slip(),
    ),
    "founding.follow_restore": Change(
        "set up",
        "epoch_raised",
        lambda day, desk: founding.follow_restore(desk),
        lambda day: day.head_office("before"),
    ),
    "branch.change_head": Change(
        "set up",
        "branch_head_changed",
        lambda day, _: branch_service.change_head(day.desk, replace(SAMPLE_HEAD, phone="1")),
    ),
    "ledger.import_reading": Change(
        "imported",
        "ledger_imported",
        lambda day, _: ledger.import_reading(
            day.desk, day.readings["next"], QUIET, SourceMapping(unit="元")
        ),
    ),
    "ledger.decide_missing": Change(
        "imported",
        "loan_decided",
        lambda day, loan: ledger.decide_missing(day.desk, loan, LoanStatus.SETTLED, "还清"),
        lambda day: day.miss_a_loan(),
    ),
    "notices.issue": Change("imported", "notices_issued", lambda day, _: day.do("issue")),
    "notices.write_paper": Change(
        "issued",
        "paper_written",
        lambda day, _: notices.write_paper(
            day.desk, "b", day.facts, PaperKind.PDF, day.folder / "n.pdf", QUIET
        ),
    ),
    "notices.reprint": Change(
        "issued",
        "paper_reprinted",
        lambda day, _: notices.reprint(
            day.desk, day.serials, PaperKind.DOCX, day.folder / "n.docx", QUIET
        ),
    ),
    "notices.note_printed": Change(
        "issued",
        "paper_reprinted",
        lambda day, _: notices.note_printed(day.desk, day.serials, 1, True),
    ),
    "notices.mark": Change(
        "issued",
        "notices_printed",
        lambda day, _: notices.mark(day.desk, day.serials, NoticeState.PRINTED),
    ),
    "delivery.record": Change("issued", "delivery_recorded", lambda day, _: day.do("delivery")),
    "delivery.add_evidence": Change(
        "issued",
        "evidence_added",
        lambda day, made: delivery.add_evidence(day.desk, made, [day.photo, day.photo]),
        lambda day: day.attempt(),
    ),
    "delivery.withdraw": Change(
        "issued",
        "delivery_withdrawn",
        lambda day, made: delivery.withdraw(day.desk, made, "扫错了"),
        lambda day: day.attempt(),
    ),
    "claims.record_event": Change("imported", "claim_event_recorded", lambda day, _: day.sue()),
    "claims.end_procedure": Change(
        "imported",
        "procedure_ended",
        lambda day, made: claims.end_procedure(day.desk, made, day.desk.clock.today()),
        lambda day: day.sue(),
    ),
    "claims.add_evidence": Change(
        "imported",
        "claim_evidence_added",
        lambda day, made: claims.add_evidence(day.desk, made, [day.photo, day.photo]),
        lambda day: day.sue(),
    ),
    "claims.withdraw_event": Change(
        "imported",
        "claim_event_withdrawn",
        lambda day, made: claims.withdraw_event(day.desk, made, "录错了"),
        lambda day: day.sue(),
    ),
    "guarantees.record_act": Change(
        "imported",
        "guarantee_act_recorded",
        lambda day, _: guarantees.record_act(
            day.desk,
            day.loan,
            "王保证",
            guarantees.EnteredAct(ActKind.DEMAND_SENT, day.desk.clock.today()),
            [day.photo],
        ),
        lambda day: day.guarantee(),
    ),
    "guarantees.add_evidence": Change(
        "imported",
        "guarantee_evidence_added",
        lambda day, made: guarantees.add_evidence(day.desk, made, [day.photo]),
        lambda day: day.demand(),
    ),
    "guarantees.withdraw_act": Change(
        "imported",
        "guarantee_act_withdrawn",
        lambda day, made: guarantees.withdraw_act(day.desk, made, "录错了"),
        lambda day: day.demand(),
    ),
    "policies.adopt": Change(
        "imported",
        "policy_adopted",
        lambda day, path: policies.adopt(day.desk, path, QUIET),
        lambda day: day.policy_file(),
    ),
    "templates.adopt": Change(
        "set up",
        "template_adopted",
        lambda day, path: templates.adopt(day.desk, "guarantor_notice", path),
        lambda day: day.template_file(),
    ),
    "issuing.issue": Change(
        "imported",
        "documents_issued",
        lambda day, _: day.issue_document(),
        lambda day: day.guarantee_for_long(),
    ),
    "issuing.write_documents": Change(
        "imported",
        "paper_written",
        lambda day, made: issuing.write_documents(
            day.desk, made.batch_id, day.documents, PaperKind.PDF, day.folder / "d.pdf", QUIET
        ),
        lambda day: day.issued_document(),
    ),
    "issuing.reprint_documents": Change(
        "imported",
        "paper_reprinted",
        lambda day, _: issuing.reprint_documents(
            day.desk, day.documents, PaperKind.PDF, day.folder / "d.pdf", QUIET
        ),
        lambda day: day.issued_document(),
    ),
    "issuing.note_documents_printed": Change(
        "imported",
        "paper_written",
        lambda day, _: issuing.note_documents_printed(day.desk, day.documents, 1, False),
        lambda day: day.issued_document(),
    ),
    "issuing.mark_documents": Change(
        "imported",
        "documents_handed_out",
        lambda day, _: issuing.mark_documents(day.desk, day.documents, NoticeState.HANDED_OUT),
        lambda day: day.issued_document(),
    ),
    "signing.sign": Change(
        "imported",
        "agreement_signed",
        lambda day, serial: day.sign(serial),
        lambda day: day.agree(),
    ),
    "signing.add_proof": Change(
        "imported",
        "agreement_proved",
        lambda day, serial: signing.add_proof(officer(day.desk), serial, [day.photo]),
        lambda day: day.signed(),
    ),
    "signing.record_arrival": Change(
        "imported",
        "agreement_called_in",
        lambda day, serial: signing.record_arrival(
            officer(day.desk), serial, day.desk.clock.today(), [day.photo]
        ),
        lambda day: day.broken(),
    ),
    "promises.record_promise": Change(
        "imported", "promise_recorded", lambda day, _: day.promise([day.photo])
    ),
    "promises.withdraw_promise": Change(
        "imported",
        "promise_withdrawn",
        lambda day, made: promises.withdraw_promise(day.desk, made, "记错人"),
        lambda day: day.promise([day.photo]),
    ),
    "approvals.submit": Change(
        "imported", "proposed", lambda day, _: day.propose(), lambda day: employ(day.desk)
    ),
    "approvals._sign": Change(
        "imported",
        "probe",
        lambda day, made: approvals.approve(
            at_desk(day.desk, Role.MANAGER), made.id, made.item_hash, "manager"
        ),
        lambda day: day.propose(),
    ),
    "approvals._close": Change(
        "imported",
        "proposal_withdrawn",
        lambda day, made: approvals.withdraw(
            at_desk(day.desk, Role.CREDIT_OFFICER), made.id, "金额有误"
        ),
        lambda day: day.propose(),
    ),
    "approvals._for_decision": Change(
        "imported",
        "act_refused",
        lambda day, made: day.refused(
            lambda: approvals.approve(
                at_desk(day.desk, Role.MANAGER, "credit_officer"),
                made.id,
                made.item_hash,
                "credit_officer",
            )
        ),
        lambda day: day.propose_and_move_up(),
    ),
    "approvals._wrong_code": Change(
        "imported",
        "phone_code_wrong",
        lambda day, made: day.refused(
            lambda: approvals.approve_by_phone(
                at_desk(day.desk, Role.CREDIT_OFFICER), made.id, made.item_hash, "0"
            )
        ),
        lambda day: day.propose_with_phone_key(),
    ),
    "recovery.new_recovery_code": Change(
        "imported",
        "recovery_code_made",
        lambda day, second: recovery.new_recovery_code(
            at_desk(day.desk, Role.MANAGER), "manager", second
        ),
        lambda day: day.accountant(),
    ),
    "recovery.install_recovery_keys": Change(
        "imported",
        "recovery_keys_installed",
        lambda day, second: recovery.install_recovery_keys(
            at_desk(day.desk, Role.MANAGER), "00", ["01", "02"], "manager", second
        ),
        lambda day: day.accountant(),
    ),
    "recovery.regain_access": Change(
        "imported",
        "access_recovered",
        lambda day, _: recovery.regain_access(
            at_desk(day.desk, Role.MANAGER), StoredSlot("manager", "{}"), "code"
        ),
        lambda day: employ(day.desk, Role.MANAGER),
    ),
    "phone_keys.install_phone_key": Change(
        "imported",
        "phone_key_installed",
        lambda day, path: phone_keys.install_phone_key(
            at_desk(day.desk, Role.MANAGER),
            path,
            "manager",
            SecondPerson("accountant", "accountant"),
        ),
        lambda day: day.phone_key_file(),
    ),
    "granted.sign": Change(
        "imported",
        "relief_signed",
        lambda day, relief_id: granted.sign(
            at_desk(day.desk, Role.CREDIT_OFFICER), relief_id, "3号", day.desk.clock.today()
        ),
        lambda day: day.relief(),
    ),
    "granted.withdraw": Change(
        "imported",
        "relief_withdrawn",
        lambda day, relief_id: granted.withdraw(
            at_desk(day.desk, Role.CREDIT_OFFICER), relief_id, "有偿还能力"
        ),
        lambda day: day.relief(),
    ),
    "users.change_password": Change(
        "imported",
        "password_changed",
        lambda day, _: users.change_password(
            at_desk(day.desk, Role.TELLER), "teller", "another-pass-1"
        ),
        lambda day: employ(day.desk, Role.TELLER),
    ),
    "sign_ins.record_sign_in": Change(
        "imported",
        "signed_in",
        lambda day, _: sign_ins.record_sign_in(at_desk(day.desk, Role.TELLER)),
    ),
    "permits.require": Change(
        "imported",
        "act_refused",
        lambda day, _: day.refused(
            lambda: approvals.submit(at_desk(day.desk, Role.TELLER), "probe", "t1", "户", {})
        ),
    ),
    "backups.set_second_folder": Change(
        "set up",
        "backup_folder_set",
        lambda day, stick: backups.set_second_folder(day.desk, stick),
        lambda day: day.photo.parent,
    ),
    "requests.record": Change(
        "imported",
        "repayment_recorded",
        lambda day, payment: requests.record(
            at_desk(day.desk, Role.TELLER), payment, quote(day.desk, payment).token
        ),
        lambda day: day.payment(),
    ),
    "confirming.decide": Change(
        "imported",
        "difference_decided",
        lambda day, paid: confirming.decide(
            at_desk(day.desk, Role.ACCOUNTANT), paid.id, paid.shares[0].loan_id, True, "核心已记"
        ),
        lambda day: day.differing_repayment(),
    ),
    "recompute.recompute_all": Change(
        "imported",
        "clocks_recomputed",
        lambda day, _: recompute.recompute_all(day.desk, day.desk.clock.today(), QUIET),
        lambda day: day.spoil_a_clock(),
    ),
    "parties.set_hold": Change(
        "imported",
        "hold_set",
        lambda day, _: parties.set_hold(day.desk, day.party, Hold.IMPERSONATION, "否认借款"),
    ),
    "parties.set_deceased": Change(
        "imported",
        "deceased_set",
        lambda day, _: parties.set_deceased(day.desk, day.party, True, "户口注销"),
    ),
    "reveals.reveal": Change(
        "imported",
        "field_revealed",
        lambda day, _: reveals.reveal(day.desk, day.party, reveals.Masked.ADDRESS, "核对", ""),
    ),
    "reveals.reveal_contact": Change(
        "imported",
        "field_revealed",
        lambda day, made: reveals.reveal_contact(day.desk, made, "核对", ""),
        lambda day: day.enter_contact(),
    ),
    "reveals.reveal_related": Change(
        "imported",
        "field_revealed",
        lambda day, made: reveals.reveal_related(
            day.desk, made, reveals.Masked.ADDRESS, "核对", ""
        ),
        lambda day: day.enter_related(),
    ),
    "enrolment.enrol": Change(
        "imported", "enrolled", lambda day, file: day.enrol(file), lambda day: day.office_file()
    ),
    "enrolment.rotate_key": Change(
        "imported",
        "key_announced",
        lambda day, _: enrolment.rotate_key(day.desk),
        lambda day: day.enrolled(),
    ),
    "enrolment.this_is_a_copy": Change(
        "imported",
        "copy_declared",
        lambda day, _: enrolment.this_is_a_copy(day.desk, day.office.folder),
        lambda day: day.enrolled(),
    ),
    "outgoing._take_number": Change(
        "imported",
        "package_begun",
        lambda day, _: outgoing._take_number(day.desk),
        lambda day: day.enrolled(),
    ),
    "incoming._write": Change(
        "imported",
        "return_taken",
        lambda day, path: incoming.take_return(day.desk, path, None, QUIET),
        lambda day: day.returned(),
    ),
    "photos._filed": Change(
        "issued",
        "photo_came",
        lambda day, _: photos._filed(day.desk, PartMark("", 5, ""), b"photo"),
        lambda day: day.awaits_a_photo(),
    ),
    "setting_aside.set_aside": Change(
        "imported",
        "held_set_aside",
        lambda day, events: setting_aside.set_aside(day.desk, events[0], "不归我社"),
        lambda day: exchange_rows.waits(day.desk, exchange_rows.ORPHAN),
    ),
    "decisions._note": Change(
        "imported",
        "decision_noted",
        lambda day, _: decisions.carry_out_decisions(day.desk),
        lambda day: day.decided(),
    ),
    "corrections.request_correction": Change(
        "imported",
        "correction_requested",
        lambda day, _: corrections.request_correction(
            day.desk, day.loan, CorrectionSubject.BALANCE, "100.00", "已还"
        ),
    ),
    "outgoing._record": Change(
        "imported",
        "package_written",
        lambda day, built: outgoing._record(day.desk, "built.qsp", built, "batch", ""),
        lambda day: day.built(),
    ),
    "export.save_evidence": Change(
        "issued",
        "evidence_copied",
        lambda day, kept: export.save_evidence(day.desk, *kept, day.folder / "copy.jpg"),
        lambda day: day.keep_evidence(),
    ),
    "export.export_table": Change(
        "imported",
        "table_exported",
        lambda day, _: export.export_ledger(
            day.desk, LedgerFilter(), SortKey.ROUTE, False, day.folder / "l.xlsx", QUIET
        ),
    ),
}

ASKS_ONLY = {"ledger.plan_import", "incoming.preview_return"}
"""Plans on a unit of work, which it leaves without a commit."""


def writers() -> set[str]:
    """Return every function of the services that opens ``desk.store.write()``, as module.name."""
    found = set()
    for path in SERVICES.rglob("*.py"):
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and ast.unparse(node).endswith("store.write"):
                    found.add(f"{path.stem}.{function.name}")
    return found


def test_every_service_that_opens_a_transaction_is_known_here():
    assert writers() == CHANGES.keys() | ASKS_ONLY


@pytest.fixture(autouse=True)
def probe(monkeypatch):
    """An act that needs a second person and touches nothing else."""
    act = CheckedAct(
        "probe",
        Action.AGREEMENT,
        lambda desk, queries, body: None,
        lambda desk, uow, body, signed: Applied("t1", {}, desk.clock.today()),
    )
    monkeypatch.setitem(CHECKED_ACTS, act.kind, act)


@pytest.fixture
def day(branch_at, acts, readings, photo, tmp_path, request):
    from desktop.bootstrap import build

    moment = CHANGES[request.param].moment
    branch = branch_at("set up" if moment == "new" else moment)
    if moment == "new":
        branch.database.unlink()
        build(branch.database, branch.key, create=True).close()
    with branch.open() as desk:
        made = Day(
            desk,
            readings,
            photo,
            tmp_path,
            lambda name: acts[name].do(desk, QUIET),
            lambda: request.getfixturevalue("postgres").new_database(),
        )
        yield branch, made, CHANGES[request.param]


def kinds(branch, desk):
    with desk.store.read() as queries:
        rows = queries._connection.exec_driver_sql("SELECT kind FROM journal ORDER BY local_no")
        return list(rows.scalars())


@pytest.mark.parametrize("day", CHANGES, indirect=True)
def test_each_change_is_one_journal_entry(day):
    branch, made, change = day
    prepared = change.prepare(made)
    before = kinds(branch, made.desk)
    change.do(made, prepared)
    assert kinds(branch, made.desk) == [*before, change.kind]
    with branch.open() as reopened:  # adopted tables are in force from the next start
        assert branch.look_at(reopened).findings == []


@pytest.mark.parametrize("day", CHANGES, indirect=True)
def test_a_change_whose_entry_cannot_be_written_does_not_happen(day, monkeypatch):
    branch, made, change = day
    prepared = change.prepare(made)
    before = branch.look_at(made.desk).rows
    really = Recording.record

    def fail(uow, *arguments):
        really(uow, *arguments)
        raise MemoryError

    monkeypatch.setattr(Recording, "record", fail)
    with pytest.raises(MemoryError):
        change.do(made, prepared)
    assert branch.look_at(made.desk).rows == before
    assert list(made.folder.iterdir()) == []
