"""A check on its way: what each guard lets through, and what it does not."""

from dataclasses import replace

import pytest

from bmcalc.formulary.in_force import formulary, put_in_force
from bmcalc.formulary.loading import Formulary
from bmcalc.orders.reading.policy_input import AskPolicy
from bmcalc.records.checks.acts import act, drafted, second_check_and_release
from bmcalc.records.checks.drafting import edit_check
from bmcalc.records.checks.guards import GUARDS
from bmcalc.records.checks.inputs import input_of, signed_verdicts
from bmcalc.records.checks.shown import computed
from bmcalc.records.checks.states import BESIDE, TABLE, State
from bmcalc.records.desk import Objected
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind
from tests.records.given import ORIGIN, given, moment, order, ward

AGREED = {"differences": []}


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def do(here, kind, check, who, at=None, **body):
    return act(here.desk, kind, check, body, here.people[who].by(at))


def checked_twice(here, inputs=None):
    check = here.draft(inputs)
    do(here, Kind.FIRST_CHECKED, check, "first")
    do(here, Kind.SECOND_CHECKED, check, "second", **AGREED)
    return check


def released(here, inputs=None):
    check = checked_twice(here, inputs)
    do(here, Kind.RELEASED, check, "second", reasons={})
    return check


def state(here, check):
    return here.desk.check(check).state


def test_every_row_of_the_table_has_its_guard_and_every_guard_a_row():
    named = {row.guard for row in TABLE} | set(BESIDE.values()) | {"draft"}
    assert named == set(GUARDS)
    assert len({(row.state, row.act) for row in TABLE}) == len(TABLE)


def test_the_way_of_a_check_that_agrees(here):
    check = here.draft()
    assert state(here, check) is State.DRAFT
    do(here, Kind.FIRST_CHECKED, check, "first")
    assert state(here, check) is State.FIRST_CHECK
    do(here, Kind.SECOND_CHECKED, check, "second", **AGREED)
    assert state(here, check) is State.SECOND_CHECK
    do(here, Kind.RELEASED, check, "second", reasons={})
    assert state(here, check) is State.RELEASED
    do(here, Kind.GIVEN, check, "doctor", moment("2026-03-16", 15), **given())
    assert state(here, check) is State.GIVEN


def test_the_record_says_what_was_shown_and_keeps_the_whole_input_sealed(here):
    inputs = order(order="曲妥珠单抗 348 mg ivgtt qd\n病案号 ZY00123456")
    check = here.desk.check(here.draft(inputs))
    kept = input_of(here.desk, check, check.newest)
    assert kept["order"] == inputs["order"]
    assert check.newest.shown.unread == 1
    assert all(b"00123456" not in stored.content for stored in here.desk.store.read_from(1))


def test_nobody_is_second_to_himself_or_to_what_he_typed(here):
    check = here.draft(who="second")
    do(here, Kind.FIRST_CHECKED, check, "first")
    with pytest.raises(Objected, match="another person than the first"):
        do(here, Kind.SECOND_CHECKED, check, "first", **AGREED)
    with pytest.raises(Objected, match="has seen its values"):
        do(here, Kind.SECOND_CHECKED, check, "second", **AGREED)
    do(here, Kind.SECOND_CHECKED, check, "senior", **AGREED)


def test_who_drafted_may_check_first(here):
    check = here.draft(who="first")
    do(here, Kind.FIRST_CHECKED, check, "first")
    assert state(here, check) is State.FIRST_CHECK


def test_a_technician_checks_only_what_is_in_scope(here):
    check = here.draft()
    with pytest.raises(Objected, match="may not do this for these drugs"):
        do(here, Kind.FIRST_CHECKED, check, "technician")


def test_another_key_signs_nothing_for_somebody(here):
    check = here.draft()
    by = here.first.by()
    forged = type(by)(here.second.id, by.at, by.sign)
    with pytest.raises(Exception, match="signature is not that of the person"):
        act(here.desk, Kind.FIRST_CHECKED, check, {}, forged)
    assert state(here, check) is State.DRAFT


def test_nobody_releases_alone_by_the_shipped_policy(here):
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "senior")
    with pytest.raises(Objected, match="lets nobody release alone"):
        do(here, Kind.RELEASED, check, "senior", reasons={}, one_person=True)


def test_second_check_and_release_take_one_passphrase(here):
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "first")
    second_check_and_release(here.desk, check, AGREED, {}, here.second.by())
    done = here.desk.check(check).newest
    assert (done.state, done.second.who, done.released.who) == (
        State.RELEASED, here.second.id, here.second.id)


def test_neither_is_recorded_where_the_release_may_not_be(here):
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "first")
    with pytest.raises(Objected, match="differ"):
        second_check_and_release(here.desk, check, {"differences": ["weight"]}, {},
                                 here.second.by())
    assert state(here, check) is State.FIRST_CHECK


def test_nothing_is_released_while_the_two_checks_differ(here):
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "first")
    do(here, Kind.SECOND_CHECKED, check, "second", differences=[{"field": "weight"}])
    with pytest.raises(Objected, match="differ"):
        do(here, Kind.RELEASED, check, "second", reasons={})
    do(here, Kind.SECOND_CHECKED, check, "second", **AGREED)
    do(here, Kind.RELEASED, check, "second", reasons={})


def test_nothing_is_released_while_a_query_is_open(here):
    check = checked_twice(here)
    query = do(here, Kind.QUERY_OPENED, check, "second", to="Dr Wang", text="6 or 8 mg/kg?",
               lines=["trastuzumab_iv"])
    with pytest.raises(Objected, match="query is open"):
        do(here, Kind.RELEASED, check, "second", reasons={})
    do(here, Kind.QUERY_CLOSED, check, "second", query=query.event_id, answer="6",
       outcome="kept", reason="maintenance", error="none")
    do(here, Kind.RELEASED, check, "second", reasons={})


@pytest.mark.parametrize("outcome", ["changed", "cancelled"])
def test_an_order_that_a_query_changed_is_drafted_anew(here, outcome):
    check = checked_twice(here)
    query = do(here, Kind.QUERY_OPENED, check, "second", to="Dr Wang", text="6 or 8 mg/kg?")
    do(here, Kind.QUERY_CLOSED, check, "second", query=query.event_id, answer="8",
       outcome=outcome, error="dose")
    with pytest.raises(Objected, match="draft it anew"):
        do(here, Kind.RELEASED, check, "second", reasons={})


def test_nothing_is_released_while_on_hold(here):
    check = checked_twice(here)
    do(here, Kind.HELD, check, "second", until="laboratory", reason="platelets")
    with pytest.raises(Objected, match="on hold"):
        do(here, Kind.RELEASED, check, "second", reasons={})
    do(here, Kind.RESUMED, check, "second")
    do(here, Kind.RELEASED, check, "second", reasons={})


def with_dose(drug, dose, **changes):
    return order(order={**order()["order"], drug: dose}, **changes)


def test_a_query_line_is_released_with_a_reason_for_it(here):
    check = checked_twice(here, with_dose("docetaxel", "128 mg"))
    assert here.desk.check(check).newest.shown.lines_of("docetaxel")[0].verdict == "query"
    with pytest.raises(Objected, match="a reason is missing"):
        do(here, Kind.RELEASED, check, "second", reasons={"docetaxel": "  "})
    do(here, Kind.RELEASED, check, "second", reasons={"docetaxel": "banded by hand"})


def test_a_stop_is_released_only_over_a_named_override(here):
    check = checked_twice(here, with_dose("docetaxel", "150 mg"))
    with pytest.raises(Objected, match="is a stop"):
        do(here, Kind.RELEASED, check, "second", reasons={"docetaxel": "it is meant"})
    with pytest.raises(Objected, match="may not do this"):
        do(here, Kind.OVERRIDDEN, check, "second", lines={"docetaxel": "it is meant"})
    with pytest.raises(Objected, match="needs no override"):
        do(here, Kind.OVERRIDDEN, check, "senior", lines={"pertuzumab": "it is meant"})
    do(here, Kind.OVERRIDDEN, check, "senior", lines={"docetaxel": "confirmed by Dr W"})
    do(here, Kind.RELEASED, check, "second", reasons={})
    over = here.desk.check(check).newest.overrides["docetaxel"]
    assert (over.by.who, over.reason) == (here.senior.id, "confirmed by Dr W")


def test_an_undecided_line_needs_its_override_too(here):
    labs = {name: one for name, one in order()["labs"].items() if name != "anc"}
    check = checked_twice(here, order(labs=labs))
    assert here.desk.check(check).newest.shown.lines_of("docetaxel")[0].verdict == "undecidable"
    with pytest.raises(Objected, match="could not be decided"):
        do(here, Kind.RELEASED, check, "second", reasons={"docetaxel": "it is meant"})


def test_a_pasted_line_that_nobody_read_needs_an_override_of_the_whole(here):
    check = checked_twice(here, order(order="trastuzumab iv 348 mg\npertuzumab 420 mg iv\n"
                                            "docetaxel 120 mg iv\nqwerty 5 zz"))
    with pytest.raises(Objected, match="the order as a whole could not be decided"):
        do(here, Kind.RELEASED, check, "second", reasons={})


def test_an_edit_keeps_the_old_version_readable_and_no_signature(here):
    check = checked_twice(here)
    edit_check(here.desk, check, with_dose("docetaxel", "118 mg"), here.second.by())
    now = here.desk.check(check)
    old, new = now.versions
    assert (old.state, new.state) == (State.SUPERSEDED, State.DRAFT)
    assert old.first.who == here.first.id
    assert old.second.who == here.second.id
    assert new.first is new.second is None
    assert not old.is_signed and not new.is_signed
    assert (new.number, new.supersedes) == (2, old.id)


def test_a_released_check_is_made_void_before_it_is_edited(here):
    check = released(here)
    with pytest.raises(Objected, match="Released"):
        edit_check(here.desk, check, order(), here.second.by())
    do(here, Kind.CANCELLED, check, "second", reason="weight was another patient's")
    assert here.desk.check(check).versions[0].state is State.CANCELLED
    edit_check(here.desk, check, order(), here.second.by())
    assert state(here, check) is State.DRAFT


def test_a_returned_check_goes_on_as_a_new_version_only(here):
    check = checked_twice(here)
    with pytest.raises(Objected, match="reason is missing"):
        do(here, Kind.RETURNED, check, "second", reason=" ")
    do(here, Kind.RETURNED, check, "second", reason="height differs")
    with pytest.raises(Objected, match="Returned"):
        do(here, Kind.RELEASED, check, "second", reasons={})
    edit_check(here.desk, check, order(), here.first.by())
    assert state(here, check) is State.DRAFT


def test_what_was_given_names_every_ordered_drug(here):
    check = released(here)
    at = moment("2026-03-16", 15)
    doses = given()["doses"][:2]
    with pytest.raises(Objected, match="DOCEtaxel it is not said"):
        do(here, Kind.GIVEN, check, "doctor", at, doses=doses, not_given={})
    with pytest.raises(Objected, match="Why was DOCEtaxel not given"):
        do(here, Kind.GIVEN, check, "doctor", at, doses=doses, not_given={"docetaxel": ""})
    do(here, Kind.GIVEN, check, "doctor", at, doses=doses, not_given={"docetaxel": "reaction"})


@pytest.mark.parametrize("on", ["2026-03-17", "2026-03-15", "soon"])
def test_a_dose_was_given_between_release_and_now(here, on):
    check = released(here)
    with pytest.raises(Objected):
        do(here, Kind.GIVEN, check, "doctor", moment("2026-03-16", 15), **given(on))


def test_what_was_given_is_corrected_and_both_stay_told(here):
    check = released(here)
    at = moment("2026-03-16", 15)
    wrong = do(here, Kind.GIVEN, check, "doctor", at, **given(docetaxel="118"))
    with pytest.raises(Objected, match="reason is missing"):
        do(here, Kind.GIVEN, check, "doctor", at, **given(), corrects=wrong.event_id)
    do(here, Kind.GIVEN, check, "doctor", at, **given(), corrects=wrong.event_id,
       reason="read off the other bag")
    doses = {one.drug: one.dose for one in here.desk.check(check).newest.outcome.given}
    assert doses["docetaxel"] == "120"


def test_two_checks_of_one_day_are_refused(here):
    here.draft()
    with pytest.raises(Objected, match="same cycle and day"):
        here.draft()


def test_the_regimen_is_that_of_the_course(here):
    with pytest.raises(Objected, match="another course"):
        here.draft(order("T-DXd"))


def test_an_age_that_cannot_be_is_another_patient(here):
    older = order(patient={**order()["patient"], "age": 65})
    with pytest.raises(Objected, match="right patient"):
        here.draft(older)


def test_no_text_names_the_patient(here):
    check = checked_twice(here)
    with pytest.raises(Objected, match="record number stands in a text"):
        do(here, Kind.RETURNED, check, "second", reason="weight of zy00123456 differs")


def test_a_retry_gives_the_first_answer(here):
    check = here.draft()
    first = act(here.desk, Kind.FIRST_CHECKED, check, {}, here.first.by(), event_id="e-1")
    assert act(here.desk, Kind.FIRST_CHECKED, check, {}, here.first.by(), event_id="e-1") == first


def test_another_window_that_records_in_between_lets_it_be_judged_again(here):
    check = checked_twice(here)
    store, done = here.desk.store, []
    append = store.append

    def meanwhile(draft, after=None):
        if draft.kind is Kind.RELEASED and not done:
            done.append(True)
            query = drafted(here.desk, Kind.QUERY_OPENED, here.desk.check(check),
                            {"to": "Dr Wang", "text": "fever?"}, here.second.by())
            append(query)
        return append(draft, after)

    store.append = meanwhile
    with pytest.raises(Objected, match="query is open"):
        do(here, Kind.RELEASED, check, "second", reasons={})
    assert state(here, check) is State.SECOND_CHECK


def test_where_the_policy_says_so_one_person_releases_and_the_record_says_it(here):
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "first")
    shipped = formulary()
    policy = shipped.policy.model_copy(update={"one_person_release": True})
    put_in_force(Formulary(shipped.drugs, shipped.regimens, policy, shipped.sources,
                           shipped.identity, "p" * 64, lvef=shipped.lvef))
    try:
        with pytest.raises(Objected, match="recorded as the work of one person"):
            do(here, Kind.RELEASED, check, "first", reasons={})
        do(here, Kind.RELEASED, check, "first", reasons={}, one_person=True)
    finally:
        put_in_force(None)
    assert here.desk.check(check).newest.one_person


def test_a_dose_that_was_given_on_a_void_release_is_recorded_as_what_it_is(here):
    check = released(here)
    do(here, Kind.CANCELLED, check, "second", reason="platelets came late")
    at = moment("2026-03-16", 15)
    with pytest.raises(Objected, match="reason is missing"):
        do(here, Kind.GIVEN, check, "doctor", at, **given())
    do(here, Kind.GIVEN, check, "doctor", at, **given(), reason="the bag hung already")
    assert state(here, check) is State.GIVEN


def test_a_draft_that_was_cancelled_cannot_have_been_given(here):
    check = here.draft()
    do(here, Kind.CANCELLED, check, "first", reason="fever")
    with pytest.raises(Objected, match="never released"):
        do(here, Kind.GIVEN, check, "doctor", **given(), reason="it was")


def test_what_the_program_said_can_be_computed_again(here):
    check = here.desk.check(here.draft())
    held = input_of(here.desk, check, check.newest)
    assert computed(held, "en").shown == check.newest.shown


def test_an_order_with_a_policy_of_its_own_is_not_recorded(here):
    with pytest.raises(RecordsFault, match="policy in force"):
        here.draft(order(policy={"tolerance_agrees": "9 %"}))


def test_an_order_that_is_refused_is_not_recorded(here):
    with pytest.raises(RecordsFault, match="cannot be recorded"):
        here.draft(order(cycle=None))


def test_a_check_that_another_policy_judges_otherwise_is_drafted_anew(here):
    check = checked_twice(here, with_dose("docetaxel", "125 mg"))
    assert here.desk.check(check).newest.shown.verdict == "agrees"
    shipped = formulary()
    strict = shipped.policy.model_copy(update={
        "tolerance_agrees": AskPolicy(label="").read({"tolerance_agrees": "2 %"}).tolerance_agrees})
    put_in_force(Formulary(shipped.drugs, shipped.regimens, strict, shipped.sources,
                           shipped.identity, "q" * 64, lvef=shipped.lvef))
    later = replace(here, desk=replace(here.desk, origin=replace(ORIGIN, policy_sha256="q" * 64)))
    try:
        with pytest.raises(Objected, match="judge it otherwise now"):
            do(later, Kind.RELEASED, check, "second", reasons={})
    finally:
        put_in_force(None)
    do(later, Kind.RELEASED, check, "second", reasons={})


def test_an_order_without_its_date_is_not_recorded(here):
    with pytest.raises(RecordsFault, match="date of its treatment"):
        here.draft(order(today=None))


def test_a_version_that_took_the_place_of_no_newest_one_is_told_and_counts_as_given(here):
    check = here.draft()
    newest = here.desk.check(check).newest
    edit_check(here.desk, check, order(), here.first.by())
    stored = [one.event() for one in here.desk.store.read_from(1)
              if one.event().draft.event_id == newest.id]
    late = replace(stored[0].draft, event_id="late", body={
        **stored[0].draft.body, "supersedes": newest.id})
    here.desk.store.append(late)
    about = {**late.about, "version": "late"}
    here.desk.store.append(replace(late, event_id="given", kind=Kind.GIVEN, about=about))
    here.desk.projections.catch_up()
    now = here.desk.check(check)
    assert now.state is State.DRAFT
    assert [one.id for one in now.may_be_given] == ["late"]
    assert len(now.unexplained) == 2


def test_a_name_that_only_the_order_knows_stands_in_no_event_in_the_clear(here):
    check = here.draft(order(order="trastuzumab iv 348 mg\npertuzumab 420 mg iv\n"
                                   "docetaxel 120 mg iv\n张敏曲妥珠单抗 348 mg iv"))
    shown = here.desk.check(check).newest.shown
    assert "other.1" in shown.drugs
    verdicts = signed_verdicts(here.desk, here.desk.check(check))
    assert set(verdicts) == {"whole", *order()["order"], "张敏曲妥珠单抗"}
    assert verdicts["whole"] == "stop"
    told = [one.content.decode() for one in here.desk.store.read_from(1)]
    assert not [one for one in told if "张敏" in one]


@pytest.mark.parametrize(("dose", "is_asked"), [
    ("132", False), ("132.1", True), ("108", False), ("107.9", True), ("1200", True), ("12", True),
])
def test_a_dose_far_from_the_ordered_one_is_no_slip(here, dose, is_asked):
    check = released(here)
    at = moment("2026-03-16", 15)
    body = given(docetaxel=dose)
    if is_asked:
        with pytest.raises(Objected, match="Is it no slip"):
            do(here, Kind.GIVEN, check, "doctor", at, **body)
        body["not_given"]["docetaxel"] = "stopped half way, a reaction"
    do(here, Kind.GIVEN, check, "doctor", at, **body)
    assert state(here, check) is State.GIVEN
