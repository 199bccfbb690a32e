"""How low or high a calcium is: the CTCAE grade in the unit reported, and in the other one.

The cut-offs that CTCAE prints in mmol/L and in mg/dL are rounded, so one calcium can have two
grades. Both are given; :attr:`Graded.worse` decides.
"""

from __future__ import annotations

from typing import NamedTuple

from bmcalc.core.arithmetic import greatest, least
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.formulas.analytes import calcium_in_mg_per_dl, calcium_in_mmol_per_l

SOURCE = "ctcae-calcium"

GRADE_NAMES: dict[str, object] = {
    "normal": _("normal"),
    "hypo_1": _("low, grade 1"),
    "hypo_2": _("low, grade 2"),
    "hypo_3": _("low, grade 3"),
    "hypo_4": _("low, grade 4"),
    "hyper_1": _("high, grade 1"),
    "hyper_2": _("high, grade 2"),
    "hyper_3": _("high, grade 3"),
    "hyper_4": _("high, grade 4"),
}

CLASS_NAMES: dict[str, object] = {
    "low": _("low"),
    "normal": _("normal"),
    "high": _("high"),
}


class Range(NamedTuple):
    """A reference interval; both ends are normal."""

    lower: Term
    upper: Term


class CutOffs(NamedTuple):
    """Where grade 2, 3 and 4 begin: strictly below ``low``, strictly above ``high``."""

    low: tuple[Term, Term, Term]
    high: tuple[Term, Term, Term]


TOTAL_MMOL_PER_L = CutOffs(
    (q("2.0 mmol/L"), q("1.75 mmol/L"), q("1.5 mmol/L")),
    (q("2.9 mmol/L"), q("3.1 mmol/L"), q("3.4 mmol/L")),
)
TOTAL_MG_PER_DL = CutOffs(
    (q("8.0 mg/dL"), q("7.0 mg/dL"), q("6.0 mg/dL")),
    (q("11.5 mg/dL"), q("12.5 mg/dL"), q("13.5 mg/dL")),
)
IONISED_MMOL_PER_L = CutOffs(
    (q("1.0 mmol/L"), q("0.9 mmol/L"), q("0.8 mmol/L")),
    (q("1.5 mmol/L"), q("1.6 mmol/L"), q("1.8 mmol/L")),
)


class Graded(NamedTuple):
    """The grade in the unit reported, and in the other unit (None for ionised calcium)."""

    reported: str
    other: str | None

    @property
    def worse(self) -> str:
        """The grade that decides."""
        if self.other is None or level(self.reported) >= level(self.other):
            return self.reported
        return self.other


def calcium_class(calcium: Term, limits: Range) -> str:
    """Return ``low``, ``normal`` or ``high``."""
    if calcium < limits.lower:
        return "low"
    return "high" if calcium > limits.upper else "normal"


def grade(calcium: Term, limits: Range, cut_offs: CutOffs) -> str:
    """Return the CTCAE grade of a calcium, all terms in one unit: ``hypo_1`` … ``hyper_4``."""
    found = calcium_class(calcium, limits)
    if found == "low":
        return f"hypo_{1 + sum(calcium < cut_off for cut_off in cut_offs.low)}"
    if found == "high":
        return f"hyper_{1 + sum(calcium > cut_off for cut_off in cut_offs.high)}"
    return "normal"


def level(key: str) -> int:
    """Return 0 for a normal calcium and 1 to 4 for the grades, on either side."""
    return 0 if key == "normal" else int(key[-1])


def side(key: str) -> str:
    """Return ``low``, ``normal`` or ``high`` for a grade."""
    return {"hypo": "low", "hyper": "high"}.get(key.partition("_")[0], "normal")


def total_calcium_grades(calcium: Term, limits: Range) -> Graded:
    """Return the grades of a (corrected) total calcium in mmol/L or mg/dL."""
    in_mmol = grade(
        calcium_in_mmol_per_l(calcium),
        Range(*map(calcium_in_mmol_per_l, limits)),
        TOTAL_MMOL_PER_L,
    )
    in_mg = grade(
        calcium_in_mg_per_dl(calcium), Range(*map(calcium_in_mg_per_dl, limits)), TOTAL_MG_PER_DL
    )
    return Graded(in_mmol, in_mg) if calcium.unit.key == "mmol/L" else Graded(in_mg, in_mmol)


def ionised_calcium_grade(calcium: Term, limits: Range) -> Graded:
    """Return the grade of an ionised calcium in mmol/L."""
    return Graded(grade(calcium, limits, IONISED_MMOL_PER_L), None)


def grade_2_limits(unit_key: str) -> Range:
    """Return between which total calciums neither unit gives grade 2, in ``unit_key``."""
    convert = calcium_in_mmol_per_l if unit_key == "mmol/L" else calcium_in_mg_per_dl
    mmol, mg = TOTAL_MMOL_PER_L, TOTAL_MG_PER_DL
    return Range(
        greatest(convert(mmol.low[0]), convert(mg.low[0])),
        least(convert(mmol.high[0]), convert(mg.high[0])),
    )


def with_symptoms(key: str, symptoms: bool) -> str:
    """Return the grade to display: symptoms make a low calcium at least grade 2."""
    return "hypo_2" if symptoms and key == "hypo_1" else key


def cut_offs_in(calcium: Term, limits: Range, ionised: bool) -> list[Term]:
    """Return every cut-off that shown digits of this calcium must agree with, in its unit."""
    if ionised:
        table = IONISED_MMOL_PER_L
    else:
        table = TOTAL_MMOL_PER_L if calcium.unit.key == "mmol/L" else TOTAL_MG_PER_DL
        convert = calcium_in_mmol_per_l if calcium.unit.key == "mmol/L" else calcium_in_mg_per_dl
        limits = Range(*map(convert, limits))
    return [*limits, *table.low, *table.high]
