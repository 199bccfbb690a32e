"""Where in an order stands what a calculator asks for: its findings point there."""

import pytest

from bmcalc.orders.dosing.asking import field_of


@pytest.mark.parametrize(("name", "field"), [
    ("weight", "patient.weight"), ("creatinine", "patient.creatinine"), ("anc", "patient.anc"),
    ("first_dose", "last.docetaxel"), ("days_since_last", "last.docetaxel"),
    ("last_dose_on", "last.docetaxel"), ("planned_on", "last.docetaxel"),
    ("reduction", "reductions.docetaxel"), ("reduction_reason", "reductions.docetaxel"),
    ("dose_per_bsa", "planned.docetaxel.dose"), ("target_auc", "reductions.docetaxel"),
    ("dose_level", "levels.docetaxel"), ("rounding", "policy.rounding"),
    ("bsa_cap", "policy.bsa_cap"), ("gfr_cap", "policy.gfr_cap"), ("ordered_dose", None),
    (None, None),
])
def test_a_field_of_a_calculator_is_one_of_the_order(name, field):
    assert field_of(name, "docetaxel") == field
