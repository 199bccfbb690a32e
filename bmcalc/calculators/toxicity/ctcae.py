"""Toxicity grades of laboratory values by CTCAE v5.0, with what v6.0 makes of them.

Counts are stored, never grades: version 6 moved the grades of neutrophils and platelets, so a
grade without its version says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bmcalc.calculators.calcium.calcium_fields import are_national
from bmcalc.calculators.toxicity.ctcae_fields import MEASURED, CtcaeInputs
from bmcalc.calculators.toxicity.ctcae_grades import (
    VERSIONS,
    calcium_grade,
    count_grade,
    counts,
    creatinine_baseline_counts,
    creatinine_grade,
    liver,
    liver_grade,
    qtc_grade,
    table,
)
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.numbers import plain
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.analytes import bilirubin_in_umol_per_l, creatinine_in_umol_per_l
from bmcalc.formulas.qt_correction import whole_milliseconds
from bmcalc.rules.calcium_grades import GRADE_NAMES, level

TERM_NAMES: dict[str, object] = {
    "anc": _("Neutrophils"),
    "wbc": _("White cells"),
    "platelets": _("Platelets"),
    "haemoglobin": _("Haemoglobin"),
    "alt": _("ALT"),
    "ast": _("AST"),
    "bilirubin": _("Bilirubin"),
    "creatinine": _("Creatinine"),
    "calcium": _("Calcium, corrected"),
    "qtcf": _("QTcF"),
}
SEVERE = 3


class Graded(NamedTuple):
    """The grade of one value in one version: which rule, what it looked at, its source."""

    grade: int
    rule: object
    because: object
    source: str


def ctcae(given: CtcaeInputs, work: Work) -> None:
    """Write the grade of each value in both versions and the worst one of the leading version."""
    grades: dict[str, dict[str, int]] = {}
    for version in VERSIONS:
        for name, graded in _all_grades(given, version).items():
            grades.setdefault(name, {})[version] = graded.grade
            work.decide(
                _("{term}, CTCAE v{version}", term=TERM_NAMES[name], version=version),
                graded.rule, graded.because, _("grade {grade}", grade=graded.grade), graded.source,
            )
            work.give(f"{name}_v{version}", graded.grade)
    if given.calcium_corrected is not None:
        work.give("calcium_grade", _calcium_key(given, given.calcium_corrected))
    work.give("version", given.version)
    work.give("worst_grade", max(
        grade[given.version] for grade in grades.values() if given.version in grade
    ))
    _tell(given, grades, work)


def _source(version: str) -> str:
    return table().versions[version]


def _all_grades(given: CtcaeInputs, version: str) -> dict[str, Graded]:
    found: dict[str, Graded] = {}
    for name in counts():
        value = given.value(name)
        if value is not None and given.limit_awaited(name, version) is None:
            found[name] = _count(name, version, value, given.value(f"{name}_lln"))
    for name in liver():
        value, limit = given.value(name), given.value(f"{name}_uln")
        if value is not None and limit is not None:
            found[name] = _liver(name, version, value, limit, given.value(f"{name}_baseline"))
    if given.creatinine is not None and given.limit_awaited("creatinine", version) is None:
        found["creatinine"] = _creatinine(given, version)
    if given.calcium_corrected is not None:
        found["calcium"] = _calcium(given, given.calcium_corrected)
    if given.qtcf is not None:
        found["qtcf"] = _qtc(given.qtcf, given.qtcf_baseline, version)
    return found


def _looked_at(value: Term, *by: Term | None) -> object:
    """Return what a rule looked at: the value, then limits and baseline as far as given."""
    parts: list[object] = [value]
    for part in by:
        if part is not None:
            parts.append(_("{name} {value}", name=part.symbol, value=part))
    return Joined(parts, "; ")


def _count(name: str, version: str, value: Term, limit: Term | None) -> Graded:
    return Graded(
        count_grade(name, version, value, limit), counts()[name][version].rule(),
        _looked_at(value, limit), _source(version),
    )


def _liver(
    name: str, version: str, value: Term, limit: Term, baseline: Term | None
) -> Graded:
    because = _looked_at(value, limit, baseline)
    if name == "bilirubin":
        value, limit = bilirubin_in_umol_per_l(value), bilirubin_in_umol_per_l(limit)
        baseline = None if baseline is None else bilirubin_in_umol_per_l(baseline)
    rule, of = liver()[name][version].which(limit, baseline)
    named = _("baseline") if of is baseline else _("upper limit")
    return Graded(
        liver_grade(name, version, value, limit, baseline), rule.rule(named), because,
        _source(version),
    )


def _creatinine(given: CtcaeInputs, version: str) -> Graded:
    value, upper, lower, baseline = (
        None if term is None else creatinine_in_umol_per_l(term)
        for term in (given.creatinine, given.creatinine_uln, given.creatinine_lln,
                     given.creatinine_baseline)
    )
    assert value is not None and upper is not None
    rules = [table().creatinine.of_limit.rule(_("upper limit"))]
    if creatinine_baseline_counts(version, baseline, lower):
        rules.append(table().creatinine.of_baseline.rule(_("baseline")))
    return Graded(
        creatinine_grade(version, value, upper, lower, baseline), Joined(rules, "; "),
        _looked_at(value, upper, baseline, lower if version == "6" else None), _source(version),
    )


def _calcium_key(given: CtcaeInputs, calcium: Term) -> str:
    return calcium_grade(calcium, given.calcium_lln, given.calcium_uln)


def _calcium(given: CtcaeInputs, calcium: Term) -> Graded:
    key, rule = _calcium_key(given, calcium), table().calcium
    mmol, mg = rule.total_mmol_per_l, rule.total_mg_per_dl
    return Graded(
        level(key),
        _("below the lower limit, {low} mmol/L or above the upper limit, {high} mmol/L; in mg/dL "
          "{low_mg} and {high_mg}; the worse unit decides", low=_numbers(mmol.below),
          high=_numbers(mmol.above), low_mg=_numbers(mg.below), high_mg=_numbers(mg.above)),
        Joined([_looked_at(calcium, given.calcium_lln, given.calcium_uln), GRADE_NAMES[key]], "; "),
        rule.source,
    )


def _numbers(borders: Iterable[Term]) -> object:
    return Joined([plain(border.magnitude) for border in borders])


def _qtc(qtc: Term, baseline: Term | None, version: str) -> Graded:
    seen: list[object] = [_("{qtc} ms", qtc=whole_milliseconds(qtc))]
    if baseline is not None:
        change = whole_milliseconds(qtc) - whole_milliseconds(baseline)
        seen.append(_("{change} ms from the baseline", change=f"{change:+d}"))
    one, two, three = table().qtc.begins
    return Graded(
        qtc_grade(qtc, baseline),
        _("grade 1 from {one}, grade 2 from {two}, grade 3 from {three} or more than {rise} above "
          "the baseline", one=one, two=two, three=three, rise=table().qtc.rise),
        Joined(seen, "; "), _source(version),
    )


def _tell(given: CtcaeInputs, grades: dict[str, dict[str, int]], work: Work) -> None:
    """Add the findings: versions that differ, severe grades, what a number cannot decide."""
    work.info(
        "STORE_THE_COUNT",
        _("Record the value, not the grade: a grade belongs to one version of CTCAE. Dose rules of "
          "labels were written with v4.03 or v5."),
        "ctcae-in-labels",
    )
    for name, by_version in grades.items():
        _tell_version(name, by_version, work)
    _tell_not_graded(given, work)
    severe = [TERM_NAMES[name] for name, grade in grades.items() if grade.get("5", 0) >= SEVERE]
    if severe:
        work.caution(
            "SEVERE",
            _("Grade 3 or more in CTCAE v5: {terms}. The dose rules of each drug apply.",
              terms=Joined(severe)),
            _source("5"),
        )
    if grades.get("haemoglobin", {}).get("5") == SEVERE:
        work.info(
            "CLINICAL_GRADE_4",
            _("Grade 4 anaemia means danger to life; no haemoglobin decides it."), _source("5"),
        )
    if grades.get("qtcf", {}).get("5") == SEVERE:
        work.info(
            "CLINICAL_GRADE_4",
            _("A long QTc with torsade de pointes, ventricular tachycardia or signs of severe "
              "arrhythmia is grade 4."), _source("5"),
        )
    national = are_national(given.calcium_lln, given.calcium_uln)
    if given.calcium_corrected is not None and national:
        work.info(
            "CALCIUM_LIMITS",
            _("Limits of total calcium: {lower} to {upper}, the Chinese national interval. "
              "The laboratory's own limits are preferred.",
              lower=given.calcium_lln, upper=given.calcium_uln),
            "ws-t-404-6",
        )
    _tell_undefined(given, grades, work)


def _tell_version(name: str, by_version: dict[str, int], work: Work) -> None:
    if len(by_version) > 1 and by_version["5"] != by_version["6"]:
        work.caution(
            "VERSIONS_DIFFER",
            _("{term}: grade {five} in CTCAE v5, grade {six} in v6. Never put a v6 grade into a "
              "dose rule written for v5.",
              term=TERM_NAMES[name], five=by_version["5"], six=by_version["6"]),
            *table().versions.values(), about=name,
        )


def _tell_not_graded(given: CtcaeInputs, work: Work) -> None:
    """Say of each value that has no grade which limit it waits for; the worst grade lacks it."""
    asks = given.asks()
    for name in MEASURED:
        for version in VERSIONS:
            awaited = given.limit_awaited(name, version)
            if awaited is not None:
                work.caution(
                    "NOT_GRADED",
                    _("{term} is not graded in CTCAE v{version}, nor part of the worst grade: "
                      "{limit} is not given.", term=TERM_NAMES[name], version=version,
                      limit=asks[awaited].label),
                    _source(version), about=awaited,
                )


def _tell_undefined(given: CtcaeInputs, grades: dict[str, dict[str, int]], work: Work) -> None:
    """Say where v6 leaves grade 3 undefined: a baseline far above the upper limit."""
    for name in ("alt", "ast"):
        limit, baseline = given.value(f"{name}_uln"), given.value(f"{name}_baseline")
        highest = liver()[name]["6"].highest_baseline
        if (
            grades.get(name, {}).get("6") == SEVERE and limit is not None
            and baseline is not None and highest is not None and baseline > highest * limit
        ):
            work.caution(
                "V6_UNDEFINED",
                _("{term}: CTCAE v6 defines grade 3 only for a baseline up to {highest} × the "
                  "upper limit; this baseline is higher.", term=TERM_NAMES[name],
                  highest=highest),
                _source("6"), about=f"{name}_baseline",
            )


CALCULATOR = Calculator(
    id="ctcae",
    title=_("CTCAE grades"),
    summary=_("Grades of laboratory values in CTCAE v5.0, with the shift in v6.0"),
    group="response",
    order=430,
    not_for=NotFor(
        _("Not to put a v6 grade into a dose rule: the labels were written with v4.03 "
          "or v5. A value without its laboratory's limit is not graded."),
        "ctcae-in-labels", "ctcae-5",
    ),
    inputs=CtcaeInputs,
    values=(
        Value(name="worst_grade", label=_("Worst grade"), kind="integer"),
        Value(name="version", label=_("CTCAE version"), options={"5": _("5.0"), "6": _("6.0")}),
        *(
            Value(
                name=f"{name}_v{version}",
                label=_("{term}, CTCAE v{version}", term=term, version=version), kind="integer",
            )
            for name, term in TERM_NAMES.items() for version in VERSIONS
        ),
        Value(name="calcium_grade", label=_("Calcium"), options=GRADE_NAMES),
    ),
    formula=ctcae,
    headline="worst_grade",
)
