"""What a pharmacist does in the window, and what the window answers."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from bmcalc.calculators import calculator
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.pages import all_pages, page_of
from bmcalc.gui.result.headline import HeadlineCard
from bmcalc.gui.window import faults
from bmcalc.gui.window.session import Typed
from bmcalc.gui.window.window import Window
from tests.gui.conftest import enter, line, row, say_female, settle


def shown_texts(window):
    return [
        label.text() for label in window.findChildren(QLabel)
        if label.isVisibleTo(window) and label.text()
    ]


def headline(window):
    card = window.view().findChild(HeadlineCard)
    return card.findChild(QLabel, "headline")


def small_woman(window, qtbot):
    say_female(window)
    enter(window, qtbot, "height", "160")
    enter(window, qtbot, "weight", "58")


def test_an_untouched_page_is_calm(window):
    window.visit("body-size")
    settle(window)
    assert headline(window).text() == "—"
    assert any(text.startswith("Still needed:") for text in shown_texts(window))
    assert not any(field.editor.controls()[0].accessibleDescription().count("Missing")
                   for field in window.strip.fields.values())


def test_the_result_follows_what_is_typed(window, qtbot):
    window.visit("body-size")
    small_woman(window, qtbot)
    assert headline(window).text() == "1.61 m²"
    enter(window, qtbot, "weight", "70")
    assert headline(window).text() == "1.76 m²"


def test_a_link_leads_to_the_missing_field(window):
    window.visit("carboplatin")
    card = window.view().findChild(HeadlineCard)
    card.findChild(QLabel, "needed").linkActivated.emit("target_auc")
    assert line(window, "target_auc").hasFocus()
    card.findChild(QLabel, "needed").linkActivated.emit("weight")
    assert line(window, "weight").hasFocus()


@pytest.mark.parametrize("typed", ["1,5", "58 lb 2", "abc"])
def test_bad_text_is_told_and_kept(window, qtbot, typed):
    window.visit("body-size")
    small_woman(window, qtbot)
    enter(window, qtbot, "weight", typed)
    assert line(window, "weight").text() == typed
    assert headline(window).text() == "—"
    told = window.strip.findChild(QLabel, "strip_fault")
    assert told.text().startswith("Weight: ")
    assert told.text().removeprefix("Weight: ") in line(window, "weight").accessibleDescription()
    enter(window, qtbot, "weight", "58")
    assert headline(window).text() == "1.61 m²"
    assert window.strip.findChild(QLabel, "strip_fault") is None


def test_a_fault_on_the_page_stands_under_its_field(window, qtbot):
    window.visit("carboplatin")
    enter(window, qtbot, "target_auc", "50")
    fault = row(window, "target_auc").findChild(QLabel, "fault")
    assert "Outside what is possible" in fault.text()
    assert fault.isVisible()


def test_a_required_field_that_was_emptied_says_so(window, qtbot):
    window.visit("carboplatin")
    enter(window, qtbot, "target_auc", "5")
    assert row(window, "target_auc").findChild(QLabel, "fault") is None
    line(window, "target_auc").selectAll()
    qtbot.keyClick(line(window, "target_auc"), "\b")
    settle(window)
    assert "Target AUC" in row(window, "target_auc").findChild(QLabel, "fault").text()


def test_the_stars_follow_the_choices(window):
    window.visit("renal-function")
    settle(window)

    def starred(name):
        return "required" in line(window, name).accessibleDescription()

    assert starred("weight")
    equation = line(window, "equation")
    index = list(calculator("renal-function").inputs.asks()["equation"].options).index(
        "ckd_epi_2021"
    )
    equation.setCurrentIndex(index)
    equation.activated.emit(index)
    settle(window)
    assert not starred("weight")


def test_an_unusual_number_asks_for_confirmation(window, qtbot):
    window.visit("body-size")
    say_female(window)
    enter(window, qtbot, "height", "205")
    enter(window, qtbot, "weight", "90")
    assert any("usual range" in text for text in shown_texts(window))


def test_a_stopped_number_is_struck_and_carries_its_reason(window, qtbot):
    window.visit("bsa-dose")
    small_woman(window, qtbot)
    drug = line(window, "drug")
    docetaxel = drug.findText("DOCEtaxel")
    drug.setCurrentIndex(docetaxel)
    drug.activated.emit(docetaxel)
    enter(window, qtbot, "dose_per_bsa", "300")
    settle(window)
    assert headline(window).font().strikeOut()
    assert headline(window).accessibleDescription() == "struck out"
    enter(window, qtbot, "dose_per_bsa", "75")
    assert not headline(window).font().strikeOut()


def test_a_shared_field_stands_on_every_page_that_asks_for_it(window, qtbot):
    window.visit("denosumab")
    enter(window, qtbot, "calcium_total", "2.45")
    window.visit("corrected-calcium")
    assert line(window, "calcium_total").text() == "2.45"
    enter(window, qtbot, "calcium_total", "2.10")
    window.visit("denosumab")
    assert line(window, "calcium_total").text() == "2.10"


def test_the_strip_shows_area_and_clearance(window, qtbot):
    window.visit("mirels")
    small_woman(window, qtbot)
    enter(window, qtbot, "age", "52")
    enter(window, qtbot, "creatinine", "68")
    names = [live.accessibleName() for live in (window.strip.bsa, window.strip.clearance)]
    assert names == ["BSA · Mosteller: 1.61 m²", "CrCl · Cockcroft-Gault: 78 mL/min"]


def test_the_clearance_is_offered_and_never_filled_in(window, qtbot):
    window.open_case(1)
    window.visit("denosumab")
    settle(window)
    clearance = row(window, "crcl")
    assert clearance.editor.entry().empty
    clearance.offer.click()
    settle(window)
    assert line(window, "crcl").text() == "78.3"
    assert clearance.offer.isHidden()


@pytest.mark.parametrize(("name", "answer", "shown"), [
    ("dialysis", True, False), ("dialysis", False, True), ("creatinine_steady", "no", False),
    ("creatinine_steady", "unknown", True),
])
def test_what_a_page_says_of_the_creatinine_holds_for_the_strip_and_every_page(
    window, name, answer, shown
):
    window.open_case(1)
    window.session.put("renal-function", name, Typed(answer))
    window.visit("denosumab")
    settle(window)
    assert ("mL/min" in window.strip.clearance.accessibleName()) is shown
    assert row(window, "crcl").offer.isHidden() is not shown
    assert not window.session.entry("carboplatin", name).empty


def test_case_1_opens_as_a_patient(window):
    window.open_case(1)
    settle(window)
    assert line(window, "age").text() == "52"
    assert "invented" in line(window, "weight").accessibleDescription()
    assert "invented" not in line(window, "age").accessibleDescription()
    window.visit("carboplatin")
    assert headline(window).text() == "516.7 mg"
    window.visit("mirels")
    settle(window)
    assert headline(window).text() == "—"
    assert any("already broken" in text for text in shown_texts(window))
    assert row(window, "fracture_present").editor.controls()[0].mark is Mark.CAUTION


def test_an_opened_case_gives_way_to_the_patient_before(window, qtbot):
    enter(window, qtbot, "weight", "61")
    window.open_case(1)
    assert line(window, "weight").text() == "58"
    window.restore_patient()
    assert line(window, "weight").text() == "61"


def test_copy_puts_the_whole_page_on_the_clipboard(window):
    window.open_case(1)
    window.visit("carboplatin")
    window.bottom.copy.click()
    text = QGuiApplication.clipboard().text()
    for part in ("Carboplatin", "516.7 mg", "Cockcroft", "SHA-256", "Invented values", "Height"):
        assert part in text


def test_a_page_without_a_result_is_copied_with_its_reasons(window):
    window.open_case(1)
    window.visit("mirels")
    window.bottom.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "No result" in text
    assert "already broken" in text


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_key_that_copies_works_in_every_language(window, qtbot, language):
    window.open_case(1)
    window.visit("carboplatin")
    window.use_language(language)
    QGuiApplication.clipboard().clear()
    window.activateWindow()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_C, keys)
    settle(window)
    assert "516.7 mg" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize("page", ["order-check", "mirels", "carboplatin", "body-size"])
def test_an_empty_page_is_not_copied(window, qtbot, page):
    window.visit(page)
    settle(window)
    QGuiApplication.clipboard().setText("of another program")
    window.bottom.copy.click()
    assert QGuiApplication.clipboard().text() == "of another program"
    told = window.bottom.findChild(QLabel, "fault")
    assert told is not None and "Nothing was copied" in told.text()


def test_every_page_opens_with_and_without_a_patient(window):
    for page in window.pages():
        window.visit(page.id)
        settle(window)
    window.open_case(1)
    for page in window.pages():
        window.visit(page.id)
        settle(window)


def test_a_hidden_page_is_switched_on(window):
    hidden = [p for p in all_pages() if not p.shown_by_default]
    assert hidden
    identifier = hidden[0].id
    assert identifier not in [page.id for page in window.pages()]
    window.switch_page(identifier, True)
    settle(window)
    assert identifier in [page.id for page in window.pages()]


def test_a_failing_calculation_shows_no_number(window, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "bmcalc.log")
    faults.logger.cache_clear()
    window.visit("body-size")
    small_woman(window, qtbot)

    def broken(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("bmcalc.gui.pages.calculator_page.evaluate", broken)
    enter(window, qtbot, "weight", "59")
    faults.logger.cache_clear()
    assert headline(window).text() == "—"
    assert any("calculation failed" in text for text in shown_texts(window))
    assert line(window, "weight").text() == "59"


def test_a_fault_is_one_calm_sentence(window, monkeypatch, tmp_path):
    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "bmcalc.log")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    faults.logger.cache_clear()
    faults.watch(lambda words: window.bottom.tell(words, alarming=True))
    try:
        raise ValueError("inside")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    faults.logger.cache_clear()
    told = window.bottom.findChild(QLabel, "fault").text()
    assert "Something went wrong" in told
    assert "Traceback" not in told
    written = (tmp_path / "bmcalc.log").read_text(encoding="utf-8")
    assert "ValueError\n  gui/window/test_window.py, line " in written
    assert "inside" not in written


def test_what_is_remembered_holds_no_patient(window, settings, qtbot, tmp_path):
    enter(window, qtbot, "record_id", "BM-0001")
    enter(window, qtbot, "weight", "61.7")
    window.use_theme("dark")
    window.close()
    settings.sync()
    kept = (tmp_path / "bmcalc.ini").read_text(encoding="utf-8")
    assert "dark" in kept
    assert "BM-0001" not in kept
    assert "61.7" not in kept


def test_the_last_page_opens_first(window, settings, qtbot):
    window.visit("mirels")
    again = Window(settings)
    qtbot.addWidget(again)
    assert again.navigation.current() == "mirels"


def test_a_page_that_cannot_be_built_does_not_keep_the_window_shut(
    settings, qtbot, monkeypatch, tmp_path
):
    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "bmcalc.log")
    faults.logger.cache_clear()

    def broken(*_arguments):
        raise RuntimeError("no such page")

    page = page_of("mirels")._replace(build=broken)
    monkeypatch.setattr(
        "bmcalc.gui.window.page_stack.page_of",
        lambda name: page if name == "mirels" else page_of(name),
    )
    settings.page = "mirels"
    opened = Window(settings)
    qtbot.addWidget(opened)
    faults.logger.cache_clear()
    assert settings.page == "body-size"
    assert "in broken" in (tmp_path / "bmcalc.log").read_text(encoding="utf-8")
