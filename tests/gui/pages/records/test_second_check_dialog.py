"""The second check in the window: blind, by the keyboard, compared, ticked, handed to signing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from bmcalc.gui.look import theme
from bmcalc.gui.pages.records.compared_row import ComparedRow
from bmcalc.gui.pages.records.comparison_view import ComparisonView, Shown
from bmcalc.gui.pages.records.fact_list import FactList, FactRow
from bmcalc.gui.pages.records.return_dialog import ReturnDialog
from bmcalc.gui.pages.records.second_check_dialog import SecondCheckDialog
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.language import use_language
from bmcalc.records.second_check.second_check import SecondCheck
from tests.gui.conftest import MARK
from tests.gui.pages.records.seen import everything
from tests.records.second_check.given import ENTRY, INPUTS, entry, first, rows, second

IMPROBABLE = ("61.7", "163.5", "67.3", "3.27", "217", "537", "127", "370", "BM-7731", "1973-07",
              "2026-11-09", "2026-11-29", "2026-11-30", "35.6", "91.4", "61.5")
"""Values of the first check that stand nowhere by chance."""

OTHER = entry(
    record_number="X-1", birth="1950-01", height="150 cm", weight="50 kg", age="40",
    creatinine="80 umol/L", creatinine_on="2026-10-01",
    order=[{"drug": "docetaxel", "dose": "90 mg", "route": "iv", "frequency": "d1",
            "last_on": "2026-10-02"}],
)
"""An entry that shares no improbable value with the first."""


class Opened:
    """A dialog with what was handed on from it."""

    def __init__(self, **changes):
        self.check = second(**changes)
        self.signed, self.returned = [], []
        self.is_recorded = True
        self.dialog = SecondCheckDialog(self.check, self._sign, self._give_back)
        self.dialog.resize(1024, 700)
        self.dialog.show()
        settle()

    def _sign(self, check):
        self.signed.append(check.body(dict))
        return self.is_recorded

    def _give_back(self, check, reason):
        self.returned.append(check.returned(reason, dict))
        return self.is_recorded

    def put(self, raw):
        self.dialog.entry.put(raw)
        settle()
        self.dialog.entry.put(raw)
        settle()

    def compare(self, raw):
        self.put(raw)
        self.dialog.go_on()
        settle()
        answer(self.dialog, "No source states them: compare")
        assert isinstance(self.dialog.stack.currentWidget(), ComparisonView)

    def buttons(self):
        return [one for one in self.dialog.findChildren(QPushButton)
                if one.text() == "Correct mine"]


def settle():
    for _turn in range(4):
        make_application().processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def answer(dialog, words):
    for box in dialog.findChildren(QMessageBox):
        for button in box.buttons():
            if button.text() == words:
                button.click()
                settle()
                return True
    return False


@pytest.fixture
def opened(qtbot):
    use_language("en")
    theme.apply(make_application(), "light")
    made = Opened()
    qtbot.addWidget(made.dialog)
    yield made
    made.dialog.entry.put({})
    use_language("en")
    theme.apply(make_application(), "light")


def found_in(dialog):
    words = everything(dialog)
    return sorted({value for value in IMPROBABLE for one in words if value in one})


# Blind


def test_no_value_of_the_first_check_can_be_read_off_the_blind_screen(opened):
    assert found_in(opened.dialog) == []


def test_the_walk_finds_the_first_check_where_it_is_shown(opened):
    opened.compare(OTHER)
    assert {"61.7", "163.5", "537", "BM-7731"} <= set(found_in(opened.dialog))


def test_nothing_is_left_of_it_when_one_goes_back_to_correct(opened):
    opened.compare(OTHER)
    opened.buttons()[0].click()
    settle()
    assert opened.dialog.stack.currentWidget() is opened.dialog.entry
    assert found_in(opened.dialog) == []
    assert not opened.dialog.findChildren(ComparedRow)


def test_nothing_is_left_of_the_facts_when_one_goes_back(opened):
    opened.compare(entry())
    opened.dialog.go_on()
    settle()
    assert "3.27" in found_in(opened.dialog)
    opened.dialog.go_back()
    opened.dialog.go_back()
    opened.put(OTHER)
    assert not opened.dialog.findChildren(FactRow)
    assert found_in(opened.dialog) == []


def test_faults_and_lists_of_the_blind_screen_say_nothing_either(opened):
    opened.put(entry(**{**OTHER, "weight": "5o kg", "order": [{"drug": "carbo", "dose": "9 mg"}]}))
    opened.dialog.go_on()
    opened.dialog.entry.fields["regimen"].editor.controls()[0].showPopup()
    settle()
    assert found_in(opened.dialog) == []
    opened.dialog.entry.fields["regimen"].editor.controls()[0].hidePopup()


def test_what_was_copied_before_is_gone_and_nothing_is_pasted_or_copied(qtbot):
    use_language("en")
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("61.7")
    opened = Opened()
    qtbot.addWidget(opened.dialog)
    assert clipboard.text() == ""
    clipboard.setText("44")
    line = opened.dialog.entry.fields["weight"].editor.controls()[0]
    line.setFocus()
    for keys in ((Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
                 (Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)):
        QTest.keyClick(line, *keys)
    QTest.mouseClick(line, Qt.MouseButton.MiddleButton)
    assert line.text() == ""
    QTest.keyClicks(line, "55")
    line.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(line, key, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "44" and line.text() == "55"
    assert line.contextMenuPolicy() is Qt.ContextMenuPolicy.PreventContextMenu
    clipboard.clear()
    opened.dialog.entry.put({})


def test_the_number_of_drugs_is_not_given_away(opened):
    assert len(opened.dialog.entry.rows.rows) == 1
    opened.put(entry(order=rows()[:2]))
    assert len(opened.dialog.entry.rows.rows) == 3


def test_a_target_auc_is_asked_for_where_the_own_entries_plan_it(opened):
    field = opened.dialog.entry.fields["target_auc"]
    assert field.isHidden()
    opened.put(entry(regimen="docetaxel-100", target_auc=None, order=rows()[:1]))
    assert field.isHidden()
    opened.put(entry())
    assert not field.isHidden() and opened.dialog.entry.raw() == ENTRY


# By the keyboard


def test_a_whole_entry_is_typed_with_tab_alone(opened):
    dialog = opened.dialog

    def go(text="", steps=1):
        control = QApplication.focusWidget()
        QTest.keyClicks(control, text)
        settle()
        for _step in range(steps):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        settle()

    dialog.activateWindow()
    dialog.entry.go_to("")
    settle()
    go("BM-7731")
    go("1973-07")
    box = QApplication.focusWidget()
    QTest.keyClicks(box, "t")
    settle()
    box.popup.line.setText("tcbhp")
    options = [box.popup.list.item(row).text() for row in range(box.popup.list.count())]
    wanted = next(row for row, text in enumerate(options)
                  if text.startswith("TCbHP: DOCE") and "AUC" not in text)
    box.popup.list.setCurrentRow(wanted)
    QTest.keyClick(box.popup.line, Qt.Key.Key_Return)
    settle()
    go()
    go("3")
    go("1")
    go("F")
    go("53")
    go("163.5")
    go("61.7")
    go("67.3")
    go("2026-11-29")
    go()
    go()
    go("5")
    for row in ENTRY["order"]:
        go(row["drug"])
        go(row["dose"].removesuffix(" mg"))
        go("i")
        go(row["frequency"])
        go(row["last_on"], steps=2)
    assert dialog.entry.raw() == ENTRY
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    answer(dialog, "No source states them: compare")
    assert opened.check.comparison is not None
    assert opened.check.comparison.differences == ()


def test_tab_comes_to_the_buttons_after_the_empty_row(opened):
    opened.put(entry(order=rows()[:1]))
    last = opened.dialog.entry.rows.rows[-1].cells["last_on"].editor.controls()[0]
    opened.dialog.activateWindow()
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is opened.dialog.bottom.give_back


def test_a_row_is_taken_away(opened):
    opened.put(entry())
    opened.dialog.entry.rows.rows[1].remove.click()
    settle()
    assert opened.dialog.entry.raw()["order"] == [ENTRY["order"][0], *ENTRY["order"][2:]]


def test_tab_brings_every_field_into_sight(qtbot):
    use_language("en")
    theme.apply(make_application(), "light", 200)
    opened = Opened()
    qtbot.addWidget(opened.dialog)
    opened.put(entry())
    opened.dialog.activateWindow()
    opened.dialog.entry.go_to("")
    view = opened.dialog.entry.area.viewport()
    reached = 0
    while view.isAncestorOf(QApplication.focusWidget()) and reached < 80:
        control = QApplication.focusWidget()
        place = control.mapTo(view, control.rect().center())
        assert view.rect().contains(place), control.accessibleName()
        reached += 1
        QTest.keyClick(control, Qt.Key.Key_Tab)
        settle()
    assert 35 < reached < 80
    opened.dialog.entry.put({})
    theme.apply(make_application(), "light")


# What is wrong, what is left


def test_a_fault_stands_at_its_field_and_nothing_is_compared(opened):
    opened.put(entry(weight="6l.7 kg", order=rows({"drug": "docetaxe"})))
    opened.dialog.go_on()
    settle()
    fields = opened.dialog.entry.fields
    assert fields["weight"].fault.text() and fields["weight"].has_focus()
    assert opened.dialog.entry.rows.rows[0].cells["drug"].fault.text()
    assert not fields["height"].fault.text()
    assert opened.check.comparison is None


def test_what_is_left_empty_is_asked_about_once(opened):
    opened.put(entry(weight=None))
    opened.dialog.go_on()
    settle()
    boxes = opened.dialog.findChildren(QMessageBox)
    assert len(boxes) == 1 and "Weight" in boxes[0].text()
    assert opened.check.comparison is None
    assert answer(opened.dialog, "Go on entering")
    assert opened.check.comparison is None


def test_what_must_be_entered_is_asked_for(opened):
    opened.dialog.go_on()
    settle()
    fields = opened.dialog.entry.fields
    assert all(fields[name].fault.text()
               for name in ("record_number", "birth", "regimen", "cycle", "day"))
    assert not fields["weight"].fault.text()
    assert opened.dialog.entry.rows.rows[0].cells["drug"].fault.text()


# Compare, correct, return, tick, sign


def test_a_difference_has_a_colour_a_sign_and_a_word(opened):
    opened.compare(entry(weight="55.0 kg"))
    row = next(one for one in opened.dialog.findChildren(ComparedRow) if one.row.what == "weight")
    assert (row.first.text(), row.second.text(), row.apart.text()) == (
        "61.7 kg", "55.0 kg", "−6.7 kg")
    assert row.pill.accessibleName() == "differs"
    assert "61.7 kg" in row.accessibleName() and "differs" in row.accessibleName()
    same = next(one for one in opened.dialog.findChildren(ComparedRow) if one.row.what == "age")
    assert same.pill.accessibleName() == "same" and same.button is None
    image = row.grab().toImage()
    other = same.grab().toImage()
    assert image.pixelColor(image.width() - 2, 2) != other.pixelColor(other.width() - 2, 2)


def test_a_difference_is_corrected_and_both_entries_are_signed(opened):
    opened.compare(entry(weight="55.0 kg"))
    assert not opened.dialog.bottom.finish.isEnabled()
    button = next(one.button for one in opened.dialog.findChildren(ComparedRow)
                  if one.row.what == "weight")
    button.click()
    settle()
    assert opened.dialog.entry.fields["weight"].has_focus()
    opened.compare(entry())
    opened.dialog.go_on()
    settle()
    assert isinstance(opened.dialog.stack.currentWidget(), FactList)
    assert not opened.dialog.bottom.finish.isEnabled()
    opened.dialog.go_on()
    assert opened.signed == []
    for row in opened.dialog.findChildren(FactRow):
        QTest.keyClick(row.box, Qt.Key.Key_Space)
    assert opened.dialog.bottom.finish.isEnabled()
    opened.dialog.bottom.finish.click()
    settle()
    (body,) = opened.signed
    assert body["differences"] == []
    entries = body["sealed"]["entries"]
    assert entries["first"]["weight"] == "55.0 kg"
    assert entries["corrected"][0]["weight"] == "61.7 kg"
    assert not opened.dialog.isVisible()


@pytest.mark.parametrize(("verdicts", "creatinine", "words"), [
    (None, "75 umol/L", "follows from the entries"),
    ({"whole": "query", "docetaxel": "agrees", "carboplatin": "query",
      "trastuzumab_iv": "agrees", "pertuzumab": "agrees"}, "70.7 umol/L",
     "the rules in force are others than at the first check: return it"),
])
def test_another_verdict_of_the_same_entries_says_where_it_comes_from(
    qtbot, verdicts, creatinine, words
):
    use_language("en")
    labs = {**INPUTS["labs"], "creatinine": {"value": creatinine, "on": "2026-11-29"}}
    compared = SecondCheck(replace(first(labs=labs), verdicts=verdicts))
    compared.enter(entry(creatinine="0.8 mg/dL"))
    view = ComparisonView(compared.comparison, None)
    qtbot.addWidget(view)
    told = {row.row.what: row.apart.text() for row in view.rows if not row.row.is_same}
    assert told == {"verdict.whole": words, "verdict.carboplatin": words}


@pytest.mark.parametrize(("changes", "cell"), [
    ({"order": rows({}, {"dose": "550 mg"})}, (1, "dose")),
    ({"order": rows({"route": "iv_push"})}, (0, "route")),
    ({"order": rows({"last_on": "2026-11-08"})}, (0, "last_on")),
    ({"order": rows()[:3]}, (3, "drug")),
])
def test_correcting_leads_to_the_own_cell(opened, changes, cell):
    opened.compare(entry(**changes))
    opened.buttons()[0].click()
    settle()
    place, column = cell
    assert opened.dialog.entry.rows.rows[place].cells[column].has_focus()


def test_a_check_is_returned_from_every_screen_with_a_reason(opened):
    opened.compare(entry(weight="55.0 kg"))
    opened.dialog.ask_to_return()
    settle()
    (asked,) = opened.dialog.findChildren(ReturnDialog)
    asked.try_to_return()
    assert opened.returned == []
    QTest.keyClicks(asked.reason.controls()[0], "the scales say 55 kg")
    asked.try_to_return()
    settle()
    (body,) = opened.returned
    assert body["reason"] == "the scales say 55 kg" and "weight" in body["differences"]
    assert not opened.dialog.isVisible()


def test_what_was_not_recorded_leaves_the_dialog_as_it_was(opened):
    opened.is_recorded = False
    opened.compare(entry())
    opened.dialog.go_on()
    for row in opened.dialog.findChildren(FactRow):
        row.box.click()
    opened.dialog.bottom.finish.click()
    opened.dialog._return("why")
    settle()
    assert len(opened.signed) == len(opened.returned) == 1
    assert opened.dialog.isVisible()


def test_closing_loses_nothing_without_a_question(opened):
    opened.put(entry())
    opened.dialog.reject()
    settle()
    assert opened.dialog.isVisible()
    assert answer(opened.dialog, "Close without signing")
    assert not opened.dialog.isVisible()


# How it looks


def cut(dialog):
    """Return the visible labels and buttons whose words do not fit."""
    found = []
    for label in dialog.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        words = label.text().split() if label.wordWrap() else label.text().splitlines()
        if label.text().isascii():
            widest = max((label.fontMetrics().horizontalAdvance(one) for one in words), default=0)
            if widest > label.width():
                found.append(label.text())
        if label.wordWrap() and label.heightForWidth(label.width()) > label.height():
            found.append(label.text())
    for button in dialog.findChildren(QPushButton):
        if button.isVisible() and button.width() < button.sizeHint().width():
            found.append(button.text())
    return found


@pytest.mark.parametrize("percent", [100, 125, 150, 175, 200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_at_any_text_size(qtbot, percent, scheme):
    use_language("en")
    theme.apply(make_application(), scheme, percent)
    opened = Opened()
    qtbot.addWidget(opened.dialog)
    assert (opened.dialog.width(), opened.dialog.height()) == (1024, 700)
    opened.put(entry(weight="6l.7 kg", order=rows({"drug": "docetaxe"})))
    opened.dialog.go_on()
    settle()
    assert cut(opened.dialog) == []
    view = opened.dialog.entry
    assert view.area.widget().width() <= view.area.viewport().width()
    opened.compare(entry(weight="55.0 kg"))
    assert cut(opened.dialog) == []
    opened.dialog.go_back()
    opened.compare(entry())
    opened.dialog.go_on()
    settle()
    assert cut(opened.dialog) == []
    opened.dialog.entry.put({})
    theme.apply(make_application(), "light")


def test_every_text_is_translated(qtbot, marked):
    use_language("zh_CN")
    theme.apply(make_application(), "light")
    opened = Opened()
    qtbot.addWidget(opened.dialog)
    plain = [one.text() for one in (*opened.dialog.findChildren(QLabel),
                                    *opened.dialog.findChildren(QPushButton))
             if one.isVisible() and any(sign.isalpha() for sign in one.text())]
    units = {"y", "kg", "mL/min", "mg·min/mL", "GFR"}
    left = [one for one in plain if MARK not in one and one not in units and one.isascii()]
    assert left == []
    use_language("en")


# The band, the chips, what a difference changes


def test_the_band_says_how_much_is_filled_and_the_button_how_much_is_left(opened):
    band = opened.dialog.head.band
    opened.put({"record_number": "X-1", "birth": "1950-01"})
    opened.dialog.entry.edited.emit()
    filled, every = opened.dialog.entry.filled()
    assert filled == 2 and band._count.text() == f"2 of {every} filled"
    assert opened.dialog.bottom.finish.text() == f"Compare — {every - 2} fields left"
    opened.put(entry())
    opened.dialog.entry.edited.emit()
    filled, every = opened.dialog.entry.filled()
    assert filled == every and opened.dialog.bottom.finish.text() == "Compare"


def test_chips_show_all_rows_or_those_that_differ_or_the_same(opened):
    opened.compare(entry(weight="55.0 kg"))
    view = opened.dialog.stack.currentWidget()
    differing = sum(not row.row.is_same for row in view.rows)
    assert {shown: chip.text() for shown, chip in view.chips.items()} == {
        Shown.ALL: f"All {len(view.rows)}", Shown.DIFFERENT: f"≠ {differing} differ",
        Shown.SAME: f"✓ {len(view.rows) - differing} same"}
    for shown, wanted in ((Shown.DIFFERENT, {False}), (Shown.SAME, {True}),
                          (Shown.ALL, {True, False})):
        view.chips[shown].click()
        assert {row.row.is_same for row in view.rows if not row.isHidden()} == wanted


def test_beside_a_difference_stands_what_it_does_to_the_doses(opened):
    opened.compare(entry(weight="55.0 kg"))
    words = [one.text() for one in opened.dialog.stack.currentWidget()._aside.findChildren(QLabel)]
    moved = opened.check.comparison.moved
    assert "What this changes: Weight" in words and len(moved) == 3
    for one in moved:
        assert str(one.name) in words and one.percent in words
    assert moved[0].percent.startswith("−"), "a lower weight, a lower dose"


def test_without_a_difference_nothing_is_said_to_change(opened):
    opened.compare(entry())
    words = [one.text() for one in opened.dialog.stack.currentWidget()._aside.findChildren(QLabel)]
    assert "Your signature" in words
    assert not [one for one in words if "→" in one or "What" in one]


def test_a_check_is_returned_from_the_row_that_differs(opened):
    opened.compare(entry(weight="55.0 kg"))
    row = next(one for one in opened.dialog.findChildren(ComparedRow) if one.row.what == "weight")
    row.give_back_button.click()
    settle()
    assert opened.dialog.findChildren(ReturnDialog)


def test_a_drug_is_a_column_and_the_names_of_its_fields_stand_once(opened):
    opened.put(entry())
    rows_ = opened.dialog.entry.rows
    first_, second_ = rows_.rows[0].cells, rows_.rows[1].cells
    assert first_["dose"].y() > first_["drug"].y() and first_["dose"].y() == second_["dose"].y()
    assert second_["dose"].x() > first_["dose"].x()
    assert [one.text() for one in rows_._captions if one.isVisible()][:5] == [
        "Drug", "Dose", "Route", "How often, on which days", "Last dose on"]
