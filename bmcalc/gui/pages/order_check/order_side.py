"""What is entered on the page: the order, what it still needs, and everything that can be told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import Joined
from bmcalc.formulary.drugs import drug_ids
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import Stage, stage_of
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.look.card import put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.all_facts import DRAWER_OF, AllFacts, Drawer
from bmcalc.gui.pages.order_check.entered import (
    KEPT,
    PAGE_ID,
    REACTIONS,
    SOURCE,
    kept_lines,
    ordered_entries,
)
from bmcalc.gui.pages.order_check.intake_day import day_typed
from bmcalc.gui.pages.order_check.last_cycle import LAST_CYCLE_ON, fill_last_doses
from bmcalc.gui.pages.order_check.leading import Room, room_of
from bmcalc.gui.pages.order_check.matters import Matter, numbers_of
from bmcalc.gui.pages.order_check.needed_card import NeededCard
from bmcalc.gui.pages.order_check.needed_fields import days_filled, needed_now
from bmcalc.gui.pages.order_check.new_cycle import NewCycle
from bmcalc.gui.pages.order_check.order_table import OrderTable
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.pane_tabs import PaneTabs, WorstLine
from bmcalc.gui.pages.order_check.questions import questions
from bmcalc.gui.pages.order_check.regimen_fields import ABOVE, RegimenFields, where_in_regimen
from bmcalc.gui.pages.order_check.verdict_band import VerdictBand
from bmcalc.gui.window.session import Session, Typed
from bmcalc.orders.dosing.bone_agents import BONE_AGENTS
from bmcalc.orders.lines_before import LinesBefore
from bmcalc.orders.reading.order_entry import KeptLine, Order, kept_of


class OrderSide(Flowing):
    """The table, and below it what is still needed or, in its place, everything there is.

    What was typed into a part that is closed counts all the same.
    """

    opened = Signal(QWidget)
    explained_other = Signal()
    told = Signal(object)
    grown = Signal()
    filled = Signal()
    patient_opened = Signal(str)

    def __init__(self, session: Session, regimen: RegimenFields, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._outcome = OrderOutcome()
        self.before = LinesBefore()
        self._pointed = ""
        self.regimen = regimen
        self.table = OrderTable(session, self)
        self.band = VerdictBand(self)
        self.below = Flowing(self)
        self.tabs, self.worst = PaneTabs(self.below), WorstLine(self.below)
        self.needed = NeededCard(session, self.below)
        self.facts = AllFacts(session, lambda: (self.asked_drugs(), self.stage()), self.below)
        self._foot = Label(self)
        self._foot.setObjectName("small")
        self._foot.setWordWrap(True)
        below = QVBoxLayout(self.below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(scaled(8))
        for part in (self.tabs, self.worst, self.needed, self.facts):
            below.addWidget(part)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(10))
        self._layout.addWidget(self.table)
        self._layout.addWidget(self.below)
        self._layout.addWidget(self._foot)
        self._layout.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self.table.pointed.connect(self._point)
        self.table.dealt_with.connect(self._deal_with)
        self.needed.all_asked.connect(self.facts.switch)
        self.needed.answered.connect(self._answered)
        self.needed.arranged.connect(self.chain)
        self.facts.opened.connect(self.opened)
        self.facts.told.connect(self.told)
        self.facts.grown.connect(self.chain)
        self.facts.closed.connect(self._closed)
        self._new_cycle = NewCycle(self._session)
        for name in ("cycle", "day"):
            self.regimen.rows[name].editor.edited.connect(
                partial(self._tell_taken, partial(self._new_cycle.typed, name)))
        self.regimen.rows["today"].editor.edited.connect(
            partial(self._tell_taken, self._new_cycle.day_typed))

    @property
    def buttons(self) -> dict[str, QAbstractButton]:
        """The buttons of the parts of everything that can be told."""
        return dict(self.facts.buttons)

    @property
    def drawers(self) -> dict[str, Drawer]:
        """Those parts, each once it was opened."""
        return self.facts.drawers

    def _point(self, drug: str) -> None:
        self._pointed = drug
        self.explained_other.emit()

    def explained(self) -> str:
        """Return the drug whose dose is explained: the one clicked on, or the worst line's."""
        if self._pointed in self.table.drugs():
            return self._pointed
        check = self._outcome.check
        lines = [] if check is None else check.lines
        worst = max(lines, key=lambda line: self._outcome.verdict_of(line).rank, default=None)
        return "" if worst is None else worst.drug

    def _closed(self) -> None:
        self.needed.load()
        self.needed.forget_place()

    def _answered(self, name: str) -> None:
        if name == LAST_CYCLE_ON:
            fill_last_doses(self._session, self.stage())

    # From a finding to its field

    def reach(self, name: str) -> QWidget | None:
        """Put the keyboard into a field, where it stands now; None if it is not asked."""
        room = room_of(name)
        if room is Room.TABLE:
            drug = name.split(":")[1]
            if drug not in self.table.drugs():
                return None
            self.table.row(drug).focus()
            return self.table.row(drug)
        holder = self.needed.holder(name)
        if holder is not None:
            self.facts.close_all()
            return holder.reach(name)
        if room in DRAWER_OF:
            self.facts.buttons[DRAWER_OF[room]].setChecked(True)
            from bmcalc.gui.pages.order_check.facts_drawer import FactsDrawer

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
        rows = {**self.regimen.rows, **self.facts.rows()}
        if not self.facts.is_open():
            rows.update(self.needed.rows())
        return rows[name]

    def chain(self) -> None:
        """Let Tab go through the doses, what is needed, and the parts of everything."""
        controls = list(self.regimen.rows["bone_agent"].editor.controls()[-1:])
        for drug in self.table.drugs():
            controls += self.table.row(drug).editor.controls()
        controls += [*self.tabs.buttons.values(), self.worst.ask, self.worst.go]
        controls += [*self.needed.controls(), *self.facts.buttons.values()]
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

    def paste(self) -> None:
        """Open the intake with what the clipboard holds."""
        self.take_in()

    def take_in(self, text: str | None = None) -> None:
        """Open the intake with a text, or with the clipboard's, and take over what is accepted."""
        from bmcalc.gui.pages.order_check.intake import open_intake

        taken = open_intake(self._session, day_typed(self._session), self, text)
        if taken is None:
            return
        if taken.page:
            self.patient_opened.emit(taken.page)
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

    def _tell_taken(self, act: Callable[[], object | None]) -> None:
        """Let what belongs to another cycle or day go, and say so."""
        told = act()
        if told is not None:
            self.filled.emit()
            self.told.emit(told)

    # The page

    def load(self) -> None:
        """Show what the session holds."""
        self._new_cycle.load()
        self.regimen.load()
        self.table.load()
        self.needed.load()

    def show_outcome(self, outcome: OrderOutcome, matters: tuple[Matter, ...]) -> None:
        """Show a check in the table, and what its findings ask for."""
        self._outcome = outcome
        self.regimen.show_outcome(outcome, self.stage())
        before = self.table.drugs()
        self.table.show_outcome(outcome)
        if before != self.table.drugs():
            self.chain()
        self._show_needed(outcome, matters)
        self.facts.show_outcome(outcome, numbers_of(matters))
        put(self._foot, str(Joined(_foot(outcome, self.stage()), " · ")))

    def _show_needed(self, outcome: OrderOutcome, matters: tuple[Matter, ...]) -> None:
        stage, asked = self.stage(), self.asked_drugs()
        wanted = needed_now(matters, ABOVE, days_filled(self._session, stage, matters))
        general = questions(asked, None if stage is None else stage.regimen)
        others = len(general) - sum(one.name in general for one in wanted)
        defaults = {
            name: value for drug in asked if drug in BONE_AGENTS
            for name, value in BONE_AGENTS[drug].inputs.defaults().items()
        }
        self.needed.show_needed(outcome, wanted, max(others, 0), defaults)

    def forget(self) -> None:
        """Close every part and take back what the fields say of a check."""
        self._outcome = OrderOutcome()
        self.before.forget()
        self.facts.forget()
        self.regimen.forget()
        self.needed.forget()
        self.worst.show_matter(None)
        put(self._foot, "")

    def reload_drawers(self) -> None:
        """Show in every part what the session holds."""
        self.facts.load()

    def translate(self) -> None:
        """Read every text again."""
        self.band.translate()
        self.needed.translate()
        self.facts.translate()


def _foot(outcome: OrderOutcome, stage: Stage | None) -> list[object]:
    """Return where in the regimen this is, and what holds for every result without a day."""
    told: list[object] = [one for one in (where_in_regimen(outcome, stage),) if str(one)]
    if outcome.check is not None:
        told += [one.text for one in outcome.check.work.findings
                 if one.code == FindingCode.UNDATED_AS_TODAY]
    return told
