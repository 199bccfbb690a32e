"""Measures of calcium, vitamin D and creatinine, each side of every edge, and their phrases."""

import pytest

from bmcalc.core.term import q
from bmcalc.core.texts import Bilingual, in_language
from bmcalc.rules.known import Known
from bmcalc.rules.sentence import filled, places_of


def known(**facts):
    return Known({
        name: q(value) if isinstance(value, str) and value[0].isdigit() else value
        for name, value in facts.items()
    })


def said(text, **facts):
    return str(filled(Bilingual(text, text), known(**facts)))


def test_without_a_calcium_everything_about_it_is_unknown():
    found = known()
    assert found["calcium_basis"] == "none"
    for name in ("calcium_state", "calcium_low_grade", "calcium_high_grade", "calcium_may_be_low",
                 "calcium_may_be_high", "calcium_not_low", "calcium_discordant"):
        assert found[name] is None


@pytest.mark.parametrize(("facts", "basis", "state", "low", "high", "not_low"), [
    ({"calcium_total": "2.11 mmol/L", "albumin": "40 g/L"}, "corrected", "normal", 0, 0, "yes"),
    ({"calcium_total": "2.10 mmol/L", "albumin": "40 g/L"}, "corrected", "low", 1, 0, "no"),
    ({"calcium_total": "1.99 mmol/L", "albumin": "40 g/L"}, "corrected", "low", 2, 0, "no"),
    ({"calcium_total": "2.53 mmol/L", "albumin": "40 g/L"}, "corrected", "high", 0, 1, "yes"),
    ({"calcium_ionised": "1.14 mmol/L"}, "ionised", "low", 1, 0, "no"),
    ({"calcium_ionised": "1.15 mmol/L"}, "ionised", "normal", 0, 0, "yes"),
    ({"calcium_total": "2.41 mmol/L"}, "bounds", None, 0, 0, "yes"),
    ({"calcium_total": "2.40 mmol/L"}, "bounds", None, 0, 0, "no"),
    ({"calcium_total": "1.71 mmol/L"}, "bounds", None, 0, 0, "no"),
    ({"calcium_total": "1.70 mmol/L"}, "bounds", "low", 1, 0, "no"),
    ({"calcium_total": "2.83 mmol/L"}, "bounds", "high", 0, 1, "yes"),
])
def test_what_a_calcium_comes_to(facts, basis, state, low, high, not_low):
    found = known(**facts)
    assert (found["calcium_basis"], found["calcium_state"]) == (basis, state)
    assert found["calcium_low_grade"].magnitude == low
    assert found["calcium_high_grade"].magnitude == high
    assert found["calcium_not_low"] == not_low


@pytest.mark.parametrize(("total", "low", "high"), [
    ("1.70 mmol/L", "no", "no"), ("1.71 mmol/L", "yes", "no"), ("2.40 mmol/L", "yes", "yes"),
    ("2.12 mmol/L", "yes", "no"), ("2.13 mmol/L", "yes", "yes"), ("2.41 mmol/L", "no", "yes"),
])
def test_what_a_calcium_without_albumin_may_be(total, low, high):
    found = known(calcium_total=total)
    assert (found["calcium_may_be_low"], found["calcium_may_be_high"]) == (low, high)


@pytest.mark.parametrize("facts", [
    {"correction": "local"}, {"correction": "local", "correction_slope": "0.02 mmol/g"},
    {"correction_slope": "0.02 mmol/g"}, {"correction_reference": "40 g/L"},
])
def test_a_correction_that_is_half_told_is_unclear(facts):
    found = known(calcium_total="2.30 mmol/L", albumin="40 g/L", **facts)
    assert found["calcium_basis"] == "unclear"
    assert found["calcium_state"] is None


def test_the_limits_of_the_laboratory_are_used():
    assert known(calcium_total="2.15 mmol/L", albumin="40 g/L",
                 calcium_lln="2.20 mmol/L")["calcium_state"] == "low"


@pytest.mark.parametrize(("level", "counted"), [
    ("50 nmol/L", "50 nmol/L"), ("20 ng/mL", "50 nmol/L"), ("19.9 ng/mL", "49.75 nmol/L"),
    ("10 ng/mL", "25 nmol/L"),
])
def test_vitamin_d_counts_by_the_ratio_of_its_printed_cut_offs(level, counted):
    assert known(vitamin_d_25oh=level)["vitamin_d_25oh"] == q(counted)


@pytest.mark.parametrize(("before", "now", "restart"), [
    ("80 umol/L", "88 umol/L", "yes"), ("80 umol/L", "88.01 umol/L", "no"),
    ("1.0 mg/dL", "1.1 mg/dL", "yes"), ("1.0 mg/dL", "1.11 mg/dL", "no"),
    ("80 umol/L", "0.99 mg/dL", "yes"), ("80 umol/L", "1.0 mg/dL", "no"),
])
def test_a_held_treatment_restarts_within_ten_percent(before, now, restart):
    found = known(creatinine_baseline=before, creatinine=now)
    assert found["creatinine_may_restart"] == restart
    assert found["creatinine_unit"] == ("umol" if before.endswith("umol/L") else "mg")


def test_sentences_say_values_as_they_were_reported():
    assert said("{magnesium_reported}", magnesium="1.82 mg/dL") == "1.82 mg/dL"
    assert said("{magnesium_reported}") == "unknown"
    assert said("{creatinine_rise_reported}", creatinine_baseline="1.0 mg/dL",
                creatinine="1.5 mg/dL") == "0.5 mg/dL"
    assert said("{creatinine_to_restart}", creatinine_baseline="80 umol/L") == "88.0 µmol/L"
    assert said("{calcium}", calcium_total="2.05 mmol/L", albumin="40 g/L") == (
        "corrected calcium of 2.05 mmol/L"
    )
    assert said("{albumin_low_above}", calcium_total="2.15 mmol/L") == "42.0 g/L"
    assert said("{albumin_low_above}", calcium_total="2.15 mmol/L", albumin="40 g/L") == "unknown"
    assert str(filled(Bilingual("{days}", "{days}"), Known({}).but(
        days_since_last=q("28 day")))) == "28"
    with in_language("zh_CN"):
        assert said("{calcium}", calcium_ionised="1.10 mmol/L") == "离子钙 1.10 mmol/L"


def test_a_place_that_is_neither_measure_nor_phrase_is_refused():
    assert places_of(Bilingual("{calcium} {days}", "{days}{calcium}")) is None
    assert places_of(Bilingual("{calcum}", "{calcum}")) is not None


def test_a_calcium_is_judged_once_for_all_measures(monkeypatch):
    from bmcalc.rules import calcium_measures

    calls = []
    judged = calcium_measures.calcium_status
    monkeypatch.setattr(
        calcium_measures, "calcium_status",
        lambda results: calls.append(results) or judged(results),
    )
    found = known(calcium_total="2.30 mmol/L", albumin="40 g/L")
    assert found["calcium_state"] == "normal"
    assert found.but(cycle=q("2 day"))["calcium_not_low"] == "yes"
    assert len(calls) == 1
