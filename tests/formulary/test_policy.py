"""The policy that ships, and the choices that no policy may make."""

from __future__ import annotations

import tomllib

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.resource_files import resource
from tests.formulary.test_bad_files import written


@pytest.fixture
def shipped() -> Policy:
    policy = shipped_formulary().policy
    assert policy is not None
    return policy


def test_the_safer_kidney_function_ships(shipped):
    assert shipped.gfr_equation == "cockcroft_gault"
    assert shipped.weight_basis == "nrg"
    assert shipped.creatinine_floor == q("0.7 mg/dL")
    assert shipped.gfr_cap == q("125 mL/min")


def test_the_other_defaults_that_ship(shipped):
    assert shipped.label_profile == "cn"
    assert shipped.bsa_formula == "mosteller"
    assert shipped.bsa_cap is None
    assert shipped.rounding == "none"
    assert shipped.tolerance_agrees == q("5 %")
    assert shipped.tolerance_stops == q("10 %")
    assert shipped.weight_change == q("10 %")
    assert shipped.hp_reload_policy == "ask"
    assert shipped.nsaid_platelets == q("100 x10^9/L")
    laboratory = shipped.laboratory
    assert (laboratory.calcium_lln, laboratory.calcium_uln) == (
        q("2.11 mmol/L"), q("2.52 mmol/L")
    )
    assert (laboratory.calcium_ionised_lln, laboratory.calcium_ionised_uln) == (
        q("1.15 mmol/L"), q("1.32 mmol/L")
    )


def test_what_ships_is_unsigned(shipped):
    assert shipped.signed_by == ""
    with resource("policy.toml").open("rb") as file:
        assert tomllib.load(file)["signed_by"] == ""


@pytest.mark.parametrize(
    "entry",
    [
        'tolerance_stops = "20 %"', 'tolerance_agrees = "12 %"', 'nsaid_platelets = "50 x10^9/L"',
        'rounding = "nearest_step"', 'rounding_step = "5 mg"', 'vial_limit = 0',
        'hp_reload_policy = "always_6"', 'bsa_formula = "du bois"', 'creatinine_floor = "0.7"',
        'bsa_cap = "2 kg"', 'signed_by = "the pharmacist"',
        '[laboratory]\ncalcium_lln = "2.6 mmol/L"', '[laboratory]\nsodium = "140 mmol/L"',
    ],
)
def test_what_no_policy_may_say(tmp_path, entry):
    written(tmp_path, "policy.toml", f"{entry}\n")
    assert load_formulary(tmp_path).policy is None


@pytest.mark.parametrize(
    "entry",
    [
        'nsaid_platelets = "75 x10^9/L"', 'rounding = "nearest_step"\nrounding_step = "5 mg"',
        'bsa_cap = "2.0 m^2"', 'gfr_cap = "off"', 'creatinine_floor = "62 umol/L"',
        'signed_by = "the pharmacist"\nsigned_on = 2026-11-02',
        'hp_reload_policy = "perjeta_table"',
    ],
)
def test_what_a_policy_may_say(tmp_path, entry):
    written(tmp_path, "policy.toml", f"{entry}\n")
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    assert loaded.policy is not None
