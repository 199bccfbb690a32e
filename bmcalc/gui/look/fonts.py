"""The fonts that the window and the paper use, and the one that ships with the program."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QFont, QGuiApplication

from bmcalc.resource_files import resource


def load_shipped_fonts() -> None:
    """Make the fonts that ship with an installed program known to Qt; a checkout has none."""
    for path in sorted(resource("fonts").glob("*.ttc")):
        from PySide6.QtGui import QFontDatabase

        QFontDatabase.addApplicationFont(str(path))


def without_window() -> QGuiApplication:
    """Return the running application, or one that shows nothing where there is no display."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QGuiApplication(sys.argv[:1])
    load_shipped_fonts()
    return made


def fonts_in_use() -> str:
    """Return the families that Qt chose for the window and for paper."""
    from bmcalc.gui.look.theme import FAMILIES
    from bmcalc.gui.pictures.paper.fonts import PAPER_FONTS

    return ", ".join(dict.fromkeys(_chosen(families) for families in (FAMILIES, PAPER_FONTS)))


def _chosen(families: tuple[str, ...] | list[str]) -> str:
    from PySide6.QtGui import QFontInfo

    font = QFont()
    font.setFamilies(list(families))
    return QFontInfo(font).family()
