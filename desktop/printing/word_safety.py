"""Opening a DOCX that came from outside: bounded, without macros, objects, links or entities.

A paper of the branch must not run, fetch or hide anything, so everything a letter has no need of is
refused rather than taken out: who made the file can mend it, and knows what was meant.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from desktop.printing.word_package import DOCUMENT, RELATIONS, TYPES, WORD, xml_member
from desktop.printing.word_private import leave_out_private, relations_in
from desktop.services.paper_ports import TemplateProblem

_MOST_MEMBERS = 400
_LARGEST = 32 * 2**20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
_ROOT = "_rels/.rels"
_NEEDED = (DOCUMENT, RELATIONS, TYPES)
_XML = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
_MACRO = re.compile(r"vbaproject|vbadata|activex|macroenabled", re.IGNORECASE)
_OBJECT = re.compile(r"/embeddings/|/altchunk|\.(bin|ole|exe|dll|zip|docm|html?|mht|rtf)$", re.I)
_OBJECT_TYPES = frozenset(
    "oleObject package aFChunk attachedTemplate control frame subDocument".split()
)
_FIELDS = frozenset("PAGE NUMPAGES SECTIONPAGES SECTION STYLEREF SEQ".split())
_REVISIONS = ("ins", "del", "moveFrom", "moveTo")
_PROMPTS = ("object", "altChunk", "subDoc", "control")

Members = Mapping[str, bytes]
Root = Any


class WordRefused(Exception):  # noqa: N818 - named after what happened to the file
    """A DOCX with problems; nobody outside this room sees it."""

    def __init__(self, *problems: TemplateProblem) -> None:
        super().__init__(problems)
        self.problems = problems


def open_package(data: bytes) -> Members:
    """Return the members of a DOCX that is safe to print by, without what is private in it.

    All XML is UTF-8 then, whatever it was.

    Raises WordRefused ``template_no_word`` (no DOCX, or broken) and ``template_unsafe`` with what
    it should not hold.
    """
    members = _read(data)
    missing = [name for name in _NEEDED if name not in members]
    if missing:
        raise _no_word(missing[0])
    roots = {name: parse(data, name) for name, data in members.items() if _XML.search(name)}
    targets = (
        [each.get("Target", "") for each in relations_in(roots[_ROOT])] if _ROOT in roots else []
    )
    if DOCUMENT not in [each.removeprefix("/") for each in targets]:
        raise _no_word(_ROOT)
    found = list(dict.fromkeys(_unsafe(members, roots)))
    if found:
        raise WordRefused(*(TemplateProblem("template_unsafe", "", name) for name in found))
    kept = leave_out_private(roots, members)
    written = {name: xml_member(root) for name, root in roots.items()}
    return {name: written.get(name, data) for name, data in members.items() if name in kept}


def parse(data: bytes, name: str) -> Root:
    """Return the root of an XML member; WordRefused for what is none, or declares entities."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_word(name) from error
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise WordRefused(TemplateProblem("template_unsafe", "", "DTD"))
    return root


def _no_word(reason: str) -> WordRefused:
    return WordRefused(TemplateProblem("template_no_word", "", reason))


def _read(data: bytes) -> dict[str, bytes]:
    """Return all members, no more than the limits; what the directory promises is not believed."""
    members: dict[str, bytes] = {}
    left = _LARGEST
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if len(entries) > _MOST_MEMBERS:
                raise _no_word(f"{len(entries)} > {_MOST_MEMBERS}")
            for entry in entries:
                _refuse_entry(entry, members)
                with archive.open(entry) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise _no_word(f"> {_LARGEST // 2**20} MB")
                members[entry.filename] = content
    except _BROKEN as error:
        raise _no_word(str(error)[:80]) from error
    return members


def _refuse_entry(entry: zipfile.ZipInfo, members: Members) -> None:
    name = entry.filename
    parts = PurePosixPath(name).parts
    is_odd = name.startswith("/") or ".." in parts or "\\" in name or ":" in name
    if is_odd or name in members or entry.compress_type not in _METHODS:
        raise _no_word(name[:80])


def _unsafe(members: Members, roots: Mapping[str, Root]) -> Iterator[str]:
    """Yield what a letter has no need of, in words."""
    for name in members:
        if _MACRO.search(name):
            yield f"宏 {name}"
        elif _OBJECT.search(name):
            yield f"嵌入对象 {name}"
        root = roots.get(name)
        if root is None:
            continue
        if name == TYPES and _MACRO.search(etree.tostring(root, encoding="unicode")):
            yield "宏"
        if name.lower().endswith(".rels"):
            yield from _unsafe_relations(root)
        if name.startswith("word/"):
            yield from _unsafe_content(root)


def _unsafe_relations(root: Root) -> Iterator[str]:
    for each in relations_in(root):
        target = each.get("Target", "")
        if each.get("TargetMode", "").lower() == "external" or "://" in target or "\\" in target:
            yield f"外部链接 {target[:60]}"
        if each.get("Type", "").rpartition("/")[2] in _OBJECT_TYPES:
            yield f"嵌入对象 {target[:60]}"


def _unsafe_content(root: Root) -> Iterator[str]:
    word = f"{{{WORD}}}"
    for name in _PROMPTS:
        if next(root.iter(word + name), None) is not None:
            yield f"嵌入对象 {name}"
    if any(next(root.iter(word + name), None) is not None for name in _REVISIONS):
        yield "未接受的修订"
    for name in _instructions(root, word):
        if name not in _FIELDS:
            yield f"域 {name}"


def _instructions(root: Root, word: str) -> Iterator[str]:
    """Yield the first word of every field; one typed over several runs is put together."""
    text = ""
    for each in root.iter(word + "instrText", word + "fldChar"):
        if each.tag == word + "instrText":
            text += each.text or ""
        elif text.strip():
            yield text.split()[0].upper()[:30]
            text = ""
    simple = [each.get(word + "instr", "") for each in root.iter(word + "fldSimple")]
    for instruction in (text, *simple):
        if instruction.strip():
            yield instruction.split()[0].upper()[:30]
