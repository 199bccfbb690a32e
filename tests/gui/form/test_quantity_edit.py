"""A number is text beside its unit: nothing is clamped, converted or guessed."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from bmcalc.calculators.questions import patient_fields
from bmcalc.gui.form.quantity_edit import QuantityEdit
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import line, settle


@pytest.fixture
def creatinine(qtbot):
    made = QuantityEdit(patient_fields.CREATININE, None, None)
    qtbot.addWidget(made)
    made.show()
    return made


def unit_box(editor):
    return editor.findChild(QComboBox)


def number(editor):
    return editor.controls()[0]


def test_it_starts_empty(creatinine):
    assert creatinine.entry() == Typed("", "umol/L")


@pytest.mark.parametrize(("pasted", "key", "left"), [
    ("68 µmol/L", "umol/L", "68"),
    ("0.77 mg/dL", "mg/dL", "0.77"),
    ("0.77mg/dl", "mg/dL", "0.77"),
    ("６８ µmol/L", "umol/L", "68"),
    ("68 微摩尔/升", "umol/L", "68"),
])
def test_a_pasted_unit_moves_the_box(creatinine, qtbot, pasted, key, left):
    QApplication.clipboard().setText(pasted)
    number(creatinine).setFocus()
    with qtbot.waitSignal(creatinine.edited):
        number(creatinine).paste()
    assert creatinine.entry() == Typed(left, key)
    assert unit_box(creatinine).currentText() == unit_box(creatinine).itemText(
        ["umol/L", "mg/dL"].index(key)
    )


def test_a_typed_unit_moves_the_box(creatinine, qtbot):
    qtbot.keyClicks(number(creatinine), "0.77 mg/dL")
    assert creatinine.entry() == Typed("0.77", "mg/dL")


@pytest.mark.parametrize("typed", ["1,5", "abc", "68 kg", "1e3", "68 69"])
def test_wrong_text_is_kept(creatinine, qtbot, typed):
    qtbot.keyClicks(number(creatinine), typed)
    qtbot.keyClick(number(creatinine), Qt.Key.Key_Tab)
    assert creatinine.entry().typed == typed


def test_another_unit_leaves_the_number(creatinine):
    creatinine.show_entry(Typed("0.77", "umol/L"))
    unit_box(creatinine).setCurrentIndex(1)
    assert creatinine.entry() == Typed("0.77", "mg/dL")


@pytest.mark.parametrize("with_focus", [False, True])
def test_the_wheel_never_changes_the_unit(creatinine, with_focus):
    box = unit_box(creatinine)
    if with_focus:
        box.setFocus()
    for delta in (-120, 120):
        wheel = QWheelEvent(
            QPointF(5, 5), box.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, delta),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )
        QApplication.sendEvent(box, wheel)
        assert not wheel.isAccepted()
    assert box.currentIndex() == 0


def test_an_entry_with_its_unit_in_the_text_is_divided(creatinine):
    creatinine.show_entry(Typed("0.77 mg/dL"))
    assert number(creatinine).text() == "0.77"
    assert creatinine.entry() == Typed("0.77", "mg/dL")


@pytest.mark.parametrize("entry", [Typed("2.5 xULN"), Typed("2.5", "xULN"), Typed("9")], ids=str)
def test_no_unit_stands_beside_a_number_that_has_another_or_none(creatinine, qtbot, entry):
    creatinine.show_entry(Typed("1", "mg/dL"))
    creatinine.show_entry(entry)
    assert unit_box(creatinine).currentText() == ""
    if "xULN" in str(entry):
        assert number(creatinine).text() == "2.5 xULN"
    number(creatinine).setFocus()
    number(creatinine).selectAll()
    qtbot.keyClick(number(creatinine), Qt.Key.Key_Delete)
    assert creatinine.entry() == Typed("", "umol/L")


def test_the_only_unit_is_shown_again_once_a_number_is_typed(qtbot):
    weight = QuantityEdit(patient_fields.WEIGHT, None, None)
    qtbot.addWidget(weight)
    weight.show()
    weight.show_entry(Typed("58"))
    assert weight.entry() == Typed("58", "")
    assert "kg" not in [label.text() for label in visible_labels(weight)]
    qtbot.keyClick(number(weight), Qt.Key.Key_5)
    assert weight.entry() == Typed("585", "kg")
    assert "kg" in [label.text() for label in visible_labels(weight)]


def visible_labels(editor):
    return [label for label in editor.findChildren(QLabel) if label.isVisible()]


def test_a_cleared_field_returns_to_its_first_unit(creatinine):
    creatinine.show_entry(Typed("0.77", "mg/dL"))
    creatinine.show_entry(Typed())
    assert creatinine.entry() == Typed("", "umol/L")


class Painted(QObject):
    """Notes what is painted anew of a widget."""

    def __init__(self, watched):
        super().__init__(watched)
        self.regions = []
        watched.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            self.regions.append(event.rect())
        return False


def test_the_whole_box_is_painted_anew_when_the_focus_leaves_its_unit(window, qtbot):
    edit = line(window, "height")
    frame = edit.parentWidget()
    window.strip.fields["height"].editor.unit_box().setFocus()
    assert frame.isAncestorOf(window.focusWidget())
    settle(window)
    painted = Painted(frame)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    settle(window)
    assert frame.rect() in painted.regions
