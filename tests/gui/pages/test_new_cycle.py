"""Another cycle: the doses ordered for the one before are taken away, and come back by undo."""

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
