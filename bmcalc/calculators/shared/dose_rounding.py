"""Rounding a dose once, at the end, and never above a cap: to a step, to a vial, to a band."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bmcalc.calculators.shared.dose_bands import band_for, band_table, banded
from bmcalc.core.ask import AskChoice, AskQuantity, Span
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.numbers import floor_to
from bmcalc.core.problems import Problem
from bmcalc.core.rounding import to_step
from bmcalc.core.term import Term, number, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work, refuse
from bmcalc.formulas.relative_change import relative_change
from bmcalc.rules.limits import limit

D = Decimal

ROUNDING = AskChoice(
    label=_("Rounding"),
    options={
        "none": _("none"),
        "nearest_step": _("to the nearest step"),
        "nearest_5_percent": _("to whole smallest vials within 5 %"),
        "nearest_10_percent": _("to whole smallest vials within 10 %"),
        "nhs_bands": _("NHS dose bands"),
    },
)
ROUNDING_STEP = AskQuantity(
    label=_("Rounding step"), symbol=_("step"), decimals=1,
    spans=(Span("mg", hard=("0", "500"), above=True),),
)

_WITHIN = {"nearest_5_percent": D(5), "nearest_10_percent": D(10)}
"""Percent within which a choice of the contract rounds, as its name says."""


def rounding_needs(rounding: str) -> Iterable[str]:
    """Name the fields that the chosen rounding cannot do without."""
    return ("rounding_step",) if rounding == "nearest_step" else ()


def rounding_conflicts(rounding: str, step: Term | None, drug_id: str) -> Iterable[Problem]:
    """Yield ``E_ENUM`` where a drug has no bands, ``E_LOGIC`` where a step has no use."""
    if rounding == "nhs_bands" and drug_id not in band_table().products:
        names: list[object] = [product.name for product in band_table().products.values()]
        yield Problem(
            "E_ENUM", _("There are dose bands only for {drugs}.", drugs=Joined(names)),
            ("rounding",),
        )
    if step is not None and rounding != "nearest_step":
        yield Problem(
            "E_LOGIC", _("A rounding step applies only to rounding to the nearest step."),
            ("rounding", "rounding_step"),
        )


def smallest_vial(drug_id: str) -> Term | None:
    """Return the smallest vial of a drug on any market, named for a formula; None without one."""
    from bmcalc.formulary.drugs import drug

    strengths = [one.strength for one in drug(drug_id).presentations if one.form == "vial"]
    return min(strengths).named(_("smallest vial")) if strengths else None


def rounded_dose(
    dose: Term, rounding: str, step: Term | None, drug_id: str, limit: Term | None, work: Work
) -> Term:
    """Return the dose as it is prepared, with its step; not above ``limit`` where there is one.

    ``dose`` is in mg, reduced and capped already. Where the chosen rounding is not possible the
    dose stays unrounded and a caution says why.
    """
    if rounding == "none":
        return dose
    if rounding == "nhs_bands":
        result = _to_band(dose, drug_id, limit, work)
    elif rounding == "nearest_step":
        assert step is not None
        result = _to_multiple(dose, step, limit, work)
        _confirm_change(dose, result, work)
    else:
        result = _to_vials(dose, drug_id, _WITHIN[rounding], limit, work)
    return result


def _percent_changed(dose: Term, result: Term) -> Term:
    return number(relative_change(dose, result), "%")


def _confirm_change(dose: Term, result: Term, work: Work) -> None:
    changed, most = _percent_changed(dose, result), limit("rounding_confirmed")
    if abs(changed.settled) > most.magnitude:
        work.caution(
            FindingCode.ROUNDED_FAR,
            _("Rounding changes the dose by {percent} %, more than {limit}. Take a smaller step.",
              percent=show(changed, 1), limit=most),
            "hopa-2018", about="rounding_step",
        )


def _to_multiple(dose: Term, step: Term, limit: Term | None, work: Work) -> Term:
    result = to_step(dose, step)
    if not result.magnitude:
        raise refuse(
            "E_RANGE",
            _("A step of {step} would round {dose} to nothing.", step=step, dose=show(dose, 1)),
            "rounding_step",
        )
    result = work.step(_("Rounded to the step"), result, "rounding-order", _("dose"))
    if limit is not None and result > limit:
        result = _step_below(limit, step, work)
    return result


def _multiple_below(limit: Term, size: Term) -> Term:
    highest = floor_to(limit.settled, size.to(limit.unit.key).magnitude)
    return Term(highest, limit.unit, None, True, "floor", (limit, size))


def _step_below(limit: Term, step: Term, work: Work) -> Term:
    lower = _multiple_below(limit, step)
    if not lower.magnitude:
        raise refuse(
            "E_RANGE",
            _("No multiple of {step} is below the maximum of {limit}.", step=step,
              limit=show(limit, 1)),
            "rounding_step",
        )
    work.info(
        FindingCode.ROUNDED_BELOW_CAP,
        _("Rounding would exceed the maximum of {limit}; the next lower step is taken.",
          limit=show(limit, 1, trim=True)),
        "rounding-order", about="rounding",
    )
    return work.step(_("Next step below the maximum"), lower, "rounding-order", _("dose"))


def _to_vials(dose: Term, drug_id: str, percent: Decimal, limit: Term | None, work: Work) -> Term:
    vial = smallest_vial(drug_id)
    result = None if vial is None else to_step(dose, vial)
    if vial is not None and result is not None and limit is not None and result > limit:
        result = _multiple_below(limit, vial)
    if result is None or abs(_percent_changed(dose, result).settled) > percent:
        work.caution(
            FindingCode.NOT_ROUNDED,
            _("No number of whole vials lies within {percent} % of the dose; it stays unrounded.",
              percent=percent),
            "hopa-2018", about="rounding",
        )
        return dose
    return work.step(_("Rounded to whole smallest vials"), result, "hopa-2018", _("dose"))


def _to_band(dose: Term, drug_id: str, limit: Term | None, work: Work) -> Term:
    table = band_table().products[drug_id]
    band = band_for(dose, table.concentration, limit)
    if band is None:
        work.caution(
            FindingCode.NO_BAND, _("The dose lies outside the bands; it stays unrounded."),
            table.source, about="rounding",
        )
        return dose
    if dose < Term(band.start, dose.unit) or dose >= Term(band.end, dose.unit):
        work.info(
            FindingCode.ROUNDED_BELOW_CAP,
            _("The band of this dose is above the maximum; the next lower band is taken."),
            "rounding-order", about="rounding",
        )
    return work.step(
        _("Dose band {start} to below {end} mg", start=band.start, end=band.end),
        banded(dose, table.concentration, band), table.source, _("dose"),
    )
