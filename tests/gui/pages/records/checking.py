"""What people do with the checks of the records, in the real dialogs."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from shiboken6 import isValid

from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.pages.records.checks_dialog import ChecksDialog
from bmcalc.gui.pages.records.fact_list import FactRow
from bmcalc.gui.pages.records.second_check_dialog import SecondCheckDialog
from tests.gui.conftest import settle

WORDS = {"first": "correct horse battery", "second": "another long phrase"}

ON_THE_SHEET = {
    "record_number": "BM-0001", "birth": "1969-04", "regimen": "tc", "cycle": "1", "day": "1",
    "sex": "female", "age": "52", "height": "160 cm", "weight": "58 kg",
    "creatinine": "0.77 mg/dL",
    "order": [
        {"drug": "docetaxel", "dose": "120 mg", "route": "iv", "frequency": "d1"},
        {"drug": "cyclophosphamide", "dose": "963 mg", "route": "iv", "frequency": "qd d1"},
    ],
}
"""What a second person reads of case 1: route and days, and a report in the other unit."""


def sign(dialog, person, words):
    dialog.signer.person.put(person)
    dialog.signer.passphrase.edit.setText(words)
    dialog.act.click()


def sign_and_release(signing, person):
    """Sign the second check and release with it; each query gets its reason."""
    signing.release.setChecked(True)
    for field in signing.reasons.values():
        field.put("discussed with the ward")
    sign(signing, person, WORDS["second"])


def the_check():
    with opened_desk() as desk:
        desk.projections.catch_up()
        (identifier,) = desk.projections.connection.execute("SELECT id FROM checked").fetchone()
        return desk.check(identifier)


def listed(window):
    dialog = ChecksDialog(window)
    dialog.open()
    settle(window)
    return dialog


def opened_act(dialog, kind):
    before = set(dialog.findChildren(QDialog))
    dialog.buttons[kind].click()
    (made,) = set(dialog.findChildren(QDialog)) - before
    return made


def blind_of(window, checks):
    """Return the blind dialog that the list opens."""
    checks.second.click()
    settle(window)
    (blind,) = window.findChildren(SecondCheckDialog)
    blind.activateWindow()
    blind.entry.go_to("")
    settle(window)
    return blind


def typed(window, text="", steps=1):
    """Type into what has the keyboard, and go on with Tab."""
    QTest.keyClicks(QApplication.focusWidget(), text)
    settle(window)
    for _step in range(steps):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    settle(window)


def choose_regimen(window, words, begins):
    """Look a regimen up in the list by its name."""
    box = QApplication.focusWidget()
    QTest.keyClicks(box, words[0])
    settle(window)
    box.popup.line.setText(words)
    options = [box.popup.list.item(row).text() for row in range(box.popup.list.count())]
    box.popup.list.setCurrentRow(
        next(row for row, text in enumerate(options) if text.startswith(begins)))
    QTest.keyClick(box.popup.line, Qt.Key.Key_Return)
    settle(window)
    typed(window)


def enter_the_sheet(window, blind, weight="58"):
    """Type everything that the sheet of case 1 says, by the keyboard alone."""
    typed(window, "BM-0001")
    typed(window, "1969-04")
    choose_regimen(window, "tc", "TC: DOCE")
    for text in ("1", "1", "F", "52", "160", weight):
        typed(window, text)
    typed(window, "0.77 mg/dL", steps=0)
    for _step in range(4):
        typed(window)
    for row in ON_THE_SHEET["order"]:
        typed(window, row["drug"])
        typed(window, row["dose"].removesuffix(" mg"))
        typed(window, "i")
        typed(window, row["frequency"])
        typed(window, steps=2)


def go_on(window, blind):
    """Press the keys for the next screen; what is left empty stands in no source."""
    blind.activateWindow()
    settle(window)
    QTest.keyClick(blind, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    if not isValid(blind):  # it is signed, and closed
        return
    for box in blind.findChildren(QMessageBox):
        for button in box.buttons():
            if button.text() == "No source states them: compare":
                button.click()
    settle(window)


def tick_every_fact(blind):
    for row in blind.findChildren(FactRow):
        QTest.keyClick(row.box, Qt.Key.Key_Space)


def when_open(kind, act):
    """Act on the dialog of a kind that is waited for, as soon as it is open; it never stays."""
    def look():
        found = [one for one in QApplication.topLevelWidgets()
                 if isinstance(one, kind) and one.isVisible()]
        if not found:
            QTimer.singleShot(5, look)
            return
        try:
            act(found[0])
        finally:
            if found[0].isVisible():
                found[0].reject()

    QTimer.singleShot(0, look)
