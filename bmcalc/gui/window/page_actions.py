"""What can be done with the page that is shown: copy it, print it, save it as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.page import NoPaper, PageAction, PageView, Paper
from bmcalc.gui.window.bottom_bar import BottomBar
from bmcalc.saved_file import why_not_saved

if TYPE_CHECKING:
    from bmcalc.report.document import Report

PRINT_KEY: Final = "Ctrl+P"


class PageActions:
    """The buttons at the bottom, for whatever page ``view`` returns; ``saved`` hears of paper.

    ``view`` computes what is due first, and returns None while it is not said whose page it is.
    """

    def __init__(
        self, bottom: BottomBar, view: Callable[[], PageView | None], saved: Callable[[], None],
        window: QWidget,
    ) -> None:
        self._bottom, self._view, self._window = bottom, view, window
        self._saved = saved
        self._keys: list[QAction] = []
        self._shown: Sequence[PageAction] = ()
        self._papers: list[QAction] = []
        self._titles: list[str] = []
        bottom.print.clicked.connect(lambda _on=False: self.print())
        self._by_key(_("See the pages and print them"), PRINT_KEY, self.print)
        for act, do, keys, words in (
            (bottom.copy, self.copy, "Ctrl+Shift+C", _("Copy the page as text")),
            (bottom.save_pdf, self.ask_where_to_save, "Ctrl+Shift+P", _("Save as PDF")),
        ):
            say(act, QAction.setText, words)
            act.setShortcut(keys)
            act.triggered.connect(lambda _on=False, do=do: do())
            bottom.addAction(act)

    def _by_key(self, words: object, keys: str, act: Callable[[], object]) -> QAction:
        """Return an action of the bar: a button would lose its key when its text is set anew."""
        action = QAction(self._bottom)
        say(action, QAction.setText, words)
        action.setShortcut(keys)
        action.triggered.connect(lambda _on=False: act())
        self._bottom.addAction(action)
        return action

    def show(self, view: PageView | None) -> bool:
        """Show what can be done with a page; say whether other buttons stand there now."""
        actions = () if view is None else tuple(view.page_actions())
        papers = () if view is None else tuple(view.papers())
        self._bottom.show_standing(() if view is None else view.standing())
        self._bottom.show_quiet(view is None or bool(view.strip_fields()))
        first = papers[0].title if papers else ""
        can_print = view is not None and view.can_print()
        self._bottom.print.show_action(
            _("Print"), PRINT_KEY, "", first or _("See the pages and print them"))
        self._bottom.offer(can_print)
        others = self._bottom.show_actions(actions, self.act)
        if [one.keys for one in actions] != [one.keys for one in self._shown]:
            for action in self._keys:
                self._bottom.removeAction(action)
                action.deleteLater()
            self._keys = [
                self._by_key(one.text, one.keys, partial(self.act, place))
                for place, one in enumerate(actions) if one.keys
            ]
        self._shown = actions
        self._offer_papers(papers[1:] if can_print else ())
        return others

    def act(self, place: int) -> None:
        """Do what one of the page's buttons does, or say what is missing for it."""
        view = self._view()
        if view is None or place >= len(self._shown):
            return
        action = self._shown[place]
        if str(action.why_not):
            self._bottom.tell(_("{action}: not now. {reason}", action=action.text,
                                reason=action.why_not), alarming=True)
        else:
            action.act()

    def _offer_papers(self, papers: Sequence[Paper]) -> None:
        """Offer the other kinds of paper in the menu."""
        titles = [str(paper.title) for paper in papers]
        if titles == self._titles:
            return
        self._titles = titles
        for action in self._papers:
            self._bottom.menu.removeAction(action)
            action.deleteLater()
        self._papers = []
        for place, paper in enumerate(papers, 1):
            for words, do in (
                (_("Print: {paper}", paper=paper.title), self.print),
                (_("Save as PDF: {paper}", paper=paper.title), self.ask_where_to_save),
            ):
                action = self._bottom.menu.addAction("")
                say(action, QAction.setText, words)
                action.triggered.connect(lambda _on=False, do=do, place=place: do(place))
                self._papers.append(action)

    @staticmethod
    def _report(view: PageView | None, place: int) -> Report | None:
        """Return a kind of paper of the page; the first is the one that Print shows."""
        papers = () if view is None else view.papers()
        return papers[place].report() if place < len(papers) else None

    def copy(self) -> None:
        """Put the page as text on the clipboard; an empty page leaves it as it is, and says so."""
        view = self._view()
        if view is None:
            return
        text = view.summary()
        if text is None:
            self._bottom.tell(
                _("Nothing was copied: this page has no result yet."), alarming=True
            )
            return
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text)
        if clipboard.text() == text:
            self._bottom.tell(_("Copied"))
        else:
            self._bottom.tell(
                _("The clipboard did not take it: nothing was copied."), alarming=True
            )

    def print(self, place: int = 0) -> None:
        """Show a kind of paper of the page; the preview prints it."""
        from bmcalc.gui.window.paper import preview

        report = self._report_or_reason(place)
        if report is not None and preview(report, self._window):
            self._saved()

    def _report_or_reason(self, place: int) -> Report | None:
        """Return a kind of paper of the page; where there is none, say why in the bottom bar."""
        view = self._view()
        if view is None:
            return None
        try:
            report = self._report(view, place) if view.can_print() else None
        except NoPaper as none:
            self._bottom.tell(none.reason, alarming=True)
            return None
        if report is None:
            self._bottom.tell(_("Nothing to print: this page has no result yet."), alarming=True)
        return report

    def ask_where_to_save(self, place: int = 0) -> None:
        """Save a kind of paper of the page as a PDF where the user says."""
        from PySide6.QtWidgets import QFileDialog

        from bmcalc.gui.window.file_names import offered_path

        view = self._view()
        if view is None or self._report_or_reason(place) is None:
            return
        offered = offered_path(view.names(), "pdf")
        name, _kind = QFileDialog.getSaveFileName(
            self._window, str(_("Save as PDF")), offered, "PDF (*.pdf)"
        )
        if name:
            self.save(Path(name), place)

    def save(self, path: Path, place: int = 0) -> None:
        """Write a kind of paper of the page as a PDF, and say whether it could be written."""
        from bmcalc.gui.window.paper import write_pdf

        report = self._report_or_reason(place)
        if report is None:
            return
        try:
            write_pdf(report, path)
        except OSError as error:
            words = _("{file} could not be written: {reason}", file=path,
                      reason=why_not_saved(error))
            self._bottom.tell(words, alarming=True)
        else:
            self._saved()
            self._bottom.tell(_("Saved: {file}", file=path))
