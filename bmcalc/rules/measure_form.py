"""The form of a measure: how rules call it, its unit or its choices, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from bmcalc.core.term import Term
from bmcalc.core.texts import _

Given: TypeAlias = Term | str | None
"""What is known of a measure: a quantity, the key of a choice, or nothing."""


class Measure(NamedTuple):
    """One measure: a quantity in the dimension of ``unit``, a whole number, or a choice.

    ``unit`` is empty for a whole number such as a grade; ``options`` names the choices.
    """

    label: object
    unit: str = ""
    options: Mapping[str, object] = MappingProxyType({})


YES_NO: Final[dict[str, object]] = {"yes": _("yes"), "no": _("no")}
STATE: Final[dict[str, object]] = {"low": _("low"), "normal": _("normal"), "high": _("high")}


def yes_no(label: object) -> Measure:
    """Return a measure that is known to be so, or known not to be."""
    return Measure(label, options=YES_NO)


def against_limits(label: object) -> Measure:
    """Return a measure that is low, normal or high."""
    return Measure(label, options=STATE)
