"""Every change in the window: the page computes, and what stands around it follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from bmcalc.gui.form.tab_order import put_last
from bmcalc.gui.look.card import settle
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.window.dressed_window import DressedWindow
from bmcalc.gui.window.page_actions import PageActions
from bmcalc.gui.window.page_stack import PageStack, attempt

if TYPE_CHECKING:
    from bmcalc.gui.window.thread_filling import ThreadFilling


class ComputingWindow(DressedWindow):
    """A window whose page follows every change once the event that brought it is done."""

    actions_of_page: PageActions
    _stack: PageStack
    _filling: ThreadFilling | None = None
    _due = _has_formulary = False

    def _changed(self) -> None:
        """Compute once when the current event is done, however many fields changed in it."""
        self.bottom.hush()
        if not self._due:
            self._due = True
            QTimer.singleShot(0, self, self._refresh_if_due)

    def _refresh_if_due(self) -> None:
        """Show the result of what was typed, and let its working follow one turn later."""
        if self._due:
            self._compute()
            QTimer.singleShot(0, self, self._finish)

    def _up_to_date(self) -> PageView | None:
        """Return the page with every change in it; None while it is not said whose it is."""
        self._refresh_if_due()
        return self.view() if self.patient.settle() else None

    def _is_ready(self) -> bool:
        """Say whether the page shows what was typed last, of the patient who is named above it."""
        return not self._due and self.patient.settle()

    def _refresh(self) -> None:
        self._compute()
        self._finish()

    def _compute(self) -> None:
        self._due = False
        self._stack.refresh()
        view = self.view()
        if not attempt("the bottom bar", lambda: self._show_actions(view)):
            self.bottom.offer(False)
        if not attempt("the patient strip", lambda: self._show_strip(view)):
            self.strip.forget()
        if self._menus is not None:
            self._menus.restore.setEnabled(self.session.can_restore())
        settle()

    def _show_actions(self, view: PageView | None) -> None:
        if self.actions_of_page.show(view):
            self._bottom_last()

    def _offer_nothing(self) -> None:
        """Let the bar say nothing of a page whose results were taken from sight."""
        if not attempt("the bottom bar", lambda: self._show_actions(self.view())):
            self.bottom.show_standing(())
        self.bottom.offer(False)

    def _show_strip(self, view: PageView | None) -> None:
        if view is None:
            self.strip.refresh(frozenset())
        else:
            self.strip.show_page(view, view.strip_fields(), view.strip_parts())
            self.strip.refresh(view.needs(), view.strip_words())

    def _finish(self) -> None:
        """Show what may follow the result by one turn, unless a newer change waits."""
        if not self._due:
            self._stack.finish()
            if self._filling is not None:
                self._filling.follow()
            settle()

    def _bottom_last(self) -> None:
        """Let Tab reach the bottom after the page.

        Nobody goes round before the formulary is read, and the first paint is sooner without it.
        """
        if not self._has_formulary:
            return
        put_last(self, *self.bottom.buttons())
