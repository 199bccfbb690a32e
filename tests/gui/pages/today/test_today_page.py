"""The page of the day in the window: filters, keys, acts, and what it never shows."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from bmcalc.gui.look import theme
from bmcalc.gui.pages.records.act_dialog import ActDialog
from bmcalc.gui.pages.records.second_check_dialog import SecondCheckDialog
from bmcalc.gui.pages.today.columns import Side
from bmcalc.gui.pages.today.page import TodayPage
from bmcalc.gui.pages.today.work_rows import Chip, Group
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.language import use_language
from bmcalc.records.ledger.kinds import Kind
from tests.gui.conftest import MARK, settle
from tests.gui.pages.records.seen import everything
from tests.gui.pages.today.conftest import DAY, STOP
from tests.records.given import moment


@pytest.fixture
def today(hospital, window):
    """Return a way to the page on the day of the ward."""
    def shown():
        window.visit("today")
        page = window.view()
        assert isinstance(page, TodayPage)
        page.open_subject(DAY.isoformat())
        page.lists.focus()
        window.activateWindow()
        settle(window)
        return page

    return shown


def press(page, *keys):
    for key in keys:
        QTest.keyClick(page.lists.lists[page.lists._side], key)
    settle(page.window())


def opened(page, kind):
    (dialog,) = [one for one in page.findChildren(kind) if one.isVisible()]
    return dialog


def groups(page):
    return [(one.group, one.item.check) for side in page.lists.lists.values()
            for one in side.rows()]


def test_the_page_shows_every_line_of_the_day(hospital, today):
    draft, released = hospital.draft(), hospital.released()
    hospital.patient(starts=DAY.isoformat())
    page = today()
    assert groups(page) == [(Group.FIRST, draft), (Group.EXPECTED, None),
                            (Group.RELEASED, released)]
    assert page.chips.buttons[Chip.AGREES].count == 1
    assert page.chips.buttons[Chip.EXPECTED].count == 1
    assert not page.chips.buttons[Chip.STOP].isVisible()


def test_nothing_on_the_page_tells_the_verdict_of_a_check_that_waits_for_a_second_person(
        hospital, today):
    check = hospital.draft(**STOP)
    page = today()
    seen = "\n".join(everything(page))
    assert "verdict: stop" in seen and "DOCEtaxel" in seen and "stop: 1" in seen
    hospital.do(Kind.FIRST_CHECKED, check, "first")
    page.read()
    settle(page.window())
    seen = "\n".join(everything(page))
    assert "BM-0201" in seen and "no verdict before the second check" in seen
    for words in ("verdict: stop", "DOCEtaxel", "3 drugs", "stop: 1", "yesterday"):
        assert words not in seen, words
    assert "stop" not in str(page.summary()).replace("no order", "")
    reasons = {one.keys: str(one.why_not) for one in page.page_actions()}
    assert reasons["R"] == "The second check is missing."


def test_a_chip_filters_and_a_second_press_shows_all_again(hospital, today):
    hospital.draft()
    stop = hospital.draft(**STOP)
    page = today()
    chip = page.chips.buttons[Chip.STOP]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert groups(page) == [(Group.FIRST, stop)]
    assert page.chips.buttons[Chip.AGREES].count == 1, "the counts are those of the whole day"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(groups(page)) == 2


def test_a_slash_goes_to_the_filter_and_enter_back_to_the_lines(hospital, today):
    hospital.draft()
    second = hospital.draft()
    page = today()
    press(page, Qt.Key.Key_Slash)
    assert QApplication.focusWidget() is page.head.line
    QTest.keyClicks(page.head.line, "0202")
    assert groups(page) == [(Group.FIRST, second)]
    QTest.keyClick(page.head.line, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.lists.lists[Side.CHECK]


def test_arrows_choose_and_enter_opens(hospital, today, qtbot):
    first, second = hospital.draft(), hospital.draft()
    page = today()
    asked = []
    page.page_asked.connect(lambda *what: asked.append(what))
    press(page, Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Enter)
    assert asked == [("record", first), ("record", second)]


def test_n_begins_a_check(hospital, today):
    hospital.draft()
    page = today()
    asked = []
    page.page_asked.connect(lambda *what: asked.append(what))
    press(page, Qt.Key.Key_N)
    assert asked == [("order-check", "")]


def test_q_asks_and_the_query_is_counted_and_stands_against_the_release(hospital, today):
    hospital.second_checked()
    page = today()
    press(page, Qt.Key.Key_Q)
    dialog = opened(page, ActDialog)
    dialog.fields["to"].put("Dr Wang")
    dialog.fields["text"].put("docetaxel 75?")
    dialog.person.put(hospital.ward.first.id)
    dialog.act.click()
    settle(page.window())
    assert page.chips.buttons[Chip.QUERY].count == 1
    assert {one.keys: str(one.why_not) for one in page.page_actions()}["R"] == "A query is open."
    press(page, Qt.Key.Key_R)
    assert page.window().bottom._words.text() == "Release: not now. A query is open."
    assert not [one for one in page.findChildren(ActDialog) if one.isVisible()]


def test_h_holds_and_h_lets_go_on(hospital, today):
    check = hospital.draft()
    page = today()
    press(page, Qt.Key.Key_H)
    dialog = opened(page, ActDialog)
    dialog.fields["until"].put("laboratory")
    dialog.fields["reason"].put("ANC of today")
    dialog.person.put(hospital.ward.first.id)
    dialog.act.click()
    settle(page.window())
    assert groups(page) == [(Group.HELD, check)]
    page.lists.show_side(Side.PREPARE)
    settle(page.window())
    assert [str(one.text) for one in page.page_actions() if one.keys == "H"] == ["Go on"]
    press(page, Qt.Key.Key_H)
    dialog = opened(page, ActDialog)
    dialog.person.put(hospital.ward.first.id)
    dialog.act.click()
    settle(page.window())
    assert groups(page) == [(Group.FIRST, check)]


def test_r_opens_the_release_of_what_is_checked_twice(hospital, today):
    hospital.second_checked()
    page = today()
    press(page, Qt.Key.Key_R)
    assert opened(page, ActDialog)._what.kind is Kind.RELEASED


def test_a_stop_without_an_override_is_not_released(hospital, today):
    hospital.second_checked(**STOP)
    page = today()
    assert {one.keys: str(one.why_not) for one in page.page_actions()}["R"].startswith(
        "Without an override")


def test_2_opens_the_blind_check_and_the_page_is_hidden_meanwhile(hospital, today, window):
    hospital.first_checked()
    page = today()
    press(page, Qt.Key.Key_2)
    (blind,) = window.findChildren(SecondCheckDialog)
    assert not page.isVisible() and not window.centralWidget().isVisible()
    blind.reject()
    settle(window)
    assert page.isVisible() and window.focusWidget() is page.lists.lists[Side.CHECK]


@pytest.mark.parametrize(("key", "reason"), [
    (Qt.Key.Key_2, "Second check: not now. The first check is missing."),
    (Qt.Key.Key_R, "Release: not now. The first check is missing."),
])
def test_what_cannot_be_done_says_why(hospital, today, key, reason):
    hospital.draft()
    page = today()
    press(page, key)
    assert page.window().bottom._words.text() == reason


def test_of_what_has_no_order_only_the_check_can_be_begun(hospital, today):
    course = hospital.patient(starts=DAY.isoformat())
    page = today()
    reasons = {one.keys: str(one.why_not) for one in page.page_actions()}
    assert all(reasons[key] for key in "2QHR") and not reasons["N"]
    asked = []
    page.page_asked.connect(lambda *what: asked.append(what))
    press(page, Qt.Key.Key_Return, Qt.Key.Key_N)
    assert asked == [("order-check", f"course:{course}:1:1")] * 2


def test_days_are_stepped_through_typed_and_left_alone_where_they_are_none(hospital, today):
    hospital.draft()
    page = today()
    page.head.period.forth.click()
    assert page.head.day == DAY + datetime.timedelta(days=1)
    assert [row.item.is_left_over for row in page.work.rows] == [True]
    page.head.period.back.click()
    assert page.head.day == DAY
    line = page.head.period.field.controls()[0]
    line.selectAll()
    QTest.keyClicks(line, "2026-02-30")
    assert page.head.day == DAY and page.work.day == DAY
    line.selectAll()
    QTest.keyClicks(line, "2026-03-01")
    assert page.head.day == page.work.day == datetime.date(2026, 3, 1)


def test_the_page_reads_anew_only_where_something_was_recorded(hospital, today):
    check = hospital.draft()
    page = today()
    read = page.work
    page.look_again()
    assert page.work is read
    hospital.do(Kind.FIRST_CHECKED, check, "first", moment(hour=10))
    page.look_again()
    assert page.work is not read
    assert groups(page) == [(Group.SECOND, check)]


def test_the_chosen_line_stays_chosen_when_the_page_reads_anew(hospital, today):
    hospital.draft()
    second = hospital.draft()
    page = today()
    page.lists.lists[Side.CHECK].choose(second)
    hospital.draft()
    page.look_again()
    assert page.chosen().item.check == second


def test_without_records_the_page_says_what_it_is_for(place, window):
    window.visit("today")
    page = window.view()
    settle(window)
    assert page.nothing.isVisible() and not page.inside.isVisible()
    assert not place.exists(), "nothing was stored"
    asked = []
    page.page_asked.connect(lambda *what: asked.append(what))
    page.nothing.new_button.click()
    assert asked == [("order-check", "")]
    page.nothing.set_up_button.click()
    settle(window)
    assert [type(one).__name__ for one in page.findChildren(QApplication.activeModalWidget()
            .__class__)] == ["FirstAdministratorDialog"]
    QApplication.activeModalWidget().reject()


def test_records_that_cannot_be_read_are_one_sentence(hospital, today, place):
    hospital.draft()
    page = today()
    for one in place.glob("*.key"):
        one.unlink()
    (place / "installation.key").unlink(missing_ok=True)
    (place / "ledger.db").write_bytes(b"no database " * 200)
    page.read()
    assert page.fault.isVisible() and page.fault.text().endswith(".")
    assert not page.inside.isVisible() and page.work is None
    assert page.summary() is None


@pytest.mark.parametrize(("percent", "size"), [(100, (1024, 700)), (100, (1366, 768)),
                                               (200, (1366, 768))])
def test_nothing_scrolls_sideways(hospital, today, window, settings, percent, size):
    for _number in range(3):
        hospital.draft(**STOP)
    hospital.released()
    window.use_text_size(percent)
    window.resize(*size)
    page = today()
    assert page.inside.widget().width() <= page.inside.viewport().width()
    for area in page.findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0
    for side in page.lists.lists.values():
        assert side.horizontalScrollBar().maximum() == 0
    theme.apply(make_application(), "light")


def test_every_text_is_translated(hospital, today, marked):
    hospital.draft(**STOP)
    hospital.first_checked()
    hospital.patient(starts=DAY.isoformat())
    use_language("zh_CN")
    page = today()
    shown = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    shown += [one.text() for one in page.chips.buttons.values() if one.isVisible()]
    shown += [str(one.text) for one in page.page_actions()]
    shown += [str(one[1]) for one in list(page.keys())]
    assert [one for one in shown if any(map(str.isalpha, one)) and MARK not in one] == []


def test_the_chosen_line_has_a_slip_but_not_before_the_second_check(hospital, today):
    hospital.released()
    blind = hospital.first_checked(**STOP)
    page = today()
    page.lists.lists[Side.CHECK].choose(blind)
    assert not page.can_print() and not page.papers() and page.report() is None
    press(page, Qt.Key.Key_P)
    assert page.window().bottom._words.text() == (
        "Print: not now. Nothing is printed before the second check.")
    page.lists.show_side(Side.PREPARE)
    settle(page.window())
    (paper,) = page.papers()
    slip = paper.report()
    assert slip.number == page.chosen().number == "BM-0201"
    assert slip.seal and "Zhang Min" in str(slip.boxes)


def test_what_has_no_order_yet_is_begun_by_the_button_as_by_the_key(hospital, today):
    hospital.patient(starts=DAY.isoformat())
    page = today()
    assert page.chosen().group is Group.EXPECTED
    asked = []
    page.page_asked.connect(lambda *where: asked.append(where))
    open_it = page.page_actions()[0]
    assert not str(open_it.why_not)
    open_it.act()
    press(page, Qt.Key.Key_Return)
    assert len(asked) == 2 and asked[0] == asked[1]
    assert asked[0][1].startswith("course:")
