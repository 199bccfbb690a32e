"""From a finding to the field that it is about, by mouse, by Tab and by one key."""

import pytest
from PySide6.QtCore import Qt

from bmcalc.formulary.drugs import drugs
from bmcalc.gui.pages.order_check.matter_row import MatterRow
from bmcalc.gui.pages.order_check.questions import questions
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.session import STRIP, Typed
from bmcalc.rules.facts_needed import facts_of
from bmcalc.rules.measure import MEASURES
from tests.benchmarks.hand import name_of
from tests.gui.conftest import COMPLETE, settle
from tests.gui.order_page import field, found, put, words


def focused():
    return make_application().focusWidget()


def is_in(widget, row):
    return widget is not None and row.isAncestorOf(widget)


def finding(page, text):
    return next(row for row in page.details.findChildren(MatterRow)
                if row.isVisibleTo(page) and text in row.accessibleName()
                and row.cursor().shape() is Qt.CursorShape.PointingHandCursor)


def to_next(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F8)
    settle(window)


@pytest.mark.parametrize("drug", sorted(drugs()))
def test_every_fact_that_a_drug_needs_has_a_field(drug):
    names = [name for entry in drugs()[drug].essential
             for name in (*entry.measures, *entry.one_of)]
    needed = {fact for name in names
              for fact in (facts_of(name) if name in MEASURES else {name})}
    needed -= {"calcium_lln", "calcium_uln", "calcium_ionised_lln", "calcium_ionised_uln"}
    assert not needed - {*questions([drug], None), *STRIP}


def test_a_click_on_a_missing_fact_leads_to_its_field_among_what_is_needed(
    window, qtbot, case_1
):
    put(window, pregnancy=None)
    qtbot.mouseClick(finding(case_1, "DOCEtaxel: Not given"), Qt.MouseButton.LeftButton)
    settle(window)
    assert not case_1.side.buttons["facts"].isChecked()
    assert is_in(focused(), case_1.side.needed.field("pregnancy"))
    assert case_1.side.needed.field("pregnancy").isVisible()


def test_enter_on_a_finding_leads_to_the_ordered_dose(window, qtbot, case_1):
    row = finding(case_1, "DOCEtaxel belongs to day 1")
    first = next(drug for drug in case_1.side.table.drugs()
                 if f"order:{drug}" in row.matter.fields)
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert is_in(focused(), case_1.side.table.row(first))


def test_a_finding_about_the_strip_leads_into_the_strip(window, qtbot, case_1):
    to = window.strip.fields["creatinine"]
    window.session.put("", "creatinine", Typed("6o"))
    settle(window)
    qtbot.mouseClick(finding(case_1, "Creatinine"), Qt.MouseButton.LeftButton)
    assert is_in(focused(), to)


def test_one_key_goes_through_what_is_missing_and_then_stands_nowhere_else(window, qtbot, case_1):
    put(window, pregnancy=None, anc=None)
    asked = set()
    for _turn in case_1.matters:
        to_next(window, qtbot)
        asked |= {name for name in ("anc", "pregnancy")
                  if is_in(focused(), case_1.side.needed.field(name))}
    assert asked == {"anc", "pregnancy"}


def test_a_missing_creatinine_is_asked_for_above_and_not_as_a_measured_clearance(
    window, qtbot, case_1
):
    put(window, creatinine=None)
    assert any("gfr" in one.fields and "creatinine" in one.fields for one in case_1.matters)
    assert case_1.side.needed.field("gfr") is None
    reached = set()
    for _press in case_1.matters:
        to_next(window, qtbot)
        reached.add(name_of(focused()))
    assert "creatinine" in reached
    assert "gfr" not in reached


@pytest.mark.parametrize("fact", [{"dialysis": True}, {"creatinine_steady": "no"}])
def test_a_measured_clearance_is_asked_for_where_the_creatinine_says_nothing(
    window, qtbot, case_1, fact
):
    put(window, creatinine=None, **fact)
    reached = set()
    for _press in case_1.matters:
        to_next(window, qtbot)
        reached.add(name_of(focused()))
    assert "gfr" in reached


def test_tab_comes_to_the_findings_and_the_arrows_go_through_them(window, qtbot, case_1):
    put(window, pregnancy=None)
    start = case_1.details.findings.entry
    start.setFocus()
    qtbot.keyClick(start, Qt.Key.Key_Down)
    assert isinstance(focused(), MatterRow) and focused() is not start
    tabbed = [row for row in case_1.details.findChildren(MatterRow)
              if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tabbed == [start]


def test_a_missing_fact_is_marked_at_its_field_and_in_its_row(window, case_1):
    put(window, **dict.fromkeys(COMPLETE))
    star = field(case_1, "facts", "anc")._star
    settle(window)
    assert star.isVisibleTo(case_1)
    put(window, anc="3.2 x10^9/L")
    assert not star.isVisibleTo(case_1)
    put(window, order__docetaxel="120 mg")
    assert "facts missing" in words(case_1.side.table.row("docetaxel"), "small")


def test_a_dose_that_cannot_be_read_is_told_with_its_drug(window, case_1):
    put(window, order__docetaxel="6oo mg")
    assert any("DOCEtaxel: " in one and "A letter stands" in one for one in found(case_1))


def test_the_order_fits_its_place_without_a_bar_below(window, case_1):
    assert case_1._sides._left.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [1024, 1280, 1366])
def test_no_column_of_the_order_is_cut_on_a_smaller_screen(window, case_1, width):
    window.resize(width, 768)
    settle(window)
    left = case_1._sides._left
    assert left.horizontalScrollBar().maximum() == 0
    assert case_1.side.table.width() <= left.viewport().width()


@pytest.mark.parametrize("width", [1280, 1366])
def test_the_findings_stay_beside_the_order_while_there_is_room(window, case_1, width):
    window.resize(width, 768)
    settle(window)
    assert case_1._sides._right.isVisible()


def test_the_field_keeps_the_keyboard_when_the_result_goes_below(window, case_1):
    day = case_1.side.field("day").editor.controls()[0]
    day.setFocus()
    assert case_1._sides._right.isVisible()
    window.resize(1024, 768)
    settle(window)
    assert case_1._sides._right.isHidden()
    assert focused() is day
