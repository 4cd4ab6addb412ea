"""How the window looks: colours, spaces, sizes and the one style sheet, light and dark.

Widgets that paint themselves ask :func:`tokens_of` for the colours of their palette, so nothing
has to be told when the theme changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

SPACE_4, SPACE_8, SPACE_12, SPACE_16, SPACE_20 = 4, 8, 12, 16, 20
RADIUS, CARD_RADIUS = 6, 8
ROW_HEIGHT, BUTTON_HEIGHT = 32, 34
TEXT_POINTS = 10.5
SMALLEST_POINTS, LARGEST_POINTS = 8.5, 18.0

# Hinted for screens where it exists; the packaged font stands in on every other machine.
_FAMILIES = ("Microsoft YaHei UI", "Noto Sans SC", "Noto Sans CJK SC")
_SHEET = Path(__file__).with_name("theme.qss")
_ICONS = Path(__file__).with_name("icons")


class Tone(StrEnum):
    """What a state means; it is always said in words too."""

    DANGER = "danger"
    WARNING = "warning"
    GOOD = "good"
    INFO = "info"
    MUTED = "neutral"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as ``#RRGGBB``; ``..._tint`` is the ground behind a colour."""

    ink: str
    muted: str
    line: str
    edge: str
    surface: str
    canvas: str
    head: str
    brand: str
    brand_ink: str
    brand_hover: str
    brand_tint: str
    on_brand: str
    danger: str
    danger_tint: str
    warning: str
    warning_tint: str
    good: str
    good_tint: str
    info: str
    info_tint: str
    neutral: str
    neutral_tint: str

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Return the ink and the ground of a tone."""
        return QColor(getattr(self, tone.value)), QColor(getattr(self, f"{tone.value}_tint"))


LIGHT = Tokens(
    ink="#1F2933",
    muted="#5B6875",
    line="#DDE3EA",
    edge="#C3CCD6",
    surface="#FFFFFF",
    canvas="#F4F6F8",
    head="#F8FAFB",
    brand="#14735A",
    brand_ink="#0F5C48",
    brand_hover="#0F6049",
    brand_tint="#E3F1EC",
    on_brand="#FFFFFF",
    danger="#B3261E",
    danger_tint="#FBE3E1",
    warning="#7A4A00",
    warning_tint="#FDEED3",
    good="#1C5E2A",
    good_tint="#DFF1E4",
    info="#174A86",
    info_tint="#E1ECFA",
    neutral="#4A5663",
    neutral_tint="#E8ECF1",
)

DARK = Tokens(
    ink="#E6EAEE",
    muted="#9DA9B5",
    line="#333D47",
    edge="#4A5663",
    surface="#1C232A",
    canvas="#141A1F",
    head="#20282F",
    brand="#1E8A6D",
    brand_ink="#6FD1B4",
    brand_hover="#249A7A",
    brand_tint="#1D3A32",
    on_brand="#FFFFFF",
    danger="#FF9A92",
    danger_tint="#4A1F1C",
    warning="#F2C274",
    warning_tint="#43320F",
    good="#8FD6A0",
    good_tint="#1B3A24",
    info="#9CC3F5",
    info_tint="#1B3150",
    neutral="#B7C1CB",
    neutral_tint="#2C353E",
)


def tokens_of(palette: QPalette) -> Tokens:
    """Return the tokens a palette was made from, judged by its ink.

    Its ground would not do: a style sheet makes that of some widgets transparent.
    """
    ink = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
    return DARK if ink.lightness() > 128 else LIGHT


def load_fonts(paths: Iterable[Path]) -> None:
    """Make font files known to this process; needs a QApplication."""
    for path in paths:
        font_family(path)


@cache
def font_family(path: Path) -> str:
    """Return the family of a font file, made known to this process (15 ms), "" if unreadable."""
    number = QFontDatabase.addApplicationFont(str(path))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), "")


def text_font(points: float = TEXT_POINTS) -> QFont:
    """Return the window's font: the first of our families that this machine has."""
    present = set(QFontDatabase.families())
    font = QFont([family for family in _FAMILIES if family in present] or ["sans-serif"])
    font.setPointSizeF(points)
    return font


def palette_for(tokens: Tokens) -> QPalette:
    """Return Fusion's palette in our colours."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.canvas,
        role.WindowText: tokens.ink,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.head,
        role.Text: tokens.ink,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.surface,
        role.ButtonText: tokens.ink,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.ink,
        role.Highlight: tokens.brand,
        role.HighlightedText: tokens.on_brand,
        role.Link: tokens.brand_ink,
        role.Light: tokens.surface,
        role.Midlight: tokens.line,
        role.Mid: tokens.edge,
        role.Dark: tokens.muted,
        role.Accent: tokens.brand,
    }
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.edge))
    return palette


def style_sheet(tokens: Tokens, points: float = TEXT_POINTS) -> str:
    """Return the style sheet; its other text sizes keep their ratio to ``points``."""
    sizes = {
        "text": f"{points:.1f}pt",
        "small": f"{points * 0.9:.1f}pt",
        "heading": f"{points * 1.43:.1f}pt",
        "figure": f"{points * 1.8:.1f}pt",
        "brand_size": f"{points * 1.15:.1f}pt",
    }
    return Template(_SHEET.read_text(encoding="utf-8")).substitute(
        asdict(tokens), **sizes, icons=_ICONS.as_posix()
    )


def apply_theme(application: QApplication, *, dark: bool, points: float = TEXT_POINTS) -> None:
    """Dress the whole application; may be called again at any time."""
    tokens = DARK if dark else LIGHT
    application.setStyle("Fusion")
    application.setPalette(palette_for(tokens))
    application.setFont(text_font(points))
    application.setStyleSheet(style_sheet(tokens, points))
