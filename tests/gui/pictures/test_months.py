"""The calendar of fulvestrant: what was given, the next dose, and the plan from there on."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bmcalc.gui.pictures.fulvestrant_calendar import Drawing, days_of_doses
from bmcalc.gui.pictures.months import MOST_MONTHS, DayKind, months_of
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import settle


def day(text):
    return datetime.date.fromisoformat(text)


PLAN = [day("2026-01-05"), day("2026-01-19"), day("2026-02-02"), day("2026-03-02")]


def test_without_a_dose_the_plan_stands():
    assert days_of_doses(PLAN, [], None) == dict.fromkeys(PLAN, DayKind.PLANNED)


def test_after_a_late_dose_the_plan_counts_from_the_next_one():
    found = days_of_doses(PLAN, [PLAN[0], day("2026-01-21")], day("2026-02-04"))
    assert found == {
        PLAN[0]: DayKind.GIVEN, day("2026-01-21"): DayKind.GIVEN, day("2026-02-04"): DayKind.NEXT,
        day("2026-03-04"): DayKind.PLANNED}


def test_all_given_leaves_the_next_alone():
    found = days_of_doses(PLAN[:1], PLAN[:1], day("2026-01-19"))
    assert found == {PLAN[0]: DayKind.GIVEN, day("2026-01-19"): DayKind.NEXT}


@settings(suppress_health_check=[HealthCheck.too_slow])  # another program may be at work
@given(st.dictionaries(st.dates(day("2020-01-01"), day("2030-12-31")),
                       st.sampled_from(list(DayKind)), min_size=1, max_size=30))
def test_the_months_follow_one_another_and_the_next_dose_is_among_them(days):
    months = months_of(days)
    assert 1 <= len(months) <= MOST_MONTHS
    assert all((later.year - one.year) * 12 + later.month - one.month == 1
               for one, later in pairwise(months))
    ahead = [one for one, kind in days.items() if kind is DayKind.NEXT]
    if ahead:
        assert min(ahead).replace(day=1) in months


@pytest.mark.parametrize("start", ["2026-03-01", "2024-02-29"])
def test_the_page_shows_its_dates_in_the_calendar(window, start):
    window.visit("fulvestrant-schedule")
    window.session.put("fulvestrant-schedule", "start_on", Typed(start))
    settle(window)
    (drawing,) = window.view().findChildren(Drawing)
    assert not drawing.isHidden()
    said = drawing.months.accessibleDescription()
    assert f"{start} planned" in said
    window.session.put("fulvestrant-schedule", "start_on", Typed("soon"))
    settle(window)
    assert drawing.isHidden()
