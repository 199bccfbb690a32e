"""The pages of queries, of the day's end and of people, with a real ledger."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QScrollArea, QWidget

from bmcalc.gui.look import theme
from bmcalc.gui.pages.day_end.qr_picture import QrPicture
from bmcalc.gui.pages.records.act_dialog import ActDialog
from bmcalc.gui.pages.records.new_person_dialog import AddPersonDialog
from bmcalc.gui.pages.records.second_check_dialog import SecondCheckDialog
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.language import use_language
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.seals.day_end import day_end
from tests.gui.conftest import MARK, settle
from tests.gui.pages.records.seen import everything, properties
from tests.gui.pages.today.conftest import DAY, STOP
from tests.records.given import moment

PAGES = ("second-check", "queries", "day-end", "people")


def shown(window, page, subject=""):
    window.visit(page)
    view = window.view()
    if subject:
        view.open_subject(subject)
    window.activateWindow()
    settle(window)
    return view


def asked(made, check, text="docetaxel 300 mg?", to="Dr Wang", at=None):
    return made.do(Kind.QUERY_OPENED, check, "first", at or moment(hour=10), to=to,
                   text=text).event_id


def answered(made, check, query, error="dose", outcome="changed", reason=""):
    made.do(Kind.QUERY_CLOSED, check, "first", moment(hour=11), query=query,
            answer="a slip of the pen", outcome=outcome, reason=reason, error=error)


def reasons(page):
    return {str(one.text): str(one.why_not) for one in page.page_actions()}


# Queries


def test_open_queries_come_first_and_the_month_follows(hospital, window):
    first, second = hospital.draft(**STOP), hospital.draft()
    answered(hospital, first, asked(hospital, first))
    late = asked(hospital, second, "BSA 1.6?", at=moment("2026-02-27"))
    page = shown(window, "queries", "2026-03")
    assert [(one.asked.query.id == late, one.is_open) for one in page.list.rows()] == [
        (True, True), (False, False)]
    assert page.head.told.text() == "open: 1 · asked in the month: 1 · the order was changed 1"
    assert {kind: one.text() for kind, one in page.kinds.items()} == {"dose": "wrong dose  1"}
    page = shown(window, "queries", "2026-04")
    assert [one.is_open for one in page.list.rows()] == [True], "an open one stays in sight"


def test_a_kind_of_error_filters(hospital, window):
    first, second = hospital.draft(), hospital.draft()
    answered(hospital, first, asked(hospital, first))
    answered(hospital, second, asked(hospital, second), "interval")
    page = shown(window, "queries", "2026-03")
    QTest.mouseClick(page.kinds["interval"], Qt.MouseButton.LeftButton)
    assert [one.asked.check for one in page.list.rows()] == [second]
    QTest.mouseClick(page.kinds["interval"], Qt.MouseButton.LeftButton)
    assert len(page.list.rows()) == 2


def test_a_query_is_answered_from_the_list_by_its_key(hospital, window):
    check = hospital.draft()
    query = asked(hospital, check)
    asked(hospital, check, "a second question")
    page = shown(window, "queries", "2026-03")
    page.list.choose(query)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_A)
    (dialog,) = page.findChildren(ActDialog)
    assert dialog.fields["query"].text() == query
    for name, text in (("answer", "75 mg/m2 was meant"), ("outcome", "changed"),
                       ("error", "dose")):
        dialog.fields[name].put(text)
    dialog.person.put(hospital.ward.first.id)
    dialog.act.click()
    settle(window)
    assert [one.is_open for one in page.list.rows()] == [True, False]
    page.list.choose(query)
    assert reasons(page)["Answer"] == "It is answered already."
    QTest.keyClick(page.list, Qt.Key.Key_A)
    assert page.window().bottom._words.text() == "Answer: not now. It is answered already."


def test_enter_opens_the_check_of_a_query(hospital, window):
    check = hospital.draft()
    asked(hospital, check)
    page = shown(window, "queries", "2026-03")
    found = []
    page.page_asked.connect(lambda *what: found.append(what))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert found == [("record", check)]


def test_a_question_about_a_check_that_waits_for_the_second_person_is_not_read_out(
        hospital, window):
    check = hospital.draft(**STOP)
    asked(hospital, check)
    page = shown(window, "queries", "2026-03")
    assert "docetaxel 300 mg?" in "\n".join(everything(page))
    hospital.do(Kind.FIRST_CHECKED, check, "first", moment(hour=12))
    page.read()
    settle(window)
    seen = "\n".join(everything(page))
    assert "BM-0201" in seen and "not shown before the second check" in seen
    assert "300 mg" not in seen
    assert "300 mg" not in str(page.report()) and "300 mg" not in page.summary()


def test_the_list_on_paper_names_no_patient(hospital, window):
    check = hospital.draft()
    answered(hospital, check, asked(hospital, check))
    page = shown(window, "queries", "2026-03")
    words = str(page.report())
    assert "docetaxel 300 mg?" in words and "wrong dose" in words and "BM-0201" not in words
    assert [str(paper.title) for paper in page.papers()] == ["Queries of the month"]


# The day's end


def test_the_sheet_is_what_the_day_came_to(hospital, window):
    hospital.draft(**STOP)
    check = hospital.second_checked()
    asked(hospital, check)
    page = shown(window, "day-end", DAY.isoformat())
    words = [one.text() for one in page.findChildren(QLabel)]
    end = day_end(hospital.ward.desk, DAY)
    assert "Unfinished, carried over: 2" in words and "Open queries: 1" in words
    assert "stop 1, agrees 1" in words or "agrees 1, stop 1" in words
    (code,) = page.findChildren(QrPicture)
    assert code._text == seal_line(end.seal)
    assert seal_line(end.seal) in page.summary()
    assert f"Unfinished: {len(end.unfinished)}" in str(page.report())


def test_the_code_of_the_seal_is_dark_on_light_in_every_scheme(hospital, window, settings):
    for scheme in ("light", "dark", "contrast"):
        settings.theme = scheme
        theme.apply(make_application(), scheme)
        page = shown(window, "day-end", DAY.isoformat())
        (code,) = [one for one in page.findChildren(QrPicture) if one.isVisible()]
        image = code.grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2)
                   for y in range(0, image.height(), 2)}
        assert colours == {"#000000", "#ffffff"}
        assert image.pixelColor(1, 1).name() == "#ffffff", "a quiet edge is left"
    theme.apply(make_application(), "light")


def test_of_a_check_that_waits_for_the_second_person_the_sheet_tells_no_verdict(hospital, window):
    hospital.first_checked(**STOP)
    page = shown(window, "day-end", DAY.isoformat())
    seen = "\n".join(one for one in everything(page) if "{" not in one)
    assert "no verdict before the second check" in seen and "BM-0201" in seen
    assert "stop" not in seen and "stop" not in page.summary() + str(page.report())


def test_the_day_is_ended_once_and_the_seal_moves_on(hospital, window):
    page = shown(window, "day-end", DAY.isoformat())
    before = page.told_of.end.seal
    page.ask_to_end()
    (box,) = page.findChildren(QMessageBox)
    next(one for one in box.buttons() if one.text() == "End the day").click()
    settle(window)
    assert page.told_of.end.seal.seq == before.seq + 1
    newest = next(hospital.ward.desk.store.read_from(before.seq + 1)).event()
    assert newest.draft.kind is Kind.DAY_ENDED
    assert newest.draft.body["day"] == DAY.isoformat()


def test_a_day_to_come_is_not_ended(hospital, window):
    page = shown(window, "day-end", "2093-01-01")
    assert reasons(page) == {"End the day…": "This day has not come yet."}


# People


def test_everybody_stands_with_roles_and_the_drugs_they_are_bound_to(hospital, window):
    page = shown(window, "people")
    words = [one.text() for one in page.findChildren(QLabel)]
    assert "Zhang Min" in words and "pharmacist, administrator" in words
    (bound,) = [one for one in words if one.startswith("technician (only ")]
    assert "denosumab" in bound and "zoledronic acid" in bound


def test_a_person_is_added_from_the_page(hospital, window):
    page = shown(window, "people")
    (action,) = page.page_actions()
    action.act()
    assert page.findChildren(AddPersonDialog)
    page.findChildren(AddPersonDialog)[0].reject()
    names = [one.accessibleName() for one in page.findChildren(QPushButton)]
    assert "Passphrase… Zhang Min" in names


# The second check


def test_what_waits_for_a_second_person_is_listed_without_its_verdict(hospital, window):
    hospital.first_checked(**STOP)
    hospital.draft()
    page = shown(window, "second-check")
    seen = "\n".join(one for one in properties(page) if "{" not in one)
    assert "BM-0201 · 1969-08 · THP C2 D1" in seen and "BM-0202" not in seen
    assert "stop" not in seen and "DOCEtaxel" not in seen and "3 drugs" not in seen


def test_a_check_that_is_asked_for_opens_at_once_and_everything_else_is_hidden(hospital, window):
    first, second = hospital.first_checked(), hospital.first_checked()
    page = shown(window, "second-check", second)
    (blind,) = window.findChildren(SecondCheckDialog)
    assert not window.centralWidget().isVisible()
    assert page.list.current().check == second
    blind.reject()
    settle(window)
    assert window.centralWidget().isVisible() and window.focusWidget() is page.list
    QTest.keyClick(page.list, Qt.Key.Key_2)
    assert [one for one in window.findChildren(SecondCheckDialog) if one.isVisible()]
    for one in window.findChildren(SecondCheckDialog):
        one.reject()
    assert first != second


# All of them


@pytest.mark.parametrize("name", PAGES)
def test_without_records_each_page_says_what_it_is_for(tmp_path, monkeypatch, window, name):
    monkeypatch.setenv("BMCALC_RECORDS", str(tmp_path / "none"))
    page = shown(window, name)
    assert page.nothing.isVisible() and not page.inside.isVisible()
    assert page.summary() is None and not page.papers()
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("percent", "size"), [(100, (1024, 700)), (200, (1366, 768))])
def test_nothing_scrolls_sideways(hospital, window, name, percent, size):
    check = hospital.draft(**STOP)
    asked(hospital, check, "x" * 200)
    window.use_text_size(percent)
    window.resize(*size)
    page = shown(window, name, {"queries": "2026-03", "day-end": DAY.isoformat()}.get(name, ""))
    for area in page.findChildren(QScrollArea):
        assert area.widget().width() <= area.viewport().width()
    theme.apply(make_application(), "light")


@pytest.mark.parametrize("name", PAGES)
def test_every_text_is_translated(hospital, window, marked, name):
    check = hospital.draft(**STOP)
    asked(hospital, check, "12")
    use_language("zh_CN")
    page = shown(window, name, {"queries": "2026-03", "day-end": DAY.isoformat()}.get(name, ""))
    own = {"12", "Zhang Min", "Admin One", "Li Hua", "Chen Jing", "Wang Lei", "Zhao Yu",
           "Zhang Min (R-first)"}
    texts = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    texts += [str(one.text) for one in page.page_actions()]
    left = [one for one in texts if any(map(str.isalpha, one)) and MARK not in one
            and one not in own and not one.startswith(("R-", "BM-", "B\u200b")) and one.isascii()]
    assert left == []
    use_language("en")


def test_the_menu_of_the_records_leads_to_each_page(hospital, window):
    for action, page in zip(window._menus.records.pages,
                            ("today", "second-check", "queries", "day-end"), strict=True):
        action.trigger()
        settle(window)
        assert window._settings.page == page


def test_a_chip_of_which_nothing_is_left_filters_no_longer(qtbot):
    from bmcalc.gui.pages.today.chips import Chips
    from bmcalc.gui.pages.today.work_rows import Chip

    above = QWidget()
    qtbot.addWidget(above)
    chips = Chips(above)
    chips.show_counts({Chip.SECOND: 1})
    chips.buttons[Chip.SECOND].click()
    assert chips.chosen() is Chip.SECOND
    chips.show_counts({Chip.SECOND: 0})
    assert chips.chosen() is None


def test_the_chosen_check_stays_chosen_when_one_before_it_is_gone(hospital, window):
    first, second = hospital.first_checked(), hospital.first_checked()
    page = shown(window, "second-check")
    page.list.choose_key(second)
    hospital.do(Kind.CANCELLED, first, "second", moment(hour=11), reason="not today")
    page.read()
    assert page.list.current().check == second


def test_nothing_is_checked_second_while_the_records_cannot_be_read(hospital, window):
    hospital.first_checked()
    page = shown(window, "second-check")
    page.refuse(RecordsFault("out of reach"))
    (action,) = page.page_actions()
    assert str(action.why_not)
    page.check_second()
    assert not window.findChildren(SecondCheckDialog)
