"""Nine equations that estimate renal function from creatinine, each written once.

Every equation takes the age (years), the sex, the creatinine in the unit that the equation was
fitted to, and the size that it scales by: a weight, a Du Bois area, or the standard body where
the result is indexed. Absolute equations return mL/min, indexed ones mL/min/1.73 m².
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Literal, NamedTuple

from bmcalc.core.arithmetic import greatest, least, ln, power
from bmcalc.core.term import Term, measured_in, number, q
from bmcalc.core.texts import _

D = Decimal

STANDARD_BODY = q("1.73 m^2/standard_body")
"""The area that an indexed GFR refers to."""


def cockcroft_gault(age: Term, sex: str, creatinine: Term, weight: Term) -> Term:
    """Return (140 − age)·weight ÷ (72·creatinine in mg/dL), × 0.85 for women, in mL/min."""
    above = (140 - number(age, "year")) * number(weight, "kg")
    if sex == "female":
        above = above * D("0.85")
    return measured_in(above / (72 * number(creatinine, "mg/dL")), "mL/min")


def cockcroft_gault_si(age: Term, sex: str, creatinine: Term, weight: Term) -> Term:
    """Return (140 − age)·weight·1.04 (men 1.23) ÷ creatinine in µmol/L, in mL/min."""
    factor = D("1.04") if sex == "female" else D("1.23")
    above = (140 - number(age, "year")) * number(weight, "kg") * factor
    return measured_in(above / number(creatinine, "umol/L"), "mL/min")


def _ckd_epi(
    factor: str, falls: tuple[str, str], rises: str, per_year: str, female: str
) -> RenalFormula:
    def gfr(age: Term, sex: str, creatinine: Term, size: Term) -> Term:
        woman = sex == "female"
        ratio = number(creatinine, "mg/dL") / D("0.7" if woman else "0.9")
        result = (
            D(factor)
            * power(least(ratio, 1), falls[0] if woman else falls[1])
            * power(greatest(ratio, 1), rises)
            * power(Term(D(per_year)), number(age, "year"))
        )
        return measured_in(result * D(female) if woman else result, "mL/min/1.73m^2")

    return gfr


ckd_epi_2009 = _ckd_epi("141", ("-0.329", "-0.411"), "-1.209", "0.993", "1.018")
ckd_epi_2021 = _ckd_epi("142", ("-0.241", "-0.302"), "-1.200", "0.9938", "1.012")


def mdrd4_175(age: Term, sex: str, creatinine: Term, size: Term) -> Term:
    """Return 175·creatinine^−1.154·age^−0.203, × 0.742 for women (IDMS creatinine, mg/dL)."""
    result = (
        D(175)
        * power(number(creatinine, "mg/dL"), "-1.154")
        * power(number(age, "year"), "-0.203")
    )
    if sex == "female":
        result = result * D("0.742")
    return measured_in(result, "mL/min/1.73m^2")


def jelliffe_1973(age: Term, sex: str, creatinine: Term, size: Term) -> Term:
    """Return (98 − 0.8·(age − 20)) ÷ creatinine in mg/dL, × 0.90 for women, indexed."""
    above = 98 - D("0.8") * (number(age, "year") - 20)
    if sex == "female":
        above = above * D("0.90")
    return measured_in(above / number(creatinine, "mg/dL"), "mL/min/1.73m^2")


def wright_jaffe(age: Term, sex: str, creatinine: Term, area: Term) -> Term:
    """Return (6580 − 38.8·age)·BSA ÷ creatinine in µmol/L, × 0.832 for women, in mL/min."""
    above = (6580 - D("38.8") * number(age, "year")) * number(area, "m^2")
    if sex == "female":
        above = above * D("0.832")
    return measured_in(above / number(creatinine, "umol/L"), "mL/min")


def martin_1998(age: Term, sex: str, creatinine: Term, weight: Term) -> Term:
    """Return 163·weight·(1 − 0.00496·age) ÷ creatinine in µmol/L, × 0.748 for women, in mL/min."""
    above = 163 * number(weight, "kg") * (1 - D("0.00496") * number(age, "year"))
    if sex == "female":
        above = above * D("0.748")
    return measured_in(above / number(creatinine, "umol/L"), "mL/min")


def camgfr_v1(age: Term, sex: str, creatinine: Term, area: Term) -> Term:
    """Return the square of Janowitz' linear model of √GFR, in mL/min (full coefficients)."""
    years, metres = number(age, "year"), number(area, "m^2")
    log = ln(number(creatinine, "mg/dL"))
    root = (
        D("1.8139533171593354")
        + D("0.019140375076055587") * years
        - D("3.716189255798175") * log
        - D("0.9142039645126769") * power(log, 2)
        + D("1.0628355066423087") * power(log, 3)
        + D("4.732775611630682") * metres
        - D("0.02969707631543374") * years * metres
    )
    if sex == "male":
        root = root + D("0.020197023777767574") + D("0.012465423339689743") * years
    return measured_in(power(root, 2), "mL/min")


RenalFormula = Callable[[Term, str, Term, Term], Term]


class RenalEquation(NamedTuple):
    """One equation: its name, formula and source, and what it is fitted to.

    ``creatinine`` is the unit of the creatinine. ``scaled_by`` is the weight that the user's
    weight basis chooses, always the actual weight, the Du Bois area, or None where the result is
    indexed. ``idms`` says which creatinine the fit used, None where the paper predates it.
    """

    name: object
    gfr: RenalFormula
    source: str
    creatinine: str
    scaled_by: Literal["chosen_weight", "actual_weight", "area"] | None = None
    idms: bool | None = None

    @property
    def indexed(self) -> bool:
        """Whether the result is per 1.73 m² of body surface."""
        return self.scaled_by is None


RENAL_EQUATIONS: dict[str, RenalEquation] = {
    "cockcroft_gault": RenalEquation(
        _("Cockcroft-Gault"), cockcroft_gault, "cockcroft-gault-1976", "mg/dL", "chosen_weight"
    ),
    "cockcroft_gault_si": RenalEquation(
        _("Cockcroft-Gault, constants 1.04 and 1.23 for µmol/L"), cockcroft_gault_si,
        "cockcroft-gault-si", "umol/L", "chosen_weight",
    ),
    "ckd_epi_2009": RenalEquation(
        _("CKD-EPI 2009"), ckd_epi_2009, "levey-2009", "mg/dL", idms=True
    ),
    "ckd_epi_2021": RenalEquation(
        _("CKD-EPI 2021"), ckd_epi_2021, "inker-2021", "mg/dL", idms=True
    ),
    "mdrd4_175": RenalEquation(
        _("MDRD, four variables, 175"), mdrd4_175, "levey-2006", "mg/dL", idms=True
    ),
    "jelliffe_1973": RenalEquation(
        _("Jelliffe 1973"), jelliffe_1973, "jelliffe-1973", "mg/dL"
    ),
    "wright_jaffe": RenalEquation(
        _("Wright 2001, Jaffe creatinine"), wright_jaffe, "wright-2001", "umol/L", "area",
        idms=False,
    ),
    "martin_1998": RenalEquation(
        _("Martin 1998"), martin_1998, "martin-1998", "umol/L", "actual_weight"
    ),
    "camgfr_v1": RenalEquation(
        _("CamGFR v1 (Janowitz 2017)"), camgfr_v1, "janowitz-2017", "mg/dL", "area", idms=False
    ),
}
