"""Whether a height and a weight can belong to one adult: refused, or confirmed by a person."""

from __future__ import annotations

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.numbers import plain
from bmcalc.core.term import Term, number, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work, refuse
from bmcalc.formulas.body_weights import DEVINE_HEIGHT, body_mass_index, ideal_weight
from bmcalc.rules.limits import limit


def plausible_bmi(height: Term, weight: Term) -> Term:
    """Return the BMI; refuse with ``E_RANGE`` where height and weight cannot belong together."""
    index = body_mass_index(height, weight)
    if not limit("bmi_lowest") <= index <= limit("bmi_highest"):
        raise refuse(
            "E_RANGE",
            _("Height {height} and weight {weight} give a BMI of {bmi}. Check whether they were "
              "swapped or carry a wrong unit.", height=height, weight=weight, bmi=show(index, 1)),
            "height", "weight",
        )
    return index


def plausible_area(area: Term) -> Term:
    """Return the area; refuse with ``E_RANGE`` where no adult has it."""
    if not limit("bsa_lowest") <= area <= limit("bsa_highest"):
        raise refuse(
            "E_RANGE",
            _("A body surface area of {area} cannot be. Check height and weight.",
              area=show(area, 2)),
            "height", "weight",
        )
    return area


def confirm_area(area: Term, work: Work) -> None:
    """Ask for confirmation of an unusual area."""
    low, high = limit("bsa_usual_lowest"), limit("bsa_usual_highest")
    if not low <= area <= high:
        work.caution(
            FindingCode.UNUSUAL,
            _("A body surface area of {area} is outside the usual range ({low}–{high}). "
              "Confirm height and weight.", area=show(area, 2), low=plain(low.magnitude),
              high=high),
            "plausibility-limits",
        )


def confirm_bmi(index: Term, work: Work) -> None:
    """Ask for confirmation of an unusual BMI."""
    low, high = limit("bmi_usual_lowest"), limit("bmi_usual_highest")
    if not low <= index <= high:
        work.caution(
            FindingCode.UNUSUAL,
            _("A BMI of {bmi} is outside the usual range ({low}–{high}). Confirm height and "
              "weight.", bmi=show(index, 1), low=plain(low.magnitude), high=high),
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


def ideal_weight_above_zero(height: Term, sex: str | None) -> Term | None:
    """Return Devine's ideal weight in kg; None where its extrapolation is not above 0."""
    ideal = ideal_weight(height, sex)
    return ideal if ideal.magnitude > 0 else None


def needed_ideal_weight(height: Term, sex: str | None) -> Term:
    """Return Devine's ideal weight in kg; refuse with ``E_RANGE`` where it is not above 0."""
    ideal = ideal_weight_above_zero(height, sex)
    if ideal is None:
        raise refuse(
            "E_RANGE",
            _("At a height of {height} Devine's formula gives no ideal weight above 0 kg. Check "
              "the height, or choose the actual weight.", height=height),
            "height",
        )
    return ideal


def tell_no_ideal_weight(height: Term, work: Work) -> None:
    """Say that there is no ideal weight at this height, and none adjusted by it."""
    work.caution(
        "NO_IDEAL_WEIGHT",
        _("At a height of {height} Devine's formula gives no ideal weight above 0 kg: neither an "
          "ideal nor an adjusted weight is shown. Check the height.", height=height),
        "devine-1974", about="height",
    )
