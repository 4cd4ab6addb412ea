"""Blocks as a Word template: a DOCX that still names its fields, ``{debtor}``, ``{loans.loan_no}``.

Made once for each version; filling it (``word_filling``) is the same for head office's own DOCX.
Beside the fields of its kind a Word template knows those of ``FURNITURE``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.domain.page import A4_HEIGHT, A4_WIDTH
from desktop.printing import word_styles as styles
from desktop.printing.blocks import (
    Seal,
    Slip,
    Template,
)
from desktop.printing.word_blocks import blocks_xml, named
from desktop.printing.word_package import (
    CORE,
    DOCUMENT,
    RELATED,
    RELATIONS,
    TYPES,
    WORD,
    Relation,
    base_document,
    core_properties,
    with_relations,
    with_types,
    zipped,
)
from desktop.printing.word_pieces import (
    CUT,
    cell,
    exact_pitch,
    paragraph,
    plain,
    row,
    run,
    runs,
    sides,
    table,
    twips,
)
from desktop.printing.word_styles import run_properties

_MARGIN, _TOP, _BOTTOM, _FOOT = 57.0, 34.0, 36.0, 20.0
_COPY_EDGE = 20.0
# Above the line along which the slip is torn off.
_CLEAR = 14.0
_GRID_PADDING = 5.0
_NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{RELATED}"'
_DASHED = '<w:bottom w:val="dashed" w:sz="6" w:space="0" w:color="000000"/>'
_NO_DATE = date(2026, 1, 1)


def word_template(template: Template) -> bytes:
    """Return a template's blocks as DOCX with its fields named in braces."""
    return zipped(_members(template))


def _members(template: Template) -> dict[str, bytes]:
    base = base_document()
    made = _Maker(template)
    members = dict(base.members)
    body = made.copies() if template.copies else made.body()
    members[DOCUMENT] = (base.before + body + made.section() + base.after).encode()
    parts = {} if template.copies else made.parts()
    relations = [Relation(name, name.rstrip("12"), f"{name}.xml") for name in parts]
    members[RELATIONS] = with_relations(members[RELATIONS], relations)
    types = {f"word/{name}.xml": name.rstrip("12") for name in parts}
    members[TYPES] = with_types(members[TYPES], types)
    members[CORE] = core_properties(template.title, "", _NO_DATE)
    return members | {f"word/{name}.xml": text.encode() for name, text in parts.items()}


class _Maker:
    """Turns one template into XML."""

    def __init__(self, template: Template) -> None:
        self._template = template
        wide, high = (A4_HEIGHT, A4_WIDTH) if template.landscape else (A4_WIDTH, A4_HEIGHT)
        self._paper = (wide, high)
        self._width = wide - 2 * _MARGIN

    def body(self) -> str:
        """Return head, blocks and slip."""
        template = self._template
        slip = self._slip(template.slip) if template.slip else ""
        return self._head() + blocks_xml(template.body, self._width) + slip

    def copies(self) -> str:
        """Return the document as often as it has copies, each as high as its share of the sheet."""
        names = self._template.copies
        part = (self._paper[1] - 2 * _COPY_EDGE - 4) / len(names)
        rows = []
        for number, name in enumerate(names, start=1):
            content = self._copy_head(name) + blocks_xml(self._template.body, self._width)
            edge = _DASHED if number < len(names) else ""
            rows.append(row(cell(content, self._width, borders=edge, align="top"), part, False))
        return table((self._width,), "", "".join(rows)) + plain(styles.END, "")

    def section(self) -> str:
        """Return paper, margins, and which heads and feet stand on the pages."""
        wide, high = map(twips, self._paper)
        turned = ' w:orient="landscape"' if self._template.landscape else ""
        side = twips(_MARGIN)
        top, bottom = twips(_TOP), twips(_BOTTOM)
        references = "".join(
            f'<w:{kind}Reference w:type="{which}" r:id="{name}"/>'
            for kind, which, name in self._references()
        )
        if self._template.copies:
            top = bottom = twips(_COPY_EDGE)
        return (
            f'<w:sectPr xmlns:r="{RELATED}">{references}'
            f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/><w:pgMar w:top="{top}" w:right="{side}" '
            f'w:bottom="{bottom}" w:left="{side}" w:header="{min(top, twips(_TOP))}" '
            f'w:footer="{twips(_FOOT)}" w:gutter="0"/>{"<w:titlePg/>" if references else ""}'
            "</w:sectPr>"
        )

    def parts(self) -> dict[str, str]:
        """Return the heads of first and later pages and the foot of all."""
        first, later = plain(styles.END, ""), self._later_head()
        parts = {
            "header1": f"<w:hdr {_NAMESPACES}>{first}</w:hdr>",
            "header2": f"<w:hdr {_NAMESPACES}>{later}</w:hdr>",
        }
        if self._template.foot:
            style = styles.SMALL
            foot = paragraph(style, run(_literal(self._template.foot), _sized(style, 8.0)))
            parts["footer1"] = f"<w:ftr {_NAMESPACES}>{foot}</w:ftr>"
        return parts

    def _references(self) -> Sequence[tuple[str, str, str]]:
        if self._template.copies:
            return ()
        heads = [("header", "first", "header1"), ("header", "default", "header2")]
        if self._template.foot:
            heads += [("footer", "first", "footer1"), ("footer", "default", "footer1")]
        return heads

    def _head(self) -> str:
        bank = run("{bank}", styles.BANK.run_properties)
        small = styles.SMALL.run_properties
        licence, number = run("金融许可证 {licence}", small), run("{number}", small)
        title = _literal(self._template.title) + "{sample}"
        return (
            sides(styles.BANK, bank, run("{barcode}", styles.BANK.run_properties), self._width)
            + sides(styles.SMALL, licence, number, self._width)
            + plain(styles.TITLE, title)
        )

    def _later_head(self) -> str:
        properties = styles.SMALL.run_properties
        title = run(f"{_literal(self._template.title)}{{sample}}（续）", properties)
        field = f'<w:fldSimple w:instr=" PAGE ">{run("2", properties)}</w:fldSimple>'
        number = run("{number}　第 ", properties) + field + run(" 页", properties)
        bank = run("{bank}", styles.BANK.run_properties)
        return (
            sides(styles.BANK, bank, run("{barcode}", styles.BANK.run_properties), self._width)
            + sides(styles.SMALL, title, number, self._width)
            + plain(styles.GAP, "")
        )

    def _copy_head(self, name: str) -> str:
        bank = run("{bank}", styles.BANK.run_properties)
        small = styles.SMALL.run_properties
        width = self._width - 2 * _GRID_PADDING
        return (
            sides(styles.BANK, bank, run("{barcode}", styles.BANK.run_properties), width)
            + sides(styles.SMALL, run(_literal(name), small), run("{number}", small), width)
            + plain(styles.NARROW_TITLE, _literal(self._template.title) + "{sample}")
        )

    def _slip(self, slip: Slip) -> str:
        """Return the tear-off line and the slip in a row of a table: it is never parted."""
        style = styles.SLIP_TITLE
        title = run(_literal(slip.title) + "{sample}", style.run_properties)
        number = runs(named(slip.number), styles.SMALL)
        content = (
            plain(styles.TEAR_OFF, _literal(slip.tear_off), CUT)
            + sides(style, title, run("{barcode}", style.run_properties), self._width)
            + sides(styles.SMALL, "", number, self._width)
            + blocks_xml(slip.blocks, self._width)
        )
        whole = row(cell(content, self._width, align="top"), 1.0, is_exact=False)
        # A seal has room enough below it.
        is_clear = isinstance(self._template.body[-1], Seal)
        clear = plain(styles.END, "", "" if is_clear else exact_pitch(_CLEAR))
        return clear + table((self._width,), "", whole, padding=0) + plain(styles.END, "")


def _literal(text: str) -> str:
    """Return text that is never read as a field."""
    return text.replace("{", "｛").replace("}", "｝")


def _sized(style: styles.Style, size: float) -> str:
    return run_properties(style.font, size, style.bold)
