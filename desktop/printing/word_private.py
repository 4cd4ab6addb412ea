"""What a DOCX says about those who made it: it goes to nobody with the papers printed by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from desktop.printing.word_package import PACKAGE_RELATIONS, TYPES, WORD

# Comments and their authors, properties of file and company, what was bound to the text.
_PRIVATE = frozenset(
    "comments commentsExtended commentsIds commentsExtensible people documenttasks thumbnail "
    "custom-properties extended-properties customXml".split()
)
_COMMENTS = tuple(
    f"{{{WORD}}}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)


def relations_of(part: str) -> str:
    """Return the member that holds a part's relations; those of the package for ""."""
    folder, _, file = part.rpartition("/")
    return join(folder, "_rels", f"{file}.rels")


def relations_in(root: Any) -> list[Any]:
    """Return the relations of a ``.rels`` member."""
    return list(root.iter(f"{{{PACKAGE_RELATIONS}}}Relationship"))


def leave_out_private(roots: Mapping[str, Any], members: Mapping[str, bytes]) -> frozenset[str]:
    """Take private relations, types and comments' places out of the trees.

    Returns the members that stay: those that the document still needs, and nothing else.
    """
    for name, root in roots.items():
        if name.endswith(".rels"):
            for each in relations_in(root):
                if each.get("Type", "").rpartition("/")[2] in _PRIVATE:
                    each.getparent().remove(each)
        elif name.startswith("word/"):
            etree.strip_elements(root, *_COMMENTS, with_tail=False)
    kept = frozenset({TYPES, *_reached(roots, members)})
    for each in list(roots[TYPES]):
        if each.get("PartName") and each.get("PartName").removeprefix("/") not in kept:
            roots[TYPES].remove(each)
    return kept


def _reached(roots: Mapping[str, Any], members: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the parts that relations lead to from the package on, and their relations."""
    waiting, seen = [""], {""}
    while waiting:
        part = waiting.pop()
        if part:
            yield part
        relations = relations_of(part)
        if relations not in roots:
            continue
        yield relations
        for each in relations_in(roots[relations]):
            target = normpath(join("/", dirname(part), each.get("Target", ""))).lstrip("/")
            if target in members and target not in seen:
                seen.add(target)
                waiting.append(target)
