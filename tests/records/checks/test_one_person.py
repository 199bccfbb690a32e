"""One person alone gets no check released, and nobody signs what they have not seen."""

from dataclasses import replace

import pytest

from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.acts import act, drafted, second_check_and_release
from bmcalc.records.checks.bodies import shown_body
from bmcalc.records.checks.drafting import edit_check
from bmcalc.records.checks.states import State
from bmcalc.records.desk import Objected
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.people.acts import (
    Occasion,
    Signer,
    confirm,
    leave,
    propose_person,
    replace_key,
)
from bmcalc.records.people.person import Details
from bmcalc.records.people.roles import Role
from bmcalc.records.people.roster import roster
from tests.records.given import CHEAP, ORIGIN, Someone, moment, order, ward

AGREED = {"differences": []}
WORD = "a long passphrase of {}"


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def do(here, kind, check, who, **body):
    return act(here.desk, kind, check, body, here.people[who].by())


def again(here, registration):
    """Return "Li Hua", who left and was added again under another id."""
    store, occasion = here.desk.store, Occasion(moment("2026-03-16", 8), ORIGIN, CHEAP)
    leave(store, here.second.id, Signer(here.admin.id, WORD.format(0)), occasion)
    proposal = propose_person(
        store, Details("Li Hua", registration, (Role.PHARMACIST,)), "another long passphrase",
        Signer(here.admin.id, WORD.format(0)), occasion)
    confirm(store, proposal.event_id, Signer(here.first.id, WORD.format(1)), occasion)
    person = roster(store).people()[-1]
    return Someone(person.id, person.sealed.open("another long passphrase"))


@pytest.mark.parametrize("registration", ["R-second", " r-SECOND", "Ｒ-second", "R\u2011second",
                                          "R\u2013sec\u00adond", "R-second\u200b"])
@pytest.mark.parametrize("drafter", ["first", "second"])
def test_who_left_and_came_back_is_no_second_person_to_themselves(here, registration, drafter):
    check = here.draft(who=drafter)
    do(here, Kind.FIRST_CHECKED, check, "second")
    back = again(here, registration)
    with pytest.raises(Objected, match="another person than the first"):
        act(here.desk, Kind.SECOND_CHECKED, check, AGREED, back.by())
    with pytest.raises(Objected, match="another person than the first"):
        second_check_and_release(here.desk, check, AGREED, {}, back.by())
    signed = back.sign([drafted(here.desk, Kind.SECOND_CHECKED, here.desk.check(check), AGREED,
                                back.by())])[0]
    here.desk.store.append(signed)
    here.desk.projections.catch_up()
    now = here.desk.check(check)
    assert now.state is State.FIRST_CHECK and now.newest.second is None
    assert [one.kind for one in now.unexplained] == [Kind.SECOND_CHECKED]


def test_who_drafted_left_and_came_back_has_seen_the_values(here):
    check = here.draft(who="second")
    do(here, Kind.FIRST_CHECKED, check, "first")
    back = again(here, "R-second")
    with pytest.raises(Objected, match="has seen its values"):
        act(here.desk, Kind.SECOND_CHECKED, check, AGREED, back.by())


@pytest.mark.parametrize("kind", [Kind.SECOND_CHECKED, Kind.RELEASED, Kind.RETURNED,
                                  Kind.CANCELLED, Kind.HELD, Kind.QUERY_OPENED])
def test_an_act_on_a_version_that_was_edited_meanwhile_is_refused(here, kind):
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "first")
    seen = here.desk.check(check).newest.id
    edit_check(here.desk, check, order(), here.first.by())
    do(here, Kind.FIRST_CHECKED, check, "first")
    with pytest.raises(Objected, match="Somebody else changed this check"):
        act(here.desk, kind, check, {**AGREED, "reason": "r", "reasons": {}, "until": "laboratory",
                                     "to": "a", "text": "b"}, here.second.by(), None, seen)
    if kind is Kind.SECOND_CHECKED:
        with pytest.raises(Objected, match="Somebody else changed this check"):
            second_check_and_release(here.desk, check, AGREED, {}, here.second.by(), None, seen)
    assert here.desk.check(check).state is State.FIRST_CHECK


def forged(here, check, **shown):
    """Write another version by hand, with an answer that the program did not give."""
    newest = here.desk.check(check).newest
    (old,) = [one.event().draft for one in here.desk.store.read_from(1)
              if one.event_id == newest.id]
    body = {**old.body, "supersedes": newest.id,
            "shown": shown_body(replace(newest.shown, **shown))}
    made = Draft(Kind.CHECK_DRAFTED, moment(), body, {**old.about, "version": "by hand"},
                 here.first.id, origin=ORIGIN, event_id="by hand")
    here.desk.store.append(made)
    here.desk.projections.catch_up()


def mild(line):
    return replace(line, verdict=Verdict.AGREES, findings=())


def test_nothing_is_signed_that_shows_another_answer_than_the_programs(here):
    wrong = order(order={**order()["order"], "docetaxel": "400 mg"})
    check = here.draft(wrong)
    shown = here.desk.check(check).newest.shown
    assert shown.verdict is Verdict.STOP
    forged(here, check, verdict=Verdict.AGREES,
           lines=tuple(mild(line) for line in shown.lines if line.drug != "order"))
    with pytest.raises(Objected, match="does not show what the program says"):
        do(here, Kind.FIRST_CHECKED, check, "first")


@pytest.mark.parametrize("changed", [{"unread": 1}, {"beside": ("other.beside",)}, {"bsa": "1"},
                                     {"day": 8}, {"on": "2026-03-17"}])
def test_every_part_of_what_is_shown_is_the_programs(here, changed):
    check = here.draft()
    forged(here, check, **changed)
    with pytest.raises(Objected, match="does not show what the program says"):
        do(here, Kind.FIRST_CHECKED, check, "first")


def test_a_release_over_unsettled_lines_does_not_count_whoever_signed_it(here):
    check = here.draft(order(order={**order()["order"], "docetaxel": "400 mg"}))
    do(here, Kind.FIRST_CHECKED, check, "first")
    do(here, Kind.SECOND_CHECKED, check, "second", **AGREED)
    by_hand = drafted(here.desk, Kind.RELEASED, here.desk.check(check), {"reasons": {}},
                      here.second.by())
    here.desk.store.append(here.second.sign([by_hand])[0])
    here.desk.projections.catch_up()
    now = here.desk.check(check)
    assert now.state is State.SECOND_CHECK and len(now.unexplained) == 1
    assert now.may_be_given


def test_an_event_signed_with_a_key_that_was_replaced_since_is_not_recorded(here):
    check = here.draft()
    signed = here.first.sign([drafted(here.desk, Kind.FIRST_CHECKED, here.desk.check(check), {},
                                      here.first.by())])[0]
    replace_key(here.desk.store, "another long passphrase",
                Signer(here.first.id, WORD.format(1)), Occasion(moment(), ORIGIN, CHEAP))
    with pytest.raises(RecordsFault, match="replaced in the meantime"):
        here.desk.record(signed, lambda: ())
