"""Whether a height and a weight can belong to one adult: refused, or confirmed by a person."""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, number, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work, refuse
from bmcalc.formulas.body_weights import DEVINE_HEIGHT, body_mass_index

D = Decimal


def plausible_bmi(height: Term, weight: Term) -> Term:
    """Return the BMI; refuse with ``E_RANGE`` where height and weight cannot belong together."""
    index = body_mass_index(height, weight)
    if not D(10) <= index.settled <= D(80):
        raise refuse(
            "E_RANGE",
            _("Height {height} and weight {weight} give a BMI of {bmi}. Check whether they were "
              "swapped or carry a wrong unit.", height=height, weight=weight, bmi=show(index, 1)),
            "height", "weight",
        )
    return index


def plausible_area(area: Term) -> Term:
    """Return the area; refuse with ``E_RANGE`` outside 1.0–3.2 m²."""
    if not D(1) <= area.settled <= D("3.2"):
        raise refuse(
            "E_RANGE",
            _("A body surface area of {area} cannot be. Check height and weight.",
              area=show(area, 2)),
            "height", "weight",
        )
    return area


def confirm_area(area: Term, work: Work) -> None:
    """Ask for confirmation of an area outside 1.3–2.3 m²."""
    if not D("1.3") <= area.settled <= D("2.3"):
        work.caution(
            FindingCode.UNUSUAL,
            _("A body surface area of {area} is outside the usual range (1.3–2.3 m²). "
              "Confirm height and weight.", area=show(area, 2)),
            "plausibility-limits",
        )


def confirm_bmi(index: Term, work: Work) -> None:
    """Ask for confirmation of a BMI outside 16–40 kg/m²."""
    if not D(16) <= index.settled <= D(40):
        work.caution(
            FindingCode.UNUSUAL,
            _("A BMI of {bmi} is outside the usual range (16–40 kg/m²). Confirm height and weight.",
              bmi=show(index, 1)),
            "plausibility-limits",
        )


def confirm_devine_height(height: Term, work: Work) -> None:
    """Say that Devine's ideal weight is extrapolated below 152.4 cm."""
    if number(height, "cm") < DEVINE_HEIGHT:
        work.caution(
            FindingCode.IDEAL_WEIGHT_EXTRAPOLATED,
            _("Devine's ideal weight is not defined below 152.4 cm; it is extrapolated here."),
            "devine-1974", about="height",
        )
