"""The timeline says what is printed, and where nothing is printed it claims no day."""

import datetime
from decimal import Decimal

import pytest

from bmcalc.casebook.loading import case, cases
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.sources import sources
from bmcalc.gui.pictures.timeline import Timeline, in_words, limits_words
from bmcalc.gui.pictures.timeline_course import Kind, course_of
from bmcalc.gui.pictures.timeline_values import month_span
from bmcalc.gui.pictures.timeline_words import FORMULARY_NAMES, OTHER_NAMES, drug_name
from bmcalc.gui.pictures.trend import places

CASES = [one.number for one in cases()]


def trend(number, name):
    return next(one for one in course_of(case(number)).trends if str(one.name) == name)


def bars(number):
    return {str(bar.name): bar for bar in course_of(case(number)).bars}


@pytest.mark.parametrize("number", CASES)
def test_every_prescription_has_a_name_and_a_track(number):
    names = [str(drug_name(one.drug)) for one in case(number).prescriptions]
    assert set(names) <= set(bars(number))
    named = {*drugs(), *FORMULARY_NAMES, *OTHER_NAMES}
    assert {one.drug for one in case(number).prescriptions} <= named


@pytest.mark.parametrize("number", CASES)
def test_everything_lies_inside_the_course(number):
    course = course_of(case(number))
    for bar in course.bars:
        assert course.first < bar.first <= bar.last < course.last
        assert all(bar.first <= day <= bar.last for day in bar.doses)
    for one in course.trends:
        for point in one.points:
            assert course.first < point.first <= point.last < course.last


def test_doses_in_step_with_the_cycles_are_dated():
    docetaxel = bars(1)["DOCEtaxel"]
    assert docetaxel.doses == case(1).cycle_dates()
    assert docetaxel.last == datetime.date(2021, 11, 8)
    gemcitabine = bars(11)["gemcitabine"]
    assert len(gemcitabine.doses) == 12
    assert gemcitabine.doses[1] - gemcitabine.doses[0] == datetime.timedelta(days=7)


def test_a_drug_out_of_step_with_the_cycles_has_no_dated_dose():
    assert bars(1)["denosumab 120 mg"].kind is Kind.REGIMEN
    assert not bars(1)["denosumab 120 mg"].doses
    assert not any(bar.doses for name, bar in bars(5).items() if name != "Radiotherapy")
    assert bars(22)["denosumab 120 mg"].doses == case(22).cycle_dates()


def test_analgesics_claim_no_date():
    assert bars(1)["traMADol (sustained release)"].kind is Kind.UNDATED


def test_a_value_without_a_date_says_so():
    low = trend(1, "Calcium").points[-1]
    assert not low.dated
    assert str(low.when()) == "no date"
    assert (low.first, low.last) == (datetime.date(2021, 7, 5), datetime.date(2022, 2, 8))


def test_a_month_is_kept_as_a_month():
    first = trend(1, "CEA").points[0]
    assert first.when() == "2021-06"
    assert month_span("2024-02") == (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))


@pytest.mark.parametrize(("number", "name", "value", "outside"), [
    (1, "Pain, NRS", "7", True), (1, "Pain, NRS", "4", True), (1, "Pain, NRS", "2", False),
    (1, "Calcium", "2.15", False), (11, "Calcium", "2.10", True), (1, "LVEF", "58", False),
    (6, "QTc", "420", False), (6, "QTc", "450", True), (5, "ANC", "1.2", True),
    (6, "ANC", "1.5", False), (21, "ANC", "1.8", False), (11, "CEA", "16.5", False),
])
def test_a_value_is_outside_by_the_products_own_limits(number, name, value, outside):
    found = trend(number, name)
    point = next(one for one in found.points if one.size == Decimal(value))
    assert found.outside(point) is outside


@pytest.mark.parametrize("number", CASES)
def test_every_limit_names_its_source(number):
    course = course_of(case(number))
    words, cited = limits_words(course.trends)
    assert set(cited) <= set(sources())
    for place, _source in enumerate(cited, 1):
        assert f"[{place}]" in str(words)
    assert f"[{len(cited) + 1}]" not in str(words)


@pytest.mark.parametrize("number", CASES)
def test_the_picture_says_in_words_all_that_it_shows(qtbot, number):
    made = Timeline(None)
    qtbot.addWidget(made)
    course = course_of(case(number))
    made.show_course(course)
    told = made.accessibleDescription()
    assert told == in_words(course)
    for event in course.events:
        assert event.on.isoformat() in told
    for bar in course.bars:
        assert f"{bar.name}: {bar.words}" in told
    for one in course.trends:
        assert all(point.text in told for point in one.points)
    made.resize(900, made.sizeHint().height())
    assert not made.grab().isNull()


def rows(*labels):
    return [{"label": label, "on": None} for label in labels]


def test_a_series_of_dates_lies_on_a_scale_of_time():
    assert places(rows("2022-10", "2022-12", "2023-02", "2023-05")) == pytest.approx(
        [0, 61 / 212, 123 / 212, 1]
    )


def test_a_series_without_dates_lies_at_equal_distances():
    assert places(rows("before", "after cycle 3", "now")) == [0, 0.5, 1]


def test_values_that_would_cover_each_other_lie_at_equal_distances():
    assert places(rows("2020-01-01", "2020-01-02", "2022-01-01")) == [0, 0.5, 1]
