"""Nine equations that estimate renal function from creatinine, each written once.

Every equation takes the age, the sex (``female`` or ``male``), the creatinine in the unit that
the equation was fitted to, and the size that it scales by: a weight, a Du Bois area, or the
standard body where the result is indexed. Absolute equations return mL/min, indexed ones
mL/min/1.73 m². In the docstrings Cr is the creatinine, in mg/dL unless µmol/L is said.
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
    """Return (140 − age) × weight ÷ (72 × Cr), × 0.85 for women, in mL/min.

    Source: Cockcroft DW, Gault MH, Nephron 1976;16:31-41.

    >>> show(cockcroft_gault(q("55 year"), "female", q("0.77 mg/dL"), q("60 kg")), 2)
    '78.19 mL/min'
    """
    above = (140 - number(age, "year")) * number(weight, "kg")
    if sex == "female":
        above = above * D("0.85")
    return measured_in(above / (72 * number(creatinine, "mg/dL")), "mL/min")


def cockcroft_gault_si(age: Term, sex: str, creatinine: Term, weight: Term) -> Term:
    """Return (140 − age) × weight × 1.04 (men 1.23) ÷ Cr in µmol/L, in mL/min.

    Source: Cockcroft DW, Gault MH, Nephron 1976;16:31-41, with the usual rounded constants.

    >>> show(cockcroft_gault_si(q("55 year"), "female", q("68 umol/L"), q("60 kg")), 2)
    '78.00 mL/min'
    """
    factor = D("1.04") if sex == "female" else D("1.23")
    above = (140 - number(age, "year")) * number(weight, "kg") * factor
    return measured_in(above / number(creatinine, "umol/L"), "mL/min")


def ckd_epi_2009(age: Term, sex: str, creatinine: Term, size: Term) -> Term:
    """Return 141 × min(Cr/κ, 1)^α × max(Cr/κ, 1)^−1.209 × 0.993^age, women × 1.018, indexed.

    κ is 0.7 for women and 0.9 for men, α −0.329 and −0.411.

    Source: Levey AS et al. (CKD-EPI), Ann Intern Med 2009;150:604-612.

    >>> show(ckd_epi_2009(q("55 year"), "female", q("0.77 mg/dL"), STANDARD_BODY), 2)
    '86.92 mL/min/1.73 m²'
    """
    return _ckd_epi(
        "141", "-0.329" if sex == "female" else "-0.411", "-1.209", "0.993", "1.018",
        age, sex, creatinine,
    )


def ckd_epi_2021(age: Term, sex: str, creatinine: Term, size: Term) -> Term:
    """Return 142 × min(Cr/κ, 1)^α × max(Cr/κ, 1)^−1.200 × 0.9938^age, women × 1.012, indexed.

    κ is 0.7 for women and 0.9 for men, α −0.241 and −0.302.

    Source: Inker LA et al., N Engl J Med 2021;385:1737-1749.

    >>> show(ckd_epi_2021(q("55 year"), "female", q("0.77 mg/dL"), STANDARD_BODY), 2)
    '91.04 mL/min/1.73 m²'
    """
    return _ckd_epi(
        "142", "-0.241" if sex == "female" else "-0.302", "-1.200", "0.9938", "1.012",
        age, sex, creatinine,
    )


def _ckd_epi(
    factor: str, low: str, high: str, per_year: str, female: str,
    age: Term, sex: str, creatinine: Term,
) -> Term:
    woman = sex == "female"
    ratio = number(creatinine, "mg/dL") / D("0.7" if woman else "0.9")
    result = (
        D(factor)
        * power(least(ratio, 1), low)
        * power(greatest(ratio, 1), high)
        * power(Term(D(per_year)), number(age, "year"))
    )
    return measured_in(result * D(female) if woman else result, "mL/min/1.73m^2")


def mdrd4_175(age: Term, sex: str, creatinine: Term, size: Term) -> Term:
    """Return 175 × Cr^−1.154 × age^−0.203, × 0.742 for women, indexed; creatinine by IDMS.

    Source: Levey AS et al., Ann Intern Med 2006;145:247-254.

    >>> show(mdrd4_175(q("55 year"), "female", q("0.77 mg/dL"), STANDARD_BODY), 2)
    '77.83 mL/min/1.73 m²'
    """
    result = (
        D(175)
        * power(number(creatinine, "mg/dL"), "-1.154")
        * power(number(age, "year"), "-0.203")
    )
    if sex == "female":
        result = result * D("0.742")
    return measured_in(result, "mL/min/1.73m^2")


def jelliffe_1973(age: Term, sex: str, creatinine: Term, size: Term) -> Term:
    """Return (98 − 0.8 × (age − 20)) ÷ Cr, × 0.90 for women, indexed.

    Source: Jelliffe RW, Ann Intern Med 1973;79:604-605.

    >>> show(jelliffe_1973(q("55 year"), "female", q("0.77 mg/dL"), STANDARD_BODY), 2)
    '81.82 mL/min/1.73 m²'
    """
    above = 98 - D("0.8") * (number(age, "year") - 20)
    if sex == "female":
        above = above * D("0.90")
    return measured_in(above / number(creatinine, "mg/dL"), "mL/min/1.73m^2")


def wright_jaffe(age: Term, sex: str, creatinine: Term, area: Term) -> Term:
    """Return (6580 − 38.8 × age) × BSA ÷ Cr in µmol/L, × 0.832 for women, in mL/min.

    Source: Wright JG et al., Br J Cancer 2001;84:452-459 (Jaffe creatinine, without CK).

    >>> show(wright_jaffe(q("55 year"), "female", q("68 umol/L"), q("1.607337 m^2")), 2)
    '87.44 mL/min'
    """
    above = (6580 - D("38.8") * number(age, "year")) * number(area, "m^2")
    if sex == "female":
        above = above * D("0.832")
    return measured_in(above / number(creatinine, "umol/L"), "mL/min")


def martin_1998(age: Term, sex: str, creatinine: Term, weight: Term) -> Term:
    """Return 163 × weight × (1 − 0.00496 × age) ÷ Cr in µmol/L, × 0.748 for women, in mL/min.

    Source: Martin L et al., Bull Cancer 1998;85:631-636.

    >>> show(martin_1998(q("55 year"), "female", q("68 umol/L"), q("60 kg")), 2)
    '78.23 mL/min'
    """
    above = 163 * number(weight, "kg") * (1 - D("0.00496") * number(age, "year"))
    if sex == "female":
        above = above * D("0.748")
    return measured_in(above / number(creatinine, "umol/L"), "mL/min")


def camgfr_v1(age: Term, sex: str, creatinine: Term, area: Term) -> Term:
    """Return the square of a linear model of √GFR in age, ln Cr and BSA, in mL/min.

    With the coefficients of the published model object, not the rounded ones of the paper.

    Source: Janowitz T, Williams EH et al., J Clin Oncol 2017;35:2798-2805.

    >>> show(camgfr_v1(q("55 year"), "female", q("0.77 mg/dL"), q("1.607337 m^2")), 2)
    '76.36 mL/min'
    """
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


class RenalEquation(NamedTuple):
    """One equation: its name, formula and source, and what it is fitted to.

    ``creatinine`` is the unit of the creatinine. ``scaled_by`` is the weight that the user's
    weight basis chooses, always the actual weight, the Du Bois area, or None where the result is
    indexed. ``idms`` says which creatinine the fit used, None where the paper predates it.
    """

    name: object
    gfr: Callable[[Term, str, Term, Term], Term]
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
