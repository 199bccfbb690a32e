"""The order check on paper, by its policy, by the keyboard, in both languages."""

from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from bmcalc.casebook.case_files import case_numbers
from bmcalc.formulary.in_force import formulary, put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.gui.pages.order_check.entered import field_of
from bmcalc.gui.result.finding_list import REFUSED
from bmcalc.orders.verdicts import Verdict
from tests.gui.conftest import COMPLETE, settle
from tests.gui.form.test_keyboard import by_tab, focusable
from tests.gui.order_page import (
    DRUGS,
    found,
    order,
    ordered,
    put,
    verdict,
)
from tests.gui.window.test_language import left_in_english


def test_the_page_is_copied_whole(window, case_1):
    window.bottom.copy.click()
    text = QGuiApplication.clipboard().text()
    for part in ("Order check", "516.7 mg", "SHA-256", "Invented values", "Shipped policy"):
        assert part in text


def test_a_page_without_a_check_is_not_copied(window, page):
    settle(window)
    QGuiApplication.clipboard().setText("of another program")
    window.bottom.copy.click()
    assert QGuiApplication.clipboard().text() == "of another program"


@pytest.mark.parametrize("identifier", ["order-check", "carboplatin"])
def test_a_page_is_saved_as_pdf(window, tmp_path, identifier):
    window.open_case(1)
    window.visit(identifier)
    settle(window)
    assert window.bottom.save_pdf.isEnabled()
    path = tmp_path / "page.pdf"
    window.actions_of_page.save(path)
    document = pypdfium2.PdfDocument(path)
    text = "".join(one.get_textpage().get_text_range() for one in document)
    document.close()
    assert "516.7" in text
    assert "Invented values" in text
    window.actions_of_page.save(tmp_path / "no" / "folder.pdf")
    assert "could not be written" in window.bottom.findChild(QLabel, "fault").text()


def test_the_policy_in_force_decides_and_is_named(window, qtbot, case_1):
    order(window, qtbot, case_1, "carboplatin", "600")
    assert verdict(case_1, "carboplatin") is Verdict.STOP
    shipped = formulary().policy
    assert any(f"{shipped.name} {shipped.version}" in label.text()
               for label in case_1.side.regimen_card.findChildren(QLabel, "small"))
    own = load_formulary()
    looser = shipped.model_copy(update={"tolerance_stops": shipped.tolerance_stops * 3})
    put_in_force(replace(own, policy=looser))
    try:
        window.use_formulary()
        settle(window)
        assert verdict(case_1, "carboplatin") is Verdict.QUERY
    finally:
        put_in_force(None)


@pytest.mark.parametrize("drawer", [None, "facts", "history", "schedule"])
def test_every_control_is_named_and_reached_by_tab(window, case_1, drawer):
    if drawer is not None:
        case_1.side.buttons[drawer].click()
        settle(window)
    unnamed = [type(widget).__name__ for widget in focusable(window)
               if not widget.accessibleName() and not getattr(widget, "text", str)()]
    assert not unnamed
    start = window.strip.fields["record_id"].editor.controls()[0]
    reached = by_tab(window, start)
    lines = [one for one in focusable(window) if isinstance(one, QLineEdit | QPushButton)]
    assert not [one for one in lines if one not in reached]


def test_tab_goes_down_the_rows_and_ends_in_the_bottom_bar(window, case_1):
    case_1.side.buttons["history"].click()
    settle(window)
    reached = by_tab(window, window.strip.fields["record_id"].editor.controls()[0])
    path = [
        window.strip.fields["albumin"].editor.controls()[0],
        case_1.side.field("regimen").editor.controls()[0],
        *(ordered(case_1, drug) for drug in DRUGS),
        case_1.side.buttons["facts"], case_1.side.paste,
        case_1.side.field("last:docetaxel:on").editor.controls()[0],
        window.bottom.print, window.bottom.more,
    ]
    places = [reached.index(one) for one in path]
    assert places == sorted(places)


def test_an_order_is_checked_without_a_mouse(window, qtbot, page):
    window.open_case(1)
    put(window, **COMPLETE)
    ordered(page, "docetaxel").setFocus()
    for drug, dose in (("docetaxel", "120"), ("carboplatin", "515")):
        focused = QApplication.focusWidget()
        assert focused is ordered(page, drug)
        qtbot.keyClicks(focused, dose)
        qtbot.keyClick(focused, Qt.Key.Key_Down)
    settle(window)
    assert verdict(page, "docetaxel") is verdict(page, "carboplatin") is Verdict.AGREES


@pytest.mark.parametrize("drawer", [None, "facts", "history", "schedule"])
def test_every_text_changes(window, marked, case_1, drawer):
    if drawer is not None:
        case_1.side.buttons[drawer].click()
    settle(window)
    window.use_language("zh_CN")
    settle(window)
    assert not left_in_english(window, marked, but=(
        "dose", "dose_bold", "dose_small", "deviation", "other_name",
    ))


@pytest.mark.parametrize("scheme", ["dark", "contrast"])
def test_it_is_drawn_in_every_scheme(window, case_1, scheme):
    case_1.side.buttons["schedule"].click()
    window.use_theme(scheme)
    settle(window)
    assert not window.grab().isNull()


def test_it_fits_a_narrow_window_and_a_large_text(window, case_1):
    window.resize(700, 600)
    settle(window)
    assert case_1.details.isVisible()
    window.use_text_size(200)
    settle(window)
    assert window.view().side.table.drugs() == DRUGS


def test_paths_of_the_check_lead_to_their_fields():
    assert field_of("labs.anc.on") == "anc:on"
    assert field_of("labs.anc.value") == "anc"
    assert field_of("last.docetaxel") == "last:docetaxel:on"
    assert field_of("reductions.docetaxel.reason") == "reduction:docetaxel:reason"
    assert field_of("order.docetaxel.dose") == "order:docetaxel"


@pytest.mark.parametrize("number", case_numbers())
def test_no_printed_case_opens_with_a_refusal(window, number):
    """What a case fills in on other pages is read here too, whatever unit the casebook prints."""
    window.open_case_on(number, "order-check", with_invented=True)
    settle(window)
    assert not [told for told in found(window.view()) if str(REFUSED) in told]
