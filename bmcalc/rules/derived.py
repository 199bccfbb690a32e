"""Measures that are derived from facts, each by one function that says what it rests on.

Differences of LVEF are percentage points; QTcF is judged in whole milliseconds; liver values are
multiples of the laboratory's upper limit.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from bmcalc.core.arithmetic import greatest
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.formulas.analytes import (
    bilirubin_in_umol_per_l,
    creatinine_in_umol_per_l,
    magnesium_in_mmol_per_l,
    phosphate_in_mmol_per_l,
)
from bmcalc.formulas.ejection_fraction import fall_in_points
from bmcalc.formulas.limit_multiple import multiple_of_limit, value_of_multiple
from bmcalc.formulas.qt_correction import whole_milliseconds
from bmcalc.rules.calcium_measures import BONE_MEASURES
from bmcalc.rules.creatinine_measures import CREATININE_MEASURES
from bmcalc.rules.cytotoxic_measures import CYTOTOXIC_MEASURES
from bmcalc.rules.facts import Derived, Facts
from bmcalc.rules.glucose_measures import GLUCOSE_MEASURES
from bmcalc.rules.history_measures import HISTORY_MEASURES
from bmcalc.rules.interaction_measures import INTERACTION_MEASURES
from bmcalc.rules.interval_measures import INTERVAL_MEASURES
from bmcalc.rules.limits import limit
from bmcalc.rules.measure_form import Given, Measure, against_limits, yes_no
from bmcalc.rules.tables.laboratory import interval

ELECTROLYTE_STATES: Final = (
    "potassium_state", "calcium_state", "magnesium_state", "phosphate_state",
)


def _multiple_of(name: str, label: object) -> Derived:
    limit_name = f"{name}_uln"

    def calculate(facts: Facts) -> Given:
        return multiple_of_limit(facts.fact(name), facts.fact(limit_name))

    return Derived(
        (name, limit_name), lambda known: known.once(calculate), Measure(label, "xULN")
    )


def _bilirubin(known: Facts) -> Given:
    """Return bilirubin in µmol/L; a multiple says how much only with its upper limit."""
    value, limit = known.fact("bilirubin"), known.fact("bilirubin_uln")
    if value is None:
        return None
    if value.unit.key != "xULN":
        return bilirubin_in_umol_per_l(value)
    return None if limit is None else bilirubin_in_umol_per_l(value_of_multiple(value, limit))


def _transaminase(known: Facts) -> Given:
    """Return the higher of AST and ALT; one alone stands for both only where it is raised."""
    ast, alt = known["ast_xuln"], known["alt_xuln"]
    if isinstance(ast, Term) and isinstance(alt, Term):
        return greatest(ast, alt)
    alone = ast if isinstance(ast, Term) else alt
    raised = isinstance(alone, Term) and alone > limit("transaminase_lowest_cut_off")
    return alone if raised else None


def _in_umol(name: str) -> Derived:
    def calculate(known: Facts) -> Given:
        value = known.fact(name)
        return None if value is None else creatinine_in_umol_per_l(value)

    return Derived((name,), calculate)


def _creatinine_rise(known: Facts) -> Given:
    baseline, now = known.fact("creatinine_baseline"), known.fact("creatinine")
    if baseline is None or now is None:
        return None
    return creatinine_in_umol_per_l(now) - creatinine_in_umol_per_l(baseline)


def _lvef_fall(known: Facts) -> Given:
    baseline, now = known.fact("lvef_baseline"), known.fact("lvef_now")
    if baseline is None or now is None:
        return None
    return fall_in_points(baseline, now)


def _lvef_range(known: Facts) -> Given:
    now, lowest = known.fact("lvef_now"), known.fact("lvef_lln")
    if now is None or lowest is None:
        return None
    return "below" if now < lowest else "normal"


def _whole_ms(qtc: Term | None) -> Term | None:
    return None if qtc is None else Term(Decimal(whole_milliseconds(qtc)), unit("ms"))


def _qtcf(known: Facts) -> Given:
    return _whole_ms(known.fact("qtcf"))


def _qtcf_rise(known: Facts) -> Given:
    now, before = _whole_ms(known.fact("qtcf")), _whole_ms(known.fact("qtcf_baseline"))
    return None if now is None or before is None else now - before


def _febrile(known: Facts) -> Given:
    """Say whether there is fever: once above one limit, or from the lower one for an hour."""
    temperature, long = known.fact("temperature"), known.fact("fever_over_1_h")
    if long or (temperature is not None and temperature > limit("fever")):
        return "yes"
    return None if temperature is None else "no"


def _severe_hepatic_impairment(known: Facts) -> Given:
    """Return yes where it is said, or in Child-Pugh C; another class says no."""
    told, child_pugh = known.fact("severe_hepatic_impairment"), known["child_pugh"]
    if told or child_pugh == "c":
        return "yes"
    return None if told is None and child_pugh is None else "no"


def _state(name: str, convert: Callable[[Term], Term] | None, label: object) -> Derived:
    def calculate(known: Facts) -> Given:
        value = known.fact(name)
        if value is None:
            return None
        return interval(name).state(value if convert is None else convert(value))

    return Derived((name,), calculate, against_limits(label))


def _g_csf(known: Facts) -> Given:
    """Return whether G-CSF was given: said so, or it is known how long ago."""
    told = known.fact("g_csf")
    if told or known.fact("hours_since_gcsf") is not None:
        return "yes"
    return None if told is None else "no"


def _electrolytes(known: Facts) -> Given:
    """Return no where one of the four is abnormal; yes where all are normal, or said to be."""
    told = known.fact("electrolytes_normal")
    states = [known[name] for name in ELECTROLYTE_STATES]
    if told is False or "low" in states or "high" in states:
        return "no"
    return "yes" if told or None not in states else None


DERIVED: dict[str, Derived] = {
    "bilirubin": Derived(("bilirubin", "bilirubin_uln"), _bilirubin),
    "bilirubin_xuln": _multiple_of("bilirubin", _("bilirubin, multiple of the upper limit")),
    "ast_xuln": _multiple_of("ast", _("AST, multiple of the upper limit")),
    "alt_xuln": _multiple_of("alt", _("ALT, multiple of the upper limit")),
    "alp_xuln": _multiple_of("alp", _("ALP, multiple of the upper limit")),
    "transaminase_xuln": Derived(
        ("ast_xuln", "alt_xuln"), _transaminase,
        Measure(_("the higher of AST and ALT, multiple of the upper limit"), "xULN"),
    ),
    "creatinine_baseline": _in_umol("creatinine_baseline"),
    "creatinine_rise": Derived(
        ("creatinine_baseline", "creatinine"), _creatinine_rise,
        Measure(_("rise of creatinine over baseline"), "umol/L"),
    ),
    "lvef_fall": Derived(
        ("lvef_baseline", "lvef_now"), _lvef_fall,
        Measure(_("fall of LVEF in percentage points"), "percentage_point"),
    ),
    "lvef_range": Derived(
        ("lvef_now", "lvef_lln"), _lvef_range,
        Measure(_("LVEF against the institution's lower limit"),
                options={"below": _("below"), "normal": _("normal")}),
    ),
    "qtcf": Derived(("qtcf",), _qtcf),
    "qtcf_rise": Derived(
        ("qtcf", "qtcf_baseline"), _qtcf_rise, Measure(_("rise of QTcF over baseline"), "ms")
    ),
    "g_csf": Derived(("g_csf", "hours_since_gcsf"), _g_csf),
    "severe_hepatic_impairment": Derived(
        ("severe_hepatic_impairment", "child_pugh"), _severe_hepatic_impairment
    ),
    "febrile": Derived(("temperature", "fever_over_1_h"), _febrile, yes_no(_("fever"))),
    "magnesium_state": _state(
        "magnesium", magnesium_in_mmol_per_l, _("magnesium against its limits")
    ),
    "phosphate_state": _state(
        "phosphate", phosphate_in_mmol_per_l, _("phosphate against its limits")
    ),
    "potassium_state": _state("potassium", None, _("potassium against its limits")),
    "electrolytes_normal": Derived(("electrolytes_normal", *ELECTROLYTE_STATES), _electrolytes),
    **BONE_MEASURES,
    **CREATININE_MEASURES,
    **INTERVAL_MEASURES,
    **HISTORY_MEASURES,
    **CYTOTOXIC_MEASURES,
    **GLUCOSE_MEASURES,
    **INTERACTION_MEASURES,
}
"""Every derived measure; one that needs more than facts is handed over by its owner."""
