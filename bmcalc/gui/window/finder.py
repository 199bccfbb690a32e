"""The search over everything: what can be found in this window, and what follows from a find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.wording import said_on
from bmcalc.gui.pages import GROUPS
from bmcalc.gui.window.faults import logger
from bmcalc.gui.window.favourites import MOST_FAVOURITES
from bmcalc.gui.window.question import Answer, Role, ask
from bmcalc.gui.window.search_entries import Entry, Sphere, plain_words
from bmcalc.gui.window.search_palette import SearchPalette
from bmcalc.gui.window.session import Session, Typed
from bmcalc.gui.window.thread_rows import COURSE

if TYPE_CHECKING:

    from bmcalc.gui.pages.page import Page

ORDER = "order-check"
FORMULARY = "formulary"
SHORTEST_NUMBER = 3
PAUSE = 250
"""Milliseconds without a key after which a record number is looked up."""


class Host(Protocol):
    """What the search asks the window to do."""

    session: Session

    def visit(self, identifier: str, subject: str = "") -> None:
        """Show a page, with what is to be opened there."""

    def lead(self) -> None:
        """Put the keyboard into the first field of the page that is needed and empty."""

    def reload(self, page: str = "") -> None:
        """Show what the session holds."""

    def use_favourites(self, favourites: list[str]) -> None:
        """Let these calculators stand at the left."""

    def put_on_paper(self, page: str, place: int) -> None:
        """Show a page and print one of its kinds of paper, or say why there is none."""


class Finder(QObject):
    """Opens the search, and does what was chosen there."""

    def __init__(
        self, host: Host, menus: Callable[[], Sequence[QMenu]],
        inner: Callable[[], Sequence[QMenu]], window: QWidget,
    ) -> None:
        super().__init__(window)
        self._host, self._menus, self._inner, self._window = host, menus, inner, window
        self.pages: Mapping[str, Page] = {}
        self.keys: Mapping[str, str] = {}
        self.favourites: list[str] = []
        self._own: list[Entry] | None = None
        self._patients: list[Entry] = []
        self._tools_only = False
        self.palette = SearchPalette(window)
        self.palette.chosen.connect(self._do)
        self.palette.starred.connect(self._star)
        self.palette.typed.connect(self._typed)
        self.palette.entered.connect(self._entered)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._look_up)

    def forget(self) -> None:
        """Gather everything anew when it is searched next: other things are in force."""
        self._own = None

    def open(self, tools_only: bool = False) -> None:
        """Open the search over everything, or over the calculators alone."""
        self._tools_only = tools_only
        self._patients = []
        title = _("Search the calculators") if tools_only else _(
            "Search: patient number, regimen, drug, calculator, page, command")
        self.palette.open(self._entries(), self.favourites, title)

    def _entries(self) -> list[Entry]:
        if self._own is None:
            self._own = [*self._of_pages(), *self._of_papers(), *self._of_formulary()]
        if self._tools_only:
            return [one for one in self._own if one.sphere is Sphere.TOOL]
        return [*self._patients, *self._own, *self._of_menus()]

    # What can be found

    def _of_pages(self) -> Iterator[Entry]:
        for identifier, page in self.pages.items():
            sphere = Sphere.TOOL if page.is_calculator else Sphere.PAGE
            area = GROUPS.get(page.group, "") if page.is_calculator else ""
            yield Entry(sphere, identifier, page.title, plain_words(page.title),
                        " ".join(plain_words(page.summary, area)), area,
                        self.keys.get(identifier, ""))

    def _of_papers(self) -> Iterator[Entry]:
        for identifier, page in self.pages.items():
            for place, paper in enumerate(page.papers):
                yield Entry(Sphere.COMMAND, "", _("Print: {paper}", paper=paper),
                            plain_words(paper), " ".join(plain_words(_("Print"), page.title)),
                            page.title, act=partial(self._host.put_on_paper, identifier, place))

    def _of_formulary(self) -> Iterator[Entry]:
        """Give the regimens and drugs in force; none while they are read or cannot be."""
        from bmcalc.formulary.drugs import drugs
        from bmcalc.formulary.heads import heads_of
        from bmcalc.formulary.in_force import in_force
        from bmcalc.formulary.regimens import regimens

        if in_force().is_awaited:
            return
        for head in heads_of(regimens()):
            yield Entry(Sphere.REGIMEN, head.id, head.name, plain_words(head.name), beside=head.id)
        for drug in heads_of(drugs()):
            others = (one for written in drug.names for one in written.texts)
            yield Entry(Sphere.DRUG, drug.id, drug.name, plain_words(drug.name),
                        " ".join(plain_words(*others)))

    def _of_menus(self) -> Iterator[Entry]:
        for menu in self._menus():
            yield from self._of_menu(menu, [])

    def _of_menu(self, menu: QMenu, above: list[object]) -> Iterator[Entry]:
        for action in menu.actions():
            shown = action.text()
            if not shown or "\t" in shown or not action.isEnabled() or action.isSeparator():
                continue  # what has a key of a page behind it is found as that page
            # To ask the action for its menu would hand the menu over, and end it afterwards.
            inner = next((one for one in self._inner() if one.menuAction() == action), None)
            if inner is not None:
                named = said_on(inner, QMenu.setTitle)
                yield from self._of_menu(inner, [*above, shown if named is None else named])
            else:
                named = said_on(action, QAction.setText)
                title = Joined([*above, shown if named is None else named], ": ")
                yield Entry(Sphere.COMMAND, "", title, plain_words(title),
                            keys=action.shortcut().toString(), act=action.trigger)

    # Record numbers

    def _typed(self, query: str) -> None:
        if self._patients:
            self._patients = []
            self.palette.use_entries(self._entries(), self.favourites)
        number = query.strip()
        if (not self._tools_only and len(number) >= SHORTEST_NUMBER
                and any(sign.isdigit() for sign in number)):
            self._pause.start()
            self.palette.say_instead(_("Looking for the record number {number}…", number=number))
        else:
            self._pause.stop()
            self.palette.say_instead("")

    def _entered(self) -> None:
        """Look a number up at once where Enter came before the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._look_up()

    def _look_up(self) -> None:
        """List the patients whose record number was typed; a fault of the records is told."""
        from bmcalc.gui.window.thread_reading import patients_numbered
        from bmcalc.records.faults import RecordsFault

        number = self.palette.query().strip()
        try:
            patients = patients_numbered(number)
        except RecordsFault as fault:
            self.palette.say_instead(fault)
            return
        except Exception:
            logger().exception("a patient could not be looked up")
            self.palette.say_instead(_("The record number could not be looked up."))
            return
        self.palette.say_instead("")
        if patients and not self.palette.isHidden():
            self._patients = [
                Entry(Sphere.PATIENT, patient, number.upper(), plain_words(number))
                for patient in patients
            ]
            self.palette.use_entries(self._entries(), self.favourites)

    # What follows

    def _star(self, entry: Entry) -> None:
        """Put a calculator among the favourites, or take it off."""
        favourites = [one for one in self.favourites if one != entry.identifier]
        if len(favourites) == len(self.favourites):
            favourites = [*favourites, entry.identifier][-MOST_FAVOURITES:]
        self._host.use_favourites(favourites)
        self.forget()
        self.palette.use_entries(self._entries(), self.favourites)

    def _do(self, entry: Entry) -> None:
        """Go where an entry leads."""
        if entry.act is not None:
            QTimer.singleShot(0, self, partial(_call, entry.act))
        elif entry.sphere is Sphere.REGIMEN:
            self._use_regimen(entry)
        elif entry.sphere is Sphere.DRUG:
            self._host.visit(FORMULARY, f"drug:{entry.identifier}")
        elif entry.sphere is Sphere.PATIENT:
            self._host.visit(COURSE, entry.identifier)
            self._host.lead()
        else:
            self._host.visit(entry.identifier)
            self._host.lead()

    def _use_regimen(self, entry: Entry) -> None:
        """Choose a regimen on the page of the order; over an order that stands there only asked."""
        session = self._host.session
        there = str(session.entry(ORDER, "regimen").typed or "")
        ordered = [name for name in session.filled(ORDER)
                   if name.startswith(("order:", "last:", "planned:", "level:", "records:"))]
        if there in ("", entry.identifier) or not ordered:
            self._put_regimen(entry.identifier)
            return
        ask(_("Regimen"),
            _("An order is entered already. Change its regimen to {regimen}?", regimen=entry.title),
            (Answer(_("Change the regimen"), Role.ACCEPT,
                    partial(self._put_regimen, entry.identifier)),
             Answer(_("Leave it as it is"), Role.REJECT)), self._window)

    def _put_regimen(self, identifier: str) -> None:
        self._host.session.put(ORDER, "regimen", Typed(identifier))
        self._host.visit(ORDER)
        self._host.lead()


def _call(act: object) -> None:
    assert callable(act)
    act()
