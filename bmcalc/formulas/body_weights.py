"""Body mass index and the weights that doses are scaled by, each written once.

Heights and weights may come in any unit of length and mass; weights are returned in kg.
"""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.term import Term, measured_in, number

D = Decimal

DEVINE_HEIGHT = Term(D("152.4"))
"""60 inches in cm: below it Devine's formula is an extrapolation."""


def body_mass_index(height: Term, weight: Term) -> Term:
    """Return weight ÷ height² in kg/m².

    Source: Quetelet A, Sur l'homme et le développement de ses facultés, Paris 1835.

    >>> show(body_mass_index(q("158 cm"), q("60 kg")), 2)
    '24.03 kg/m²'
    """
    metres = height.to("m")
    return weight.to("kg") / (metres * metres)


def ideal_weight(height: Term, sex: str | None) -> Term:
    """Return Devine's ideal weight in kg, extrapolated below 152.4 cm.

    50 kg for men, 45.5 kg for women, and 2.3 kg for each inch above 60.

    Source: Devine BJ, Drug Intell Clin Pharm 1974;8:650-655.

    >>> show(ideal_weight(q("158 cm"), "female"), 2)
    '50.57 kg'
    """
    inches = number(height, "cm") / D("2.54")
    start = D("45.5") if sex == "female" else D(50)
    return measured_in(start + D("2.3") * (inches - 60), "kg")


def adjusted_weight(actual: Term, ideal: Term) -> Term:
    """Return ideal + 0.4 × (actual − ideal) in kg.

    Source: NCCN chemotherapy order templates, appendix B, 2018 and 2020.

    >>> show(adjusted_weight(q("98 kg"), q("56.9 kg")), 2)
    '73.34 kg'
    """
    return ideal + D("0.4") * (actual.to("kg") - ideal)


def lean_weight(weight: Term, body_mass: Term, sex: str | None) -> Term:
    """Return 9270 × W ÷ (8780 + 244 × BMI) (women) in kg, the fat-free mass.

    For men 9270 × W ÷ (6680 + 216 × BMI).

    Source: Janmahasatian S et al., Clin Pharmacokinet 2005;44:1051-1065.

    >>> show(lean_weight(q("60 kg"), q("24.0346 kg/m^2"), "female"), 2)
    '37.98 kg'
    """
    kilograms = number(weight, "kg")
    index = number(body_mass, "kg/m^2")
    if sex == "female":
        mass = D(9270) * kilograms / (D(8780) + D(244) * index)
    else:
        mass = D(9270) * kilograms / (D(6680) + D(216) * index)
    return measured_in(mass, "kg")
