"""The gate of the languages: every word of the window is gathered, translated and compiled."""

import ast
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

import desktop.ui
from desktop.ui.translations import translation_file
from desktop.ui.translations.update import FILES, FOLDER, compile_words, gather

SOURCES = sorted(Path(desktop.ui.__file__).parent.rglob("*.py"))
NAMES = ("tr", "translate")


def calls_of(tree):
    """Yield every call of tr() and translate()."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            owner = getattr(getattr(node.func, "value", None), "id", "")
            if name in NAMES and owner != "painter":  # that one moves the origin
                yield name, node


def is_literal(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def hidden_words(source):
    """Return what lupdate cannot see: tr(f"..."), tr(variable), and tr() inside an f-string."""
    tree = ast.parse(source)
    inside = {
        id(call)
        for joined in ast.walk(tree)
        if isinstance(joined, ast.JoinedStr)
        for _, call in calls_of(joined)
    }
    wrong = []
    for name, call in calls_of(tree):
        if name == "translate" and not call.args:
            continue
        words = call.args[: 2 if name == "translate" else 1]
        if id(call) in inside or not all(is_literal(each) for each in words):
            wrong.append(f"line {call.lineno}: {ast.unparse(call)}")
    return wrong


def test_no_words_are_hidden_from_the_translator():
    found = {str(path): hidden_words(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source", ['self.tr(f"{n} loans")', "self.tr(words)", "f\"{self.tr('loans')} {n}\""]
)
def test_the_three_ways_of_hiding_words_are_noticed(source):
    assert hidden_words(source)


@pytest.mark.parametrize("name", FILES)
def test_lupdate_leaves_no_difference(name, tmp_path):
    kept, fresh = FOLDER / f"{name}.ts", tmp_path / f"{name}.ts"
    shutil.copy(kept, fresh)
    gather(fresh)
    assert fresh.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


def test_lupdate_sees_every_word():
    """It passes over ``translate`` whose number is more than a name."""
    tree = ElementTree.parse(FOLDER / "zh_CN.ts")
    gathered = {message.findtext("source") for message in tree.iter("message")}
    words = {
        node.args[place].value
        for source in SOURCES
        for name, node in calls_of(ast.parse(source.read_text("utf-8")))
        if len(node.args) > (place := int(name == "translate")) and is_literal(node.args[place])
    }
    assert words - gathered == set()


@pytest.mark.parametrize("name", FILES)
def test_no_message_is_unfinished_or_empty(name):
    tree = ElementTree.parse(FOLDER / f"{name}.ts")
    unfinished = []
    for message in tree.iter("message"):
        translation = message.find("translation")
        if translation.get("type") or not "".join(translation.itertext()).strip():
            unfinished.append(message.findtext("source"))
    assert unfinished == []


def test_every_placeholder_of_a_source_stands_in_its_translation():
    tree = ElementTree.parse(FOLDER / "zh_CN.ts")
    lost = []
    for message in tree.iter("message"):
        source, words = message.findtext("source"), "".join(message.find("translation").itertext())
        if sorted(fields(source)) != sorted(fields(words)):
            lost.append(source)
    assert lost == []


def fields(text):
    """Return the placeholders of a text."""
    import string

    names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    return names + ["%n"] * text.count("%n")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_compiled_words_are_those_of_the_source(language, tmp_path):
    compiled = translation_file(language)
    compile_words(compiled.with_suffix(".ts"), tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == compiled.read_bytes()


def test_english_counts_one_and_many_apart():
    translator = QTranslator()
    assert translator.load(str(translation_file("en")))
    words = [translator.translate("LedgerPage", "%n loan(s)", "", count) for count in (1, 2)]
    assert words == ["%n loan", "%n loans"]
