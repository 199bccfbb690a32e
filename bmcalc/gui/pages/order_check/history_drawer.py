"""The drawer of what was given before, and of the prescriber's reductions."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.regimens import Regimen
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.field_grid import FieldGrid
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.questions import ask_of, products_before
from bmcalc.gui.window.session import Session

LAST_CYCLE = ("last_cycle:on", "last_cycle:weight", "last_cycle:creatinine")


class HistoryDrawer(Card):
    """For each drug its last dose, the reduction with its reason, and the dose level.

    So too for another product that a drug may follow.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, _("Last doses and reductions"))
        self._session = session
        self._grids: dict[str, FieldGrid] = {}
        self.body.setSpacing(scaled(14))
        before = self._grids[""] = FieldGrid(session, _("Last cycle"), 3, self)
        before.ask({name: ask_of(name) for name in LAST_CYCLE})
        self.body.addWidget(before)

    @property
    def rows(self) -> dict[str, FieldRow]:
        """Every field by its name."""
        return {name: row for grid in self._grids.values() for name, row in grid.rows.items()}

    def ask_for(self, asked: tuple[str, ...], regimen: Regimen | None) -> None:
        """Ask about these drugs; the others are hidden and keep what was typed."""
        before = [one for one in products_before(asked) if one not in asked]
        for drug, grid in self._grids.items():
            if drug:
                grid.setVisible(drug in (*asked, *before))
        for drug in (*asked, *before):
            if drug not in self._grids:
                self._grids[drug] = self._about(drug)
            self.body.removeWidget(self._grids[drug])
            self.body.addWidget(self._grids[drug])

    def _about(self, drug: str) -> FieldGrid:
        names = [f"last:{drug}:on", f"last:{drug}:dose", f"level:{drug}",
                 f"reduction:{drug}:percent", f"reduction:{drug}:reason"]
        if drugs()[drug].never_raised is not None:
            names.append(f"last:{drug}:reason")
        grid = FieldGrid(self._session, drugs()[drug].name, len(names), self)
        grid.ask({name: ask_of(name) for name in names})
        return grid

    def load(self) -> None:
        """Show what the session holds."""
        for grid in self._grids.values():
            grid.load()

    def show_outcome(self, outcome: OrderOutcome) -> None:
        """Show at every field what was found about it."""
        for grid in self._grids.values():
            grid.show_outcome(outcome)

    def translate(self) -> None:
        """Read every text again."""
        for grid in self._grids.values():
            grid.translate()
