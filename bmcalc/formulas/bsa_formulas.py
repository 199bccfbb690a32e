"""Body surface area: twelve published formulas, each written once.

Every formula takes the height and weight (terms) and the sex (``female`` or ``male``) and
returns the area in m². Sources: evidence ids in :data:`BSA_FORMULAS`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from bmcalc.core.arithmetic import log10, power, sqrt
from bmcalc.core.term import Term, measured_in, number
from bmcalc.core.texts import _

D = Decimal


def mosteller(height: Term, weight: Term, sex: str | None) -> Term:
    """Return √(H·W/3600), H in cm and W in kg (Mosteller 1987)."""
    return sqrt(number(height, "cm") * number(weight, "kg") / 3600)


def _powers(factor: str, height_power: str, weight_power: str) -> Formula:
    def area(height: Term, weight: Term, sex: str | None) -> Term:
        return (
            D(factor)
            * power(number(height, "cm"), height_power)
            * power(number(weight, "kg"), weight_power)
        )

    return area


def boyd(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.0003207·H^0.3·(1000W)^(0.7285 − 0.0188·log10(1000W)) (Boyd 1935)."""
    grams = number(weight, "g")
    exponent = D("0.7285") - D("0.0188") * log10(grams)
    return D("0.0003207") * power(number(height, "cm"), "0.3") * power(grams, exponent)


def schlich(height: Term, weight: Term, sex: str | None) -> Term:
    """Return the sex-specific power formula of Schlich 2010."""
    if sex == "female":
        return _powers("0.000975482", "1.08", "0.46")(height, weight, sex)
    return _powers("0.000579479", "1.24", "0.38")(height, weight, sex)


def livingston_lee(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.1173·W^0.6466, an adult formula of weight alone (Livingston and Lee 2001)."""
    return D("0.1173") * power(number(weight, "kg"), "0.6466")


def _linear(per_cm: str, per_kg: str, constant: str) -> Formula:
    def area(height: Term, weight: Term, sex: str | None) -> Term:
        total = D(per_cm) * number(height, "cm") + D(per_kg) * number(weight, "kg")
        shift = D(constant)
        return total + shift if shift >= 0 else total - -shift

    return area


def zhao_sex(height: Term, weight: Term, sex: str | None) -> Term:
    """Return the linear formula of Zhao for men (1984) or women (1987)."""
    if sex == "female":
        return _linear("0.00586", "0.0126", "-0.0461")(height, weight, sex)
    return _linear("0.00607", "0.0127", "-0.0698")(height, weight, sex)


Formula = Callable[[Term, Term, str | None], Term]


class BsaFormula(NamedTuple):
    """One formula with its name, its source and whether it depends on the sex."""

    name: object
    area: Formula
    source: str
    by_sex: bool = False


BSA_FORMULAS: dict[str, BsaFormula] = {
    "mosteller": BsaFormula(_("Mosteller 1987"), mosteller, "mosteller-1987"),
    "dubois": BsaFormula(
        _("Du Bois 1916"), _powers("0.007184", "0.725", "0.425"), "dubois-1916"
    ),
    "haycock": BsaFormula(
        _("Haycock 1978"), _powers("0.024265", "0.3964", "0.5378"), "haycock-1978"
    ),
    "gehan_george": BsaFormula(
        _("Gehan and George 1970"), _powers("0.0235", "0.42246", "0.51456"), "gehan-george-1970"
    ),
    "boyd": BsaFormula(_("Boyd 1935"), boyd, "boyd-1935"),
    "fujimoto": BsaFormula(
        _("Fujimoto 1968"), _powers("0.008883", "0.663", "0.444"), "fujimoto-1968"
    ),
    "takahira": BsaFormula(
        _("Takahira 1925"), _powers("0.007241", "0.725", "0.425"), "takahira-1925"
    ),
    "schlich": BsaFormula(_("Schlich 2010, by sex"), schlich, "schlich-2010", by_sex=True),
    "livingston_lee": BsaFormula(
        _("Livingston and Lee 2001, weight only"), livingston_lee, "livingston-lee-2001"
    ),
    "stevenson_xu": BsaFormula(
        _("Stevenson (Xu Wensheng) 1937"), _linear("0.0061", "0.0128", "-0.1529"),
        "stevenson-1937",
    ),
    "hu_general": BsaFormula(
        _("Hu Yongmei 1999, general"), _linear("0.0061", "0.0124", "-0.0099"), "hu-1999"
    ),
    "zhao_sex": BsaFormula(
        _("Zhao Songshan 1984/1987, by sex"), zhao_sex, "zhao-1984-1987", by_sex=True
    ),
}


def body_surface_area(formula: str, height: Term, weight: Term, sex: str | None) -> Term:
    """Return the area in m² by the formula with this key; KeyError for an unknown key."""
    return measured_in(BSA_FORMULAS[formula].area(height, weight, sex), "m^2")
