"""Every code that can reach a person has words in both languages."""

import ast
import string
import tomllib
from functools import cache
from pathlib import Path

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.rounds import Obstacle
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.exchange.slips import contents
from desktop.services.package_ports import ControlTotal, LineKind
from desktop.ui.errors import all_words, choice_name, entry_name, explain, words

WORDS = all_words()
DESKTOP = Path(__file__).parents[2] / "desktop"
CARRIERS = {
    "RuleViolation",
    "ExpectedFailure",
    "LedgerProblem",
    "IntegrityFinding",
    "PaperProblem",
    "PackageRefused",
    "PrintStopped",
    "Refused",
    "refuse",
}

PLACES = {"PaperProblem": 2, "Refused": 1, "refuse": 1}
"""Where the code stands among what is given, where it is not the first."""


@cache
def codes_in_the_source() -> set[str]:
    """Return every literal code that is given to a carrier anywhere in the program."""
    found = set()
    for path in DESKTOP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in CARRIERS:
                continue
            given = [*node.args, *(each.value for each in node.keywords if each.arg == "code")]
            place = PLACES.get(node.func.id, 0)
            given = given[place : place + 1] or given[:1]
            found |= {
                each.value
                for each in given
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            }
    return found


def test_the_search_for_codes_finds_them():
    assert {"serial_unknown", "evidence_unreadable", "clock_differs"} <= codes_in_the_source()


def test_every_code_in_the_source_has_words():
    assert codes_in_the_source() - WORDS.keys() == set()


def test_every_obstacle_has_words():
    assert {obstacle.value for obstacle in Obstacle} - WORDS.keys() == set()


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_something_with_the_same_parameters():
    for code, (chinese, english) in WORDS.items():
        assert english.strip(), code
        assert any("\u4e00" <= character <= "\u9fff" for character in chinese), code
        assert parameters(english) <= parameters(chinese), code


def test_an_error_is_explained_in_the_language_asked_for():
    error = RuleViolation("serial_unknown", field="serial", serial="PA26-0001")
    assert explain(error)[1] == "找不到编号“PA26-0001”的通知书。请核对条码下的编号。"
    assert "PA26-0001" in explain(error, "en")[1]
    assert explain(ExpectedFailure("evidence_unreadable", file="a.jpg"))[0] == "操作没有完成"


def test_a_reason_inside_an_error_is_put_into_words_too():
    text = words("notice_not_printable", {"name": "周田生", "reason": "deceased"})
    assert text == "周田生 的通知书现在不能打印：借款人已故。"


def test_every_input_of_a_document_and_every_choice_has_a_name():
    sections = tomllib.loads((DESKTOP / "ui" / "words.toml").read_text(encoding="utf-8"))
    inputs = [each for builder in BUILDERS.values() for each in builder.inputs]
    assert {each.name for each in inputs} - sections["fields"].keys() == set()
    codes = {f"{each.name}_{code}" for each in inputs for code in each.choices if code.isascii()}
    assert codes - sections["choices"].keys() == set()


def test_every_act_that_needs_a_second_person_has_a_name():
    sections = tomllib.loads((DESKTOP / "ui" / "words.toml").read_text(encoding="utf-8"))
    assert CHECKED_ACTS.keys() - sections["acts"].keys() == set()


def test_every_kind_of_journal_entry_has_a_name_for_the_control_totals():
    kinds = {
        node.args[0].value
        for path in (DESKTOP / "services").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "uow.record"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(kinds) > 40
    nameless = [each for each in sorted(kinds | CHECKED_ACTS.keys()) if entry_name(each) == each]
    assert nameless == []


def test_every_act_of_head_office_has_a_name_for_its_list():
    whats = {
        node.args[0].value
        for path in (DESKTOP / "services" / "office").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "work.note"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(whats) > 5
    nameless = [each for each in sorted(whats) if choice_name("office_act", each) == each]
    assert nameless == []


def test_no_code_has_words_in_two_sections():
    text = (DESKTOP / "ui" / "words.toml").read_text(encoding="utf-8")
    naming = ("fields", "choices", "acts", "entries")
    sections = [table for name, table in tomllib.loads(text).items() if name not in naming]
    codes = [code for table in sections for code in table]
    assert [code for code in set(codes) if codes.count(code) > 1] == []


def test_every_kind_of_line_has_a_name_for_the_control_totals():
    others = [each.value for each in LineKind if each is not LineKind.ENTRY]
    assert [each for each in others if entry_name(each) == each] == []


def test_the_slip_calls_what_a_package_holds_as_head_office_sees_it():
    named = tomllib.loads((DESKTOP / "ui" / "words.toml").read_text(encoding="utf-8"))
    for kind in [*named["entries"], *named["acts"]]:
        [name, *_] = contents([ControlTotal(kind, 1, 0, 0)])[0]
        assert name in ("其他记录", entry_name(kind))
