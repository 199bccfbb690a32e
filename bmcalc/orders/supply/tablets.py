"""What is handed out of a drug that is swallowed: whole tablets or capsules, never a part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.drugs import Drug, Presentation
from bmcalc.orders.supply.pieces import Run, fewest_pieces, nearest_doses, pieces_in
from bmcalc.orders.supply.vials import VialPlan

SOURCE: Final = "whole-tablets"


def plan_tablets(
    found: Drug,
    dose: Term,
    market: str,
    offered: Iterable[Presentation],
    stock: Mapping[str, int] | None,
    work: Work,
    asks: Work,
) -> VialPlan | None:
    """Return the fewest whole pieces for a dose, of those that the site holds; None for none.

    A dose that no marketed strengths make is asked about in ``asks``, with the nearest two that
    they do make; one that only the site cannot make is told in ``work``.
    """
    plan = fewest_pieces(dose, offered, stock)
    if plan is not None:
        work.decide(_("Tablets or capsules"), _("whole ones that make the dose, the fewest"),
                    show(dose, 1, trim=True), plan, SOURCE)
        return plan
    marketed = pieces_in(found, market)
    written = show(dose, 3, trim=True)
    if fewest_pieces(dose, marketed) is None:
        nearest: list[object] = [show(one, 3, trim=True) for one in nearest_doses(dose, marketed)]
        asks.caution(
            FindingCode.NO_WHOLE_TABLETS,
            _("{dose} cannot be made of whole tablets or capsules; nearest: {nearest}.",
              dose=written, nearest=Joined(nearest)),
            SOURCE, about=f"order.{found.id}",
        )
    else:
        work.caution(
            "NOT_IN_STOCK",
            _("What the site holds does not make {dose} of whole tablets or capsules.",
              dose=written),
            SOURCE,
        )
    return None


def show_run(plan: VialPlan, run: Run | None, work: Work) -> Run | None:
    """Show how many pieces the run of days takes and return the run; one of one dose needs none."""
    if run is not None and run.doses > 1:
        work.decide(
            _("For the run"), _("{doses} doses in {days} days", doses=run.doses, days=run.days),
            plan, plan.times(run.doses), SOURCE,
        )
    return run
