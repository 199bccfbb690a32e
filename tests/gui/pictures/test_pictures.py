"""Pictures show what was computed, and stay away where there is nothing to show."""

from PySide6.QtWidgets import QLabel

from bmcalc.calculators import all_calculators
from bmcalc.gui.pictures import picture_card
from bmcalc.gui.pictures.bsa_table import Drawing, FormulaRow
from bmcalc.gui.pictures.calcium_bounds import BoundsChart
from tests.gui.conftest import enter, settle


def test_every_named_picture_is_drawn(window):
    for calculator in all_calculators():
        if calculator.picture:
            assert picture_card(calculator.picture, window) is not None


def test_an_unknown_picture_is_none(window):
    assert picture_card("no-such-picture", window) is None


def test_the_table_marks_the_chosen_formula(window):
    window.visit("body-size")
    settle(window)
    table = window.view().findChild(Drawing)
    assert table.isHidden()
    window.open_case(1)
    settle(window)
    assert table.isVisible()
    rows = [row for row in table.findChildren(FormulaRow) if row.isVisible()]
    assert len(rows) == 12
    chosen = [row for row in rows if "chosen" in row.accessibleName()]
    assert [row.accessibleName() for row in chosen] == ["Mosteller 1987: 1.606 m², chosen"]


def test_the_bounds_show_while_albumin_is_missing(window, qtbot):
    window.open_case(1)
    window.visit("denosumab")
    settle(window)
    chart = window.view().findChild(BoundsChart)
    assert "2.15 mmol/L" in chart.accessibleName()
    assert "2.85 mmol/L" in chart.accessibleName()
    assert chart.isVisible()
    enter(window, qtbot, "albumin", "38")
    assert not chart.isVisible()


def test_a_score_has_its_bar(window):
    window.open_case(1)
    window.visit("mirels")
    no = window.view().form.rows["fracture_present"].editor.controls()[1]
    no.click()
    settle(window)
    assert window.view().findChild(QLabel, "headline").text() == "11"
    bars = [bar for bar in window.view().result.findChildren(object)
            if type(bar).__name__ == "ScoreBar"]
    assert bars[0].isVisible()
    assert bars[0].accessibleName() == "Scale from 4 to 12"
    assert bars[0].accessibleDescription() == "11"
