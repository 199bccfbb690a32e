"""The seven printed cases as data: complete, dated, on existing pages, read strictly."""

from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from bmcalc.casebook.case_files import case_numbers, read_case
from bmcalc.casebook.contents import contents
from bmcalc.casebook.loading import case, cases
from bmcalc.casebook.models import LAST_PAGE, Case, pages_of
from bmcalc.core.term import q
from bmcalc.formulary.regimens import regimen, with_companions

PRINTED = (1, 2, 5, 6, 11, 21, 22)


def test_the_printed_cases_are_those_seven() -> None:
    assert case_numbers() == PRINTED
    assert tuple(one.number for one in cases()) == PRINTED


def test_an_announced_case_has_no_data() -> None:
    with pytest.raises(KeyError):
        case(7)


def test_sixteen_of_the_announced_titles_are_not_printed() -> None:
    titles = contents().titles()
    assert contents().announced_cases == len(titles) == 23
    assert [one.case for one in titles] == list(range(1, 24))
    assert tuple(one.case for one in titles if one.printed) == PRINTED
    assert sum(not one.printed for one in titles) == 16


@pytest.mark.parametrize("number", PRINTED)
def test_every_fact_names_a_page_of_its_case(number: int) -> None:
    found = case(number)
    pages = pages_of(found)
    assert len(pages) > 40
    first, last = found.pages
    assert all(1 <= first <= page <= last <= LAST_PAGE for page in pages)


def test_no_page_belongs_to_two_cases_except_where_one_ends_and_the_next_begins() -> None:
    for earlier, later in zip(cases(), cases()[1:], strict=False):
        assert earlier.pages[1] <= later.pages[0]


@pytest.mark.parametrize("number", PRINTED)
def test_the_dates_of_a_case_run_forward(number: int) -> None:
    found = case(number)
    films = [image.on for image in found.imaging]
    assert films == sorted(films)
    assert found.history.diagnosed < found.visit.month
    assert all(day.isoformat()[:7] >= found.visit.month for day in films)
    dates = [event.on for event in found.timeline]
    assert dates == sorted(dates)
    assert max(films) < found.cycle_dates()[0]
    assert datetime.date(2021, 6, 1) < min(films) <= max(dates) < datetime.date(2024, 2, 1)


@pytest.mark.parametrize("number", PRINTED)
def test_six_cycles_and_the_assessment_fall_on_the_timeline(number: int) -> None:
    found = case(number)
    assert [event.cycle for event in found.timeline if event.what == "cycle"] == [1, 2, 3, 4, 5, 6]
    judged = {event.on: event.response for event in found.timeline}
    assert judged[found.response.on] == found.response.overall


@pytest.mark.parametrize(
    ("number", "analyte", "value"),
    [
        (1, "creatinine", "68 umol/L"), (2, "creatinine", "72 umol/L"),
        (5, "creatinine", "70 umol/L"), (6, "creatinine", "68 umol/L"),
        (11, "creatinine", "65 umol/L"), (21, "creatinine", "72 umol/L"),
        (22, "creatinine", "68 umol/L"), (1, "calcium_total", "2.45 mmol/L"),
        (5, "oestradiol", "28 pg/mL"), (6, "oestradiol", "32 pg/mL"),
    ],
)
def test_laboratory_values_as_printed(number: int, analyte: str, value: str) -> None:
    assert case(number).result(analyte).value == q(value)


def test_only_case_1_knows_a_calcium_before_denosumab() -> None:
    known = [
        found.number for found in cases()
        if any(one.analyte == "calcium_total" and one.when == "baseline"
               for one in found.laboratory)
    ]
    assert known == [1]


def test_weight_height_and_albumin_are_never_among_the_facts() -> None:
    for number in PRINTED:
        facts = {key: value for key, value in read_case(number).items()
                 if key not in ("invented", "opening")}
        words = str(facts)
        assert not any(f"'{name}'" in words for name in ("weight", "height", "albumin"))
        assert set(read_case(number)["invented"]) == {"height", "weight"}


@pytest.mark.parametrize("number", PRINTED)
def test_the_regimen_that_a_case_opens_prescribes_what_the_case_prescribes(number: int) -> None:
    found = case(number)
    lines = {line.drug: line for _regimen, line in
             with_companions(regimen(found.opening["order"]["regimen"]))}
    for one in found.prescriptions:
        dose = one.dose or one.target_auc
        if one.drug in lines and dose is not None:
            assert lines[one.drug].dose == dose, one.drug
            assert one.loading is None or lines[one.drug].loading_dose == one.loading
    assert set(lines) <= {one.drug for one in found.prescriptions}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"visit": {**read_case(1)["visit"], "page": 107}}, "page"),
        ({"visit": {**read_case(1)["visit"], "page": 90}}, "not one of its pages"),
        ({"visit": {**read_case(1)["visit"], "month": "2021-13"}}, "month"),
        ({"visit": {**read_case(1)["visit"], "nrs": 11}}, "nrs"),
        ({"invented": {"height": "160", "weight": "58 kg"}}, "unit"),
        ({"weight": "58 kg"}, "Extra inputs"),
    ],
)
def test_a_wrong_fact_is_refused(change: dict[str, object], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        Case.model_validate({**read_case(1), **change})
