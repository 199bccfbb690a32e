"""The search over everything: what is found, in which order, and what follows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from bmcalc.core.texts import Bilingual, in_language
from bmcalc.gui.window.menus import THEMES
from bmcalc.gui.window.search_entries import Entry, Sphere, matching, plain_words
from bmcalc.gui.window.session import Typed
from bmcalc.records.ledger.sqlite_store import FILE
from tests.gui.conftest import settle


def entry(identifier, english, chinese="", also="", sphere=Sphere.TOOL):
    return Entry(sphere, identifier, english, plain_words(Bilingual(english, chinese)), also)


LISTED = (
    entry("ac", "AC: doxorubicin", "AC：多柔比星", sphere=Sphere.REGIMEN),
    entry("carboplatin", "Carboplatin dosing", "卡铂剂量"),
    entry("tcbhp", "TCbHP: docetaxel, carboplatin", "TCbHP：多西他赛、卡铂", sphere=Sphere.REGIMEN),
    entry("carbo", "Carboplatin", "卡铂", sphere=Sphere.DRUG),
    entry("mirels", "Mirels score", "Mirels 评分", also="risk of fracture"),
)


def found(query):
    return [one.identifier for one in matching(LISTED, query)]


@pytest.mark.parametrize(("query", "first"), [
    ("carboplatin", "carboplatin"), ("CARBOPLATIN", "carboplatin"), ("carbopl", "carboplatin"),
    ("tcbhp", "tcbhp"), ("ac", "ac"), ("卡铂", "carbo"), ("卡铂剂", "carboplatin"),
    ("mirels", "mirels"),
])
def test_a_whole_name_leads_then_what_begins_so(query, first):
    assert found(query)[0] == first


@pytest.mark.parametrize(("query", "identifiers"), [
    ("carboplatin docetaxel", {"tcbhp"}), ("docetaxel carboplatin", {"tcbhp"}),
    ("fracture", {"mirels"}), ("多西 卡铂", {"tcbhp"}), ("score mirels", {"mirels"}),
    ("vinorelbine", set()), ("carbo plat docet", {"tcbhp"}),
])
def test_every_word_must_be_there_in_any_order(query, identifiers):
    assert set(found(query)) == identifiers


def test_the_plainer_regimen_leads():
    listed = [entry(one, f"TCbHP {one}", sphere=Sphere.REGIMEN) for one in ("tcbhp-auc6", "tcbhp")]
    assert [one.identifier for one in matching(listed, "tcb")] == ["tcbhp", "tcbhp-auc6"]


def test_the_search_grows_with_the_letters(window, opened):
    before = opened.line.height()
    window.use_text_size(200)
    window.open_search()
    settle(window)
    assert window._finder.palette.line.height() > before


def test_nothing_typed_lists_everything():
    assert len(found("")) == len(LISTED)


@pytest.fixture
def opened(window):
    window.visit("order-check")
    window.strip.go_to("weight")
    window.open_search()
    settle(window)
    return window._finder.palette


def search(window, palette, query):
    palette.line.setText(query)
    settle(window)
    return palette.shown()


@pytest.mark.parametrize(("query", "sphere", "identifier"), [
    ("casebook", Sphere.PAGE, "casebook"), ("肾功能", Sphere.TOOL, "renal-function"),
    ("renal function", Sphere.TOOL, "renal-function"), ("tcbhp", Sphere.REGIMEN, "tcbhp"),
    ("herceptin", Sphere.DRUG, "trastuzumab_iv"),
])
def test_everything_is_found_in_both_languages(window, opened, query, sphere, identifier):
    for language in ("en", "zh_CN"):
        window.use_language(language)
        listed = search(window, opened, query)
        assert (sphere, identifier) in [(one.sphere, one.identifier) for one in listed[:3]]


def test_a_command_is_found_and_done(window, opened, qtbot):
    search(window, opened, "scheme dark")
    assert opened.marked().sphere is Sphere.COMMAND
    qtbot.keyClick(opened.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window._settings.theme == "dark")


PAPERS = [("label", "Bag labels"), ("labels", "Bag labels"), ("标签", "Bag labels"),
          ("slip", "Slip of one page"), ("核对单", "Slip of one page"),
          ("worksheet", "Preparation worksheet"), ("工作单", "Preparation worksheet"),
          ("whole working", "Whole working"), ("sheet of the day", "Sheet of the day")]


@pytest.mark.parametrize(("query", "title"), PAPERS)
def test_paper_is_found_by_its_name(window, opened, query, title):
    for language in ("en", "zh_CN"):
        window.use_language(language)
        listed = search(window, opened, query)
        with in_language("en"):
            found = [str(one.title) for one in listed if one.sphere is Sphere.COMMAND]
            assert f"Print: {title}" in found[:2]


def test_paper_that_is_not_there_says_why(window, opened, qtbot):
    search(window, opened, "bag labels")
    qtbot.keyClick(opened.line, Qt.Key.Key_Return)
    settle(window)
    assert window.navigation.current() == "order-check"
    assert "Nothing to print" in window.bottom._words.text()


def test_every_paper_of_a_page_is_named_where_the_search_finds_it(window, case_1):
    named = {page.id: [str(one) for one in page.papers] for page in window.pages()}
    for identifier, titles in named.items():
        window.visit(identifier)
        settle(window)
        offered = [str(one.title) for one in window.view().papers()]
        assert not titles or offered in ([], titles), identifier
    assert named["order-check"] == [str(one.title) for one in case_1.papers()]


def test_a_command_is_found_in_the_language_that_is_not_in_force(window, opened):
    with in_language("zh_CN"):
        dark = str(THEMES["dark"])
    assert dark != "Dark"
    assert [str(one.title) for one in search(window, opened, dark)] == ["Scheme: Dark"]


def test_it_says_how_many_and_what_is_marked(window, opened, qtbot):
    listed = search(window, opened, "carboplatin")
    assert opened.told.text().startswith(f"{len(listed)} found")
    qtbot.keyClick(opened.line, Qt.Key.Key_Down)
    assert opened.marked() == listed[1]
    assert str(listed[1].title) in opened.line.accessibleDescription()
    assert not search(window, opened, "xyzzy")
    assert opened.told.text().startswith("Nothing found")
    assert opened.told.text() in opened.line.accessibleDescription()
    qtbot.keyClick(opened.line, Qt.Key.Key_Return)
    assert not opened.isHidden()


def test_escape_gives_the_keyboard_back(window, opened, qtbot):
    qtbot.keyClick(opened.line, Qt.Key.Key_Escape)
    assert opened.isHidden()
    assert "Weight" in QApplication.focusWidget().accessibleName()
    assert window.navigation.current() == "order-check"


def test_a_drug_opens_the_formulary_at_it(window, opened, qtbot):
    search(window, opened, "herceptin")
    qtbot.keyClick(opened.line, Qt.Key.Key_Return)
    settle(window)
    assert window.navigation.current() == "formulary"
    assert window.view().list.current().id == "trastuzumab_iv"


def take(window, qtbot, opened, query):
    search(window, opened, query)
    qtbot.keyClick(opened.line, Qt.Key.Key_Return)
    settle(window)
    return window.session.entry("order-check", "regimen").typed


def test_a_regimen_goes_into_an_empty_order(window, opened, qtbot):
    assert take(window, qtbot, opened, "tcbhp") == "tcbhp"
    assert window.navigation.current() == "order-check"


def test_a_regimen_never_goes_over_an_order_unasked(window, opened, qtbot):
    window.session.put("order-check", "regimen", Typed("tc"))
    window.session.put("order-check", "order:docetaxel", Typed("120 mg"))
    assert take(window, qtbot, opened, "tcbhp") == "tc"
    box = window.findChild(QMessageBox)
    box.buttons()[0].click()
    settle(window)
    assert window.session.entry("order-check", "regimen").typed in ("tc", "tcbhp")
    assert window.session.entry("order-check", "order:docetaxel").typed == "120 mg"


def test_a_star_makes_a_favourite_with_a_key(window, opened, qtbot, settings):
    search(window, opened, "sins")
    qtbot.keyClick(opened.line, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert settings.favourites[-1] == "sins"
    assert window.navigation.shortcuts()["sins"] == "Ctrl+5"
    assert "sins" in [row.page for row in window.navigation.list.rows()]
    qtbot.keyClick(opened.line, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert "sins" not in settings.favourites


def test_the_list_of_calculators_holds_every_one_with_its_area(window):
    window.find_tools()
    listed = window._finder.palette.shown()
    assert {one.identifier for one in listed} == {
        page.id for page in window.pages() if page.is_calculator}
    assert all(str(one.beside) for one in listed)


def test_while_a_number_is_looked_up_nothing_is_said_to_be_missing(window, opened, qtbot):
    opened.line.setText("BM-987654")
    assert "BM-987654" in opened.told.text()
    assert opened.told.text() in opened.line.accessibleDescription()
    assert "Nothing found" not in opened.told.text()
    qtbot.waitUntil(lambda: opened.told.text().startswith("Nothing found"))
    opened.line.setText("xyzzy")
    assert opened.told.text().startswith("Nothing found")


def test_records_that_cannot_be_read_are_told_where_a_number_is_looked_up(
    window, opened, qtbot, tmp_path, monkeypatch
):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / FILE).write_bytes(b"no ledger" * 200)
    monkeypatch.setenv("BMCALC_RECORDS", str(tmp_path / "broken"))
    opened.line.setText("BM-987654")
    qtbot.waitUntil(lambda: "BM-987654" not in opened.told.text())
    assert not opened.told.text().startswith("Nothing found")
