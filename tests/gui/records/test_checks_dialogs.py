"""An order from the page into the records, through a blind second check, to what was given."""

import pytest
from PySide6.QtWidgets import QDialog

from bmcalc.gui.pages.order_check.entered import entered
from bmcalc.gui.records.access import opened_desk
from bmcalc.gui.records.checks_dialog import NOT_SHOWN, ChecksDialog
from bmcalc.gui.records.first_check_dialog import FirstCheckDialog
from bmcalc.gui.records.second_checking import SignSecondCheck
from bmcalc.records.checks.states import State
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind
from tests.gui.conftest import settle
from tests.gui.records.conftest import WORDS


@pytest.fixture
def first_checked(ordered, people):
    """Record the order on the page with the signature of the first check."""
    dialog = FirstCheckDialog(entered(ordered.session), "BM-0001", ordered)
    dialog.open()
    dialog.born.put("1969-04")
    dialog._look()
    for field, value in ((dialog.course.intent, "adjuvant"), (dialog.course.cycles, "4"),
                         (dialog.course.anthracyclines, "none"), (dialog.course.others, "none")):
        field.put(value)
    sign(dialog, people["first"], WORDS["first"])
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told.text()
    return ordered


def sign(dialog, person, words):
    dialog.signer.person.put(person)
    dialog.signer.passphrase.edit.setText(words)
    dialog.act.click()


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


def test_the_order_is_recorded_with_its_first_check(first_checked, people, place):
    check = the_check()
    assert check.state is State.FIRST_CHECK
    assert check.newest.first.who == people["first"]
    assert check.newest.shown.ordered == {"docetaxel": "120", "cyclophosphamide_iv": "963"}
    written = b"".join(one.read_bytes() for one in place.rglob("*") if one.is_file())
    assert b"BM-0001" not in written
    assert b"1969-04" not in written


def test_a_wrong_passphrase_leaves_what_was_typed_and_the_next_try_records_once(ordered, people):
    dialog = FirstCheckDialog(entered(ordered.session), "BM-0001", ordered)
    dialog.open()
    dialog.born.put("1969-04")
    dialog._look()
    for field, value in ((dialog.course.intent, "adjuvant"), (dialog.course.cycles, "4"),
                         (dialog.course.anthracyclines, "none"), (dialog.course.others, "none")):
        field.put(value)
    sign(dialog, people["first"], "not the passphrase")
    assert "not the passphrase" in dialog.told.text()
    assert dialog.born.text() == "1969-04"
    sign(dialog, people["first"], WORDS["first"])
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told.text()
    check = the_check()
    assert len(check.versions) == 1
    assert check.state is State.FIRST_CHECK


def test_an_empty_page_is_no_order(window, people):
    with pytest.raises(RecordsFault, match="no order"):
        FirstCheckDialog(entered(window.session), "", window)


def test_the_list_hides_the_verdict_until_the_second_check(first_checked):
    dialog = listed(first_checked)
    words = [dialog.table.item(0, column).text() for column in range(4)]
    assert words[0] == "BM-0001 · 1969-04"
    assert "C1 D1" in words[1]
    assert words[3] == NOT_SHOWN
    assert dialog.second.isEnabled()
    assert not dialog.buttons[Kind.GIVEN].isEnabled()
    dialog.close()


def test_the_page_and_the_list_are_hidden_while_somebody_checks_blind(first_checked):
    dialog = listed(first_checked)
    dialog.second.click()
    assert not first_checked.centralWidget().isVisible()
    assert not dialog.isVisible()
    blind = next(one for one in first_checked.findChildren(QDialog)
                 if type(one).__name__ == "SecondCheckDialog")
    blind._leave()
    assert first_checked.centralWidget().isVisible()
    dialog.close()


def test_nothing_is_released_before_a_second_person_checked(first_checked, people):
    dialog = listed(first_checked)
    release = opened_act(dialog, Kind.RELEASED)
    sign(release, people["first"], WORDS["first"])
    assert "second check is missing" in release.told.text()
    assert the_check().state is State.FIRST_CHECK
    release.reject()
    dialog.close()


def test_a_query_is_opened_and_answered(first_checked, people):
    dialog = listed(first_checked)
    asked = opened_act(dialog, Kind.QUERY_OPENED)
    asked.fields["to"].put("Dr Chen")
    asked.fields["text"].put("Is G-CSF planned?")
    asked.person.put(people["second"])
    asked.act.click()
    assert len(the_check().open_queries) == 1
    answer = opened_act(dialog, Kind.QUERY_CLOSED)
    answer.fields["query"].put(the_check().open_queries[0].id)
    for name, value in {"answer": "Yes", "outcome": "kept", "reason": "planned from day 2",
                        "error": "none"}.items():
        answer.fields[name].put(value)
    answer.person.put(people["first"])
    answer.act.click()
    assert not the_check().open_queries, answer.told.text()
    dialog.close()


class Settled:
    """A second check that found the same as the first."""

    @staticmethod
    def body(seal):
        return {"differences": [], "sealed": seal({})}


def test_second_check_release_and_given(first_checked, people):
    check = the_check()
    with opened_desk() as desk:
        person = desk.roster().person(people["second"])
    signing = SignSecondCheck(check, Settled(), [person], first_checked)
    signing.open()
    signing.release.setChecked(True)
    for field in signing.reasons.values():
        field.put("discussed with the ward")
    signing.signer.passphrase.edit.setText(WORDS["second"])
    signing.act.click()
    assert signing.result() == QDialog.DialogCode.Accepted, signing.told.text()
    assert the_check().state is State.RELEASED
    dialog = listed(first_checked)
    given = opened_act(dialog, Kind.GIVEN)
    with opened_desk() as desk:
        given.fields["on"].put(desk.check(check.id).newest.released.at.local().date().isoformat())
    given.fields["docetaxel"].put("60 mg")
    given.fields["why:cyclophosphamide_iv"].put("stopped for a reaction")
    sign(given, people["first"], WORDS["first"])
    assert the_check().state is State.RELEASED
    given.fields["why:docetaxel"].put("stopped half way for a reaction")
    sign(given, people["first"], WORDS["first"])
    told = the_check()
    assert told.state is State.GIVEN, given.told.text()
    assert [(one.drug, one.dose) for one in told.newest.outcome.given] == [("docetaxel", "60")]
    dialog.close()
