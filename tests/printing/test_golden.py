"""Every paper looks as it did when it was approved; what looks otherwise is shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from desktop.domain.page import Page, Rule, TextRun
from tests.printing import golden

PAPERS = list(golden.specimens())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda each: f"{each.code}-{each.size}")
def test_a_paper_looks_as_it_did_when_it_was_approved(paper, tmp_path: Path) -> None:
    wrong = []
    pictures = golden.rendered(paper.pages)
    for name, picture in zip(golden.names_of(paper), pictures, strict=True):
        path = golden.FOLDER / name
        if not path.exists():
            pytest.fail(f"there is no golden image {name}: look at the page, then {golden.COMMAND}")
        apart = golden.difference(golden.opened(path), picture)
        if apart is not None:
            picture.save(tmp_path / name)
            apart.save(tmp_path / f"difference-{name}")
            wrong.append(f"{name} looks otherwise: {tmp_path / f'difference-{name}'}")
    assert not wrong, "\n".join([*wrong, f"if that is wanted: {golden.COMMAND}"])


def test_no_golden_image_is_left_of_a_page_that_is_gone() -> None:
    known = {name for paper in PAPERS for name in golden.names_of(paper)}
    left = {path.name for path in golden.FOLDER.glob("*.png")} - known
    assert not left, f"{sorted(left)} are of no page: {golden.COMMAND}"


def test_golden_images_stay_small() -> None:
    size = sum(path.stat().st_size for path in golden.FOLDER.glob("*.png"))
    assert size < golden.MOST_BYTES


def looks_otherwise(page: Page, wrong: Page) -> bool:
    before, after = golden.rendered((page, wrong))
    return golden.difference(before, after) is not None


def changed(page: Page, item: TextRun, **fields: object) -> Page:
    return replace(
        page, items=tuple(replace(each, **fields) if each is item else each for each in page.items)
    )


HARM = {
    "moved by a point and a half": lambda run: {"x": run.x + 1.5},
    "lower by a point": lambda run: {"baseline": run.baseline + 1},
    "without its tenth character": lambda run: {"text": f"{run.text[:9]}　{run.text[10:]}"},
    "with another character": lambda run: {"text": f"{run.text[:9]}麤{run.text[10:]}"},
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_a_text_that_is_set_otherwise_is_noticed(harm) -> None:
    page = PAPERS[0].pages[0]
    runs = [item for item in page.items if isinstance(item, TextRun)]
    run = max(runs, key=lambda each: len(each.text))
    assert looks_otherwise(page, changed(page, run, **harm(run)))
    assert not looks_otherwise(page, changed(page, run))


def test_a_line_that_is_gone_is_noticed() -> None:
    page = PAPERS[0].pages[0]
    line = next(item for item in page.items if isinstance(item, Rule))
    assert looks_otherwise(page, replace(page, items=tuple(i for i in page.items if i is not line)))


def test_a_page_of_another_size_is_noticed() -> None:
    assert golden.difference(Image.new("L", (40, 60)), Image.new("L", (60, 40))) is not None


def test_renewing_writes_what_changed_and_removes_what_is_gone(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(golden, "specimens", lambda: iter(PAPERS[:2]))
    assert golden.renew(tmp_path) == 2
    first, second = (tmp_path / golden.names_of(paper)[0] for paper in PAPERS[:2])
    kept = second.stat().st_mtime_ns
    Image.new("L", golden.opened(first).size, 255).save(first)
    (tmp_path / "gone-usual-1.png").write_bytes(b"old")
    golden.renew(tmp_path)
    assert golden.difference(golden.opened(first), golden.rendered(PAPERS[0].pages)[0]) is None
    assert second.stat().st_mtime_ns == kept
    assert not (tmp_path / "gone-usual-1.png").exists()
