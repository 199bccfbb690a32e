"""Liver values reported as a multiple of the upper limit say what value and limit would say."""

import pytest

from tests.orders.asked import checked


def all_codes(answer):
    return {drug: answer.codes(drug) for drug in answer.lines}


@pytest.mark.parametrize(("name", "value", "multiple"), [
    ("alt", {"value": "120 U/L", "uln": "40 U/L"}, "3 xULN"),
    ("ast", {"value": "240 U/L", "uln": "40 U/L"}, "6 xULN"),
    ("bilirubin", {"value": "60 umol/L", "uln": "20 umol/L"}, "3 xULN"),
    ("alp", {"value": "300 U/L", "uln": "120 U/L"}, "2.5 xULN"),
])
def test_a_multiple_decides_as_value_and_limit_do(name, value, multiple):
    known = checked(labs={name: value})
    told = checked(labs={name: {"value": multiple, "uln": value["uln"]}})
    assert told.verdict() == known.verdict()
    assert all_codes(told) == all_codes(known)


@pytest.mark.parametrize(("name", "multiple"), [("alt", "3 xULN"), ("ast", "6 xULN")])
def test_a_multiple_needs_no_limit(name, multiple):
    limits = {"value": multiple, "uln": "40 U/L"}
    assert all_codes(checked(labs={name: {"value": multiple}})) == all_codes(
        checked(labs={name: limits})
    )


def gemcitabine(bilirubin):
    asked = {"regimen": "gemcitabine-carboplatin", "order": None, "labs": {"bilirubin": bilirubin}}
    return checked(**asked).codes("gemcitabine")


def test_a_rule_in_umol_per_l_never_guesses_the_limit_of_a_multiple():
    assert "GEMCITABINE_BILIRUBIN" in gemcitabine({"value": "1.5 xULN", "uln": "20 umol/L"})
    assert "GEMCITABINE_BILIRUBIN" not in gemcitabine({"value": "1.3 xULN", "uln": "20 umol/L"})
    assert "GEMCITABINE_BILIRUBIN" not in gemcitabine({"value": "1.5 xULN"})
