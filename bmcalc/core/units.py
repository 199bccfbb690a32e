"""Units of measure, enforced as pint enforces them and resolved once.

A :class:`Unit` is interned, so combining two of them costs one dictionary look-up after the first
time. What a combination means stands in :mod:`bmcalc.core.unit_parts`, which is compared with pint;
pint itself loads only where it is asked, see :func:`bmcalc.core.pint_registry.registry`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import Final

from bmcalc.core.unit_labels import PART_LABELS, SPELLINGS, spellings_of
from bmcalc.core.unit_parts import Parts, combined, in_base, read_parts

ONE = Decimal(1)


class DimensionError(TypeError):
    """Two quantities were combined whose dimensions do not allow it, such as kg + cm."""


class Unit:
    """One unit: ``key`` is the contract's spelling, ``label`` what people read."""

    __slots__ = (
        "_alike", "_factors", "_parts", "_products", "_quotients", "_scale", "key", "label",
    )

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label
        self._parts: Parts | None = None
        self._scale = ONE
        self._products: dict[Unit, tuple[Decimal, Unit]] = {}
        self._quotients: dict[Unit, tuple[Decimal, Unit]] = {}
        self._factors: dict[Unit, Decimal] = {}
        self._alike: dict[Unit, bool] = {}

    def __repr__(self) -> str:
        return f"Unit({self.key!r})"

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return unit, (self.key,)

    def _resolve(self) -> tuple[Decimal, Parts]:
        """Return the scale and the parts that the spelling stands for."""
        if self._parts is None:
            self._scale, self._parts = read_parts(SPELLINGS[self.key].expression)
        return self._scale, self._parts

    def times(self, other: Unit) -> tuple[Decimal, Unit]:
        """Return the factor and the unit of a product, for example mg/m² × m² -> mg."""
        found = self._products.get(other)
        if found is None:
            if other is NO_UNIT or self is NO_UNIT:
                return ONE, self if other is NO_UNIT else other
            (a, left), (b, right) = self._resolve(), other._resolve()
            found = self._products[other] = _intern(a * b, combined(left, right, 1))
        return found

    def over(self, other: Unit) -> tuple[Decimal, Unit]:
        """Return the factor and the unit of a quotient, for example mg ÷ mL -> mg/mL."""
        found = self._quotients.get(other)
        if found is None:
            if other is NO_UNIT:
                return ONE, self
            (a, left), (b, right) = self._resolve(), other._resolve()
            found = self._quotients[other] = _intern(a / b, combined(left, right, -1))
        return found

    def factor_to(self, other: Unit) -> Decimal:
        """Return what a magnitude in this unit is multiplied by to be in ``other``.

        Raises :class:`DimensionError` where no conversion exists.
        """
        found = self._factors.get(other)
        if found is None:
            (a, left), (b, right) = self._resolve(), other._resolve()
            factor, base = in_base(combined(left, right, -1))
            if base:
                raise DimensionError(
                    f"{self.label or 'a plain number'} is not {other.label or 'a plain number'}"
                )
            found = self._factors[other] = a * factor / b
        return found

    def same_dimension(self, other: Unit) -> bool:
        """Say whether a magnitude in this unit can be written in ``other``."""
        if self is other:
            return True
        found = self._alike.get(other)
        if found is None:
            parts = combined(self._resolve()[1], other._resolve()[1], -1)
            found = self._alike[other] = not in_base(parts)[1]
        return found


_by_key: dict[str, Unit] = {key: Unit(key, spelling.label) for key, spelling in SPELLINGS.items()}
_by_parts: dict[frozenset[tuple[str, int]], Unit] = {}
NO_UNIT = _by_key[""]


def unit(key: str) -> Unit:
    """Return the unit that the contract spells ``key``; raise KeyError for an unlisted one."""
    return _by_key[key]


def _intern(scale: Decimal, parts: Parts) -> tuple[Decimal, Unit]:
    if not _by_parts:
        _by_parts.update(_listed())
    made_of = frozenset(parts.items())
    found = _by_parts.get(made_of)
    if found is None:
        label = _composed_label(parts)
        made = Unit(label, label)
        made._parts = parts
        found = _by_parts.setdefault(made_of, made)
    return scale, found


def _listed() -> dict[frozenset[tuple[str, int]], Unit]:
    """Return the units of the contract by their parts, those without a scale of their own."""
    found: dict[frozenset[tuple[str, int]], Unit] = {}
    for listed in _by_key.values():
        scale, parts = listed._resolve()
        if scale == ONE:
            found.setdefault(frozenset(parts.items()), listed)
    return found


def _composed_label(parts: Parts) -> str:
    above: list[str] = []
    below: list[str] = []
    for name, power in sorted(parts.items()):
        times = abs(power)
        text = PART_LABELS[name] + ("" if times == 1 else f"^{times}")
        (above if power > 0 else below).append(text)
    return "·".join(above or ["1"]) + "".join(f"/{text}" for text in below)


_POWER: Final = r"(?<=10)[³⁶⁹]|(?<=[mM])[²³]"


def fold_powers(text: str) -> str:
    """Return a text with the exponents of whole units written out: ``10⁹/L`` as ``10^9/L``."""
    return re.sub(_POWER, lambda found: "^" + unicodedata.normalize("NFKC", found[0]), text)


def _folded(text: str) -> str:
    if text.isascii():
        return text.replace(" ", "")
    return unicodedata.normalize("NFKC", fold_powers(text)).replace("μ", "µ").replace(" ", "")


@cache
def _by_alias() -> dict[str, str]:
    """Return the key of every spelling, made when the first unit is read: a thousand of them."""
    return {
        _folded(name): key
        for key in SPELLINGS if key != "m^2/standard_body"
        for name in spellings_of(key)
    }


@cache
def _meant() -> dict[str, tuple[str, ...]]:
    from bmcalc.core.laboratory_spellings import LOOK_ALIKES

    return {_folded(name): keys for name, keys in LOOK_ALIKES.items()}


def read_unit(text: str) -> Unit | None:
    """Return the unit that a person wrote, in any listed spelling, or None."""
    key = _by_alias().get(text)
    if key is None:
        key = _by_alias().get(_folded(text))
    return None if key is None else _by_key[key]


def may_be_meant(text: str) -> tuple[Unit, ...]:
    """Return the units that one may mean who writes what is no unit here; nothing for others."""
    return tuple(_by_key[key] for key in _meant().get(_folded(text), ()))


@cache
def _names_of(wanted: Unit) -> tuple[str, ...]:
    return tuple(_folded(name) for name in spellings_of(wanted.key))


def may_go_on(text: str, wanted: Unit) -> bool:
    """Say whether somebody who has typed this may still be typing another name of the unit."""
    begun = _folded(text)
    return any(name.startswith(begun) and name != begun for name in _names_of(wanted))
