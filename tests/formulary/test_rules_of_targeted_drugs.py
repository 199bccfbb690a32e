"""Thresholds of targeted, endocrine, bone and pain drugs, tried on both sides."""

from __future__ import annotations

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import source
from bmcalc.formulary.sources import Mark
from tests.formulary.known import codes, counts, left_of, strictest


@pytest.mark.parametrize(
    ("now", "fall", "expected"),
    [("46", "10", "note"), ("45", "9", "repeat_test"), ("45", "10", "delay"),
     ("40", "20", "delay"), ("39.9", "5", "delay"), ("50", "21", "delay"), ("55", "9", "given")],
)
def test_trastuzumab_deruxtecan_and_the_heart(now, fall, expected):
    given = {"lvef_now": f"{now} %", "lvef_fall": f"{fall} percentage_point"}
    assert strictest("trastuzumab_deruxtecan", first_dose=False, **given) == expected


@pytest.mark.parametrize(
    ("anc", "expected", "resume"),
    [("0.49", "delay", "next_lower"), ("0.5", "delay", "same_dose"),
     ("0.99", "delay", "same_dose"), ("1", "given", None)],
)
def test_trastuzumab_deruxtecan_and_neutrophils(anc, expected, resume):
    said = codes("trastuzumab_deruxtecan", first_dose=False, anc=f"{anc} x10^9/L")
    assert strictest("trastuzumab_deruxtecan", first_dose=False, anc=f"{anc} x10^9/L") == expected
    resumed = [one.resume for one in drug("trastuzumab_deruxtecan").rules if one.code in said]
    assert resumed == ([] if resume is None else [resume])


def test_trastuzumab_deruxtecan_platelets_are_a_us_rule_in_force_in_china():
    for profile in ("us", "cn"):
        assert strictest("trastuzumab_deruxtecan", profile, platelets="49 x10^9/L") == "delay"
        assert strictest("trastuzumab_deruxtecan", profile, platelets="50 x10^9/L") == "given"
    assert strictest("trastuzumab_deruxtecan", "eu", platelets="20 x10^9/L") == "repeat_test"


def test_lung_disease_in_the_history_excludes_trastuzumab_deruxtecan():
    assert strictest("trastuzumab_deruxtecan", ild_history="yes") == "do_not_give"
    assert strictest("trastuzumab_deruxtecan", ild_history="no") == "given"


@pytest.mark.parametrize(
    ("profile", "now", "fall", "state", "expected"),
    [
        ("us", "50", "16", "normal", "delay"), ("us", "50", "15", "normal", "given"),
        ("us", "49", "10", "below", "delay"), ("us", "49", "9", "below", "given"),
        ("eu", "49", "10", "below", "delay"), ("eu", "50", "16", "normal", "given"),
    ],
)
def test_trastuzumab_and_the_heart(profile, now, fall, state, expected):
    given = {"lvef_now": f"{now} %", "lvef_fall": f"{fall} percentage_point", "lvef_range": state}
    assert strictest("trastuzumab_iv", profile, **given) == expected


@pytest.mark.parametrize(
    ("now", "fall", "expected"),
    [("39.9", "0", "delay"), ("45", "10", "delay"), ("45", "9.9", "note"), ("46", "20", "note")],
)
def test_pertuzumab_and_the_heart(now, fall, expected):
    given = {"lvef_now": f"{now} %", "lvef_fall": f"{fall} percentage_point"}
    assert strictest("pertuzumab", "us", first_dose=False, **given) == expected


@pytest.mark.parametrize(
    ("crcl", "expected"),
    [("60.1", "4"), ("60", "3.5"), ("50", "3.5"), ("49.9", "3.3"), ("40", "3.3"),
     ("39.9", "3"), ("30", "3"), ("29.9", None)],
)
def test_zoledronic_acid_by_clearance(crcl, expected):
    left = left_of("zoledronic_acid", "4 mg", crcl=f"{crcl} mL/min")
    assert left == (None if expected is None else q(f"{expected} mg"))


@pytest.mark.parametrize(
    ("baseline", "rise", "held"),
    [("100", "43.9", False), ("100", "44", True), ("124", "44", True), ("125", "87.9", False),
     ("125", "88", True)],
)
def test_zoledronic_acid_waits_for_the_creatinine(baseline, rise, held):
    given = {"creatinine_baseline": f"{baseline} umol/L", "creatinine_rise": f"{rise} umol/L",
             "creatinine_unit": "umol"}
    assert ("CR-01" in codes("zoledronic_acid", first_dose=False, **given)) == held
    assert "CR-01" not in codes("zoledronic_acid", first_dose=True, **given)
    if held:
        assert strictest("zoledronic_acid", first_dose=False, **given) == "do_not_give"


@pytest.mark.parametrize(("mineral", "code"), [("magnesium", "MG-01"), ("phosphate", "PO-01")])
def test_minerals_come_before_a_bone_agent(mineral, code):
    low = {f"{mineral}_state": "low"}
    assert code in codes("zoledronic_acid", **low)
    assert strictest("zoledronic_acid", **low) == "delay"
    assert code not in codes("zoledronic_acid", **{f"{mineral}_state": "normal"})


@pytest.mark.parametrize(
    ("first", "qtcf", "expected"),
    [(True, "449", "given"), (True, "450", "do_not_give"), (False, "480", "given"),
     (False, "481", "delay"), (False, "501", "delay")],
)
def test_ribociclib_and_qtcf(first, qtcf, expected):
    assert strictest("ribociclib", first_dose=first, qtcf=f"{qtcf} ms") == expected


def test_ribociclib_resumes_at_the_lower_dose_first():
    rule = next(one for one in drug("ribociclib").rules if one.code == "RIBOCICLIB_QTCF_481")
    assert rule.resume == "next_lower"
    marks = {source(identifier).mark for identifier in rule.sources}
    assert marks == {Mark.VERIFIED, Mark.MEMORY}


@pytest.mark.parametrize(
    ("given", "expected"),
    [({"crcl": "29.9 mL/min"}, "200"), ({"crcl": "30 mL/min"}, "600"),
     ({"child_pugh": "b"}, "400"), ({"child_pugh": "c"}, "400"), ({"child_pugh": "a"}, "600"),
     ({"dialysis": "yes"}, None), ({"tamoxifen": "yes"}, None)],
)
def test_ribociclib_and_the_organs(given, expected):
    assert left_of("ribociclib", "600 mg", **given) == (
        None if expected is None else q(f"{expected} mg")
    )


@pytest.mark.parametrize(
    ("anc", "platelets", "expected"),
    [("1", "50", "given"), ("0.99", "50", "delay"), ("1", "49", "delay"), ("1", "24", "delay")],
)
def test_palbociclib_needs_neutrophils_and_platelets(anc, platelets, expected):
    assert strictest("palbociclib", **counts(anc, platelets)) == expected


def test_palbociclib_in_child_pugh_c():
    assert left_of("palbociclib", "125 mg", child_pugh="c") == q("75 mg")


@pytest.mark.parametrize(
    ("anc", "platelets", "haemoglobin", "expected"),
    [("1.5", "100", "80", "given"), ("1.49", "100", "80", "do_not_give"),
     ("1.5", "99", "80", "do_not_give"), ("1.5", "100", "79", "do_not_give")],
)
def test_abemaciclib_starts_with_good_counts(anc, platelets, haemoglobin, expected):
    assert strictest(
        "abemaciclib", **counts(anc, platelets), haemoglobin=f"{haemoglobin} g/L"
    ) == expected


@pytest.mark.parametrize("identifier", ["ibuprofen", "celecoxib"])
def test_no_nsaid_below_100_platelets(identifier):
    assert strictest(identifier, platelets="99 x10^9/L") == "do_not_give"
    assert strictest(identifier, platelets="100 x10^9/L") == "given"


def test_daily_limits_of_analgesics():
    assert drug("paracetamol").highest_per_day == q("3000 mg")
    assert drug("tramadol").highest_per_day == q("400 mg")
    paracetamol = next(one for one in drug("paracetamol").rules)
    assert paracetamol.at_most_per_day == q("2000 mg")
    age = next(one for one in drug("tramadol").rules if one.code == "TRAMADOL_AGE")
    assert age.at_most_per_day == q("300 mg")
    assert strictest("tramadol", age="75 year") == "given"
    assert strictest("tramadol", age="76 year") == "reduce"


def test_bevacizumab_keeps_28_days_from_surgery():
    def given(**facts):
        return strictest("bevacizumab", "eu", **facts)

    assert given(surgery="past", days_since_surgery="27 day", unhealed_wound="no") == "delay"
    assert given(surgery="past", days_since_surgery="28 day", unhealed_wound="no") == "given"
    assert given(surgery="past", days_since_surgery="28 day", unhealed_wound="yes") == "delay"
    assert given(surgery="planned", days_to_surgery="27 day") == "do_not_give"
    assert given(surgery="planned", days_to_surgery="28 day") == "given"
    assert given(surgery="none") == "given"


def test_bevacizumab_is_off_label_in_breast_cancer_outside_the_eu():
    assert "BEVACIZUMAB_OFF_LABEL" in codes("bevacizumab", "cn")
    assert "BEVACIZUMAB_OFF_LABEL" in codes("bevacizumab", "us")
    assert "BEVACIZUMAB_OFF_LABEL" not in codes("bevacizumab", "eu")
