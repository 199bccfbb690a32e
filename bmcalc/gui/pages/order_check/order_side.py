"""What is entered on the page: the regimen, the order, and the drawers that open below it."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drug_ids
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import Stage, stage_of
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.entered import (
    KEPT,
    PAGE_ID,
    REACTIONS,
    SOURCE,
    kept_lines,
    ordered_entries,
)
from bmcalc.gui.pages.order_check.facts_drawer import FactsDrawer
from bmcalc.gui.pages.order_check.file_names import names_of
from bmcalc.gui.pages.order_check.history_drawer import HistoryDrawer
from bmcalc.gui.pages.order_check.leading import Room, room_of
from bmcalc.gui.pages.order_check.new_cycle import NewCycle
from bmcalc.gui.pages.order_check.order_table import OrderTable
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.regimen_card import RegimenCard
from bmcalc.gui.pages.order_check.schedule_drawer import ScheduleDrawer
from bmcalc.gui.pages.order_check.supportive_drawer import SupportiveDrawer
from bmcalc.gui.pages.order_check.verdict_band import VerdictBand
from bmcalc.gui.window.session import Session, Typed
from bmcalc.orders.reading.order_entry import KeptLine, Order, kept_of

Asking: TypeAlias = FactsDrawer | HistoryDrawer
Drawer: TypeAlias = Asking | ScheduleDrawer | SupportiveDrawer

TITLES: dict[str, object] = {
    "facts": _("Results, history"), "history": _("Last doses"), "schedule": _("Schedule"),
    "supportive": _("Support"),
}

DRAWER_OF = {Room.FACTS: "facts", Room.HISTORY: "history"}


class OrderSide(Flowing):
    """One drawer at most is open; what was typed into a closed one counts all the same."""

    opened = Signal(QWidget)
    chosen = Signal(str)
    told = Signal(object)
    grown = Signal()
    filled = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._outcome = OrderOutcome()
        self.regimen_card = RegimenCard(session, self)
        self.table = OrderTable(session, self)
        self.buttons: dict[str, QToolButton] = {}
        self.drawers: dict[str, Drawer] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(12))
        self._layout.addWidget(self.regimen_card, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self.table, 1)
        for name in TITLES:
            self._button(name)
        self.paste = QPushButton(self)
        say(self.paste, QPushButton.setText, _("Paste an order or results…"))
        self.band = VerdictBand([*self.buttons.values(), self.paste], self)
        self.table.chosen.connect(self.chosen)
        self.table.dealt_with.connect(self._deal_with)
        self.paste.clicked.connect(self.paste_in)
        self._new_cycle = NewCycle(session)
        self.regimen_card.rows["cycle"].editor.edited.connect(self._cycle_typed)

    def _button(self, name: str) -> QToolButton:
        button = self.buttons[name] = QToolButton(self)
        button.setCheckable(True)
        button.setFixedHeight(scaled(30))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(button, QToolButton.setText, TITLES[name])
        button.toggled.connect(lambda checked, name=name: self._toggle(name, checked))
        return button

    def _toggle(self, name: str, checked: bool) -> None:
        if not checked:
            if name in self.drawers:
                self.drawers[name].hide()
            return
        for other, button in self.buttons.items():
            if other != name:
                button.setChecked(False)
        drawer = self.drawers.get(name) or self._made(name)
        self._fill(drawer)
        drawer.show()
        self.grown.emit()
        self.opened.emit(drawer)

    def _made(self, name: str) -> Drawer:
        drawer: Drawer
        if name == "schedule":
            drawer = ScheduleDrawer(self, lambda: names_of(self._session))
            drawer.told.connect(self.told)
        elif name == "supportive":
            drawer = SupportiveDrawer(self)
        else:
            drawer = (FactsDrawer if name == "facts" else HistoryDrawer)(self._session, self)
        self.drawers[name] = drawer
        self._layout.addWidget(drawer)
        return drawer

    def _fill(self, drawer: Drawer) -> None:
        if isinstance(drawer, FactsDrawer | HistoryDrawer):
            drawer.ask_for(self.asked_drugs(), self.stage())
            drawer.load()
        drawer.show_outcome(self._outcome)

    def reach(self, name: str) -> QWidget | None:
        """Put the keyboard into a field, in its drawer if it has one; None if it is not asked."""
        room = room_of(name)
        if room is Room.TABLE:
            drug = name.split(":")[1]
            if drug not in self.table.drugs():
                return None
            self.table.row(drug).focus()
            return self.table.row(drug)
        if room in DRAWER_OF:
            self.buttons[DRAWER_OF[room]].setChecked(True)
            drawer = self.drawers[DRAWER_OF[room]]
            if isinstance(drawer, FactsDrawer) and name == REACTIONS:
                return drawer.reach_reactions()
        try:
            row = self.field(name)
        except KeyError:
            return None
        row.focus()
        return row

    def field(self, name: str) -> FieldRow:
        """Return the row of a field that was made; raise KeyError for none."""
        rows = dict(self.regimen_card.rows)
        for drawer in self.drawers.values():
            if isinstance(drawer, FactsDrawer | HistoryDrawer):
                rows.update(drawer.rows)
        return rows[name]

    def chain(self) -> None:
        """Let Tab go through the regimen, the rows and the buttons in this order."""
        controls = list(self.regimen_card.rows["bone_agent"].editor.controls()[-1:])
        for drug in self.table.drugs():
            controls += self.table.row(drug).editor.controls()
        controls += [*self.band.buttons()]
        for one, following in pairwise(controls):
            QWidget.setTabOrder(one, following)
        self.grown.emit()

    # What is known

    def stage(self) -> Stage | None:
        """Return where the typed cycle of the chosen regimen stands, None where none is chosen.

        Without a cycle it is the first one.
        """
        chosen = self._session.entry(PAGE_ID, "regimen").typed
        regimen = regimens().get(chosen) if isinstance(chosen, str) else None
        return None if regimen is None else stage_of(regimen, self._new_cycle.cycle or 1)

    def asked_drugs(self) -> tuple[str, ...]:
        """Return the drugs of the check, or of the regimen while there is no check.

        Of a drug that is ordered and not in the formulary nothing is known, so nothing is asked.
        """
        if self._outcome.check is not None:
            known = drug_ids()
            return tuple(line.drug for line in self._outcome.check.lines if line.drug in known)
        stage = self.stage()
        lines = () if stage is None else stage.regimen.lines
        return tuple(dict.fromkeys(line.drug for line in lines))

    # Pasting

    def paste_in(self) -> None:
        """Open the intake with what the clipboard holds."""
        self.take_in()

    def take_in(self, text: str | None = None) -> None:
        """Open the intake with a text, or with the clipboard's, and take over what is accepted."""
        from bmcalc.gui.pages.order_check.intake import open_intake

        check = self._outcome.check
        day = 1 if check is None else check.situation.day
        taken = open_intake(self._session, day, self, text)
        if taken is None:
            return
        if taken.order is not None:
            self.take_over(taken.order, taken.text)
        self.filled.emit()
        if str(taken.told):
            self.told.emit(taken.told)

    def take_over(self, order: Order, text: str = "") -> None:
        """Put a pasted order in the place of what stood there, and keep in sight what is no dose.

        A dose that was typed before and is not in the pasted order is no part of it. ``text`` is
        the order as it was pasted, which the records keep.
        """
        for drug in drug_ids():
            if drug not in order.doses:
                self._session.put(PAGE_ID, f"order:{drug}", Typed())
                self._session.put(PAGE_ID, f"order:{drug}:pasted", Typed())
        for name, entry in ordered_entries(order):
            self._session.put(PAGE_ID, name, entry)
        self._session.put(PAGE_ID, KEPT, Typed(kept_of(order) or None))
        self._session.put(PAGE_ID, SOURCE, Typed(text or None))
        self.table.load()

    def _deal_with(self, line: KeptLine) -> None:
        left = tuple(one for one in kept_lines(self._session) if one is not line)
        self._session.put(PAGE_ID, KEPT, Typed(left or None))

    def _cycle_typed(self) -> None:
        told = self._new_cycle.typed()
        if told is not None:
            self.table.load()
            self.told.emit(told)

    # The page

    def load(self) -> None:
        """Show what the session holds."""
        self._new_cycle.load()
        self.regimen_card.load()
        self.table.load()

    def show_outcome(self, outcome: OrderOutcome) -> None:
        """Show a check in the table and in the drawer that is open."""
        self._outcome = outcome
        self.regimen_card.show_outcome(outcome, self.stage())
        before = self.table.drugs()
        self.table.show_outcome(outcome)
        if before != self.table.drugs():
            self.chain()
        for drawer in self.drawers.values():
            if drawer.isVisibleTo(self):
                if isinstance(drawer, FactsDrawer | HistoryDrawer):
                    drawer.ask_for(self.asked_drugs(), self.stage())
                drawer.show_outcome(outcome)

    def forget(self) -> None:
        """Close every drawer and take back what the fields above the table say of a check."""
        self._outcome = OrderOutcome()
        for button in self.buttons.values():
            button.setChecked(False)
        self.regimen_card.forget()

    def reload_drawers(self) -> None:
        """Show in every drawer what the session holds."""
        for drawer in self.drawers.values():
            if isinstance(drawer, FactsDrawer | HistoryDrawer):
                drawer.load()

    def translate(self) -> None:
        """Read every text again."""
        self.regimen_card.translate()
        self.band.translate()
        for drawer in self.drawers.values():
            if isinstance(drawer, FactsDrawer | HistoryDrawer):
                drawer.translate()
