"""The paragraph styles of our Word documents.

Fonts are the reader's own: 仿宋 for text, 黑体 for titles, 楷体 for the second level, 宋体 in
tables, Times New Roman for Latin; named on the styles here and again on every run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from docx.enum.text import WD_ALIGN_PARAGRAPH

LATIN = "Times New Roman"


@dataclass(frozen=True, eq=False)
class Style:
    """A paragraph style; lengths in points, ``pitch`` is exact unless ``grows``."""

    name: str
    font: str
    size: float
    pitch: float
    bold: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    grows: bool = False

    @cached_property
    def id(self) -> str:
        """The id python-docx gives a style of this name."""
        return self.name.replace(" ", "")

    @cached_property
    def run_properties(self) -> str:
        """The properties every run of this style repeats."""
        return run_properties(self.font, self.size, self.bold)


@cache
def run_properties(font: str, size: float, bold: bool = False) -> str:
    """Return ``w:rPr`` naming the East Asian and the Latin font."""
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{LATIN}" w:hAnsi="{LATIN}" '
        f'w:eastAsia="{font}"/>{weight}<w:sz w:val="{int(2 * size)}"/></w:rPr>'
    )


BODY = Style("Paper Text", "仿宋", 10.5, 15.5, align=WD_ALIGN_PARAGRAPH.JUSTIFY, indent=21.0)
ADDRESS = Style("Paper Address", "仿宋", 10.5, 15.5)
BANK = Style("Paper Bank", "黑体", 9.5, 22.0, grows=True)
SMALL = Style("Paper Small", "仿宋", 9.0, 14.0)
TITLE = Style(
    "Paper Title", "黑体", 22.0, 30.0, align=WD_ALIGN_PARAGRAPH.CENTER, before=4.0, after=4.0
)
TABLE_HEAD = Style(
    "Paper Table Head", "宋体", 9.0, 12.0, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER
)
TABLE_LEFT = Style("Paper Table Left", "宋体", 9.0, 12.0)
TABLE_CENTRE = Style("Paper Table Centre", "宋体", 9.0, 12.0, align=WD_ALIGN_PARAGRAPH.CENTER)
TABLE_RIGHT = Style("Paper Table Right", "宋体", 9.0, 12.0, align=WD_ALIGN_PARAGRAPH.RIGHT)
HEADING = Style("Paper Heading", "黑体", 10.5, 18.0, bold=True, before=3.0)
CENTRE = Style("Paper Centre", "黑体", 10.5, 18.0, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
FORM = Style("Paper Form", "仿宋", 10.0, 14.5)
LABEL = Style("Paper Label", "黑体", 10.0, 14.5, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
NARROW_TITLE = Style("Paper Narrow Title", "黑体", 17.0, 24.0, align=WD_ALIGN_PARAGRAPH.CENTER)
END = Style("Paper End", "仿宋", 1.0, 1.0)
SIGNER = Style("Paper Signer", "仿宋", 10.5, 28.0, align=WD_ALIGN_PARAGRAPH.CENTER)
GAP = Style("Paper Gap", "仿宋", 4.0, 7.0)
TEAR_OFF = Style("Paper Tear Off", "仿宋", 8.0, 16.0, align=WD_ALIGN_PARAGRAPH.CENTER, after=10.0)
SLIP_TITLE = Style("Slip Title", "楷体", 12.5, 22.0, bold=True, grows=True)
SLIP = Style("Slip Text", "仿宋", 10.5, 20.5)
SLIP_SMALL = Style("Slip Small", "仿宋", 9.0, 20.5)

STYLES = (
    BODY,
    ADDRESS,
    BANK,
    SMALL,
    TITLE,
    TABLE_HEAD,
    TABLE_LEFT,
    TABLE_CENTRE,
    TABLE_RIGHT,
    HEADING,
    CENTRE,
    FORM,
    LABEL,
    NARROW_TITLE,
    END,
    SIGNER,
    GAP,
    TEAR_OFF,
    SLIP_TITLE,
    SLIP,
    SLIP_SMALL,
)
