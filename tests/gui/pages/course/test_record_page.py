"""The record of one check: versions, what was done, and nothing of a check that is blind."""

from PySide6.QtWidgets import QDialog, QLabel

from bmcalc.gui.pages.record.standing import standing_of
from bmcalc.gui.window.session import RECORD, Typed
from bmcalc.records.checks.acts import act
from bmcalc.records.checks.drafting import edit_check
from bmcalc.records.checks.history import Signed, changed, history_of
from bmcalc.records.ledger.kinds import Kind
from tests.gui.conftest import settle
from tests.records.courses.test_next_cycle import THP_2, first_cycle, released
from tests.records.courses.test_next_cycle import given as was_given
from tests.records.given import moment


def shown(window, check):
    window.visit("record")
    view = window.view()
    view.open_subject(check)
    settle(window)
    return view


def words_of(view):
    return " ".join(one.text() for one in view.findChildren(QLabel) if one.isVisible())


def test_without_a_check_it_says_so(window, place):
    window.visit("record")
    assert "No check is chosen" in words_of(window.view())
    assert not place.exists()


def test_a_given_check_says_who_signed_what_and_what_was_given(window, thp):
    check = next(iter(thp.desk.projections.connection.execute(
        "SELECT id FROM checked WHERE cycle = 1")))[0]
    view = shown(window, check)
    words = words_of(view)
    for said in ("ZY00123456", "1969-08", "C1 D1", "Zhang Min (R-first)", "Li Hua (R-second)",
                 "signature verified", "given 464 mg on 2026-02-23", "Dose given"):
        assert said in words, said
    assert set(view.buttons) == {"given", "not_given", "query_opened"}


def test_a_draft_offers_to_go_on_and_its_acts(window, thp):
    view = shown(window, thp.second_cycle)
    asked = []
    view.page_asked.connect(lambda page, subject: asked.append((page, subject)))
    view.buttons["edit"].click()
    assert asked == [("order-check", f"check:{thp.second_cycle}")]
    assert "first_checked" in view.buttons and "released" not in view.buttons


def test_two_versions_stand_side_by_side_with_what_changed(window, thp):
    edit_check(thp.desk, thp.second_cycle, first_cycle(
        {**THP_2, "docetaxel": "115 mg"}, "2026-03-16", cycle=2), thp.first.by())
    history = history_of(thp.desk, thp.second_cycle)
    found = {str(one.label): (one.before, one.after) for one in history.versions[1].changes}
    assert found["Order · DOCEtaxel"] == ("120 mg", "115 mg")
    words = words_of(shown(window, thp.second_cycle))
    assert "Version 1: Superseded" in words and "Version 2: Draft" in words
    assert "120 mg → 115 mg" in words


def test_a_check_that_waits_for_its_second_person_shows_nothing_entered(window, thp):
    act(thp.desk, Kind.QUERY_OPENED, thp.second_cycle,
        {"to": "Dr Wang", "text": "is 348 right", "lines": []}, thp.first.by())
    act(thp.desk, Kind.FIRST_CHECKED, thp.second_cycle, {}, thp.first.by())
    view = shown(window, thp.second_cycle)
    said = words_of(view) + view.summary()
    said = said.replace(view.events._seal.text(), "")  # any digits can stand in a hash
    for value in ("348", "420 mg", "120", "agrees"):
        assert value not in said, value
    assert "waits for its second person" in said and "Zhang Min" in said


def test_an_act_is_done_in_its_dialog_and_shown_at_once(window, thp):
    view = shown(window, thp.second_cycle)
    view.buttons["query_opened"].click()
    (dialog,) = view.findChildren(QDialog)
    dialog.fields["to"].put("Dr Wang")
    dialog.fields["text"].put("is the weight of today?")
    dialog.person.put(thp.first.id)
    dialog.act.click()
    settle(window)
    assert "is the weight of today?" in words_of(view)


def test_how_far_it_has_come(thp):
    captions = [str(caption) for caption, _words in standing_of(thp.desk, thp.second_cycle)]
    assert captions == ["First check", "Second check", "State"]
    act(thp.desk, Kind.FIRST_CHECKED, thp.second_cycle, {},
        thp.first.by(moment("2026-03-16", 10, 5)))
    first = {str(a): str(b) for a, b in standing_of(thp.desk, thp.second_cycle)}
    assert first["First check"] == "Zhang Min (R-first) 03-16 10:05"
    assert first["Second check"] == "not yet"


def test_signatures_are_judged(thp):
    act(thp.desk, Kind.FIRST_CHECKED, thp.second_cycle, {}, thp.first.by())
    drafted, first = history_of(thp.desk, thp.second_cycle).entries
    assert drafted.signed is Signed.NOT_NEEDED and first.signed is Signed.HOLDS


def test_a_change_is_named_by_what_people_call_the_field():
    found = list(changed({"patient": {"weight": "58 kg"}, "labs": {"anc": {
        "value": "1 x10^9/L", "on": "2026-01-01"}}}, {"patient": {"weight": "60 kg"}, "labs": {
            "anc": {"value": "2 x10^9/L", "on": "2026-01-02"}}}))
    assert [(one.before, one.after) for one in found] == [
        ("58 kg", "60 kg"), ("1 x10^9/L", "2 x10^9/L"), ("2026-01-01", "2026-01-02")]
    assert not list(changed({"cycle": 1}, {"cycle": 1}))


def test_another_dose_than_ordered_is_not_called_left_out(thp):
    third = released(thp, first_cycle(THP_2, "2026-04-06", cycle=3), "2026-04-06")
    was_given(thp, third, on="2026-04-06", docetaxel="96", pertuzumab=None)
    said = str(history_of(thp.desk, third).entries[-1].said)
    assert "DOCEtaxel 96 mg" in said and "DOCEtaxel not as ordered: reaction" in said
    assert "pertuzumab not given: reaction" in said


def test_a_check_that_was_asked_for_is_not_shown_of_another_patient(window, thp):
    view = shown(window, thp.second_cycle)
    assert "ZY00123456" in words_of(view)
    window.visit("order-check")
    window.session.put("", RECORD, Typed("ZY99999"))
    settle(window)
    window.visit("record")
    settle(window)
    assert "ZY00123456" not in words_of(window.view())
    assert window.view().summary() is None
