"""A case opened as a patient: every page is taken by its calculator, as far as it may be."""

from __future__ import annotations

import pytest

from bmcalc.answer import compute
from bmcalc.calculators import calculator
from bmcalc.casebook.case_files import case_numbers
from bmcalc.casebook.opening import Opening, opening
from bmcalc.core.texts import in_language

REFUSED_ON_PURPOSE = {
    "mirels": {"E_NA_FRACTURE"},
    "corrected-calcium": {"E_MISSING"},
}
"""A broken bone has no Mirels score, and calcium is not corrected without an albumin."""


def _pages() -> list[tuple[int, str]]:
    return [(number, page) for number in case_numbers() for page in opening(number).pages]


@pytest.mark.parametrize("number", case_numbers())
def test_the_patient_is_the_casebooks_but_for_what_is_invented(number: int) -> None:
    opened = opening(number)
    assert opened.invented == ("height", "weight")
    assert set(opened.patient) >= {"sex", "age", "height", "weight", "creatinine"}
    assert opened.patient["sex"] == "female"
    assert "albumin" not in opened.patient


@pytest.mark.parametrize("number", case_numbers())
def test_the_note_names_every_invented_value_in_both_languages(number: int) -> None:
    opened = opening(number)
    for language in ("en", "zh_CN"):
        with in_language(language):
            note = str(opened.note)
        assert all(opened.patient[name] in note for name in opened.invented)


@pytest.mark.parametrize(("number", "page"), _pages())
def test_each_page_is_accepted_or_refused_for_its_own_reason(number: int, page: str) -> None:
    opened = opening(number)
    answer = compute(page, opened.inputs(page, calculator(page).inputs))
    if page in REFUSED_ON_PURPOSE:
        assert {error["code"] for error in answer["errors"]} == REFUSED_ON_PURPOSE[page]
    else:
        assert answer["status"] != "refused", answer


def _answer(opened: Opening, page: str) -> dict[str, object]:
    values: dict[str, object] = compute(
        page, opened.inputs(page, calculator(page).inputs)
    )["values"]
    return values


def test_case_1_shows_the_bounds_of_a_calcium_without_albumin() -> None:
    bounds = _answer(opening(1), "denosumab")["calcium_bounds"]
    assert isinstance(bounds, dict)
    assert (bounds["low"]["value"], bounds["high"]["value"]) == ("2.15", "2.85")


def test_case_1_is_severe_pain() -> None:
    assert _answer(opening(1), "pain-ladder")["step"] == 3


def test_a_case_that_is_only_announced_does_not_open() -> None:
    with pytest.raises(KeyError):
        opening(3)


def test_orders_start_from_the_printed_first_day() -> None:
    starts = {number: opening(number).order for number in case_numbers()}
    assert {number: order["regimen"] for number, order in starts.items()} == {
        1: "tcbhp", 2: "thp", 5: "fulvestrant-palbociclib", 6: "letrozole-ribociclib",
        11: "gemcitabine-carboplatin", 21: "tdxd", 22: "fulvestrant",
    }
    assert all(order["cycle"] == 1 for order in starts.values())
