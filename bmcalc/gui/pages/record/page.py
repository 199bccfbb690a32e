"""The page of one check: what it is of, what can be done with it, and all that was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.short_name import called
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.flow import Flow
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.course.names import CHECK, of_records
from bmcalc.gui.pages.course.next_check import CHECK_SUBJECT
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.pages.record.event_list import EventList
from bmcalc.gui.pages.record.standing import standing_of
from bmcalc.gui.pages.record.version_table import VersionTable
from bmcalc.gui.pages.records.access import has_people, opened_desk
from bmcalc.gui.pages.records.act_dialog import ActDialog
from bmcalc.gui.pages.records.check_acts import CHECK_ACTS, CheckAct
from bmcalc.gui.window.session import RECORD, Session
from bmcalc.records.checks.history import History, history_of
from bmcalc.records.checks.states import State
from bmcalc.records.department.working import sealed_head
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.people.person import Person

NO_CHECK = _("No check is chosen. A check is opened from today's list or from a cycle of its "
             "course.")


class RecordPage(PageView):
    """Read anew whenever it is shown, and after every act on it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._check: str | None = None
        self._asked_beside: tuple[str, str | None] = ("", None)
        self._looked_beside: tuple[str, str | None] = ("", None)
        self._history: History | None = None
        self._people: tuple[Person, ...] = ()
        self._standing: Sequence[tuple[object, object]] = ()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        self._area = ScrollArea(self)
        self._inside = Flowing(self._area)
        cards = QVBoxLayout(self._inside)
        cards.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        cards.setSpacing(scaled(12))
        self.head = Card(self._inside)
        self._state = Label(self.head)
        self._state.setObjectName("muted")
        self._state.setWordWrap(True)
        self.head.body.addWidget(self._state)
        self._acts = Flow(self.head)
        self.head.body.addWidget(self._acts)
        self.versions = VersionTable(self._inside)
        self.events = EventList(self._inside)
        self.buttons: dict[str, QPushButton] = {}
        for card in (self.head, self.versions, self.events):
            cards.addWidget(card)
        cards.addStretch(1)
        self._area.setWidget(self._inside)
        self._area.let_keys_scroll(_("Check record"))
        down.addWidget(self._area, 1)
        self._show_instead(NO_CHECK)

    def strip_fields(self) -> Sequence[str]:
        """Return none: the head says whose check it is."""
        return ()

    def enter(self) -> None:
        """Show the check that was asked for, else that of the order page."""
        if self._asked_beside != self._patient():
            self._check = None  # it was asked for beside another patient
        self.look()

    def refresh(self) -> None:
        """Look anew once the patient is another one."""
        if self._looked_beside != self._patient():
            self.enter()

    def open_subject(self, subject: str) -> None:
        """Show a check by its id, for as long as the same patient stands above."""
        self._check, self._asked_beside = subject, self._patient()
        self.look()

    def _patient(self) -> tuple[str, str | None]:
        number = str(self._session.entry("", RECORD).typed or "").strip()
        return number, of_records(self._session, CHECK)

    def records_changed(self) -> None:
        """Show what was recorded elsewhere."""
        self.look()

    def look(self) -> None:
        """Read the records and show the check as it stands."""
        self._looked_beside = self._patient()
        check = self._check or of_records(self._session, CHECK)
        try:
            if check is None or not has_people():
                self._show_instead(NO_CHECK)
                return
            with opened_desk() as desk:
                self._read(desk, check)
        except RecordsFault as fault:
            self._show_instead(fault)

    def _read(self, desk: Desk, check: str) -> None:
        history = history_of(desk, check)
        self._history, self._people = history, desk.roster().active()
        self._standing = standing_of(desk, check)
        self.versions.show_history(history)
        self.events.show_history(history, seal_line(sealed_head(desk.store)))
        shown = history.check.newest.shown
        say(self.head.title, QLabel.setText, _(
            "{number} · born {born} · {regimen} C{cycle} D{day}", number=history.who.number,
            born=history.who.born, regimen=called(shown.regimen), cycle=shown.cycle,
            day=shown.day))
        words: list[object] = [_("{caption}: {words}", caption=caption, words=one)
                               for caption, one in self._standing]
        put(self._state, str(Joined(words, " · ")))
        self._offer(history)
        for part in (self.versions, self.events, self._acts):
            part.show()
        self.grown.emit()

    def _offer(self, history: History) -> None:
        """Offer the acts that are possible now, and no other."""
        self.buttons = {}
        if history.check.state in (State.DRAFT, State.RETURNED):
            self._button("edit", _("Go on with it: a new version"), self._edit)
        if history.check.state in (State.FIRST_CHECK, State.SECOND_CHECK):
            self._button("second", _("Second check…"), self._second)
        for what in CHECK_ACTS:
            if what.is_possible(history.check):
                self._button(str(what.kind), what.title, partial(self._open, what))
        self._acts.show_widgets(list(self.buttons.values()))

    def _button(self, name: str, words: object, act: object) -> None:
        button = QPushButton(self._acts)
        say(button, QPushButton.setText, words)
        assert callable(act)
        button.clicked.connect(lambda _checked=False: act())
        self.buttons[name] = button

    def _show_instead(self, words: object) -> None:
        self._history, self._standing = None, ()
        say(self.head.title, QLabel.setText, _("Check record"))
        put(self._state, str(words))
        for part in (self.versions, self.events, self._acts):
            part.hide()

    # What can be done

    def _edit(self) -> None:
        if self._history is not None:
            self.page_asked.emit(PAGE_ID, CHECK_SUBJECT + self._history.check.id)

    def _second(self) -> None:
        """Ask for the blind second check of this check."""
        if self._history is not None:
            self.page_asked.emit("second-check", self._history.check.id)

    def _open(self, what: CheckAct) -> None:
        if self._history is None:
            return
        dialog = ActDialog(what, self._history.check, self._people, self)
        dialog.accepted.connect(self._done)
        dialog.open()

    def _done(self) -> None:
        self.look()
        self.recorded.emit()
        self.acts_changed.emit()
        self.told.emit(_("Recorded."))

    def standing(self) -> Sequence[tuple[object, object]]:
        """Return who checked, and when."""
        return self._standing

    def panes(self) -> Sequence[QWidget]:
        """Return the parts that F6 goes to: what can be done, and what was recorded."""
        return (self.head, self._area)

    def results(self) -> Sequence[QWidget]:
        """Return everything that is read of the records."""
        return (self.head, self.versions, self.events)

    def forget(self) -> None:
        """Drop what was read."""
        self._history, self._standing = None, ()

    def recover(self) -> None:
        """Show again what was taken from sight, as far as it is there."""
        super().recover()
        if self._history is None:
            self.look()

    def translate(self) -> None:
        """Read every text again."""
        self.look()

    def summary(self) -> str | None:
        """Return the check as plain text: how it stands and everything done to it."""
        if self._history is None:
            return None
        rows = [self.head.title.text(), self._state.text()]
        rows += [str(Joined([one.name, f"{one.at.local():%Y-%m-%d %H:%M}", one.who,
                             one.signed.label, one.said], " · "))
                 for one in self._history.entries]
        return "\n".join(rows)
