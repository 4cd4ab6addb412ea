"""A PC of a branch: its real encrypted file, its people, and a clock that can be set."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from desktop.bootstrap import build
from desktop.domain.contact_book import Contact, ContactSource, ReachKind
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import ActKind, GuaranteeContract, GuaranteeMode
from desktop.domain.ledger import LedgerReading
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.domain.repayment.kinds import RepaymentKind
from desktop.services import approvals, guarantees
from desktop.services.branch import set_up
from desktop.services.derivation.answers import derive_by_no
from desktop.services.exchange.enrolment import (
    Registered,
    enrol,
    look_at,
    this_is_a_copy,
    write_request,
)
from desktop.services.exchange.incoming import ReturnTaken, take_return
from desktop.services.exchange.outgoing import export_package
from desktop.services.ledger import import_reading
from desktop.services.parties import record_contact
from desktop.services.progress import NoProgress
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import quote
from desktop.services.repayments.requests import record, reverse
from desktop.services.restoring import TwoPasswords, order_restore
from desktop.services.two_people import SecondPerson
from desktop.sync.upcast import NEWEST
from tests.exchange.books import ask
from tests.exchange.programs import Program
from tests.founded import kept_folder
from tests.people import at_desk, employ
from tests.ui.branch_desk import row

KEY = bytes(range(32))
QUIET = NoProgress()
FIRST_DAY = date(2026, 10, 10)
LEDGER_DAY = date(2026, 9, 30)
MANAGER = SecondPerson("manager", "manager")
CHECKER = SecondPerson("accountant", "accountant")
LOANS = (
    row("4399001", "周田生", balance_fen=9_000_000),
    row("4399002", "夏文水", balance_fen=8_000_000, village="沙洲村"),
)


class Clock:
    """A clock of a PC, which somebody may have set wrong."""

    def __init__(self, moment: datetime | None = None) -> None:
        self.moment = moment or datetime(2026, 10, 10, 9, tzinfo=UTC)

    def today(self) -> date:
        return self.moment.date()

    def now(self) -> datetime:
        return self.moment

    def pass_days(self, days: int) -> None:
        self.moment += timedelta(days=days)


def reading(rows, as_of: date, source: str = "source-1") -> LedgerReading:
    digest = hashlib.sha256(repr((rows, as_of)).encode()).hexdigest()
    return LedgerReading("ledger.xlsx", digest, source, as_of, (), tuple(rows), (), ())


@cache
def first_branch(code: str, letter: str = "A") -> Path:
    """A PC of a branch with its people and its first ledger, made once for each letter."""
    folder = kept_folder()
    with build(folder / "branch.db", KEY, create=True, clock=Clock()) as made:
        desk = made.desk
        set_up(desk, SAMPLE_HEAD, branch_code=code)
        with desk.store.write() as uow:  # which one it gets is left to chance
            uow.save_installation(replace(uow.installation(), replica_letter=letter))
            uow.record("letter_chosen", "installation", {}, desk.clock.today())
            uow.commit()
        import_reading(desk, reading(LOANS, LEDGER_DAY), QUIET)
        employ(desk)
    return folder


class PC:
    """What people do at one PC of a branch."""

    def __init__(self, branch: str, name: str, folder: Path, clock: Clock | None = None) -> None:
        self.branch, self.name, self.folder = branch, name, folder
        self.clock = clock or Clock()
        self.program = Program(NEWEST)
        self.open()

    @property
    def database(self) -> Path:
        return self.folder / "branch.db"

    def open(self) -> None:
        self.application = build(self.database, KEY, clock=self.clock)
        if self.program.schema != NEWEST:
            self.runs(self.program.schema)

    def close(self) -> None:
        self.application.close()

    def desk(self, role: Role = Role.TELLER):
        return at_desk(self.application.desk, role)

    # ---- money and people ----

    def loan(self, loan_no: str):
        with self.application.store.read() as queries:
            return queries.loan_by_no(loan_no)

    def repay(self, fen: int, loan_no: str = "4399001", paid_on: date | None = None) -> str:
        """Take cash from the borrower of a loan, and return its receipt."""
        payment = Payment(
            self.loan(loan_no).borrower_id,
            fen,
            paid_on or self.clock.today(),
            RepaymentKind.CASH,
        )
        desk = self.desk()
        recorded = record(desk, payment, quote(desk, payment).token, again=True)
        return (recorded.repayment or self.sign(recorded, Role.MANAGER).result).receipt

    def tries_to_repay(self, fen: int) -> bool:
        """Return whether a payment is taken: with a clock set wrong it may not be."""
        try:
            self.repay(fen)
        except RuleViolation:
            return False
        return True

    def reverse(self, receipt: str) -> None:
        self.sign(reverse(self.desk(), receipt, "点错"), Role.ACCOUNTANT)

    def note_phone(self, value: str, loan_no: str = "4399001") -> None:
        contact = Contact(ReachKind.PHONE, value, ContactSource.RELATIVE, self.clock.today())
        asked = record_contact(
            self.desk(Role.CREDIT_OFFICER), self.loan(loan_no).borrower_id, contact
        )
        self.sign(asked, Role.MANAGER)

    def sign(self, submitted, role: Role):
        proposal = submitted.item.proposal
        return approvals.approve(self.desk(role), proposal.id, proposal.item_hash, role.value)

    def demand(self, photo: bytes, guarantor: str = "王保证", loan_no: str = "4399001") -> None:
        """Write down a demand that reached a guarantor in time, and the photograph that proves it.

        Without the photograph his guarantee counts as run out.
        """
        officer, file = self.desk(Role.CREDIT_OFFICER), self.folder / "photo.jpg"
        file.write_bytes(photo)
        loan = self.loan(loan_no)
        contract = GuaranteeContract(guarantor, date(2021, 10, 13), GuaranteeMode.JOINT)
        self.sign(guarantees.record_contract(officer, loan.id, contract), Role.MANAGER)
        act = guarantees.EnteredAct(ActKind.DEMAND_ARRIVED, date(2025, 3, 3))
        guarantees.record_act(officer, loan.id, guarantor, act, [file])
        file.unlink()

    def clocks(self, loan_no: str = "4399001"):
        """Return what is proved of a loan and of each of its guarantors."""
        answers = derive_by_no(self.desk(), loan_no)
        return answers.proved, {each.facts.guarantor: each.proved for each in answers.guarantees}

    def photos(self) -> tuple[set[str], list[str]]:
        """Return the SHA-256 of the photographs that are here, and of those that are awaited."""
        with self.application.store.read() as queries:
            here, awaited = queries.files(), queries.awaited_files()
        return {each.sha256 for each in here}, [each.sha256 for each in awaited]

    def import_ledger(self, *more, as_of: date = LEDGER_DAY) -> None:
        """Take a ledger in that has more loans than the first one."""
        self.import_file((*LOANS, *more), as_of)

    def import_file(self, rows, as_of: date, source: str = "source-1") -> None:
        """Take a ledger of a kind of file in."""
        read = reading(rows, as_of, source)
        import_reading(self.desk(Role.CREDIT_OFFICER), read, QUIET, second=MANAGER)

    def balances(self) -> dict[str, int]:
        """Return what each active loan owes as its ledger said, in fen."""
        active = "SELECT loan_no, balance_fen FROM loan WHERE status = 'active'"
        return dict(ask(self.database, KEY, active))

    # ---- head office ----

    @property
    def replica_id(self) -> str:
        with self.application.store.read() as queries:
            return queries.installation().replica_id

    def runs(self, schema: str) -> None:
        """Let the PC run the program of a schema."""
        self.program = Program(schema)
        desk = replace(self.application.desk, packages=self.program)
        self.application = replace(self.application, desk=desk)

    def enrol(self, office_file: Path) -> Registered:
        desk = self.desk()
        heard = look_at(desk, office_file).keys.fingerprint
        return enrol(desk, office_file, heard, self.folder, CHECKER)

    def ask_again(self) -> Registered:
        """Ask once more to be registered, by the keys that the PC has."""
        return write_request(self.desk(), self.folder)

    def say_it_is_a_copy(self) -> Registered:
        made = this_is_a_copy(self.desk(), self.folder, CHECKER)
        assert made is not None
        return made

    def export(self, stick: Path) -> Path:
        """Write a package and return where it lies on the stick."""
        [made] = export_package(self.desk(), stick, CHECKER, QUIET)
        assert made.on_stick is not None
        return made.on_stick

    def take(self, path: Path) -> ReturnTaken:
        """Take a return in, and go on by the tables that are in force then."""
        taken = take_return(self.desk(), path, CHECKER, QUIET)
        desk = replace(self.application.desk, policy=taken.desk.policy, papers=taken.desk.papers)
        self.application = replace(self.application, desk=desk)
        return taken

    def receipts(self) -> dict[str, int]:
        """Return the money that the PC shows of its branch: fen by id, 0 for what was reversed."""
        run = partial(ask, self.database, KEY)
        paid = dict(run("SELECT id, amount_fen FROM repayment"))
        reversed_ = "SELECT repayment_pk FROM repayment_reversal"
        back = run(f"SELECT id FROM repayment WHERE pk IN ({reversed_})")
        return paid | {id_: 0 for (id_,) in back}

    def phones(self) -> set[str]:
        """Return every phone that is noted here and not withdrawn."""
        return {value for (value,) in ask(self.database, KEY, "SELECT value FROM contact")}

    def waiting(self) -> set[str]:
        """Return the ids of entries of other lines that wait here for what they need."""
        with self.application.store.read() as queries:
            return {each.event_id for each in queries.held_entries()}

    def package_states(self) -> list[str]:
        """Return what head office said of the packages that it answered, newest first."""
        with self.application.store.read() as queries:
            answers = queries.package_answers()
            sent = [each.manifest_hash for each in queries.sent_packages()]
        return [answers[each].state for each in sent if each in answers]

    # ---- its file ----

    def back_up(self) -> Path:
        return self.application.store.backup("day")

    def restore(self, copy: Path) -> None:
        """Put a copy in the file's place, through the program."""
        people = TwoPasswords("accountant", "manager", "manager")
        order = order_restore(self.desk(Role.ACCOUNTANT), copy, people)
        self.close()
        order.carry_out(QUIET)
        self.open()
