"""The drawer of the laboratory and of what else is known of the patient."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.core.ask import Ask, AskDate
from bmcalc.core.texts import _
from bmcalc.formulary.related_drugs import name_of, related_to_any
from bmcalc.formulary.sequences import Stage
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.form.tick_list import TickList
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.entered import NONE, PAGE_ID, REACTIONS, RESULTS_ON
from bmcalc.gui.pages.order_check.field_grid import FieldGrid
from bmcalc.gui.pages.order_check.matters import Numbers
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.questions import ask_of, is_result, questions
from bmcalc.gui.window.session import Session
from bmcalc.orders.dosing.bone_agents import BONE_AGENTS
from bmcalc.orders.reading.patient_facts import LABORATORY

RESULTS_DAY = AskDate(
    label=_("Day of the results"), hint=_("for every result that has no day of its own")
)
IN_THE_STRIP = ("creatinine", "albumin")


class FactsDrawer(Card):
    """Asks only for what a drug of the order is judged by; all of it stays unknown until told."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, _("Laboratory and history"))
        self._session = session
        self._asked: tuple[str, ...] = ()
        self._ticks: TickList | None = None
        self.body.setSpacing(scaled(14))
        self.days = FieldGrid(session, _("Days of the results"), 3, self)
        self.results = FieldGrid(session, _("Laboratory values, each with its day"), 2, self)
        self.limits = FieldGrid(session, _("Upper limits of the laboratory"), 3, self)
        self.facts = FieldGrid(session, _("Kidney, heart, history, other drugs"), 3, self)
        self.bone = FieldGrid(session, _("Before the bone agent"), 3, self)
        self._ticks_title = Label(self)
        self._ticks_title.setObjectName("section")
        say(self._ticks_title, QLabel.setText, _("Severe reaction before to"))
        for grid in self._grids():
            self.body.addWidget(grid)
        self.body.addWidget(self._ticks_title)

    def _grids(self) -> tuple[FieldGrid, ...]:
        return self.days, self.results, self.limits, self.facts, self.bone

    @property
    def rows(self) -> dict[str, FieldRow]:
        """Every field by its name; of one that two grids have, the row that is asked for now."""
        found: dict[str, FieldRow] = {}
        for grid in self._grids():
            for name, row in grid.rows.items():
                if name not in found or grid.is_asking(name):
                    found[name] = row
        return found

    def ask_for(self, asked: tuple[str, ...], stage: Stage | None) -> None:
        """Ask for what these drugs are judged by."""
        if asked == self._asked:
            return
        self._asked = asked
        bone = [drug for drug in asked if drug in BONE_AGENTS]
        regimen = None if stage is None else stage.regimen
        general = questions([drug for drug in asked if drug not in bone], regimen)
        of_bone = questions(bone, None)
        everything = {**general, **of_bone}
        results = {name: ask for name, ask in everything.items() if name in LABORATORY}
        days: dict[str, Ask] = {RESULTS_ON: RESULTS_DAY}
        days |= {
            f"{name}:on": ask_of(f"{name}:on").but(label=_("Day of {result}",
                                                           result=ask_of(name).label))
            for name in IN_THE_STRIP
        }
        self.days.ask(days)
        self.results.ask(results, dated=results)
        self.limits.ask({
            name: ask for name, ask in everything.items()
            if is_result(name) and name not in LABORATORY
        })
        rest = {
            name: ask for name, ask in everything.items()
            if not is_result(name) and name != REACTIONS
        }
        self.facts.ask({name: ask for name, ask in rest.items() if name in general})
        defaults = {
            name: value for drug in bone
            for name, value in BONE_AGENTS[drug].inputs.defaults().items()
        }
        self.bone.ask(
            {name: ask for name, ask in rest.items() if name not in general}, defaults=defaults
        )
        self._ask_reactions()

    def _ask_reactions(self) -> None:
        if self._ticks is not None:
            self._ticks.deleteLater()
        names: dict[str, object] = {NONE: _("none of these drugs")}
        related = sorted(related_to_any(self._asked))
        names |= {drug: name_of(drug) for drug in (*self._asked, *related)}
        ticks = self._ticks = TickList(names, NONE, self)
        ticks.name(self._ticks_title.text())
        ticks.show_entry(self._session.entry(PAGE_ID, REACTIONS))
        ticks.edited.connect(lambda: self._session.put(PAGE_ID, REACTIONS, ticks.entry()))
        self.body.addWidget(ticks)

    def reach_reactions(self) -> QWidget | None:
        """Put the keyboard into the list of severe reactions."""
        if self._ticks is not None:
            self._ticks.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return self._ticks

    def load(self) -> None:
        """Show what the session holds."""
        for grid in self._grids():
            grid.load()
        if self._ticks is not None:
            self._ticks.show_entry(self._session.entry(PAGE_ID, REACTIONS))

    def show_outcome(self, outcome: OrderOutcome, numbers: Numbers) -> None:
        """Show at every field what was found about it, and the number of its finding."""
        for grid in self._grids():
            grid.show_outcome(outcome, numbers)

    def translate(self) -> None:
        """Read every text again."""
        for grid in self._grids():
            grid.translate()
        if self._ticks is not None:
            self._ticks.name(self._ticks_title.text())
