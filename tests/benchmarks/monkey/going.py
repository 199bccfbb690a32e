"""Going about in the window: the search, the thread, keys of pages and of their lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bmcalc.gui.pages.order_check.filter_chips import Chip
from bmcalc.gui.window.window import Window
from tests.benchmarks.monkey.controls import Step, visible

FOUND = ("carb", "mirels", "den", "thp", "tcbhp", "docetaxel", "kabo", "BM-0201", "BM-0202",
         "clear", "today", "course", "zh", "repo", "zzz")
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
KEYS: tuple[tuple[Qt.Key, Qt.KeyboardModifier], ...] = (
    (Qt.Key.Key_F2, NONE), (Qt.Key.Key_F3, NONE), (Qt.Key.Key_F4, NONE), (Qt.Key.Key_F6, NONE),
    (Qt.Key.Key_F8, NONE), (Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier),
    (Qt.Key.Key_0, CONTROL), (Qt.Key.Key_1, CONTROL), (Qt.Key.Key_2, CONTROL),
    (Qt.Key.Key_L, CONTROL), (Qt.Key.Key_N, CONTROL), (Qt.Key.Key_E, CONTROL),
    (Qt.Key.Key_Escape, NONE),
)
LETTERS = "NQHRP2A/"


class Going:
    """Each goes somewhere, or does by a key what a page offers."""

    def __init__(self, window: Window, subjects: Mapping[str, Sequence[str]], chance: Random,
                 step: Step) -> None:
        self._window, self._subjects, self._chance, self._step = window, subjects, chance, step

    def search(self) -> None:
        """Search over everything, and take what is marked, another, or nothing."""
        self._step("open the search", self._window.open_search)
        finder = self._window._finder
        if finder is None or finder.palette.isHidden():
            return
        line = finder.palette.line
        for letter in self._chance.choice(FOUND):
            self._step("search everything", lambda one=letter: QTest.keyClicks(line, one))
        for _time in range(self._chance.randrange(3)):
            self._step("search everything", lambda: QTest.keyClick(line, Qt.Key.Key_Down))
        key = self._chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape))
        marked = finder.palette.marked()
        ends = marked is not None and marked.act is not None
        self._step("take what was found", lambda: QTest.keyClick(
            line, Qt.Key.Key_Escape if ends else key))
        self._step("close the search", finder.palette.close_up)

    def thread(self) -> None:
        """Click on a line of the thread."""
        found = self._window.navigation.list
        if not found.isVisible() or not found.rows():
            return
        place = found.visualRect(found.model().index(self._chance.randrange(
            found.model().rowCount()), 0)).center()
        self._step("click in the thread", lambda: QTest.mouseClick(
            found.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place)))

    def subject(self) -> None:
        """Ask for a page with something of the records on it."""
        page = self._chance.choice(sorted(self._subjects))
        subject = self._chance.choice(self._subjects[page])
        self._step(f"visit {page}", lambda: self._window._go(page, subject))

    def key(self) -> None:
        """Press a key of the window or of the page, wherever the keyboard is."""
        key, held = self._chance.choice(KEYS)
        focused = QApplication.focusWidget() or self._window
        if focused.window() is self._window:
            self._step(f"key {key.name}", lambda: QTest.keyClick(focused, key, held))

    def letter(self) -> None:
        """Press a letter in the list of a page of the records."""
        focused = QApplication.focusWidget()
        if focused is not None and type(focused).__name__.endswith("List"):
            letter = self._chance.choice(LETTERS)
            self._step("letter in a list", lambda: QTest.keyClicks(focused, letter))

    def chip(self) -> None:
        """Filter the findings and rows of an order, or show them all again."""
        chips = visible(Chip, self._window)
        if chips:
            self._step("filter", self._chance.choice(chips).click)
