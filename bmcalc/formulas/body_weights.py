"""Body mass index and the weights that doses are scaled by, each written once."""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.term import Term, measured_in, number

D = Decimal

DEVINE_HEIGHT = Term(D("152.4"))
"""60 inches in cm: below it Devine's formula is an extrapolation."""


def body_mass_index(height: Term, weight: Term) -> Term:
    """Return weight ÷ height² in kg/m²."""
    metres = height.to("m")
    return weight.to("kg") / (metres * metres)


def ideal_weight(height: Term, sex: str | None) -> Term:
    """Return Devine's ideal weight in kg, extrapolated below 152.4 cm (Devine 1974).

    50 kg for men, 45.5 kg for women, and 2.3 kg for each inch above 60.
    """
    inches = number(height, "cm") / D("2.54")
    start = D("45.5") if sex == "female" else D(50)
    return measured_in(start + D("2.3") * (inches - 60), "kg")


def adjusted_weight(actual: Term, ideal: Term) -> Term:
    """Return ideal + 0.4 × (actual − ideal) in kg (NCCN template, appendix B)."""
    return ideal + D("0.4") * (actual.to("kg") - ideal)


def lean_weight(weight: Term, body_mass: Term, sex: str | None) -> Term:
    """Return the fat-free mass in kg from weight and BMI (Janmahasatian 2005)."""
    kilograms = number(weight, "kg")
    index = number(body_mass, "kg/m^2")
    if sex == "female":
        mass = D(9270) * kilograms / (D(8780) + D(244) * index)
    else:
        mass = D(9270) * kilograms / (D(6680) + D(216) * index)
    return measured_in(mass, "kg")
