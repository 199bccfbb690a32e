"""The regimen is found by typing, shown by its whole name, and changed only by taking an item."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import LANGUAGES, in_language
from bmcalc.formulary.regimens import regimens
from bmcalc.gui.form.search_box import SearchBox, code_of, matches, searched
from bmcalc.gui.look.theme import font
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import settle


@pytest.fixture
def box(window, page):
    found = page.side.field("regimen").editor.findChild(SearchBox)
    found.setFocus()
    settle(window)
    return found


def chosen(window):
    return window.session.entry("order-check", "regimen").typed


def listed(box):
    shown = box.popup.list
    return [shown.item(row).text() for row in range(shown.count())]


def type_into(qtbot, window, widget, text):
    qtbot.keyClicks(widget, text)
    settle(window)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_no_chosen_regimen_is_cut(window, page, box, language, size):
    """The code of a regimen, or its whole name where it has none, can be read in its field."""
    window.use_language(language)
    window.resize(*size)
    metrics = QFontMetrics(font())
    longest = sorted(regimens().values(), key=lambda one: -len(code_of(str(one.name))))
    for one in (*longest[:6], regimens()["tcbhp"]):
        window.session.put("order-check", "regimen", Typed(one.id))
        window.reload()
        settle(window)
        assert metrics.horizontalAdvance(code_of(str(one.name))) <= box.width() - 30, one.id
        assert str(one.name) in box.toolTip()


def test_typing_searches_and_enter_takes(window, qtbot, page, box):
    type_into(qtbot, window, box, "t")
    assert box.popup.isVisible()
    assert box.popup.line.text() == "t"
    type_into(qtbot, window, box.popup.line, "dxd deru")
    assert len(listed(box)) == 1
    assert chosen(window) is None
    qtbot.keyClick(box.popup.line, Qt.Key.Key_Return)
    settle(window)
    assert chosen(window) == "tdxd"
    assert box.currentText() == str(regimens()["tdxd"].name)
    assert not box.popup.isVisible()


def test_what_is_typed_and_not_taken_changes_nothing(window, qtbot, page, box):
    window.session.put("order-check", "regimen", Typed("thp"))
    page.enter()
    settle(window)
    type_into(qtbot, window, box, "g")
    type_into(qtbot, window, box.popup.line, "emcitabine")
    qtbot.keyClick(box.popup.line, Qt.Key.Key_Escape)
    settle(window)
    assert chosen(window) == "thp"
    assert box.currentText() == str(regimens()["thp"].name)


def test_what_matches_nothing_takes_nothing(window, qtbot, page, box):
    type_into(qtbot, window, box, "q")
    type_into(qtbot, window, box.popup.line, "qqq")
    assert listed(box) == []
    assert box.popup._none.isVisible()
    qtbot.keyClick(box.popup.line, Qt.Key.Key_Return)
    settle(window)
    assert chosen(window) is None


def test_the_arrows_walk_from_the_line_and_delete_takes_back(window, qtbot, page, box):
    qtbot.keyClick(box, Qt.Key.Key_Down)
    settle(window)
    assert len(listed(box)) == len(regimens())
    qtbot.keyClick(box.popup.line, Qt.Key.Key_Down)
    second = listed(box)[1]
    qtbot.keyClick(box.popup.line, Qt.Key.Key_Return)
    settle(window)
    assert box.currentText() == second
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    settle(window)
    assert chosen(window) is None and box.currentText() == ""


@pytest.mark.parametrize(("query", "found", "never"), [
    ("tcbhp", {"tcbhp"}, "thp"), ("卡铂", {"tcbhp", "gemcitabine-carboplatin"}, "gp"),
    ("docetaxel pertuzumab", {"tcbhp", "thp"}, "tc"),
    ("多西他赛 pertuzumab", {"tcbhp", "thp"}, "tc"),
    ("ＴＤＸＤ", {"tdxd"}, "tdm1"), ("Ｔ-ＤＸＤ", {"tdxd"}, "tdm1"),
    ("carboplatin xyz", set(), "tch"),
])
def test_every_word_is_searched_in_both_languages(query, found, never):
    listed = {key for key, one in regimens().items() if matches(query, searched(one.name))}
    assert found <= listed
    assert never not in listed
    assert found or not listed


def test_the_exact_code_stands_before_what_only_holds_it():
    from bmcalc.gui.form.search_box import nearness

    names = ["ddAC-TCb: DOXOrubicin", "TCbHP: DOCEtaxel", "TC: DOCEtaxel", "AC-T (weekly)"]
    assert sorted(names, key=lambda name: nearness("tc", name))[:2] == [
        "TC: DOCEtaxel", "TCbHP: DOCEtaxel"]
    assert nearness("act", "AC-T (weekly)") < nearness("ac", "AC-T (weekly)")
    assert nearness("", "TC: DOCEtaxel") == nearness("", "AC-T (weekly)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_alone_finds_the_plain_regimen_first_in_either_language(qtbot, language):
    from bmcalc.gui.form.search_box import SearchPopup

    keys = list(regimens())
    with in_language(language):
        items = [(str(one.name), searched(one.name)) for one in regimens().values()]
    holder = QWidget()
    qtbot.addWidget(holder)
    popup = SearchPopup(holder)
    for code in ("tcbhp", "thp", "tc"):
        popup.open(items, -1, code, holder)
        assert keys[popup.list.item(0).data(Qt.ItemDataRole.UserRole)] == code
    popup.hide()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_regimens_look_alike_in_the_strip(language):
    from bmcalc.gui.form.search_box import code_of

    with in_language(language):
        codes = [code_of(str(one.name)) for one in regimens().values()]
    assert len(set(codes)) == len(codes)
