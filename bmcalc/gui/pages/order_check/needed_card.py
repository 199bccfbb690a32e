"""What an order still needs: the few fields that its findings ask for, answered in place.

A field that was answered keeps its place until the keyboard leaves the card, so that nothing
moves under the hand that types; then those that are left close up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.form.field_row import FieldRow, fault_of
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.pages.order_check.entered import PAGE_ID, RESULTS_ON
from bmcalc.gui.pages.order_check.facts_drawer import RESULTS_DAY
from bmcalc.gui.pages.order_check.needed_field import DAY_WIDTH, NeededField
from bmcalc.gui.pages.order_check.needed_fields import Needed
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.questions import is_result
from bmcalc.gui.window.session import Session

COLUMN = 228
"""The least width of a column."""

MOST_COLUMNS = 3
MOST = 9
"""Fields that wait at once; the next follow as these are answered."""


class NeededCard(Card):
    """The fields of today's findings. ``arranged`` tells that other fields stand there now."""

    all_asked = Signal()
    arranged = Signal()
    answered = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, _("What this order still needs"))
        self._session = session
        self._fields: dict[str, NeededField] = {}
        self._shown: list[str] = []
        self._wanted: list[Needed] = []
        self._columns = MOST_COLUMNS
        self._others = 0
        self._outcome = OrderOutcome()
        self._defaults: Mapping[str, object] = {}
        self.body.setContentsMargins(scaled(14), scaled(10), scaled(14), scaled(12))
        self.body.setSpacing(scaled(8))
        self._head()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(scaled(16))
        self._grid.setVerticalSpacing(scaled(6))
        self.body.addLayout(self._grid)
        self._quiet = Label(self)
        self._quiet.setObjectName("muted")
        self._quiet.setWordWrap(True)
        self.body.addWidget(self._quiet)
        self._arrange([])
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._keyboard_moved)

    def _head(self) -> None:
        self.title.setWordWrap(False)
        self.top.removeWidget(self.title)
        head = Wrapping(scaled(8), scaled(4))
        self.top.addLayout(head, 1)
        self._about = Label(self)
        self._about.setObjectName("small")
        self._day = QWidget(self)
        across = QHBoxLayout(self._day)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(scaled(6))
        caption = Label(self._day)
        caption.setObjectName("small")
        say(caption, QLabel.setText, _("Day of these results"))
        self.day = editor_for(RESULTS_DAY, None, self._day)
        self.day.setFixedWidth(scaled(DAY_WIDTH))
        self.day.name(str(RESULTS_DAY.label))
        self.day.edited.connect(
            lambda: self._session.put(PAGE_ID, RESULTS_ON, self.day.entry()))
        caption.setBuddy(self.day.controls()[0])
        across.addWidget(caption)
        across.addWidget(self.day)
        self.all = QPushButton(self)
        self.all.setObjectName("link")
        say(self.all, QPushButton.setText, _("All laboratory values  Ctrl+L"))
        self.all.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.all.clicked.connect(self.all_asked)
        head.put([self.title, self._about], [self._day, self.all])

    # What is asked

    def show_needed(
        self, outcome: OrderOutcome, wanted: Sequence[Needed], others: int,
        defaults: Mapping[str, object],
    ) -> None:
        """Ask for these fields; ``others`` can be told besides and are not asked for now."""
        self._outcome, self._wanted, self._defaults = outcome, list(wanted), defaults
        self._settle(self._holds_keyboard())
        for name in self._shown:
            self._fields[name].show_outcome(outcome)
        self._show_day()
        self._others = others
        self._show_words()

    def _settle(self, held: bool) -> None:
        """Show what is wanted; while the keyboard is in here nothing that stands moves away."""
        wanted = {one.name: one for one in self._wanted}
        kept = [name for name in self._shown if held or name in wanted]
        open_now = [name for name in kept if name in wanted]
        room = max(MOST - len(open_now), 0) if held else MOST
        fresh = [name for name in wanted if name not in kept]
        names = (_merged(kept, list(wanted), self._first(fresh, room)) if held
                 else self._first(list(wanted), MOST))
        self._arrange(names)
        before = self.controls()
        for name in names:
            if name in wanted:
                self._fields[name].show_needed(wanted[name], held)
            else:
                self._fields[name].show_answered()
        if self.controls() != before:
            self._chain()

    def _first(self, names: list[str], room: int) -> list[str]:
        """Return so many fields in their order; what is empty before what holds an answer."""
        entry = self._session.entry
        chosen = sorted(names, key=lambda one: not entry(PAGE_ID, one).empty)[:room]
        return [one for one in names if one in chosen]

    def _arrange(self, names: list[str]) -> None:
        if names == self._shown and names:
            return
        for name in self._shown:
            self._grid.removeWidget(self._fields[name])
            if name not in names:
                self._fields[name].hide()
        wanted = {one.name: one for one in self._wanted}
        for place, name in enumerate(names):
            field = self._fields.get(name)
            if field is None:
                field = self._fields[name] = NeededField(
                    wanted[name], self._defaults.get(name), self._session, self
                )
                field.row.editor.edited.connect(lambda name=name: self.answered.emit(name))
            elif name not in self._shown:
                field.load()
            self._grid.addWidget(field, place // self._columns, place % self._columns)
            field.show()
        self._shown = names
        self._chain()
        self.arranged.emit()

    def _chain(self) -> None:
        for one, following in pairwise(self.controls()):
            QWidget.setTabOrder(one, following)

    def controls(self) -> list[QWidget]:
        """Return what takes the keyboard, in reading order: the day, the fields, the link."""
        fields = chain.from_iterable(self._fields[name].controls() for name in self._shown)
        return [*self.day.controls(), *fields, self.all]

    def names(self) -> list[str]:
        """Return the fields that are shown, in order."""
        return list(self._shown)

    def field(self, name: str) -> NeededField | None:
        """Return a field that is shown, None for none."""
        return self._fields[name] if name in self._shown else None

    def holder(self, name: str) -> NeededField | None:
        """Return the field by which another one is answered: itself, or what covers it."""
        cell = next((one.name for one in self._wanted if name in one.covers), name)
        return self.field(cell) or self.field(name.removesuffix(":on"))

    def rows(self) -> dict[str, FieldRow]:
        """Return the fields that are shown, and their days, by name."""
        return {row.field: row for name in self._shown for row in self._fields[name].rows()}

    def waiting(self) -> int:
        """Return how many fields wait for an answer."""
        return len(self._wanted)

    def forget_place(self) -> None:
        """Close up what is left, as nobody types here."""
        self._settle(held=False)
        for name in self._shown:
            self._fields[name].show_outcome(self._outcome)

    def _holds_keyboard(self) -> bool:
        return self._is_inside(QApplication.focusWidget())

    def _is_inside(self, widget: QWidget | None) -> bool:
        """Say whether a widget is in here, also in a list that opened out of here."""
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is self

    def _keyboard_moved(self, left: QWidget | None, now: QWidget | None) -> None:
        """Close up what is left once the keyboard has gone elsewhere in the window."""
        if now is not None and self._is_inside(left) and not self._is_inside(now):
            self.forget_place()
            self._show_day()
            self._show_words()

    # What is said

    def _show_day(self) -> None:
        entry = self._session.entry(PAGE_ID, RESULTS_ON)
        if self.day.entry() != entry and not self.day.controls()[0].hasFocus():
            self.day.show_entry(entry)
        fault = fault_of(RESULTS_DAY, entry)
        self.day.show_mark(Mark.NONE if fault is None else Mark.INVALID, False)
        self.day.describe(str(RESULTS_DAY.hint if fault is None else fault))
        dated = any(is_result(name) for name in self._shown) or not entry.empty
        if self._day.isHidden() == dated:
            self._day.setVisible(dated)

    def _show_words(self) -> None:
        left = len(self._wanted) - sum(one.name in self._shown for one in self._wanted)
        about = ""
        if left:
            about = str(_("{count} more follow when these are answered", count=left))
        elif self._others and self._shown:
            about = str(_("{count} other facts are not asked for today", count=self._others))
        put(self._about, about)
        quiet: object = ""
        if not self._shown and self._outcome.check is not None:
            quiet = _("No field waits for an answer.")
        elif not self._shown:
            quiet = _("Choose the regimen, its cycle and its day above.")
        put(self._quiet, str(quiet))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many fields beside each other as have room."""
        super().resizeEvent(event)
        columns = min(max(event.size().width() // scaled(COLUMN), 1), MOST_COLUMNS)
        if columns != self._columns:
            self._columns = columns
            for place, name in enumerate(self._shown):
                self._grid.addWidget(self._fields[name], place // columns, place % columns)
        for column in range(MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def load(self) -> None:
        """Show what the session holds."""
        self.day.show_entry(self._session.entry(PAGE_ID, RESULTS_ON))
        for name in self._shown:
            self._fields[name].load()

    def forget(self) -> None:
        """Take back what was found about the fields."""
        self._outcome = OrderOutcome()
        put(self._about, "")
        for field in self._fields.values():
            field.forget()

    def translate(self) -> None:
        """Read every text again."""
        self.day.translate()
        self.day.name(str(RESULTS_DAY.label))
        for field in self._fields.values():
            field.translate()


def _merged(kept: list[str], wanted: list[str], fresh: Sequence[str]) -> list[str]:
    """Return what stands with what is new, each behind the one that it follows, else at the end."""
    names = list(kept)
    for name in fresh:
        before = [one for one in wanted[:wanted.index(name)] if one in names]
        place = names.index(before[-1]) + 1 if before else len(names)
        names.insert(place, name)
    return names
