"""How low or high a calcium is: the CTCAE grade in the unit reported, and in the other one.

The cut-offs that CTCAE prints in mmol/L and in mg/dL are rounded, so one calcium can have two
grades. Both are given; :attr:`Graded.worse` decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bmcalc.core.arithmetic import greatest, least
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulas.analytes import calcium_in_mg_per_dl, calcium_in_mmol_per_l

if TYPE_CHECKING:
    from bmcalc.rules.tables.ctcae import CalciumRule, CutOffs

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


def ctcae_calcium() -> CalciumRule:
    """Return the borders of calcium and their source, read when the first one is graded."""
    from bmcalc.rules.tables.ctcae import ctcae

    return ctcae().calcium


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
        return f"hypo_{1 + sum(calcium < cut_off for cut_off in cut_offs.below)}"
    if found == "high":
        return f"hyper_{1 + sum(calcium > cut_off for cut_off in cut_offs.above)}"
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
        ctcae_calcium().total_mmol_per_l,
    )
    in_mg = grade(
        calcium_in_mg_per_dl(calcium), Range(*map(calcium_in_mg_per_dl, limits)),
        ctcae_calcium().total_mg_per_dl,
    )
    return Graded(in_mmol, in_mg) if calcium.unit.key == "mmol/L" else Graded(in_mg, in_mmol)


def ionised_calcium_grade(calcium: Term, limits: Range) -> Graded:
    """Return the grade of an ionised calcium in mmol/L."""
    return Graded(grade(calcium, limits, ctcae_calcium().ionised_mmol_per_l), None)


def grade_2_limits(unit_key: str) -> Range:
    """Return between which total calciums neither unit gives grade 2, in ``unit_key``."""
    convert = calcium_in_mmol_per_l if unit_key == "mmol/L" else calcium_in_mg_per_dl
    mmol, mg = ctcae_calcium().total_mmol_per_l, ctcae_calcium().total_mg_per_dl
    return Range(
        greatest(convert(mmol.below[0]), convert(mg.below[0])),
        least(convert(mmol.above[0]), convert(mg.above[0])),
    )


def with_symptoms(key: str, symptoms: bool) -> str:
    """Return the grade to display: symptoms make a low calcium at least grade 2."""
    return "hypo_2" if symptoms and key == "hypo_1" else key


def cut_offs_in(calcium: Term, limits: Range, ionised: bool) -> list[Term]:
    """Return every cut-off that shown digits of this calcium must agree with, in its unit."""
    rule = ctcae_calcium()
    if ionised:
        table = rule.ionised_mmol_per_l
    else:
        in_mmol = calcium.unit.key == "mmol/L"
        table = rule.total_mmol_per_l if in_mmol else rule.total_mg_per_dl
        convert = calcium_in_mmol_per_l if in_mmol else calcium_in_mg_per_dl
        limits = Range(*map(convert, limits))
    return [*limits, *table.below, *table.above]
