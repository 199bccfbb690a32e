"""Everything that can be told beside the order, in the place of what is still needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias, Union

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.leading import Room
from bmcalc.gui.pages.order_check.matters import Numbers
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.window.session import Session

if TYPE_CHECKING:
    from bmcalc.formulary.sequences import Stage
    from bmcalc.gui.pages.order_check.facts_drawer import FactsDrawer
    from bmcalc.gui.pages.order_check.history_drawer import HistoryDrawer
    from bmcalc.gui.pages.order_check.schedule_drawer import ScheduleDrawer
    from bmcalc.gui.pages.order_check.supportive_drawer import SupportiveDrawer

Asking: TypeAlias = Union["FactsDrawer", "HistoryDrawer"]
Telling: TypeAlias = Union["ScheduleDrawer", "SupportiveDrawer"]
Drawer: TypeAlias = Asking | Telling
AskedNow: TypeAlias = Callable[[], tuple[tuple[str, ...], "Stage | None"]]

TITLES: Final[dict[str, object]] = {
    "facts": _("Results, history"), "history": _("Last doses"), "schedule": _("Schedule"),
    "supportive": _("Support"),
}
DRAWER_OF: Final = {Room.FACTS: "facts", Room.HISTORY: "history"}


class AllFacts(Flowing):
    """Four parts behind a row of buttons; a closed one is not updated and shows nothing old.

    ``opened`` and ``closed`` tell of the whole; ``grown`` that there are more controls than before.
    """

    opened = Signal(QWidget)
    closed = Signal()
    told = Signal(object)
    grown = Signal()

    def __init__(self, session: Session, asked_now: AskedNow, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._asked_now = session, asked_now
        self._outcome = OrderOutcome()
        self._numbers: Numbers = {}
        self._last = "facts"
        self.buttons: dict[str, QToolButton] = {}
        self.drawers: dict[str, Drawer] = {}
        self._asking: dict[str, Asking] = {}
        self._telling: dict[str, Telling] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(8))
        line = QHBoxLayout()
        line.setSpacing(scaled(8))
        for name in TITLES:
            line.addWidget(self._button(name))
        line.addStretch(1)
        self.close_button = QPushButton(self)
        self.close_button.setObjectName("link")
        say(self.close_button, QPushButton.setText, _("Close  Esc"))
        self.close_button.clicked.connect(self.close_all)
        line.addWidget(self.close_button)
        self._layout.addLayout(line)
        self.hide()

    def _button(self, name: str) -> QToolButton:
        button = self.buttons[name] = QToolButton(self)
        button.setCheckable(True)
        button.setFixedHeight(scaled(30))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(button, QToolButton.setText, TITLES[name])
        button.toggled.connect(lambda checked, name=name: self._toggle(name, checked))
        return button

    def is_open(self) -> bool:
        """Say whether one of the parts is open."""
        return any(button.isChecked() for button in self.buttons.values())

    def switch(self) -> None:
        """Open what was open last, or close it."""
        if self.is_open():
            self.close_all()
        else:
            self.buttons[self._last].setChecked(True)
            self.buttons[self._last].setFocus(Qt.FocusReason.OtherFocusReason)

    def close_all(self) -> None:
        """Close the part that is open."""
        for button in self.buttons.values():
            button.setChecked(False)

    def _toggle(self, name: str, checked: bool) -> None:
        if not checked:
            if name in self.drawers:
                self.drawers[name].hide()
            if not self.is_open():
                self.hide()
                self.closed.emit()
            return
        self._last = name
        drawer = self.drawers.get(name) or self._made(name)
        self._fill(name)
        drawer.show()
        for other, button in self.buttons.items():
            if other != name:
                button.setChecked(False)
        self.show()
        self.grown.emit()
        self.opened.emit(self)

    def _made(self, name: str) -> Drawer:
        """Return a part, made when it is first opened: an order is checked without any of them."""
        drawer: Drawer
        if name == "schedule":
            drawer = self._telling[name] = self._schedule()
        elif name == "supportive":
            from bmcalc.gui.pages.order_check.supportive_drawer import SupportiveDrawer

            drawer = self._telling[name] = SupportiveDrawer(self)
        else:
            from bmcalc.gui.pages.order_check.facts_drawer import FactsDrawer
            from bmcalc.gui.pages.order_check.history_drawer import HistoryDrawer

            kind = FactsDrawer if name == "facts" else HistoryDrawer
            drawer = self._asking[name] = kind(self._session, self)
        self.drawers[name] = drawer
        self._layout.addWidget(drawer)
        return drawer

    def _schedule(self) -> ScheduleDrawer:
        from bmcalc.gui.pages.order_check.file_names import names_of
        from bmcalc.gui.pages.order_check.schedule_drawer import ScheduleDrawer

        drawer = ScheduleDrawer(self, lambda: names_of(self._session))
        drawer.told.connect(self.told)
        return drawer

    def _fill(self, name: str) -> None:
        if name in self._asking:
            self._asking[name].ask_for(*self._asked_now())
            self._asking[name].load()
        self._show_in(name)

    def _show_in(self, name: str) -> None:
        if name in self._asking:
            self._asking[name].show_outcome(self._outcome, self._numbers)
        else:
            self._telling[name].show_outcome(self._outcome)

    def asking(self) -> list[Asking]:
        """Return the parts with fields that were made."""
        return list(self._asking.values())

    def rows(self) -> dict[str, FieldRow]:
        """Return every field that was made, by its name."""
        return {name: row for drawer in self.asking() for name, row in drawer.rows.items()}

    def show_outcome(self, outcome: OrderOutcome, numbers: Numbers) -> None:
        """Show a check in the part that is open, with the numbers of its findings."""
        self._outcome, self._numbers = outcome, numbers
        for name in self.drawers:
            if self.buttons[name].isChecked():
                if name in self._asking:
                    self._asking[name].ask_for(*self._asked_now())
                self._show_in(name)

    def forget(self) -> None:
        """Close every part."""
        self._outcome, self._numbers = OrderOutcome(), {}
        self.close_all()

    def load(self) -> None:
        """Show in every part what the session holds."""
        for drawer in self.asking():
            drawer.load()

    def translate(self) -> None:
        """Read every text again."""
        for drawer in self.asking():
            drawer.translate()
