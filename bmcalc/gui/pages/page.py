"""What every page is to the window: how it is found, built, told about and printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bmcalc.gui.window.session import Session

if TYPE_CHECKING:
    from bmcalc.report.document import Report


class PageView(QWidget):
    """What the window shows of one page.

    ``case_asked`` asks to open a printed case on a page: its number, the page's id, and whether
    its invented height and weight are filled in. ``told`` says something in the bottom bar;
    ``grown`` tells that the page has more controls than before.
    """

    case_asked = Signal(int, str, bool)
    told = Signal(object)
    grown = Signal()

    def enter(self) -> None:
        """Read the session again: fields may have changed on another page."""

    def use_formulary(self) -> None:
        """Use the drugs and regimens, which are read after the first paint."""

    def refresh(self) -> None:
        """Compute again and show the result."""

    def translate(self) -> None:
        """Read every text again in the current language."""

    def needs(self) -> frozenset[str]:
        """Name the patient's fields that the page cannot do without."""
        return frozenset()

    def summary(self) -> str | None:
        """Return the page as plain text, or None where there is nothing to copy."""
        return None

    def can_print(self) -> bool:
        """Say whether there is something to put on paper."""
        return False

    def keys(self) -> list[tuple[str, object]]:
        """Return the keys that work on this page alone, with what they do."""
        return []

    def report(self) -> Report | None:
        """Return the page as it is printed, or None where there is nothing to print."""
        return None


class Page(NamedTuple):
    """One page: where it stands in the navigation, and how it is built when first visited.

    ``go_to`` puts the keyboard into a field of the patient strip.
    """

    id: str
    title: object
    group: str
    order: int
    build: Callable[[Session, Callable[[str], None], QWidget], PageView]
    shown_by_default: bool = True
    shortcut: str = ""
    summary: object = ""
