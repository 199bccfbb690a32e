"""The keyboard does what it stands on, and what is refused leaves nothing behind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton

from bmcalc.gui.pages.order_check.entered import entered
from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.pages.records.first_check_dialog import FirstCheckDialog
from bmcalc.gui.pages.records.new_person_dialog import AddPersonDialog
from bmcalc.gui.pages.records.people_dialog import PeopleDialog
from bmcalc.records.patients.lookup import found
from tests.gui.conftest import settle
from tests.gui.pages.records.checking import WORDS, blind_of, listed, sign


def filled(window, born):
    dialog = FirstCheckDialog(entered(window.session), "BM-0001", window)
    dialog.open()
    dialog.born.put(born)
    dialog._look()
    for field, value in ((dialog.course.intent, "adjuvant"), (dialog.course.cycles, "4"),
                         (dialog.course.anthracyclines, "none"), (dialog.course.others, "none")):
        field.put(value)
    return dialog


def patients():
    with opened_desk() as desk:
        desk.projections.catch_up()
        return list(found(desk.store, desk.projections, "BM-0001"))


@pytest.mark.parametrize(("born", "words"), [
    ("1939-04", WORDS["first"]), ("1969-04", "not the passphrase"), ("1969-4", WORDS["first"]),
])
def test_a_refused_first_check_registers_nobody(ordered, people, born, words):
    dialog = filled(ordered, born)
    sign(dialog, people["first"], words)
    assert dialog.told.text()
    assert dialog.isVisible()
    assert not patients()
    dialog.born.put("1969-04")
    sign(dialog, people["first"], WORDS["first"])
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told.text()
    assert len(patients()) == 1


def test_a_month_that_cannot_be_read_has_the_keyboard_and_the_passphrase_stays(ordered, people):
    dialog = filled(ordered, "1969-4")
    sign(dialog, people["first"], WORDS["first"])
    assert dialog.born.isAncestorOf(dialog.focusWidget())
    assert dialog.signer.passphrase.text() == WORDS["first"]


def test_enter_opens_what_the_keyboard_stands_on(window, people):
    dialog = PeopleDialog(window)
    dialog.open()
    dialog.add.setFocus()
    QTest.keyClick(dialog.add, Qt.Key.Key_Return)
    assert dialog.isVisible()
    (adding,) = dialog.findChildren(AddPersonDialog)
    cancel = next(one for one in adding.findChildren(QPushButton) if one is not adding.act)
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert adding.result() == QDialog.DialogCode.Rejected


def test_two_people_are_told_that_they_are_too_few(window, people):
    dialog = PeopleDialog(window)
    assert "third person" in dialog.alone.text()


def test_escape_in_the_question_keeps_what_was_entered(first_checked):
    blind = blind_of(first_checked, listed(first_checked))
    QTest.keyClicks(blind.focusWidget(), "BM-0001")
    blind.reject()
    (box,) = blind.findChildren(QMessageBox)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    settle(first_checked)
    assert blind.isVisible()
    assert not blind.entry.is_empty()
