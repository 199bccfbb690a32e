"""The drawer of what was given before, of reductions, and of what was set for this patient."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.sequences import Stage
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.field_grid import FieldGrid
from bmcalc.gui.pages.order_check.last_cycle import LAST_CYCLE_ON, fill_last_doses
from bmcalc.gui.pages.order_check.matters import Numbers
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.questions import ask_of, products_before
from bmcalc.gui.window.session import Session

FILLS = _("fills in the last dose of every drug given on that day only")
LAST_CYCLE = ("last_cycle:on", "last_cycle:weight", "last_cycle:creatinine")
GIVEN = ("last:{drug}:on", "last:{drug}:dose", "level:{drug}", "reduction:{drug}:percent",
         "reduction:{drug}:reason")
SET = ("planned:{drug}:dose", "planned:{drug}:days", "planned:{drug}:reason")


class HistoryDrawer(Card):
    """For each drug its last dose, level and reduction; of the regimen's own what was set too.

    So too for another product that a drug may follow, and for the drugs of the phase before.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, _("Last doses, reductions and set doses"))
        self._session = session
        self._grids: dict[str, FieldGrid] = {}
        self._stage: Stage | None = None
        self.body.setSpacing(scaled(14))
        before = self._grids[""] = FieldGrid(session, _("Last cycle"), 3, self)
        before.ask({name: ask_of(name) for name in LAST_CYCLE} | {
            LAST_CYCLE_ON: ask_of(LAST_CYCLE_ON).but(hint=FILLS)
        })
        before.rows[LAST_CYCLE_ON].editor.edited.connect(self._fill)
        self.body.addWidget(before)

    @property
    def rows(self) -> dict[str, FieldRow]:
        """Every field by its name."""
        return {name: row for grid in self._grids.values() for name, row in grid.rows.items()}

    def _fill(self) -> None:
        fill_last_doses(self._session, self._stage)
        for drug, grid in self._grids.items():
            if drug:
                grid.load()

    def ask_for(self, asked: tuple[str, ...], stage: Stage | None) -> None:
        """Ask about these drugs; the others are hidden and keep what was typed.

        In the first cycle of a later phase also about those of the phase before.
        """
        self._stage = stage
        of_phase = (
            [line.drug for line in stage.before.regimen.lines]
            if stage is not None and stage.before is not None and stage.cycle == 1 else []
        )
        before = [
            one for one in dict.fromkeys([*products_before(asked), *of_phase]) if one not in asked
        ]
        for drug, grid in self._grids.items():
            if drug:
                grid.setVisible(drug in (*asked, *before))
        own = set() if stage is None else {line.drug for line in stage.regimen.lines}
        for drug in (*asked, *before):
            if drug not in self._grids:
                self._grids[drug] = FieldGrid(self._session, drugs()[drug].name, len(GIVEN), self)
            self._ask_about(drug, drug in own or self._is_set(drug))
            self.body.removeWidget(self._grids[drug])
            self.body.addWidget(self._grids[drug])

    def _ask_about(self, drug: str, can_be_set: bool) -> None:
        parts = [*GIVEN]
        if drugs()[drug].never_raised is not None:
            parts.append("last:{drug}:reason")
        if can_be_set:
            parts += SET
        names = [part.format(drug=drug) for part in parts]
        self._grids[drug].ask({name: ask_of(name) for name in names})

    def _is_set(self, drug: str) -> bool:
        """Say whether a plan was typed for a drug, so that it can be seen and taken back."""
        return not all(
            self._session.entry(PAGE_ID, name.format(drug=drug)).empty for name in SET
        )

    def load(self) -> None:
        """Show what the session holds."""
        for grid in self._grids.values():
            grid.load()

    def show_outcome(self, outcome: OrderOutcome, numbers: Numbers) -> None:
        """Show at every field what was found about it, and the number of its finding."""
        for grid in self._grids.values():
            grid.show_outcome(outcome, numbers)

    def translate(self) -> None:
        """Read every text again."""
        for grid in self._grids.values():
            grid.translate()
