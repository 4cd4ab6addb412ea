"""Enrolling with head office, and writing packages that it can open."""

import hashlib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.domain.delivery import DeliveryAct, Method, Signer
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.permissions import Role
from desktop.services import delivery
from desktop.services.documents.issuing import write_documents
from desktop.services.exchange import enrolment, outgoing, packing
from desktop.services.exchange.loan_lines import ledger_marks, ledger_rows
from desktop.services.exchange.slips import summed
from desktop.services.exchange.standing import standing
from desktop.services.notices import Choice, issue
from desktop.services.package_ports import EntryLine, LineKind, PackageRefused
from desktop.services.paper_archive import PaperKind
from desktop.services.progress import NoProgress
from desktop.services.two_people import SecondPerson
from desktop.sync import payload
from tests import exchange_rows
from tests.fake_office import FakeOffice
from tests.meanwhile import Meanwhile
from tests.people import at_desk, employ
from tests.ui.branch_desk import TODAY, branch_desk

QUIET = NoProgress()


@pytest.fixture
def desk(tmp_path):
    with branch_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    return FakeOffice(folder)


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def enrolled(desk, office, stick):
    made = enrolment.enrol(desk, office.file(), office.fingerprint, stick, branch_code="0417")
    office.register(made.request)
    return made


def export(desk, stick):
    [done] = outgoing.export_package(desk, stick, None, QUIET)
    return done


def entries(package):
    lines = [each for each in package.lines() if each.kind == LineKind.ENTRY]
    return [EntryLine(**each.data) for each in lines]


def journal(desk):
    with desk.store.read() as queries:
        return list(queries.entries_from(0)), queries.journal_head()


def take(desk, **changes):
    """Note a return as it will be noted when one is taken in."""
    with desk.store.write() as uow:
        own = uow.installation().replica_id
        uow.add_taken_return(exchange_rows.taken(replica_id=own, **changes))
        uow.record("noted", "x", {}, TODAY)
        uow.commit()


def test_a_branch_enrols_and_head_office_opens_its_first_package_with_everything(
    desk, office, stick, enrolled
):
    assert enrolled.fingerprint == enrolment.own_fingerprint(desk)
    before, _ = journal(desk)
    done = export(desk, stick)
    assert done.on_stick is not None
    assert done.on_stick.read_bytes() == done.path.read_bytes()
    package = office.open(done.on_stick)
    manifest = package.manifest
    assert (manifest.branch, manifest.number, manifest.from_head) == ("0417", 1, "0" * 64)
    assert package.manifest_hash == done.package.manifest_hash
    sent = entries(package)
    assert sent[: len(before)] == before
    assert '"kind":"package_begun"' in sent[-1].body
    assert '"table":"installation"' in next(e.rows for e in sent if '"enrolled"' in e.body)


def test_escrow_opens_what_was_sealed_to_head_office(desk, office, stick, enrolled):
    done = export(desk, stick)
    with pytest.raises(PackageRefused) as refused:
        office.room.open(done.path, office.escrow, office.sender)
    # It is read, and addressed to the keys that are lost: the safe's are for decrypting.
    assert refused.value.code == "package_for_other"


@pytest.mark.parametrize("heard", ["", "1234 5678", "0000 0000 0000 0000 0000"])
def test_a_fingerprint_that_was_heard_otherwise_enrols_nobody(desk, office, stick, heard):
    with pytest.raises(RuleViolation) as refused:
        enrolment.enrol(desk, office.file(), heard, stick, branch_code="0417")
    assert refused.value.code == "office_fingerprint_differs"
    with pytest.raises(ExpectedFailure, match="not_enrolled"):
        export(desk, stick)


def test_a_branch_without_a_code_is_asked_for_one(desk, office, stick):
    with pytest.raises(RuleViolation) as refused:
        enrolment.enrol(desk, office.file(), office.fingerprint, stick)
    assert (refused.value.code, refused.value.field) == ("field_missing", "branch_code")


def test_who_enrols_another_branch_s_database_by_mistake_is_refused(desk, office, stick):
    with desk.store.write() as uow:
        uow.save_installation(replace(uow.installation(), branch_code="0417"))
        uow.record("branch_head_changed", "x", {}, TODAY)
        uow.commit()
    wish = (office.file(), office.fingerprint, stick)
    with pytest.raises(RuleViolation) as refused:
        enrolment.enrol(desk, *wish, branch_code="0418")
    assert (refused.value.code, refused.value.field) == ("branch_code_differs", "branch_code")
    with pytest.raises(ExpectedFailure, match="not_enrolled"):
        export(desk, stick)
    assert enrolment.enrol(desk, *wish, branch_code=" 0417 ").branch == "0417"


def test_enrolling_and_exporting_take_two_people(desk, office, stick):
    employ(desk)
    teller, second = at_desk(desk, Role.TELLER), SecondPerson("accountant", "accountant")
    heard = office.fingerprint.replace(" ", "")
    with pytest.raises(RuleViolation, match="second_person_needed"):
        enrolment.enrol(teller, office.file(), heard, stick, branch_code="0417")
    made = enrolment.enrol(teller, office.file(), heard, stick, second, "0417")
    office.register(made.request)
    with pytest.raises(RuleViolation, match="second_person_needed"):
        outgoing.export_package(teller, stick, None, QUIET)
    [done] = outgoing.export_package(teller, stick, second, QUIET)
    assert (done.package.made_by, done.package.checked_by) == ("teller", "accountant")


def test_a_folder_that_is_not_there_takes_no_number(desk, office, stick, enrolled):
    before = journal(desk)
    with pytest.raises(ExpectedFailure, match="stick_gone"):
        export(desk, stick / "typo")
    assert journal(desk) == before
    assert export(desk, stick).package.number == 1


def test_writing_a_package_moves_no_cursor(desk, office, stick, enrolled):
    first, second = (office.open(export(desk, stick).on_stick) for _ in range(2))
    assert second.manifest.from_head == first.manifest.from_head
    assert (second.manifest.number, second.manifest.previous) == (2, first.manifest_hash)
    assert entries(second)[: len(entries(first))] == entries(first)


def test_two_who_export_at_once_write_two_packages_with_two_slips(desk, office, stick, enrolled):
    made = []
    meanwhile = Meanwhile(desk.store, lambda: made.append(export(desk, stick)))
    made.append(export(replace(desk, store=meanwhile), stick))
    assert [each.package.number for each in made] == [1, 2]
    assert len({each.package.slip for each in made}) == 2
    first, second = (office.open(each.on_stick) for each in made)
    assert entries(second)[: len(entries(first))] == entries(first)


def test_what_was_acknowledged_goes_twice_more_and_then_no_more(desk, office, stick, enrolled):
    made = [export(desk, stick).package]
    for number in range(1, 4):
        take(desk, number=number, heads=(made[-1].to_head,))
        made.append(export(desk, stick).package)
    assert [each.from_head for each in made[:3]] == ["0" * 64] * 3
    # The fourth leaves out the first one: the two that were acknowledged after it go again.
    assert made[3].from_head == made[0].to_head
    take(desk, number=4, heads=(made[-1].to_head,))
    assert export(desk, stick).package.from_head == made[1].to_head


def test_what_goes_once_more_is_told_and_stands_on_the_slip(desk, office, stick, enrolled):
    first = export(desk, stick)
    take(desk, number=1, heads=(first.package.to_head,))
    repeated = first.package.entries
    assert (first.again, outgoing.preview_package(desk, QUIET).again) == (0, repeated)
    assert standing(desk).again == repeated
    later = export(desk, stick)
    assert later.again == repeated < later.package.entries
    with desk.store.read() as queries:
        slips = [queries.documents([each.package.slip])[0].facts for each in (first, later)]
    assert ["以前确认过" in each for each in slips] == [False, True]


@pytest.fixture
def small(monkeypatch):
    """Let a package hold few lines, as if it were full then."""
    monkeypatch.setattr(payload, "LINES", 1)
    return 1


def slips_of(desk, exported):
    with desk.store.read() as queries:
        return [queries.documents([each.package.slip])[0] for each in exported]


def test_what_one_package_cannot_hold_goes_into_several_that_are_one_chain(
    desk, office, stick, enrolled, small
):
    whole, _ = journal(desk)
    done = outgoing.export_package(desk, stick, None, QUIET)
    assert len(done) > 2
    sent = [office.open(each.on_stick) for each in done]
    carried = [entry for each in sent for entry in entries(each)]
    assert carried[:-1] == whole, "all of it, and that the first one was begun"
    assert all(len(entries(each)) <= small for each in sent)
    ends = [(each.manifest.from_head, each.manifest.to_head) for each in sent]
    assert ends == [(part[0].prev_hash, part[-1].hash) for part in map(entries, sent)]
    before = ["", *(each.manifest_hash for each in sent)]
    assert [each.manifest.previous for each in sent] == before[:-1]
    assert [each.package.number for each in done] == list(range(1, len(done) + 1))
    assert sum(each.package.entries for each in done) == len(carried)
    assert [each.left for each in done] == [
        len(carried) - sum(one.package.entries for one in done[: at + 1]) for at in range(len(done))
    ]


def test_each_of_several_packages_has_a_slip_that_says_what_is_left(
    desk, office, stick, enrolled, small, tmp_path
):
    done = outgoing.export_package(desk, stick, None, QUIET)
    slips = slips_of(desk, done)
    for each, slip in zip(done, slips, strict=True):
        assert each.short_hash in slip.facts and each.package.file_name in slip.facts
        assert (f"其余 {each.left:,} 条" in slip.facts) == bool(each.left)
    assert not done[-1].left
    paper, serials = tmp_path / "slips.pdf", [each.serial for each in slips]
    [batch] = {each.batch_id for each in slips}
    printed = write_documents(desk, batch, serials, PaperKind.PDF, paper, QUIET)
    assert printed.pages >= len(done)


def test_a_preview_counts_all_packages_together_and_leaves_nothing(
    desk, office, stick, enrolled, small
):
    seen = outgoing.preview_package(desk, QUIET)
    assert list(desk.store.folder(outgoing.OUTBOX).iterdir()) == []
    done = outgoing.export_package(desk, stick, None, QUIET)
    assert seen.entries + 1 == sum(each.package.entries for each in done)
    sent = summed(each.package.totals for each in done)
    assert {each for each in sent if each.kind != "package_begun"} == set(seen.totals)
    assert seen.files > 2


def test_the_last_two_packages_go_again_where_one_export_came_to_several(
    desk, office, stick, enrolled, monkeypatch
):
    monkeypatch.setattr(payload, "LINES", 1)
    first = outgoing.export_package(desk, stick, None, QUIET)
    take(desk, number=1, heads=tuple(each.package.to_head for each in reversed(first)))
    later = outgoing.export_package(desk, stick, None, QUIET)
    assert later[0].package.from_head == first[-3].package.to_head
    repeated = sum(each.package.entries for each in first[-2:])
    assert sum(each.again for each in later) == standing(desk).again == repeated
    monkeypatch.undo()
    whole = export(desk, stick)
    assert (whole.again, whole.left) == (repeated, 0), "one package again, where it fits"


def test_photos_and_a_ledger_go_along_with_the_first_of_several_packages(
    desk, office, stick, enrolled, monkeypatch, tmp_path
):
    take(desk, number=1, ledger_policy="branch")
    photo = tmp_path / "签收.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(500))
    with desk.store.read() as queries:
        party = queries.debtors()[0][0].id
    issued = issue(desk, [Choice(party, 1)], TODAY, QUIET)
    act = DeliveryAct(Method.IN_PERSON, Signer.SELF, TODAY)
    delivery.record(desk, issued.facts[0].serial, act, evidence=[photo])
    monkeypatch.setattr(payload, "LINES", 8)
    done = outgoing.export_package(desk, stick, None, QUIET)
    sent = [office.open(each.on_stick) for each in done]
    carry = [(len(each.manifest.parts), len(ledger_marks(each.manifest.extra))) for each in sent]
    assert carry == [(1, 1), *[(0, 0)] * (len(sent) - 1)] and len(sent) > 1
    assert [each.parts_left for each in done] == [0] * len(done)
    assert desk.sticks.parts_beside(done[0].on_stick) is not None
    loans = [line for line in sent[0].lines() if line.kind == LineKind.LOAN]
    assert len(loans) == 5


def test_an_entry_that_no_package_could_hold_is_refused(desk, office, stick, enrolled, monkeypatch):
    monkeypatch.setattr(payload, "LINES", 0)
    with pytest.raises(PackageRefused, match="package_too_large"):
        outgoing.export_package(desk, stick, None, QUIET)


def test_a_return_that_acknowledges_less_moves_the_cursor_back(desk, office, stick, enrolled):
    first = export(desk, stick).package
    take(desk, number=1, heads=(first.to_head,))
    take(desk, number=2, heads=("f" * 64,))
    with desk.store.read() as queries:
        assert packing.cursor_of(queries) == 0


def test_a_package_lost_on_the_way_is_carried_again_as_it_was(desk, office, stick, enrolled):
    done = export(desk, stick)
    done.on_stick.unlink()
    again = outgoing.carry_package(desk, done.package.number, stick, QUIET)
    assert again.on_stick.read_bytes() == done.path.read_bytes()
    with pytest.raises(RuleViolation, match="package_number_unknown"):
        outgoing.carry_package(desk, 99, stick, QUIET)


def test_a_preview_counts_the_same_and_leaves_nothing(desk, office, stick, enrolled):
    _, head = journal(desk)
    seen = outgoing.preview_package(desk, QUIET)
    assert journal(desk)[1] == head
    assert list(desk.store.folder(outgoing.OUTBOX).iterdir()) == []
    done = export(desk, stick)
    # The package itself adds one entry, that it was begun.
    assert done.package.entries == seen.entries + 1
    assert {each for each in done.package.totals if each.kind != "package_begun"} == set(
        seen.totals
    )


def test_photos_go_along_as_parts_until_head_office_has_them(
    desk, office, stick, enrolled, tmp_path
):
    photo = tmp_path / "签收.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(500))
    with desk.store.read() as queries:
        party = queries.debtors()[0][0].id
    issued = issue(desk, [Choice(party, 1)], TODAY, QUIET)
    act = DeliveryAct(Method.IN_PERSON, Signer.SELF, TODAY)
    delivery.record(desk, issued.facts[0].serial, act, evidence=[photo])
    done = export(desk, stick)
    (mark,) = office.open(done.on_stick).manifest.parts
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()
    assert (mark.sha256, done.parts_left) == (digest, 0)
    sealed = desk.sticks.parts_beside(done.on_stick) / f"{digest}.qsa"
    assert office.room.read_part(sealed, office.keys, mark) == photo.read_bytes()
    with desk.store.write() as uow:
        uow.replace_parts([digest])
        uow.record("noted", "x", {}, TODAY)
        uow.commit()
    assert office.open(export(desk, stick).on_stick).manifest.parts == ()


def test_photos_leave_the_disk_room_for_money_however_large_the_stick_is(
    desk, office, stick, enrolled, tmp_path, monkeypatch
):
    photo = tmp_path / "签收.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(500))
    with desk.store.read() as queries:
        party = queries.debtors()[0][0].id
    issued = issue(desk, [Choice(party, 1)], TODAY, QUIET)
    act = DeliveryAct(Method.IN_PERSON, Signer.SELF, TODAY)
    delivery.record(desk, issued.facts[0].serial, act, evidence=[photo])

    def room(folder):
        return SimpleNamespace(free=1_000_000 if folder == stick else 1_000)

    with monkeypatch.context() as small:
        small.setattr(outgoing.shutil, "disk_usage", room)
        [kept] = outgoing.export_package(desk, None, None, QUIET)
        done = export(desk, stick)
    assert (kept.parts_left, done.parts_left) == (1, 1)
    assert office.open(done.on_stick).manifest.parts == ()
    assert export(desk, stick).parts_left == 0


def test_a_journal_changed_by_sql_is_not_sent(desk, office, stick, enrolled):
    with desk.store.write() as uow:
        run = uow._connection.exec_driver_sql
        run("DROP TRIGGER journal_no_update")
        run("UPDATE journal SET operator_id = 'x' WHERE local_no = 2")
        uow.record("noted", "x", {}, TODAY)
        uow.commit()
    with pytest.raises(ExpectedFailure, match="journal_unsound"):
        export(desk, stick)


def test_the_slip_says_what_the_package_holds(desk, office, stick, enrolled, tmp_path):
    done = export(desk, stick)
    with desk.store.read() as queries:
        (slip,) = queries.documents([done.package.slip])
    facts = slip.facts
    assert done.package.file_name in facts
    assert done.short_hash in facts
    paper = tmp_path / "slip.pdf"
    printed = write_documents(desk, slip.batch_id, [slip.serial], PaperKind.PDF, paper, QUIET)
    assert printed.pages >= 1


def test_a_ledger_the_branch_imported_rides_along_until_head_office_has_it(
    desk, office, stick, enrolled
):
    take(desk, number=1, ledger_policy="branch")
    package = office.open(export(desk, stick).on_stick)
    [mark] = ledger_marks(package.manifest.extra)
    rows = list(ledger_rows(package.lines(), mark, 0))
    assert [each.loan_no for each in rows] == ["L1", "L2", "L3", "L4", "L5"]
    take(desk, number=2, ledger_policy="branch", ledgers=(mark.sha256,))
    assert ledger_marks(office.open(export(desk, stick).on_stick).manifest.extra) == ()


def test_new_keys_are_announced_and_the_old_ones_sign(desk, office, stick, enrolled):
    announced = enrolment.rotate_key(desk)
    manifest = office.open(export(desk, stick).on_stick).manifest
    assert manifest.sender == enrolled.fingerprint
    assert manifest.next_keys.fingerprint == announced


def test_a_copy_gets_a_letter_and_keys_of_its_own_and_sends_everything(
    desk, office, stick, enrolled
):
    export(desk, stick)
    take(desk, number=1, heads=(journal(desk)[1][1],))
    copied = enrolment.this_is_a_copy(desk, stick)
    assert copied.letter != enrolled.letter
    assert copied.fingerprint != enrolled.fingerprint
    done = export(desk, stick)
    with pytest.raises(PackageRefused, match="package_sender_unknown"):
        office.open(done.on_stick)
    office.register(copied.request)
    manifest = office.open(done.on_stick).manifest
    assert (manifest.number, manifest.from_head, manifest.previous) == (1, "0" * 64, "")


def test_head_office_itself_exports_no_package(desk, stick):
    with desk.store.write() as uow:
        uow.save_installation(replace(uow.installation(), kind="head_office"))
        uow.record("noted", "x", {}, TODAY)
        uow.commit()
    with pytest.raises(RuleViolation, match="not_a_branch"):
        export(desk, stick)


def test_answered_packages_are_forgotten_but_the_newest_are_kept(
    desk, office, stick, enrolled, monkeypatch
):
    monkeypatch.setattr(outgoing, "_KEPT", 1)
    first, second = export(desk, stick), export(desk, stick)
    answered = exchange_rows.answer(manifest_hash=first.package.manifest_hash)
    with desk.store.write() as uow:
        uow.save_answers([answered])
        uow.record("noted", "x", {}, TODAY)
        uow.commit()
    third = export(desk, stick)
    kept = [each.path for each in (first, second, third) if Path(each.path).exists()]
    assert kept == [second.path, third.path]
