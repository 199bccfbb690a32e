"""Body surface area: twelve published formulas, each written once.

Every formula takes a height and a weight in any unit of length and mass and the sex (``female``
or ``male``), and returns the area in m². In the docstrings H is the height in cm and W the weight
in kg. Evidence ids: :data:`BSA_FORMULAS`.
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
    """Return √(H × W ÷ 3600) in m².

    Source: Mosteller RD, N Engl J Med 1987;317:1098.

    >>> show(mosteller(q("158 cm"), q("60 kg"), None), 4)
    '1.6228 m²'
    """
    return measured_in(sqrt(number(height, "cm") * number(weight, "kg") / 3600), "m^2")


def dubois(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.007184 × H^0.725 × W^0.425 in m².

    Source: Du Bois D, Du Bois EF, Arch Intern Med 1916;17:863-871.

    >>> show(dubois(q("180 cm"), q("80 kg"), None), 3)
    '1.996 m²'
    """
    return _product_of_powers("0.007184", "0.725", "0.425", height, weight)


def haycock(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.024265 × H^0.3964 × W^0.5378 in m².

    Source: Haycock GB et al., J Pediatr 1978;93:62-66.

    >>> show(haycock(q("185 cm"), q("90 kg"), None), 3)
    '2.161 m²'
    """
    return _product_of_powers("0.024265", "0.3964", "0.5378", height, weight)


def gehan_george(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.0235 × H^0.42246 × W^0.51456 in m².

    Source: Gehan EA, George SL, Cancer Chemother Rep 1970;54:225-235.

    >>> show(gehan_george(q("180 cm"), q("80 kg"), None), 3)
    '2.009 m²'
    """
    return _product_of_powers("0.0235", "0.42246", "0.51456", height, weight)


def boyd(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.0003207 × H^0.3 × G^(0.7285 − 0.0188 × log10 G) in m², G the weight in g.

    Source: Boyd E, The Growth of the Surface Area of the Human Body, Minnesota 1935.

    >>> show(boyd(q("170 cm"), q("75 kg"), None), 3)
    '1.905 m²'
    """
    grams = number(weight, "g")
    exponent = D("0.7285") - D("0.0188") * log10(grams)
    area = D("0.0003207") * power(number(height, "cm"), "0.3") * power(grams, exponent)
    return measured_in(area, "m^2")


def fujimoto(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.008883 × H^0.663 × W^0.444 in m².

    Source: Fujimoto S et al., Nippon Eiseigaku Zasshi 1968;23:443-450.

    >>> show(fujimoto(q("185 cm"), q("90 kg"), None), 3)
    '2.086 m²'
    """
    return _product_of_powers("0.008883", "0.663", "0.444", height, weight)


def takahira(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.007241 × H^0.725 × W^0.425 in m².

    Source: Takahira H, Imperial Government Institute for Nutrition, Tokyo 1925;1:61-95 (citation
    from memory).

    >>> show(takahira(q("185 cm"), q("90 kg"), None), 3)
    '2.158 m²'
    """
    return _product_of_powers("0.007241", "0.725", "0.425", height, weight)


def schlich(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.000975482 × H^1.08 × W^0.46 (women), 0.000579479 × H^1.24 × W^0.38 (men) in m².

    Source: Schlich E, Schumm M, Schlich M, Ernahrungs Umschau 2010;57:178-183.

    >>> show(schlich(q("158 cm"), q("60 kg"), "female"), 4)
    '1.5196 m²'
    """
    if sex == "female":
        return _product_of_powers("0.000975482", "1.08", "0.46", height, weight)
    return _product_of_powers("0.000579479", "1.24", "0.38", height, weight)


def livingston_lee(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.1173 × W^0.6466 in m², an adult formula of the weight alone.

    Source: Livingston EH, Lee S, Am J Physiol Endocrinol Metab 2001;281:E586-E591.

    >>> show(livingston_lee(q("158 cm"), q("60 kg"), None), 4)
    '1.6560 m²'
    """
    return measured_in(D("0.1173") * power(number(weight, "kg"), "0.6466"), "m^2")


def stevenson_xu(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.0061 × H + 0.0128 × W − 0.1529 in m².

    Source: Stevenson PH (Xu Wensheng), Chin J Physiol 1937;12:327 (citation from memory).

    >>> show(stevenson_xu(q("158 cm"), q("60 kg"), None), 4)
    '1.5789 m²'
    """
    return _linear("0.0061", "0.0128", "0.1529", height, weight)


def hu_general(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.0061 × H + 0.0124 × W − 0.0099 in m², one formula for both sexes.

    Source: Hu Yongmei et al., Acta Physiologica Sinica 1999;51:45-48 (attribution from memory).

    >>> show(hu_general(q("158 cm"), q("60 kg"), None), 4)
    '1.6979 m²'
    """
    return _linear("0.0061", "0.0124", "0.0099", height, weight)


def zhao_sex(height: Term, weight: Term, sex: str | None) -> Term:
    """Return 0.00586 × H + 0.0126 × W − 0.0461 (women) in m².

    For men 0.00607 × H + 0.0127 × W − 0.0698.

    Source: Zhao Songshan et al., Acta Nutrimenta Sinica 1984;6:87-95 (men), 1987;9:200-207 (women).

    >>> show(zhao_sex(q("158 cm"), q("60 kg"), "female"), 4)
    '1.6358 m²'
    """
    if sex == "female":
        return _linear("0.00586", "0.0126", "0.0461", height, weight)
    return _linear("0.00607", "0.0127", "0.0698", height, weight)


def _product_of_powers(
    factor: str, height_power: str, weight_power: str, height: Term, weight: Term
) -> Term:
    area = (
        D(factor)
        * power(number(height, "cm"), height_power)
        * power(number(weight, "kg"), weight_power)
    )
    return measured_in(area, "m^2")


def _linear(per_cm: str, per_kg: str, less: str, height: Term, weight: Term) -> Term:
    area = D(per_cm) * number(height, "cm") + D(per_kg) * number(weight, "kg") - D(less)
    return measured_in(area, "m^2")


class BsaFormula(NamedTuple):
    """One formula with its name, its source and whether it depends on the sex."""

    name: object
    area: Callable[[Term, Term, str | None], Term]
    source: str
    by_sex: bool = False


BSA_FORMULAS: dict[str, BsaFormula] = {
    "mosteller": BsaFormula(_("Mosteller 1987"), mosteller, "mosteller-1987"),
    "dubois": BsaFormula(_("Du Bois 1916"), dubois, "dubois-1916"),
    "haycock": BsaFormula(_("Haycock 1978"), haycock, "haycock-1978"),
    "gehan_george": BsaFormula(
        _("Gehan and George 1970"), gehan_george, "gehan-george-1970"
    ),
    "boyd": BsaFormula(_("Boyd 1935"), boyd, "boyd-1935"),
    "fujimoto": BsaFormula(_("Fujimoto 1968"), fujimoto, "fujimoto-1968"),
    "takahira": BsaFormula(_("Takahira 1925"), takahira, "takahira-1925"),
    "schlich": BsaFormula(_("Schlich 2010, by sex"), schlich, "schlich-2010", by_sex=True),
    "livingston_lee": BsaFormula(
        _("Livingston and Lee 2001, weight only"), livingston_lee, "livingston-lee-2001"
    ),
    "stevenson_xu": BsaFormula(
        _("Stevenson (Xu Wensheng) 1937"), stevenson_xu, "stevenson-1937"
    ),
    "hu_general": BsaFormula(_("Hu Yongmei 1999, general"), hu_general, "hu-1999"),
    "zhao_sex": BsaFormula(
        _("Zhao Songshan 1984/1987, by sex"), zhao_sex, "zhao-1984-1987", by_sex=True
    ),
}


def body_surface_area(formula: str, height: Term, weight: Term, sex: str | None) -> Term:
    """Return the area in m² by the formula with this key; KeyError for an unknown key.

    Source: that of the formula, in :data:`BSA_FORMULAS`.

    >>> show(body_surface_area("dubois", q("158 cm"), q("60 kg"), "female"), 4)
    '1.6073 m²'
    """
    return BSA_FORMULAS[formula].area(height, weight, sex)
