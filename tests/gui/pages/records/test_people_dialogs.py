"""Making the first administrator, adding people, changing a passphrase, from the window."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from bmcalc.gui.pages.records.access import opened_store
from bmcalc.gui.pages.records.new_person_dialog import AddPersonDialog, FirstAdministratorDialog
from bmcalc.gui.pages.records.passphrase_dialogs import ChangePassphraseDialog
from bmcalc.gui.pages.records.people_dialog import PeopleDialog
from bmcalc.gui.pages.records.sign_dialog import SignDialog
from bmcalc.records.people.roles import Role
from bmcalc.records.people.roster import roster, roster_fold
from tests.gui.conftest import settle
from tests.gui.pages.records.checking import WORDS


def shown(dialog, window):
    dialog.open()
    settle(window)
    return dialog


def fill(dialog, name, number, role, words):
    dialog.person.name.put(name)
    dialog.person.registration.put(number)
    dialog.person.roles[role].setChecked(True)
    dialog.first.edit.setText(words)
    dialog.again.edit.setText(words)


def everything_written(place):
    return b"".join(one.read_bytes() for one in place.rglob("*") if one.is_file())


def test_the_menu_offers_to_set_up_and_nothing_else_where_there_are_no_records(window, place):
    menu = window._menus.records
    menu._look()
    assert menu.set_up.isEnabled()
    assert not any(one.isEnabled() for one in (menu.people, menu.first, menu.checks, menu.verify))
    assert not place.exists()


def test_the_first_administrator_is_made_from_the_window(window, place):
    dialog = shown(FirstAdministratorDialog(window), window)
    fill(dialog, "Li Wei", "YS-0001", Role.PHARMACIST, WORDS["first"])
    dialog.act.click()
    with opened_store() as store:
        (person,) = roster(store).active()
    assert person.printed_name == "Li Wei"
    assert person.is_administrator()
    assert WORDS["first"].encode() not in everything_written(place)
    menu = window._menus.records
    menu._look()
    assert menu.people.isEnabled()
    assert not menu.set_up.isEnabled()


@pytest.mark.parametrize(("first", "again", "told"), [
    ("", "", "passphrase is missing"),
    ("short", "short", "10 characters"),
    ("a long passphrase", "another passphrase", "differ"),
    ("Li Wei is my name", "Li Wei is my name", "neither the name"),
])
def test_a_passphrase_that_does_not_do_is_told_and_nothing_is_recorded(
        window, place, first, again, told):
    dialog = shown(FirstAdministratorDialog(window), window)
    fill(dialog, "Li Wei", "YS-0001", Role.PHARMACIST, "")
    dialog.first.edit.setText(first)
    dialog.again.edit.setText(again)
    dialog.act.click()
    assert told in dialog.told.text()
    assert dialog.isVisible()
    assert dialog.person.name.text() == "Li Wei"
    menu = window._menus.records
    menu._look()
    assert menu.set_up.isEnabled()
    dialog.reject()


def test_a_wrong_passphrase_is_told_recorded_and_forgotten(window, people):
    dialog = shown(AddPersonDialog(window), window)
    fill(dialog, "Zhao Lei", "YS-0003", Role.TECHNICIAN, "a third long phrase")
    dialog.signer.passphrase.edit.setText("not the passphrase")
    dialog.act.click()
    assert "not the passphrase" in dialog.told.text()
    assert not any(one.text() for one in dialog.findChildren(QLineEdit) if one.echoMode() is
                   QLineEdit.EchoMode.Password)
    with opened_store() as store:
        assert roster(store).failed[people["first"]].in_a_row == 1
        assert len(roster(store).active()) == 2
    dialog.reject()


def test_a_third_person_is_proposed_and_confirmed_by_another(window, people):
    dialog = shown(AddPersonDialog(window), window)
    fill(dialog, "Zhao Lei", "YS-0003", Role.TECHNICIAN, "a third long phrase")
    dialog.signer.passphrase.edit.setText(WORDS["first"])
    dialog.act.click()
    with opened_store() as store:
        assert len(roster(store).active()) == 2
        assert len(roster_fold(store).proposals) == 1
    listed = shown(PeopleDialog(window), window)
    assert any("waits for a confirmation" in one.text() for one in listed.findChildren(QLabel))
    confirm = next(one for one in listed.findChildren(QPushButton) if one.text() == "Confirm…")
    confirm.click()
    settle(window)
    signing = listed.findChild(SignDialog)
    assert [one.id for one in signing.signer._people.values()] == [people["second"]]
    signing.signer.passphrase.edit.setText(WORDS["second"])
    signing.act.click()
    with opened_store() as store:
        assert [one.printed_name for one in roster(store).active()] == [
            "Li Wei", "Wang Min", "Zhao Lei"]
    listed.close()


def test_a_passphrase_is_changed_by_its_person(window, people):
    with opened_store() as store:
        person = roster(store).person(people["second"])
    dialog = shown(ChangePassphraseDialog(person, window), window)
    dialog.signer.passphrase.edit.setText(WORDS["second"])
    dialog.first.edit.setText("quite another phrase")
    dialog.again.edit.setText("quite another phrase")
    dialog.act.click()
    with opened_store() as store:
        assert roster(store).person(people["second"]).key != person.key


def test_a_hidden_line_shows_its_text_nowhere(window, people):
    dialog = shown(AddPersonDialog(window), window)
    dialog.signer.passphrase.edit.setText(WORDS["first"])
    line = dialog.signer.passphrase.edit
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert line.displayText() != WORDS["first"]
    QGuiApplication.clipboard().setText("before")
    line.selectAll()
    line.copy()
    assert QGuiApplication.clipboard().text() == "before"
    dialog.reject()
