"""Another cycle: the doses ordered for the one before are taken away, and come back by undo."""

import pytest
from PySide6.QtCore import Qt

from bmcalc.gui.window.session import Typed
from tests.gui.conftest import settle
from tests.gui.order_page import order, ordered


def type_cycle(window, qtbot, page, cycle):
    edit = page.side.field("cycle").editor.controls()[0]
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, cycle)
    settle(window)


def doses(window):
    return {key[1]: one.typed for key, one in window.session._entries.items()
            if key[1].startswith("order:") and not one.empty}


def test_cycle_2_empties_the_ordered_doses(window, qtbot, case_1):
    order(window, qtbot, case_1, "docetaxel", "120")
    order(window, qtbot, case_1, "carboplatin", "515 mg iv")
    before = doses(window)
    assert before["order:docetaxel"] == "120"
    type_cycle(window, qtbot, case_1, "2")
    assert doses(window) == {}
    assert ordered(case_1, "docetaxel").text() == ""
    assert "cycle 1" in window.bottom._words.text()
    assert all(line.ordered is None for line in case_1._outcome.check.lines)
    window.restore_patient()
    settle(window)
    assert doses(window) == before
    assert case_1.side.field("cycle").editor.entry().typed == "1"


def test_a_result_without_a_day_is_none_of_the_next_cycle(window, qtbot, case_1):
    """Three weeks later it would count as measured on that day, and agree."""
    window.session.put("order-check", "platelets:on", Typed("2021-07-04"))
    order(window, qtbot, case_1, "docetaxel", "120")
    before = {name: window.session.entry("order-check", name)
              for name in ("anc", "platelets", "creatinine", "weight", "alt_uln")}
    type_cycle(window, qtbot, case_1, "2")
    assert case_1.side.field("cycle").editor.entry().typed == "2"
    for name in ("anc", "creatinine"):
        assert window.session.entry("order-check", name).empty, name
    for name in ("platelets", "weight", "alt_uln"):
        assert window.session.entry("order-check", name) == before[name], name
    assert window.strip.fields["creatinine"].editor.entry().empty
    assert "without a day" in window.bottom._words.text()
    window.restore_patient()
    settle(window)
    assert {name: window.session.entry("order-check", name) for name in before} == before


def test_the_day_of_all_results_dates_none_of_the_cycle_before(window, qtbot, case_1):
    """Typed for the new results it would make the old ones new."""
    window.session.put("order-check", "results:on", Typed("2021-07-04"))
    order(window, qtbot, case_1, "docetaxel", "120")
    type_cycle(window, qtbot, case_1, "2")
    for name in ("anc", "results:on"):
        assert window.session.entry("order-check", name).empty, name


def test_the_same_cycle_typed_again_keeps_them(window, qtbot, case_1):
    order(window, qtbot, case_1, "docetaxel", "120")
    type_cycle(window, qtbot, case_1, "1")
    assert doses(window)["order:docetaxel"] == "120"


def test_a_first_cycle_typed_after_the_doses_keeps_them(window, qtbot, page):
    window.open_case(1)
    settle(window)
    before = doses(window)
    edit = page.side.field("cycle").editor.controls()[0]
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, "\b")
    settle(window)
    assert doses(window) == before
    qtbot.keyClicks(edit, "1")
    settle(window)
    assert doses(window) == before


# Another day, and what stands in between


def type_place(window, qtbot, page, name, text):
    edit = page.side.field(name).editor.controls()[0]
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, text)
    settle(window)


def held(window, name):
    return window.session.entry("order-check", name)


def test_another_day_empties_the_ordered_doses_and_the_results_without_a_day(
    window, qtbot, case_1
):
    order(window, qtbot, case_1, "docetaxel", "120")
    type_place(window, qtbot, case_1, "day", "8")
    assert doses(window) == {}
    assert held(window, "anc").empty
    assert "day 1" in window.bottom._words.text()
    window.restore_patient()
    settle(window)
    assert doses(window)["order:docetaxel"] == "120"
    assert held(window, "day").typed == "1"
    assert not held(window, "anc").empty


def test_a_day_of_two_digits_is_one_day(window, qtbot, case_1):
    order(window, qtbot, case_1, "docetaxel", "120")
    window.session.put("order-check", "day", Typed(""))
    window.session.stands_for.clear()
    window.reload()
    type_place(window, qtbot, case_1, "day", "15")
    assert doses(window)["order:docetaxel"] == "120"


def test_results_that_were_todays_are_not_todays_on_a_later_day(window, qtbot, case_1):
    former = held(window, "today").typed
    type_place(window, qtbot, case_1, "today", "2031-01-01")
    assert held(window, "results:on").typed == former
    assert former in window.bottom._words.text()


def test_an_earlier_day_of_the_check_leaves_the_results(window, qtbot, case_1):
    type_place(window, qtbot, case_1, "today", "2001-01-01")
    assert held(window, "results:on").empty


def go_to_another_page(window):
    window.visit("body-size")
    window.visit("order-check")


def write_larger(window):
    window.use_text_size(115)


def speak_chinese(window):
    window.use_language("zh_CN")


@pytest.mark.parametrize("between", [go_to_another_page, write_larger, speak_chinese])
@pytest.mark.parametrize("name", ["cycle", "day"])
def test_what_happens_while_the_field_is_empty_loses_nothing_of_it(
    window, qtbot, case_1, name, between
):
    order(window, qtbot, case_1, "docetaxel", "120")
    type_place(window, qtbot, case_1, name, "")
    between(window)
    settle(window)
    type_place(window, qtbot, window.view(), name, "2")
    assert doses(window) == {}
    assert held(window, "anc").empty
    window.use_text_size(100)


def test_results_alone_go_with_their_cycle_too(window, qtbot, page):
    for name, typed in {"regimen": "tcbhp", "cycle": "1", "day": "1", "anc": "3.2 x10^9/L"}.items():
        window.session.put("order-check", name, Typed(typed))
    window.reload()
    settle(window)
    type_place(window, qtbot, page, "cycle", "2")
    assert held(window, "anc").empty
    assert "results" in window.bottom._words.text()


def test_the_last_doses_are_none_of_the_next_cycle(window, qtbot, case_1):
    """Between them and today lies another dose: the interval would look longer than it is."""
    for name, typed in {"last:docetaxel:on": "2021-06-14", "last:docetaxel:dose": "120 mg",
                        "last_cycle:on": "2021-06-14",
                        "planned:docetaxel:dose": "60 mg/m2"}.items():
        window.session.put("order-check", name, Typed(typed))
    type_cycle(window, qtbot, case_1, "2")
    for name in ("last:docetaxel:on", "last:docetaxel:dose", "last_cycle:on"):
        assert held(window, name).empty, name
    assert not held(window, "planned:docetaxel:dose").empty
    assert "last doses" in window.bottom._words.text()


def test_answers_that_are_asked_anew_are_none_of_the_next_cycle(window, qtbot, case_1):
    """As for the next check of a course in the records: a toxicity, an infection, a pregnancy."""
    answers = {"pregnancy": "no", "neuropathy_grade": "1", "infection": False,
               "congenital_long_qt": True, "alt_uln": "40 U/L"}
    for name, typed in answers.items():
        window.session.put("order-check", name, Typed(typed))
    type_cycle(window, qtbot, case_1, "2")
    for name in ("pregnancy", "neuropathy_grade", "infection"):
        assert held(window, name).empty, name
    for name in ("congenital_long_qt", "alt_uln", "lvef_baseline"):
        assert not held(window, name).empty, name
    window.restore_patient()
    settle(window)
    assert held(window, "pregnancy").typed == "no"


def test_answers_hold_for_another_day_of_the_same_cycle(window, qtbot, case_1):
    type_place(window, qtbot, case_1, "day", "8")
    assert held(window, "pregnancy").typed == "no"
