"""The look: four schemes of colours, the type sizes, and the stylesheet made of both."""

from __future__ import annotations

from functools import lru_cache
from string import Template
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from bmcalc.core.severity import Severity
from bmcalc.resource_files import resource


class Scheme(NamedTuple):
    """The colours of one scheme, each named by what it is for."""

    window: str
    card: str
    line: str
    hairline: str
    field_line: str
    text: str
    heading: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    on_accent: str
    quiet: str
    hover: str
    stop: str
    stop_soft: str
    stop_bar: str
    caution: str
    caution_soft: str
    caution_bar: str
    fine: str
    fine_soft: str
    fine_bar: str
    add: str
    add_soft: str
    add_bar: str
    selection: str
    dark: bool
    lined: bool
    """Whether what stands on a ground of its colour has a line of that colour around it too."""


LIGHT = Scheme(
    window="#f5f6f8", card="#ffffff", line="#e3e7ec", hairline="#edf0f3", field_line="#788595",
    text="#1b2430", heading="#33404f", muted="#5d6977", accent="#0b6f67", accent_text="#0b5f59",
    accent_soft="#e4f2f0", on_accent="#ffffff", quiet="#f0f4f6", hover="#f2f9f8",
    stop="#9f1d20", stop_soft="#fbe6e6", stop_bar="#f1caca",
    caution="#85480a", caution_soft="#fdf1de", caution_bar="#f8e2bc",
    fine="#1c6a38", fine_soft="#e5f5ea", fine_bar="#cce9d6",
    add="#27508a", add_soft="#eaf0f9", add_bar="#b9cdea", selection="#bfe1dc",
    dark=False, lined=False,
)
DARK = Scheme(
    window="#12171b", card="#1a2127", line="#2a333b", hairline="#242c33", field_line="#768490",
    text="#e6ebef", heading="#cdd5dc", muted="#9aa7b2", accent="#3fb3a6", accent_text="#78d3c8",
    accent_soft="#173b38", on_accent="#06201d", quiet="#222b32", hover="#1e2b2d",
    stop="#ff9d9b", stop_soft="#3f2124", stop_bar="#6b3235",
    caution="#f2bd72", caution_soft="#3a2c17", caution_bar="#6a5024",
    fine="#86d6a0", fine_soft="#1a3524", fine_bar="#2c5a3c",
    add="#9cc2f5", add_soft="#1b2c44", add_bar="#345786", selection="#1f5953",
    dark=True, lined=False,
)
HIGH_CONTRAST = Scheme(
    window="#000000", card="#000000", line="#ffffff", hairline="#8a8a8a", field_line="#ffffff",
    text="#ffffff", heading="#ffffff", muted="#e6e6e6", accent="#ffe14d", accent_text="#000000",
    accent_soft="#ffe14d", on_accent="#000000", quiet="#000000", hover="#2b2b2b",
    stop="#ffb3b3", stop_soft="#4a0d0d", stop_bar="#c43131",
    caution="#ffd27a", caution_soft="#402c00", caution_bar="#8f5f00",
    fine="#a6f0bd", fine_soft="#003d17", fine_bar="#1c7f3d",
    add="#a9d1ff", add_soft="#002a5c", add_bar="#2a69b3", selection="#00527a",
    dark=True, lined=True,
)

SYSTEM = "system"
SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": HIGH_CONTRAST}

FAMILIES = (
    "Inter", "Noto Sans", "Segoe UI", "Helvetica Neue",
    "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC",
)
FIXED_FAMILIES = (
    "Noto Sans Mono", "Consolas", "Menlo", "DejaVu Sans Mono",
    "WenQuanYi Micro Hei Mono", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC",
)

BODY = 14
"""Size of ordinary text in pixels at a text size of 100 %."""

SIZES = {"caption": 12, "small": 12, "body": BODY, "title": 15, "chip": 16, "brand": 20,
         "headline": 30}


class _Look:
    """What is in force now; painted widgets ask for it."""

    scheme: Scheme = LIGHT
    percent: int = 100
    colours: dict[str, QColor]


_look = _Look()
_look.colours = {}


def scheme() -> Scheme:
    """Return the scheme in force."""
    return _look.scheme


def colour(name: str) -> QColor:
    """Return a colour of the scheme in force by its name."""
    found = _look.colours.get(name)
    if found is None:
        found = _look.colours[name] = QColor(getattr(_look.scheme, name))
    return found


def severity_names(severity: Severity) -> tuple[str, str, str]:
    """Return the colour names of a severity: its text, its ground, its bar."""
    if severity is Severity.STOP:
        return "stop", "stop_soft", "stop_bar"
    if severity is Severity.CAUTION:
        return "caution", "caution_soft", "caution_bar"
    return "fine", "fine_soft", "fine_bar"


def scaled(pixels: int) -> int:
    """Return a length at the text size in force."""
    return round(pixels * _look.percent / 100)


def font(size: str = "body", *, bold: bool = False, fixed: bool = False) -> QFont:
    """Return a font of the type scale, with digits of equal width."""
    return QFont(_font(scaled(SIZES[size]), bold, fixed))


@lru_cache(maxsize=64)
def _font(pixels: int, bold: bool, fixed: bool) -> QFont:
    made = QFont()
    made.setFamilies(list(FIXED_FAMILIES if fixed else FAMILIES))
    made.setPixelSize(pixels)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    if bold:
        made.setWeight(QFont.Weight.Bold)
    return made


def system_is_dark() -> bool:
    """Say whether the desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def apply(app: QApplication, choice: str, percent: int = 100) -> None:
    """Put a scheme (``system``, ``light``, ``dark``, ``contrast``) and a text size in force.

    The style sheet is put on each part by :func:`dress`: one for the whole application would be
    matched anew against every widget of every page, also of those that are hidden.
    """
    hints = QGuiApplication.styleHints()
    if choice == SYSTEM:
        hints.unsetColorScheme()
        chosen = DARK if system_is_dark() else LIGHT
    else:
        chosen = SCHEMES[choice]
        hints.setColorScheme(Qt.ColorScheme.Dark if chosen.dark else Qt.ColorScheme.Light)
    _look.scheme = chosen
    _look.percent = percent
    _look.colours = {}
    app.setFont(font())
    app.setPalette(_palette(chosen))
    # The stub wants bytes, which the call itself refuses.
    app.setPalette(_box_palette(chosen), "QCheckBox")  # type: ignore[arg-type]


def dress(part: QWidget) -> None:
    """Put the style sheet in force on a part of the window and all that it holds."""
    wanted = stylesheet()
    if part.styleSheet() != wanted:
        part.setStyleSheet(wanted)


def stylesheet() -> str:
    """Return the stylesheet with the colours and sizes in force."""
    return _stylesheet(_look.scheme, _look.percent)


@lru_cache(maxsize=2)
def _stylesheet(chosen: Scheme, percent: int) -> str:
    text = resource("styles", "window.qss").read_text(encoding="utf-8")
    places = {name: str(value) for name, value in chosen._asdict().items()}
    places.update(
        {f"{name}_size": f"{round(size * percent / 100)}px" for name, size in SIZES.items()}
    )
    places["fixed"] = ", ".join(f'"{family}"' for family in FIXED_FAMILIES)
    return Template(text).substitute(places)


def _box_palette(chosen: Scheme) -> QPalette:
    """Return the colours of a box to tick: its frame is drawn a shade darker than the window."""
    palette = _palette(chosen)
    palette.setColor(QPalette.ColorRole.Window, QColor(chosen.muted))
    return palette


def _palette(chosen: Scheme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(chosen.card), QColor(chosen.window))
    for which, name in (
        (role.WindowText, chosen.text), (role.Text, chosen.text), (role.ButtonText, chosen.text),
        (role.Base, chosen.card), (role.AlternateBase, chosen.window), (role.Button, chosen.card),
        (role.Highlight, chosen.selection), (role.HighlightedText, chosen.text),
        (role.PlaceholderText, chosen.muted), (role.ToolTipBase, chosen.card),
        (role.ToolTipText, chosen.text), (role.Link, chosen.accent), (role.Mid, chosen.line),
        (role.LinkVisited, chosen.accent), (role.Accent, chosen.accent),
    ):
        palette.setColor(which, QColor(name))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.muted))
    return palette
