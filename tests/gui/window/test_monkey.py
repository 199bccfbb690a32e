"""Hundreds of things that a person could do: what is shown is what the inputs come to."""

import pytest
from PySide6.QtGui import QGuiApplication

from bmcalc.gui.pages.order_check.order_table import OrderTable
from bmcalc.gui.result.headline import HeadlineCard
from bmcalc.gui.window import faults
from bmcalc.gui.window.session import Typed
from tests.benchmarks.monkey.checks import disagreements, drawn_otherwise, told_wrongly
from tests.benchmarks.monkey.course import Course
from tests.gui.conftest import line, settle

STEPS = 200


@pytest.fixture(autouse=True)
def own_log(monkeypatch, tmp_path):
    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "bmcalc.log")
    faults.logger.cache_clear()
    yield
    faults.logger.cache_clear()


@pytest.mark.parametrize("seed", [9])
def test_what_is_shown_is_what_the_inputs_come_to(tmp_path, qapp, seed):
    course = Course(seed, tmp_path)
    try:
        found = course.run(lambda steps: steps < STEPS)
    finally:
        course.end()
    assert found.faults == {}
    assert found.disagreements == {}
    assert found.warnings == {}
    assert found.results
    assert found.drawn >= STEPS // 12


# What the look at the window would notice


@pytest.fixture
def weighed(window):
    window.open_case(1)
    window.visit("body-size")
    settle(window)
    assert list(disagreements(window)) == []
    assert list(drawn_otherwise(window)) == []
    return window


def test_a_field_that_says_something_else_is_noticed(weighed):
    line(weighed, "weight").setText("99")
    assert any("weight" in one for one in disagreements(weighed))


def test_a_number_beside_the_fields_that_is_old_is_noticed(weighed):
    weighed.strip.bsa.show_value("9.99 m²")
    assert any("9.99" in one for one in disagreements(weighed))


def test_a_result_that_is_old_is_noticed(weighed, monkeypatch):
    monkeypatch.setattr(type(weighed.view()), "refresh", lambda _page: None)
    weighed.session.put("", "weight", Typed("61", "kg"))
    settle(weighed)
    assert any("values" in one for one in disagreements(weighed))


def test_a_number_that_is_drawn_of_another_time_is_noticed(weighed):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HeadlineCard, "_show_values", lambda *_given: None)
        weighed.session.put("", "weight", Typed("61", "kg"))
        settle(weighed)
    assert any("drawn" in one for one in drawn_otherwise(weighed))


def test_an_order_that_is_drawn_of_another_time_is_noticed(window, case_1):
    assert list(disagreements(window)) == []
    assert list(drawn_otherwise(window)) == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OrderTable, "show_outcome", lambda *_given: None)
        window.session.put("order-check", "order:docetaxel", Typed("600", "mg"))
        settle(window)
    assert any("drawn" in one for one in drawn_otherwise(window))


def test_another_text_than_the_page_is_noticed_on_the_clipboard(weighed, tmp_path):
    weighed.bottom.copy.click()
    assert list(told_wrongly(weighed, tmp_path, "copy")) == []
    QGuiApplication.clipboard().setText("9876 mg")
    assert list(told_wrongly(weighed, tmp_path, "copy")) != []
    assert list(told_wrongly(weighed, tmp_path, "save a PDF")) == []
