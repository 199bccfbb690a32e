"""What the order page does with the records: its first check, who signed, a query."""

from dataclasses import replace

import pytest

from bmcalc.gui.pages.order_check import papers
from bmcalc.gui.pages.page import NoPaper
from bmcalc.gui.pages.records.act_dialog import ActDialog
from bmcalc.gui.pages.records.first_check_dialog import FirstCheckDialog
from bmcalc.gui.pages.records.new_person_dialog import FirstAdministratorDialog
from bmcalc.gui.window.session import Typed
from bmcalc.records.ledger.kinds import Kind
from bmcalc.report.plain import to_plain_text
from tests.gui.conftest import settle
from tests.gui.order_page import order
from tests.gui.pages.records.checking import the_check


def dialogs(window, kind):
    return [one for one in window.findChildren(kind) if one.isVisible()]


def belongs_to(window, check, number="BM-0001"):
    window.session.put("", "record_id", Typed("BM-0001"))
    for name, value in (("check", check.id), ("number", number)):
        window.session.put("order-check", f"records:{name}", Typed(value))
    window.view().enter()
    settle(window)


def save(window):
    action = window.view().page_actions()[-1]
    assert not str(action.why_not)
    action.act()


def test_without_people_it_is_offered_to_set_them_up(ordered, place):
    save(ordered)
    assert dialogs(ordered, FirstAdministratorDialog)


def test_with_people_the_first_check_is_asked_for(ordered, people):
    save(ordered)
    [dialog] = dialogs(ordered, FirstCheckDialog)
    dialog.reject()


def test_who_signed_the_first_check_stands_below(first_checked):
    page = first_checked.view()
    assert str(page.standing()[0][1]) == "not signed"
    belongs_to(first_checked, the_check())
    assert str(page.standing()[0][1]) == "Li Wei"
    belongs_to(first_checked, the_check(), number="BM-0002")
    assert str(page.standing()[0][1]) == "not signed"


def test_a_question_about_a_recorded_order_opens_its_query(first_checked, qtbot):
    page = first_checked.view()
    belongs_to(first_checked, the_check())
    order(first_checked, qtbot, page, "docetaxel", "160")
    query = page.page_actions()[1]
    assert not str(query.why_not)
    query.act()
    [dialog] = dialogs(first_checked, ActDialog)
    assert dialog._what.kind is Kind.QUERY_OPENED
    assert "160 mg" in dialog.fields["text"].text()
    dialog.reject()


def paper(window, title):
    return next(one for one in window.view().papers() if one.title is title)


def test_a_label_of_a_recorded_order_waits_for_its_release(first_checked):
    belongs_to(first_checked, the_check())
    for title in (papers.LABELS, papers.LABEL_SHEETS):
        with pytest.raises(NoPaper, match="not released"):
            paper(first_checked, title).report()


def test_the_slip_of_a_recorded_order_says_so(first_checked):
    for belongs in (True, False):
        if not belongs:
            belongs_to(first_checked, the_check(), number="BM-0002")
        else:
            belongs_to(first_checked, the_check())
        for title in (papers.SLIP, papers.WORKSHEET):
            text = to_plain_text(paper(first_checked, title).report())
            assert ("Version 1" in text) is belongs
            assert ("Not recorded" in text) is not belongs


def test_nothing_is_printed_of_a_recorded_order_whose_record_cannot_be_read(first_checked):
    belongs_to(first_checked, replace(the_check(), id="0" * 32))
    for title in (papers.SLIP, papers.LABELS, papers.WORKSHEET):
        with pytest.raises(NoPaper):
            paper(first_checked, title).report()
    first_checked.actions_of_page.print()
    assert "no result yet" not in first_checked.bottom._words.text()
