"""The rules before antibodies, conjugates and CDK4/6 inhibitors, each side of every edge."""

from decimal import Decimal

import pytest

from bmcalc.rules.rule import Outcome
from tests.orders.rules_asked import asked, outcomes


def lvef(drug_id, regimen_id, before, now, profile):
    fall = Decimal(before) - Decimal(now)
    gates = asked(
        regimen_id, drug_id, profiles=(profile,), lvef_baseline=before, lvef_now=now,
        lvef_fall=str(fall), lvef_range="below" if Decimal(now) < 50 else "normal",
    )
    return not gates.forbids


@pytest.mark.parametrize(
    ("before", "now", "fda", "eu", "pair", "tdxd"),
    [
        ("62", "58", True, True, True, True), ("62", "52", True, True, True, True),
        ("65", "50", True, True, True, True), ("66", "50", False, True, True, True),
        ("62", "49", False, False, True, True), ("62", "46", False, False, True, True),
        ("55", "45", False, False, False, False), ("54", "45", True, True, True, True),
        ("62", "42", False, False, False, False), ("62", "41", False, False, False, False),
        ("62", "39", False, False, False, False), ("70", "48", False, False, True, False),
    ],
)
def test_the_ejection_fraction_of_every_label(before, now, fda, eu, pair, tdxd):
    assert lvef("trastuzumab_iv", "thp", before, now, "us") is fda
    assert lvef("trastuzumab_iv", "thp", before, now, "eu") is eu
    assert lvef("pertuzumab", "thp", before, now, "us") is pair
    assert lvef("trastuzumab_deruxtecan", "tdxd", before, now, "us") is tdxd


def resumed(regimen_id, drug_id, **known):
    """How it goes on: ``go``, or the dose after the interruption, or ``stop``."""
    gates = asked(regimen_id, drug_id, **known)
    if not gates.forbids:
        return "go"
    rule = gates.met[0].rule
    return "stop" if rule.then is Outcome.STOP_FOR_GOOD else rule.resume


@pytest.mark.parametrize(
    ("anc", "palbociclib", "ribociclib", "tdxd"),
    [
        ("1.8", "go", "go", "go"), ("1.2", "go", "go", "go"), ("1.0", "go", "go", "go"),
        ("0.99", "same_dose", "same_dose", "same_dose"),
        ("0.50", "same_dose", "same_dose", "same_dose"),
        ("0.49", "next_lower", "next_lower", "next_lower"),
    ],
)
def test_neutrophils_of_palbociclib_ribociclib_and_tdxd(anc, palbociclib, ribociclib, tdxd):
    platelets = "200"
    assert resumed("fulvestrant-palbociclib", "palbociclib", anc=anc,
                   platelets=platelets) == palbociclib
    assert resumed("letrozole-ribociclib", "ribociclib", anc=anc) == ribociclib
    assert resumed("tdxd", "trastuzumab_deruxtecan", anc=anc, platelets=platelets) == tdxd


def test_palbociclib_on_day_15_finishes_the_21_days():
    found = {"day": 15, "anc": "0.99", "platelets": "200"}
    gates = asked("fulvestrant-palbociclib", "palbociclib", cycle="2", **found)
    assert not gates.forbids
    assert Outcome.FINISH_CYCLE in outcomes(gates)
    for later in ({"cycle": "3"}, {}):
        assert asked("fulvestrant-palbociclib", "palbociclib", **found, **later).forbids


@pytest.mark.parametrize(
    ("platelets", "expected"),
    [("75", "go"), ("50", "go"), ("49", "same_dose"), ("25", "same_dose"), ("24", "next_lower")],
)
def test_platelets_of_tdxd_in_the_us_only(platelets, expected):
    for profile, found in (("us", expected), ("eu", "go")):
        assert resumed("tdxd", "trastuzumab_deruxtecan", platelets=platelets, anc="2",
                       profiles=(profile,)) == found


@pytest.mark.parametrize(
    ("qtcf", "first", "expected"),
    [("449", True, "go"), ("450", True, "blocked"), ("450", False, "go"), ("480", False, "go"),
     ("481", False, "blocked"), ("500", False, "blocked"), ("501", False, "blocked")],
)
def test_qtcf_of_ribociclib(qtcf, first, expected):
    gates = asked("letrozole-ribociclib", "ribociclib", first=first, qtcf=qtcf)
    assert ("blocked" if gates.forbids else "go") == expected


def test_a_long_qt_with_torsade_stops_ribociclib_for_good():
    gates = asked("letrozole-ribociclib", "ribociclib", qtcf="491", qtcf_rise="61",
                  ventricular_arrhythmia="yes")
    assert gates.met[0].rule.then is Outcome.STOP_FOR_GOOD


@pytest.mark.parametrize(
    ("alt", "bilirubin", "expected"),
    [("2.5", "1", "go"), ("3.0", "1", "go"), ("3.1", "1", "same_dose"), ("5.0", "1", "same_dose"),
     ("5.1", "1", "next_lower"), ("20.0", "1", "next_lower"), ("20.1", "1", "stop"),
     ("3.1", "2.1", "stop")],
)
def test_transaminases_of_ribociclib(alt, bilirubin, expected):
    assert resumed("letrozole-ribociclib", "ribociclib", transaminase_xuln=alt,
                   bilirubin_xuln=bilirubin) == expected


@pytest.mark.parametrize(("days", "given"), [("27", False), ("28", True)])
def test_bevacizumab_near_surgery(days, given):
    after = asked("paclitaxel-bevacizumab", "bevacizumab", surgery="past",
                  days_since_surgery=days)
    before = asked("paclitaxel-bevacizumab", "bevacizumab", surgery="planned",
                   days_to_surgery=days)
    assert after.forbids is not given
    assert before.forbids is not given


def test_tdxd_after_lung_disease_is_excluded():
    assert asked("tdxd", "trastuzumab_deruxtecan", ild_history="yes").forbids


@pytest.mark.parametrize(
    ("anc", "forbids"), [("1.0", False), ("0.99", True), ("0.49", True)]
)
def test_abemaciclib_neutrophils(anc, forbids):
    gates = asked("abemaciclib-endocrine", "abemaciclib", anc=anc, platelets="200")
    assert gates.forbids is forbids


@pytest.mark.parametrize(("regimen_id", "drug_id"), [
    ("tcbhp", "docetaxel"), ("tcbhp", "carboplatin"), ("thp", "trastuzumab_iv"),
    ("thp", "pertuzumab"), ("tdxd", "trastuzumab_deruxtecan"),
    ("letrozole-ribociclib", "ribociclib"), ("fulvestrant-palbociclib", "palbociclib"),
    ("paclitaxel-bevacizumab", "bevacizumab"), ("nab-paclitaxel-weekly", "nab_paclitaxel"),
])
def test_a_known_pregnancy_stops_every_drug_that_harms_the_child(regimen_id, drug_id):
    assert asked(regimen_id, drug_id, pregnancy="yes").forbids
    for state in ("no", "na"):
        codes = {one.rule.code for one in asked(regimen_id, drug_id, pregnancy=state).met}
        assert "PREGNANT" not in codes
