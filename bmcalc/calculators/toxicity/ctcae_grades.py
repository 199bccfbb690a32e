"""CTCAE grades of laboratory values, versions 5.0 and 6.0, by the table of ``rules/tables``.

What is graded is the laboratory value alone:
symptoms, transfusion or arrhythmia can only be judged at the bedside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bmcalc.core.term import Term
from bmcalc.formulas.qt_correction import whole_milliseconds
from bmcalc.rules.calcium_grades import Range, total_calcium_grades

if TYPE_CHECKING:
    from bmcalc.rules.tables.ctcae import Below, Ctcae, LiverRule

VERSIONS = ("5", "6")


def table() -> Ctcae:
    """Return the table of CTCAE, read when the first value is graded."""
    from bmcalc.rules.tables.ctcae import ctcae

    return ctcae()


def counts() -> dict[str, dict[str, Below]]:
    """Return the rules of low counts by measure and version."""
    from bmcalc.rules.tables import ctcae

    return ctcae.counts()


def liver() -> dict[str, dict[str, LiverRule]]:
    """Return the rules of high liver values by measure and version."""
    from bmcalc.rules.tables import ctcae

    return ctcae.liver()


def count_grade(name: str, version: str, value: Term, lower_limit: Term | None) -> int:
    """Return the grade of a low ``anc``, ``wbc``, ``platelets`` or ``haemoglobin``."""
    return counts()[name][version].grade(value, lower_limit)


def liver_grade(
    name: str, version: str, value: Term, upper_limit: Term, baseline: Term | None = None
) -> int:
    """Return the grade of a high ``alt``, ``ast`` or ``bilirubin``, all in one unit."""
    rule, of = liver()[name][version].which(upper_limit, baseline)
    return rule.grade(value, of)


def creatinine_baseline_counts(
    version: str, baseline: Term | None, lower_limit: Term | None
) -> bool:
    """Say whether the baseline is judged: always in v5, in v6 only below the lower limit."""
    if baseline is None:
        return False
    return version == "5" or (lower_limit is not None and baseline < lower_limit)


def creatinine_grade(
    version: str,
    value: Term,
    upper_limit: Term,
    lower_limit: Term | None = None,
    baseline: Term | None = None,
) -> int:
    """Return the worse grade by the upper limit and, where it counts, by the baseline."""
    by_limit = table().creatinine.of_limit.grade(value, upper_limit)
    if baseline is None or not creatinine_baseline_counts(version, baseline, lower_limit):
        return by_limit
    return max(by_limit, table().creatinine.of_baseline.grade(value, baseline))


def qtc_grade(qtc: Term, baseline: Term | None = None) -> int:
    """Return the grade of a QTc, the same in v5 and v6; grade 4 is an arrhythmia, not a number."""
    measured, rule = whole_milliseconds(qtc), table().qtc
    rise = 0 if baseline is None else measured - whole_milliseconds(baseline)
    if rise > rule.rise.to("ms").magnitude:
        return len(rule.begins)
    return sum(measured >= begin.to("ms").magnitude for begin in rule.begins)


def calcium_grade(calcium: Term, lower_limit: Term, upper_limit: Term) -> str:
    """Return ``normal``, ``hypo_1`` … ``hyper_4`` for a corrected calcium, the same in v5 and v6.

    Where the borders in mmol/L and in mg/dL disagree, the worse one decides.
    """
    return total_calcium_grades(calcium, Range(lower_limit, upper_limit)).worse
