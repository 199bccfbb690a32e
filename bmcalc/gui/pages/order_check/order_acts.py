"""What can be done with the order: ask the prescriber, copy a finding, record the first check."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.order_check.matter_row import MatterRow
from bmcalc.gui.pages.order_check.matters import Matter
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.query_text import finding_text, query_text, worth_asking
from bmcalc.gui.pages.order_check.recording import (
    SAVE,
    SignedOrder,
    open_query,
    recorded_check,
    save_check,
    signed_order,
)
from bmcalc.gui.pages.page import PageAction, may_take
from bmcalc.gui.window.session import RECORD, Session

NOT_SIGNED = _("not signed")
NOT_TAKEN = _("The clipboard did not take it: nothing was copied.")


class OrderActs:
    """Each says in the bottom bar what it did."""

    def __init__(
        self, session: Session, told: SignalInstance, changed: SignalInstance, page: QWidget
    ) -> None:
        self._session, self._told, self._changed, self._page = session, told, changed, page
        self._signed = SignedOrder()

    def look(self) -> None:
        """Read anew who signed the check to which the order belongs."""
        self._signed = signed_order(recorded_check(self._session))

    def actions(
        self, outcome: OrderOutcome | None, matters: Sequence[Matter],
        paste: Callable[[], None],
    ) -> Sequence[PageAction]:
        """Return the buttons of the page."""
        asked = worth_asking(matters)
        return (
            PageAction(_("Paste…"), "Ctrl+Shift+V", paste),
            PageAction(_("Query"), "Ctrl+E", lambda: self._ask_now(outcome, matters),
                       why_not="" if asked else _("nothing to ask about")),
            PageAction(SAVE, "Ctrl+S", self._save, primary=True, why_not=_why_not_saved(outcome)),
        )

    def standing(self, outcome: OrderOutcome | None) -> Sequence[tuple[object, object]]:
        """Return who signed the first and the second check of the order as it stands now."""
        first = second = ""
        if recorded_check(self._session) and outcome is not None and not outcome.problems and (
            self._signed.is_of(outcome.check)
        ):
            first, second = self._signed.first, self._signed.second
        return (
            (_("First check"), first or NOT_SIGNED),
            (_("Second check"), second or _("another person")),
        )

    def _save(self) -> None:
        save_check(self._session, self._page.window(), self._recorded)

    def _recorded(self, words: object) -> None:
        """Say what was recorded, with who signed it: the order is that check from now on."""
        self.look()
        self._changed.emit()
        self._told.emit(words)

    def _ask_now(self, outcome: OrderOutcome | None, matters: Sequence[Matter]) -> None:
        """Ask about the finding that has the keyboard, or about all that is worth asking."""
        row = self._page.focusWidget()
        one = row.matter if isinstance(row, MatterRow) and row.hasFocus() else None
        self.ask(outcome, [one] if one in worth_asking(matters) else worth_asking(matters))

    def ask(self, outcome: OrderOutcome | None, matters: Sequence[Matter | None]) -> None:
        """Copy the question about these findings; where the order is recorded, record it too."""
        asked = [one for one in matters if one is not None]
        if outcome is None or not asked or not may_take(self._page):
            return
        number = str(self._session.entry("", RECORD).typed or "")
        text = query_text(outcome, asked, number)
        self._copy(text, _("The question to the prescriber is copied."))
        open_query(self._session, text, self._page.window())

    def copy(self, matter: Matter) -> None:
        """Copy one finding with its sources."""
        if not may_take(self._page):
            return
        self._copy(finding_text(matter), _("Copied"))

    def _copy(self, text: str, done: object) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text)
        self._told.emit(done if clipboard.text() == text else NOT_TAKEN)


def _why_not_saved(outcome: OrderOutcome | None) -> object:
    """Return what keeps the order from being recorded, nothing where it can be."""
    if outcome is None:
        return _("nothing to record")
    left = len(outcome.missing) + len(outcome.problems)
    if left:
        return _("fields left: {count}", count=left)
    return "" if outcome.check is not None else _("nothing to record")
