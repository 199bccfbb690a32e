"""One row of a comparison: what either side says, and whether that means the same."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import localcontext
from typing import Any, Final

from bmcalc.core.numbers import CONTEXT
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.formulas.analytes import creatinine_in_umol_per_l
from bmcalc.records.second_check.as_written import are_one_as_written

NOT_SAID: Final = "—"


@dataclass(frozen=True)
class Said:
    """What one side says: for people, and as the record keeps it; None where it says nothing.

    ``is_from_plan`` says that something of it was not said and was taken from the plan.
    """

    shown: object = NOT_SAID
    written: Any = None
    is_from_plan: bool = False


NOTHING: Final = Said()


@dataclass(frozen=True)
class Row:
    """One thing that both were asked.

    ``field`` is the field of the second entry, by which it is corrected; ``apart`` says who does
    not state it, or by how much a quantity is off, with its sign.
    """

    what: str
    label: object
    first: Said
    second: Said
    is_same: bool
    field: str
    apart: object = ""

    @property
    def state(self) -> str:
        """``same`` or ``different``."""
        return "same" if self.is_same else "different"

    def as_values(self) -> dict[str, Any]:
        """Return the row as the record keeps it; ``from_plan`` names who took it from the plan."""
        taken = [side for side, said in (("first", self.first), ("second", self.second))
                 if said.is_from_plan]
        return {"what": self.what, "state": self.state, "first": self.first.written,
                "second": self.second.written, **({"from_plan": taken} if taken else {})}


def same_value(one: Any, other: Any, name: str = "") -> bool:
    """Say whether two values mean the same; None is the same as nothing but None."""
    if one is None or other is None:
        return one is other
    if isinstance(one, Term) and isinstance(other, Term):
        return _same_quantity(one, other, name)
    if isinstance(one, Term) or isinstance(other, Term):
        return False
    if isinstance(one, str) and isinstance(other, str):
        if name == "record_number":
            return normalised(one) == normalised(other)
        return _plain(one) == _plain(other)
    return type(one) is type(other) and bool(one == other)


def _same_quantity(one: Term, other: Term, name: str) -> bool:
    pair = _in_one_unit(one, other, name)
    if pair is None:
        return False
    if pair[0] == pair[1]:
        return True
    key = pair[0].unit.key
    common = _in_umol if name == "creatinine" else lambda term: term.to(key)
    return are_one_as_written(one, other, common)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def normalised(number: str) -> str:
    """Return a record number in its one spelling: no spaces, capitals, plain digits."""
    return "".join(unicodedata.normalize("NFKC", number).upper().split())


def _in_one_unit(one: Term, other: Term, name: str) -> tuple[Term, Term] | None:
    """Return two quantities so that they can be compared; None where they never can."""
    if one.unit.same_dimension(other.unit):
        return one, other
    if name != "creatinine":
        return None
    return _in_umol(one), _in_umol(other)


def _in_umol(creatinine: Term) -> Term:
    if creatinine.unit.same_dimension(unit("umol/L")):
        return creatinine.to("umol/L")
    return creatinine_in_umol_per_l(creatinine)


def told_apart(one: Any, other: Any, name: str = "") -> object:
    """Return how two values differ: who does not state it, or by how much the second is off."""
    if same_value(one, other, name):
        return ""
    if one is None:
        return _("not stated in the first check")
    if other is None:
        return _("not stated in yours")
    if not (isinstance(one, Term) and isinstance(other, Term)):
        return ""
    pair = _in_one_unit(one, other, name)
    if pair is None:
        return ""
    with localcontext(CONTEXT):
        off = pair[1] - pair[0]
    text = show(Term(off.magnitude, off.unit, exact=off.exact))
    return f"+{text}" if off.magnitude > 0 else text
