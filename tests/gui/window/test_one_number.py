"""Whoever wants one number has it from the start: a few letters, the values, nothing stored."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from bmcalc.gui.result.headline import HeadlineCard
from bmcalc.gui.window.icon_button import IconButton
from tests.gui.conftest import settle

FEWEST = 15
NEXT = Qt.Key.Key_Right
CONTROL = Qt.KeyboardModifier.ControlModifier


class Person:
    """Somebody at the keyboard, whose keys beside the values are counted."""

    def __init__(self, window):
        self.window, self.keys = window, 0
        window.activateWindow()
        window.strip.go_to("record_id")
        settle(window)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        settle(self.window)
        self.keys += 1

    def find(self, letters):
        self.press(Qt.Key.Key_K, CONTROL)
        for letter in letters:
            self.press(letter)
        self.press(Qt.Key.Key_Return)

    def enter(self, field, value):
        """Type a value where the keyboard stands: it must stand in that field."""
        assert field in QApplication.focusWidget().accessibleName()
        for letter in value:
            self.press(letter)
        self.keys -= len(value)
        self.press(Qt.Key.Key_Return)

    def headline(self):
        return self.window.view().findChild(HeadlineCard).findChild(QLabel, "headline").text()


@pytest.fixture
def person(window):
    window.visit("order-check")
    return Person(window)


def test_a_dose_of_carboplatin(person):
    person.find("carb")
    for field, value in (("Sex", "F"), ("Age", "52"), ("Height", "160"), ("Weight", "58"),
                         ("Creatinine", "68"), ("Target AUC", "5")):
        person.enter(field, value)
    assert person.headline() == "516.7 mg"
    assert person.keys < FEWEST


def test_a_score_of_mirels(person):
    person.find("mire")
    for field in ("Site", "Lesion type", "Lesion size", "Pain"):
        person.enter(field, " ")
    assert person.headline() == "4"
    assert person.keys < FEWEST


def test_the_decision_on_denosumab(person):
    person.find("deno")
    for field, value in (("First dose", " "), ("Total calcium", "2.30"), ("Albumin", "40"),
                         ("Creatinine clearance", "80"), ("Vitamin D", "800"),
                         ("Dental examination", " "), ("Pregnancy", [NEXT, " "])):
        person.enter(field, value)
    assert person.headline() == "Give with caution"
    assert person.keys < FEWEST


def test_the_keyboard_ends_on_the_result(person, window):
    person.find("body size")
    person.enter("Sex", "F")
    person.enter("Height", "160")
    person.enter("Weight", "58")
    assert person.headline() == "1.61 m²"
    assert QApplication.focusWidget().accessibleName() == "Result"


def test_nothing_is_stored(person, window, settings, tmp_path):
    person.find("carb")
    person.enter("Sex", "F")
    person.enter("Age", "52")
    window.leave()
    settings.sync()
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in kept] == ["bmcalc.ini"]
    assert "52" not in kept[0].read_text(encoding="utf-8")


def test_escape_goes_back_to_the_page_before(person, window):
    window.strip.go_to("weight")
    person.find("mire")
    assert window.navigation.current() == "mirels"
    person.press(Qt.Key.Key_Escape)
    assert window.navigation.current() == "order-check"
    assert "Weight" in QApplication.focusWidget().accessibleName()


def test_a_key_opens_a_favourite_and_a_button_closes_it(person, window, qtbot):
    person.press(Qt.Key.Key_4, CONTROL)
    assert window.navigation.current() == "mirels"
    assert "Site" in QApplication.focusWidget().accessibleName()
    close = window.view().findChild(IconButton)
    assert close.accessibleName().startswith("Close this calculator")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.navigation.current() == "order-check"


def test_from_one_calculator_to_the_next_and_back(person, window):
    person.find("mire")
    person.find("sins")
    person.press(Qt.Key.Key_Escape)
    assert window.navigation.current() == "order-check"
