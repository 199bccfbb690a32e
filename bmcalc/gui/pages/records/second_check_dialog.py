"""The second check: enter from the source, compare, tick the facts; then it is signed elsewhere.

While the first screen is shown, no widget holds anything of the first check: the other screens are
made when they are needed and destroyed when one goes back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.records.blind_entry import BlindEntry
from bmcalc.gui.pages.records.comparison_view import ComparisonView
from bmcalc.gui.pages.records.fact_list import FactList
from bmcalc.gui.pages.records.return_dialog import ReturnDialog
from bmcalc.gui.pages.records.second_check_frame import FINISH, RETURN, BottomBar, Head
from bmcalc.gui.window.key_help import help_on
from bmcalc.gui.window.question import Answer, Role, ask
from bmcalc.records.second_check.entry import read_entry
from bmcalc.records.second_check.rows import Row
from bmcalc.records.second_check.second_check import SecondCheck

TITLE: Final = _("Second check")
ABOUT: Final = _("What makes the dose is entered a second time from the order and the charts, "
                 "without the first entry in sight. Then both are compared.")
KEYS: Final = (
    ("Tab", _("next field; units are no stops")),
    ("Alt+↓", _("open a list, or the units of a number")),
    (FINISH, _("go on: compare, tick the facts, sign")),
    (RETURN, _("return the check to the first person")),
    ("Esc", _("close without signing")),
)


class SecondCheckDialog(QDialog):
    """The three screens. ``sign`` is called with what is to be signed and says whether it was.

    ``give_back`` is called with the reason of a returned check; unless it says that nothing was
    recorded, the dialog closes.
    """

    def __init__(
        self, check: SecondCheck, sign: Callable[[SecondCheck], bool],
        give_back: Callable[[SecondCheck, str], bool | None], parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self)
        self._check = check
        self._sign = sign
        self._give_back = give_back
        self._is_ending = False
        self._screen: ComparisonView | FactList | None = None
        self.setModal(True)
        say(self, QWidget.setWindowTitle, TITLE)
        self.resize(self._room(parent))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.head = Head(self)
        layout.addWidget(self.head)
        self.stack = QStackedWidget(self)
        self.entry = BlindEntry(check.form, self.stack)
        self.stack.addWidget(self.entry)
        layout.addWidget(self.stack, 1)
        self.bottom = BottomBar(check.form, self)
        layout.addWidget(self.bottom)
        self.bottom.finish.clicked.connect(self.go_on)
        self.bottom.give_back.clicked.connect(self.ask_to_return)
        self.bottom.back.clicked.connect(self.go_back)
        self.entry.edited.connect(self._tell)
        self.entry.tab_before(self.bottom.give_back)
        QShortcut(QKeySequence(FINISH), self, self.go_on)
        QShortcut(QKeySequence(RETURN), self, self.ask_to_return)
        help_on(self, TITLE, ABOUT, KEYS)
        _empty_clipboard()
        self._show_entry("")

    def _room(self, parent: QWidget | None) -> QSize:
        """Return the size of the window that it stands over; alone what the screen has room for."""
        screen = self.screen().availableSize() - QSize(24, 48)
        if parent is not None and parent.window().isVisible():
            return parent.window().size().boundedTo(screen)
        return QSize(scaled(1100), scaled(760)).boundedTo(screen)

    # The screens

    def _show_entry(self, path: str) -> None:
        """Show the blind screen; what held the first check's values is destroyed before."""
        self._put_screen(None)
        self.head.show_step(1)
        self.head.show_band(
            Severity.INFO, _("Read from the order and the charts, not from the first check."),
            _("No dose, no verdict and no earlier value is shown before the comparison."))
        self._tell()
        self.entry.go_to(path)

    def _show_comparison(self) -> None:
        compared = self._check.comparison
        assert compared is not None
        view = ComparisonView(compared, self.stack, self._check.form.checked_by)
        view.correct.connect(self.correct)
        view.give_back.connect(self.ask_to_return)
        self._put_screen(view)
        self.head.show_step(2)
        count = len(compared.differences)
        if count:
            self.head.show_band(
                Severity.STOP, _("1 difference") if count == 1
                else _("{count} differences", count=count),
                _("Correct your own entry from the source, or return the check. Both entries are "
                  "kept; the signature opens when nothing differs."))
        else:
            self.head.show_band(Severity.INFO, _("Nothing differs."))
        self._tell()
        if count:
            view.focus()
        else:
            self.bottom.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_facts(self) -> None:
        view = FactList(self._check.facts(), self._check.left_to_tick, self.stack)
        view.ticked.connect(self._tick)
        self._put_screen(view)
        self.head.show_step(3)
        self.head.show_band(
            Severity.INFO, _("Both answers rest on these facts of the first check."),
            _("Tick each that you have found in its source as it stands here; else return the "
              "check."))
        self._tell()
        view.focus()

    def _put_screen(self, screen: ComparisonView | FactList | None) -> None:
        old, self._screen = self._screen, screen
        if screen is not None:
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(self.entry if screen is None else screen)
        if old is not None:
            self.stack.removeWidget(old)
            old.setParent(None)
            old.deleteLater()

    # What a person does

    def go_on(self) -> None:
        """Go to the next screen where nothing stands against it, from the last one to signing."""
        if self._screen is None:
            self._compare()
        elif isinstance(self._screen, ComparisonView):
            if not self._differences():
                self._show_facts()
        elif self._check.is_settled and self._sign(self._check):
            self._leave()

    def _compare(self) -> None:
        entry = self.entry.whole()
        if entry is None:
            return
        empty = self.entry.left_empty()
        if not empty or self._check.newest is not None:
            self._compare_now()
            return
        ask(TITLE, _("Left empty: {fields}. Compare only where no source states them.",
                     fields=Joined(empty)), (
            Answer(_("Go on entering"), Role.REJECT),
            Answer(_("No source states them: compare"), Role.ACCEPT, self._compare_now),
        ), self)

    def _compare_now(self) -> None:
        if not self._check.enter(self.entry.raw()).faults:
            self._show_comparison()

    def correct(self, row: Row) -> None:
        """Go back to one's own entry, to the field of a row."""
        path = row.field
        if path.startswith("last."):
            entry = read_entry(self.entry.raw())
            path = self.entry.row_of_last_dose(path.removeprefix("last."), entry)
        elif path == "drug":
            path = self.entry.empty_row()
        self._show_entry(path)

    def go_back(self) -> None:
        """Go to the screen before."""
        if isinstance(self._screen, FactList):
            self._show_comparison()
        elif self._screen is not None:
            self._show_entry("")

    def _tick(self, what: str, is_found: bool) -> None:
        self._check.tick(what, is_found)
        self._tell()

    def ask_to_return(self) -> None:
        """Ask why, and return the check."""
        ReturnDialog(self._return, self).open()

    def _return(self, reason: str) -> None:
        if self._give_back(self._check, reason) is not False:
            self._leave()

    # What is told

    def _differences(self) -> int:
        compared = self._check.comparison
        return 0 if compared is None else len(compared.differences)

    def _tell(self) -> None:
        """Say below what is still between here and the next screen."""
        self.bottom.offer_back(self._screen is not None)
        if self._screen is None:
            filled, every = self.entry.filled()
            left = every - filled
            self.head.band.show_progress(filled, every)
            self.bottom.show_left(_("Compare"), "" if not left else _("1 field left") if left == 1
                                  else _("{count} fields left", count=left), True, _("entering"))
            return
        self.head.band.show_progress(0, 0)
        if isinstance(self._screen, ComparisonView):
            count = self._differences()
            self.bottom.show_left(
                _("Facts to tick"), "" if not count else _("1 difference") if count == 1
                else _("{count} differences", count=count), not count, _("comparing"))
        else:
            left = len(self._check.left_to_tick)
            self.bottom.show_left(_("Sign"), _("left to tick: {count}", count=left) if left else "",
                                  not left, _("finding the facts"))

    def _leave(self) -> None:
        self._is_ending = True
        self.accept()

    def reject(self) -> None:
        """Close; what was entered is not lost without a question."""
        if self._is_ending or self.entry.is_empty():
            super().reject()
            return
        ask(TITLE, _("Nothing was signed, and what you entered is lost. Close all the same?"), (
            Answer(_("Go on entering"), Role.REJECT),
            Answer(_("Close without signing"), Role.DESTRUCTIVE, super().reject),
        ), self)


def _empty_clipboard() -> None:
    """Take away what somebody may have copied from the first check."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
