"""What a tablet holds: elemental calcium of a salt, native vitamin D in international units."""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.term import Term, q

CALCIUM_SHARES: dict[str, Decimal] = {
    "carbonate": Decimal("0.4004"),
    "citrate": Decimal("0.2108"),
    "gluconate": Decimal("0.0931"),
    "lactate": Decimal("0.13"),
}
"""Elemental calcium in a gram of salt, by molar mass."""

IU_PER_MICROGRAM = q("40 IU/ug")


def elemental_calcium(stated: Term, form: str) -> Term:
    """Return the elemental calcium in mg of what is stated as a salt, or as ``elemental``.

    Source: molar masses of the salts (HealthLink BC, as stored): 40 %, 21 %, 9 %, 13 %.

    >>> show(elemental_calcium(q("1.25 g"), "carbonate"), 1)
    '500.5 mg'
    """
    milligrams = stated.to("mg")
    share = CALCIUM_SHARES.get(form)
    return milligrams if share is None else milligrams * share


def native_vitamin_d(stated: Term) -> Term:
    """Return the colecalciferol in IU; 1 µg is 40 IU.

    Source: definition of the international unit of vitamin D (from memory).

    >>> show(native_vitamin_d(q("10 ug")))
    '400 IU'
    """
    return stated if stated.unit.key == "IU" else stated * IU_PER_MICROGRAM
