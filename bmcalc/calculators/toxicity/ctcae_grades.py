"""CTCAE grades of laboratory values, versions 5.0 and 6.0, each border written once.

A value on a border belongs to the milder grade. What is graded is the laboratory value alone:
symptoms, transfusion or arrhythmia can only be judged at the bedside.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bmcalc.calculators.calcium.calcium_grades import Range, total_calcium_grades
from bmcalc.core.term import Term, q
from bmcalc.core.texts import Joined, _
from bmcalc.formulas.qt_correction import whole_milliseconds

D = Decimal

VERSIONS = ("5", "6")
SOURCES = {"5": "ctcae-5", "6": "ctcae-6"}


@dataclass(frozen=True)
class Below:
    """Grade 1, 2 … begin below these; None stands for the laboratory's lower limit."""

    ends: tuple[Term | None, ...]

    def grade(self, value: Term, lower_limit: Term | None) -> int:
        """Return the grade, 0 for none; without a lower limit its border is not looked at."""
        ends = [lower_limit if end is None else end for end in self.ends]
        return max(
            (grade for grade, end in enumerate(ends, 1) if end is not None and value < end),
            default=0,
        )

    def decides_without_limit(self, value: Term) -> bool:
        """Say whether the grade is known without the laboratory's lower limit."""
        if None not in self.ends:
            return True
        return any(end is not None and value < end for end in self.ends)

    def rule(self) -> object:
        """Return the borders as people read them."""
        ends = [_("the lower limit") if end is None else end for end in self.ends]
        return _("grades 1 to {last} begin below {borders}", last=len(ends),
                 borders=Joined(list(ends)))


@dataclass(frozen=True)
class Above:
    """Grade ``first``, ``first`` + 1 … begin above these multiples of a limit or a baseline.

    ``from_first``: the first multiple itself already has the first grade.
    """

    multiples: tuple[str, ...]
    from_first: bool = False
    first: int = 1

    def grade(self, value: Term, of: Term) -> int:
        """Return the grade of a value, 0 for none."""
        found = 0
        for grade, multiple in enumerate(self.multiples, self.first):
            border = D(multiple) * of
            reached = value >= border if self.from_first and grade == self.first else value > border
            if reached:
                found = grade
        return found

    def rule(self, of: object) -> object:
        """Return the borders as people read them."""
        last = self.first + len(self.multiples) - 1
        if self.from_first:
            return _("grade 1 from {lowest} × {of}, grades 2 to {last} above {multiples} × {of}",
                     lowest=self.multiples[0], of=of, last=last,
                     multiples=Joined(list(self.multiples[1:])))
        return _("grades {first} to {last} begin above {multiples} × {of}", first=self.first,
                 last=last, multiples=Joined(list(self.multiples)), of=of)


def _below(unit: str, *ends: str | None) -> Below:
    return Below(tuple(None if end is None else q(f"{end} {unit}") for end in ends))


_WBC = _below("x10^9/L", None, "3.0", "2.0", "1.0")
_HAEMOGLOBIN = _below("g/L", None, "100", "80")
COUNTS: dict[str, dict[str, Below]] = {
    "anc": {
        "5": _below("x10^9/L", None, "1.5", "1.0", "0.5"),
        "6": _below("x10^9/L", "1.5", "1.0", "0.5", "0.1"),
    },
    "wbc": {"5": _WBC, "6": _WBC},
    "platelets": {
        "5": _below("x10^9/L", None, "75", "50", "25"),
        "6": _below("x10^9/L", None, "75", "50", "10"),
    },
    "haemoglobin": {"5": _HAEMOGLOBIN, "6": _HAEMOGLOBIN},
}
"""Grade 4 anaemia is a clinical judgement and has no border."""


@dataclass(frozen=True)
class LiverRule:
    """Multiples of the upper limit, or of the baseline where that was above the upper limit."""

    normal_baseline: Above
    raised_baseline: Above

    def which(self, upper_limit: Term, baseline: Term | None) -> tuple[Above, Term]:
        """Return the rule that applies and the value whose multiples it takes."""
        if baseline is not None and baseline > upper_limit:
            return self.raised_baseline, baseline
        return self.normal_baseline, upper_limit


_TRANSAMINASE = {
    "5": LiverRule(Above(("1", "3", "5", "20")), Above(("1.5", "3", "5", "20"), from_first=True)),
    "6": LiverRule(Above(("1", "3", "5", "20")), Above(("1", "1.5", "2", "4"), from_first=True)),
}
LIVER: dict[str, dict[str, LiverRule]] = {
    "alt": _TRANSAMINASE,
    "ast": _TRANSAMINASE,
    "bilirubin": {
        "5": LiverRule(Above(("1", "1.5", "3", "10")), Above(("1", "1.5", "3", "10"))),
        "6": LiverRule(
            Above(("1", "1.5", "3", "10")), Above(("1", "1.5", "2.5", "10"), from_first=True)
        ),
    },
}

CREATININE_OF_LIMIT = Above(("1", "1.5", "3", "6"))
CREATININE_OF_BASELINE = Above(("1.5", "3"), first=2)

QTC_GRADE_1 = 450
QTC_GRADE_2 = 481
QTC_GRADE_3 = 501
QTC_RISE = 60


def count_grade(name: str, version: str, value: Term, lower_limit: Term | None) -> int:
    """Return the grade of a low ``anc``, ``wbc``, ``platelets`` or ``haemoglobin``."""
    return COUNTS[name][version].grade(value, lower_limit)


def liver_grade(
    name: str, version: str, value: Term, upper_limit: Term, baseline: Term | None = None
) -> int:
    """Return the grade of a high ``alt``, ``ast`` or ``bilirubin``, all in one unit."""
    rule, of = LIVER[name][version].which(upper_limit, baseline)
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
    by_limit = CREATININE_OF_LIMIT.grade(value, upper_limit)
    if baseline is None or not creatinine_baseline_counts(version, baseline, lower_limit):
        return by_limit
    return max(by_limit, CREATININE_OF_BASELINE.grade(value, baseline))


def qtc_grade(qtc: Term, baseline: Term | None = None) -> int:
    """Return the grade of a QTc, the same in v5 and v6; grade 4 is an arrhythmia, not a number."""
    measured = whole_milliseconds(qtc)
    risen = baseline is not None and measured - whole_milliseconds(baseline) > QTC_RISE
    if measured >= QTC_GRADE_3 or risen:
        return 3
    if measured >= QTC_GRADE_2:
        return 2
    return int(measured >= QTC_GRADE_1)


def calcium_grade(calcium: Term, lower_limit: Term, upper_limit: Term) -> str:
    """Return ``normal``, ``hypo_1`` … ``hyper_4`` for a corrected calcium, the same in v5 and v6.

    Where the borders in mmol/L and in mg/dL disagree, the worse one decides.
    """
    return total_calcium_grades(calcium, Range(lower_limit, upper_limit)).worse
