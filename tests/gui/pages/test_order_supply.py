"""The table says what is made, what is only planned, and shows nothing beside a stopped dose."""

import pytest
from PySide6.QtWidgets import QLabel

from tests.gui.conftest import settle
from tests.gui.order_page import enter, order, put, why, words


def struck(row):
    return {one.text() for one in row.findChildren(QLabel)
            if one.font().strikeOut() and not one.isHidden()}


def shown(page, drug):
    row = page.side.table.row(drug)
    vials = [one.replace("\u00a0", " ") for one in words(row, "dose_small")]
    return words(row, "mark"), vials


def title_of_the_making(page):
    card = page.details.why._ready
    return card.title.text() if card.isVisibleTo(page) else None


@pytest.fixture
def docetaxel(window, qtbot, case_1):
    """Return the row of docetaxel and how to order a dose of it."""
    why(window, case_1, "docetaxel")

    def ordered_as(dose):
        order(window, qtbot, case_1, "docetaxel", dose)
        return case_1.side.table.row("docetaxel")
    return ordered_as


def test_a_drug_that_nobody_ordered_is_a_plan(case_1):
    mark, vials = shown(case_1, "docetaxel")
    assert mark == ["plan"]
    assert vials == ["80 mg × 1 + 20 mg × 3"]


def test_an_order_that_is_asked_about_is_not_confirmed(case_1, docetaxel):
    row = docetaxel("128")
    assert shown(case_1, "docetaxel")[0] == ["not confirmed"]
    assert not struck(row)
    assert title_of_the_making(case_1).endswith(" · making ready · not confirmed")
    assert "(not confirmed)" in row.accessibleName()


def test_a_stopped_dose_is_struck_and_nothing_is_made_of_it(case_1, docetaxel):
    row = docetaxel("240")
    assert shown(case_1, "docetaxel") == ([], [])
    assert struck(row) == {"120.4 mg"}
    assert title_of_the_making(case_1) is None
    assert "struck out" in row.accessibleName()
    assert "no vials while stopped" in words(row, "small")
    assert not struck(case_1.side.table.row("carboplatin"))
    docetaxel("120")
    assert not struck(row)


def test_what_goes_unread_on_the_page_takes_the_vials_away(window, qtbot, case_1, docetaxel):
    row = docetaxel("120")
    before = shown(case_1, "docetaxel")
    enter(window, qtbot, case_1, "facts", "bilirubin", "1o")
    settle(window)
    assert before[1] == ["80 mg × 1 + 20 mg × 2"]
    assert shown(case_1, "docetaxel") == ([], [])
    assert struck(row) == {"120.4 mg"}
    assert "no vials while undecided" in words(row, "small")


def test_tablets_say_how_many_the_run_takes(window, page):
    put(window, regimen="letrozole-ribociclib", cycle=1, day=1)
    mark, pieces = shown(page, "ribociclib")
    assert mark == ["plan"]
    assert pieces == ["200 mg × 3"]
    row = page.side.table.row("ribociclib")
    assert "21\u00a0days: 200\u00a0mg\u00a0×\u00a063" in words(row, "small")


def test_a_dose_that_no_tablets_make_is_asked_about_and_nothing_is_counted(window, page):
    put(window, regimen="letrozole-ribociclib", cycle=1, day=1, order__ribociclib="580 mg")
    assert shown(page, "ribociclib") == ([], [])
    assert "no whole tablets" in words(page.side.table.row("ribociclib"), "small")
