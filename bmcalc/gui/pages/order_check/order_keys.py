"""The keys of the order page, whatever part of it has the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _

NEXT, BEFORE, WHY, ALL = "F8", "Shift+F8", "F4", "Ctrl+L"
KEYS: Final[tuple[tuple[str, object], ...]] = (
    (NEXT, _("to the field of the next finding")),
    (BEFORE, _("to the field of the finding before")),
    (WHY, _("why the dose is what it is")),
    (ALL, _("all laboratory values and facts, or close them")),
)


class OrderKeys:
    """Shortcuts while the page is shown."""

    def __init__(
        self, page: QWidget, step: Callable[[bool], None], why: Callable[[], None],
        all_facts: Callable[[], None],
    ) -> None:
        acts: dict[str, Callable[[], object]] = {
            NEXT: lambda: step(True), BEFORE: lambda: step(False), WHY: why, ALL: all_facts,
        }
        self.shortcuts = [QShortcut(QKeySequence(keys), page, act) for keys, act in acts.items()]
