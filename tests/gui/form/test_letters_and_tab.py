"""Letters that choose in a Chinese window, and the way of Tab from the strip into a page."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.window import Window
from tests.gui.conftest import line, settle


def focused():
    return QApplication.focusWidget()


def next_stop(window):
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    settle(window)
    return focused()


def test_the_sex_is_chosen_by_its_english_letter_in_chinese(window):
    window.use_language("zh_CN")
    settle(window)
    box = line(window, "sex")
    box.setFocus()
    QTest.keyClicks(box, "f")
    assert (box.currentText(), window.session.entry("", "sex").typed) == ("女", "female")
    QTest.keyClicks(box, "m")
    assert (box.currentText(), window.session.entry("", "sex").typed) == ("男", "male")


def test_tab_goes_from_the_patient_into_the_form_and_then_to_the_result(window):
    window.visit("carboplatin")
    settle(window)
    window.strip.fields["albumin"].editor.controls()[0].setFocus()
    assert next_stop(window) is line(window, "target_auc")
    seen = []
    while focused().accessibleName() != "Result" and len(seen) < 60:
        seen.append(next_stop(window))
    assert line(window, "gfr") in seen


def test_tab_passes_the_regimen_though_it_was_listed_late(qtbot, settings):
    settings.page = "order-check"
    use_language("en")
    made = Window(settings)
    made.show()
    qtbot.waitExposed(made)
    made.complete()
    made.use_formulary()
    settle(made)
    try:
        made.strip.go_to("creatinine")
        passed = [next_stop(made).accessibleName() for _stop in range(3)]
        assert passed == ["Regimen", "Cycle", "Day"]
    finally:
        made.leave()
        made.deleteLater()
        QWidget.deleteLater(made)


def test_blanks_alone_in_a_date_say_nothing(window, qtbot):
    window.visit("order-check")
    settle(window)
    (edit,) = window.view().regimen.rows["today"].editor.controls()
    edit.setFocus()
    qtbot.keyClicks(edit, "  ")
    settle(window)
    assert window.session.entry("order-check", "today").empty
