"""Cancel at every report of progress: nothing changed, no file left."""

import pytest

from desktop.domain.errors import Cancelled
from desktop.services.export import export_ledger
from desktop.services.ledger import plan_import
from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.notices import facts_of, reprint, write_paper
from desktop.services.paper_archive import PaperKind
from desktop.services.progress import CancellableProgress, NoProgress

FILES = (PaperKind.PDF, PaperKind.DOCX, PaperKind.DELIVERY_LIST)


def test_a_cancelled_folder_of_single_files_leaves_nothing(issued, tmp_path):
    branch, desk, serials = issued
    with desk.store.read() as queries:
        facts = facts_of(queries, serials)

    def write(progress, name="papers"):
        kind = PaperKind.SINGLE_PDFS
        return write_paper(desk, "b", facts, kind, tmp_path / name, progress, with_cover=True)

    reports = reports_of(lambda progress: write(progress, "first"))
    assert len(reports) >= 2
    before = branch.look_at(desk).rows
    for number in range(len(reports)):
        cancelled_at(write, number)
        assert [each.name for each in tmp_path.iterdir()] == ["first"]
    assert branch.look_at(desk).rows == before


class Patience:
    """A person who cancels after so many reports."""

    def __init__(self, reports: int) -> None:
        self.left = reports

    def is_over(self) -> bool:
        self.left -= 1
        return self.left < 0


def reports_of(work) -> list[str]:
    heard = []
    work(CancellableProgress(lambda stage, *_: heard.append(stage)))
    return heard


def cancelled_at(work, number: int) -> None:
    progress = CancellableProgress(lambda *_: None, Patience(number).is_over)
    with pytest.raises(Cancelled):
        work(progress)


@pytest.mark.parametrize("name", ["first import", "next import", "issue", "documents"])
def test_cancelled_at_any_report_nothing_is_changed(name, acts, branch_at):
    act = acts[name]
    with branch_at(act.moment).open() as desk:
        reports = reports_of(lambda progress: act.do(desk, progress))
    assert len(reports) >= 2
    branch = branch_at(act.moment)
    with branch.open() as desk:
        before = branch.look_at(desk).rows
        for number in range(len(reports)):
            cancelled_at(lambda progress: act.do(desk, progress), number)
            assert branch.look_at(desk).rows == before
        act.do(desk, NoProgress())
        assert branch.look_at(desk).findings == []
    assert branch.litter() == []


def test_a_cancelled_preview_of_an_import_changes_nothing(readings, branch_at):
    branch = branch_at("imported")
    with branch.open() as desk:
        before = branch.look_at(desk).rows
        reports = reports_of(lambda progress: plan_import(desk, readings["next"], progress))
        for number in range(len(reports)):
            cancelled_at(lambda progress: plan_import(desk, readings["next"], progress), number)
        assert branch.look_at(desk).rows == before


@pytest.fixture
def issued(branch_at):
    branch = branch_at("issued")
    with branch.open() as desk:
        serials = branch.look_at(desk).serials
        yield branch, desk, serials


def writings(desk, serials, folder):
    """Return everything that writes a file and can be cancelled."""
    with desk.store.read() as queries:
        facts = facts_of(queries, serials) * 4  # enough for more than one report
    path = folder / "paper"
    wanted = LedgerFilter()
    return {
        **{
            kind: lambda progress, kind=kind: write_paper(desk, "b", facts, kind, path, progress)
            for kind in FILES
        },
        "reprint": lambda progress: reprint(desk, serials, PaperKind.PDF, path, progress),
        "export": lambda progress: export_ledger(
            desk, wanted, SortKey.ROUTE, False, path, progress
        ),
    }


@pytest.mark.parametrize("what", [*FILES, "reprint", "export"])
@pytest.mark.parametrize("old", [None, b"what was there before"])
def test_a_cancelled_paper_leaves_no_file_and_no_entry(issued, tmp_path, what, old):
    branch, desk, serials = issued
    write = writings(desk, serials, tmp_path)[what]
    path = tmp_path / "paper"
    reports = reports_of(write)
    path.unlink()
    if old is not None:
        path.write_bytes(old)
    before = branch.look_at(desk).rows
    assert reports
    for number in range(len(reports)):
        cancelled_at(write, number)
        assert [each.name for each in tmp_path.iterdir()] == ([] if old is None else ["paper"])
        assert old is None or path.read_bytes() == old
    assert branch.look_at(desk).rows == before
