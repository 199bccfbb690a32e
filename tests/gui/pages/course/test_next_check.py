"""A check of the records on the order page: what is known is there, what is of today is not."""

import pytest

from bmcalc.core.texts import current_language
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import stage_of
from bmcalc.gui.pages.course.names import BEFORE, CHECK, COURSE, PATIENT, of_records
from bmcalc.gui.pages.course.next_check import (
    put_check,
    put_day,
    put_next_cycle,
    put_subject,
)
from bmcalc.gui.pages.order_check.entered import PAGE_ID, entered, kept_lines
from bmcalc.gui.pages.order_check.last_cycle import fill_last_doses
from bmcalc.gui.pages.order_check.outcome import look
from bmcalc.gui.pages.records.order_to_record import order_to_record
from bmcalc.gui.window.session import RECORD, Session, Typed
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.acts import act
from bmcalc.records.checks.drafting import edit_check
from bmcalc.records.checks.inputs import input_of
from bmcalc.records.checks.shown import computed, same_answer
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind
from tests.orders.routine import ROUTINE
from tests.records.courses.test_next_cycle import THP_1, first_cycle, released
from tests.records.courses.test_next_cycle import given as was_given
from tests.records.given import course, ward


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    here = ward(tmp_path_factory.mktemp("ward"))
    was_given(here, released(here, first_cycle(THP_1)))
    yield here
    here.desk.projections.close()
    here.desk.store.close()


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def on_page(session):
    return look(entered(session), kept_lines(session))


def typed(session, name, page=PAGE_ID):
    return session.entry(page, name).typed


def test_what_the_records_know_stands_on_the_page_and_what_is_of_today_does_not(made):
    session = Session()
    put_next_cycle(session, made.desk, made.course)
    assert (typed(session, "regimen"), typed(session, "cycle"), typed(session, "day")) == (
        "thp", "2", "1")
    assert typed(session, "today") == "2026-03-16"
    assert typed(session, RECORD) == "ZY00123456"
    assert (typed(session, "sex"), typed(session, "age")) == ("female", "56")
    assert typed(session, "height") == "160 cm"
    assert typed(session, "last_cycle:weight") == "58 kg"
    assert typed(session, "last:pertuzumab:on") == "2026-02-23"
    for name in ("weight", "creatinine", "anc", "order:docetaxel", "neuropathy_grade"):
        assert session.entry(PAGE_ID, name).empty, name
    assert of_records(session, COURSE) == made.course
    assert of_records(session, PATIENT) == made.patient
    assert of_records(session, CHECK) is None
    assert typed(session, BEFORE)["weight"] == "58 kg"
    assert not session.unsaved()


def test_a_dose_that_was_left_out_gets_no_day_from_the_date_of_the_cycle(here):
    was_given(here, released(here, first_cycle(THP_1)), docetaxel=None)
    session = Session()
    put_next_cycle(session, here.desk, here.course)
    assert session.entry(PAGE_ID, "last:docetaxel:on").empty
    session.put(PAGE_ID, "last_cycle:on", Typed("2026-02-24"))
    fill_last_doses(session, stage_of(regimens()["thp"], 2))
    assert session.entry(PAGE_ID, "last:docetaxel:on").empty
    assert typed(session, "last:pertuzumab:on") == "2026-02-23"


def test_another_record_number_above_the_page_means_nobody_of_the_records(made):
    session = Session()
    put_next_cycle(session, made.desk, made.course)
    session.put("", RECORD, Typed("ZY999"))
    assert of_records(session, COURSE) is None
    session.begin(Typed("ZY999"), Typed("ZY00123456"))
    assert session.entry(PAGE_ID, COURSE).empty


def test_the_second_cycle_agrees_once_todays_facts_and_the_order_are_there(made):
    session = Session()
    put_next_cycle(session, made.desk, made.course)
    base = ROUTINE["THP"]
    for name, dose in base["order"].items():
        session.put(PAGE_ID, f"order:{name}", Typed(dose))
    assert on_page(session).check.verdict is not Verdict.AGREES
    for name, fact in base["patient"].items():
        session.put(PAGE_ID, name, Typed(["none"] if fact == [] else fact))
    for name, result in base["labs"].items():
        if name == "lvef_baseline":
            continue
        session.put(PAGE_ID, name, Typed(result["value"]))
        session.put(PAGE_ID, f"{name}:on", Typed(result["on"]))
        if "uln" in result:
            session.put(PAGE_ID, f"{name}_uln", Typed(result["uln"]))
    assert on_page(session).check.verdict is Verdict.AGREES


@pytest.mark.parametrize("regimen", sorted(regimens()))
def test_no_regimen_agrees_without_the_facts_of_today(made, regimen):
    of = course(made.desk, made.people, made.patient, regimen, "2026-04-20", cycles=None)
    session = Session()
    put_next_cycle(session, made.desk, of)
    assert typed(session, "regimen") == regimen
    session.put(PAGE_ID, "weight", Typed("58 kg"))
    session.put(PAGE_ID, "creatinine", Typed("68 umol/L"))
    first = on_page(session)
    assert first.check is not None
    for line in first.check.lines:
        if line.rounded is not None:
            session.put(PAGE_ID, f"order:{line.drug}",
                        Typed(f"{line.rounded.to('mg').magnitude:f} mg"))
    found = on_page(session)
    assert found.check is None or found.check.verdict is not Verdict.AGREES


def test_day_8_of_a_cycle(here):
    of = course(here.desk, here.people, here.patient, "gemcitabine-carboplatin")
    session = Session()
    put_day(session, here.desk, of, 1, 8)
    assert (typed(session, "day"), typed(session, "today")) == ("8", "2026-03-02")
    put_subject(session, here.desk, f"course:{of}:1:1")
    assert typed(session, "day") == "1"


def round_trip(here, inputs):
    """Return the answers to a recorded input, and to what the page makes of it."""
    check = here.draft(inputs)
    session = Session()
    put_check(session, here.desk, check)
    back = order_to_record(session)
    held = input_of(here.desk, here.desk.check(check), here.desk.check(check).newest)
    plain = {name: one for name, one in held.items() if name != "policy"}
    language = current_language()
    return computed(plain, language).check, computed(back, language).check, session


@pytest.mark.parametrize("name", sorted(ROUTINE))
def test_a_draft_comes_back_as_it_was_recorded(tmp_path, name):
    here = ward(tmp_path, ROUTINE[name]["regimen"])
    before, after, session = round_trip(here, ROUTINE[name])
    assert same_answer(before, after)
    assert before.verdict is after.verdict
    assert not session.unsaved()
    here.desk.projections.close()
    here.desk.store.close()


@pytest.mark.parametrize("order", [
    "Trastuzumab 464 mg IV d1\nPertuzumab 840 mg IV d1\nDocetaxel 120 mg IV d1",
    "曲妥珠单抗 464mg 静脉滴注 d1\n帕妥珠单抗 840mg 静脉滴注 d1\n多西他赛 240mg 静脉滴注 d1",
    "Trastuzumab 464 mg IV d1\nSomethingumab 300 mg IV d1",
    {**THP_1, "docetaxel": {"dose": "120 mg", "days": [1], "route": "iv"}},
    {**THP_1, "docetaxel": {"dose": "60 mg", "times_per_day": 2}},
])
def test_an_order_of_any_form_comes_back(here, order):
    before, after, _session = round_trip(here, first_cycle(order))
    assert same_answer(before, after)


def test_a_draft_is_gone_on_with_as_the_next_version(here):
    check = here.draft(first_cycle(THP_1))
    session = Session()
    put_subject(session, here.desk, f"check:{check}")
    assert of_records(session, CHECK) == check
    session.put(PAGE_ID, "order:docetaxel", Typed("115 mg"))
    edit_check(here.desk, check, order_to_record(session), here.first.by())
    newest = here.desk.check(check).newest
    assert newest.number == 2 and newest.shown.ordered["docetaxel"] == "115"


def test_a_check_that_was_returned_says_why(here):
    check = here.draft(first_cycle(THP_1))
    act(here.desk, Kind.FIRST_CHECKED, check, {}, here.first.by())
    session = Session()
    with pytest.raises(RecordsFault, match="First check"):
        put_check(session, here.desk, check)
    assert session.is_empty()
    act(here.desk, Kind.RETURNED, check, {"reason": "another weight"}, here.second.by())
    assert "another weight" in str(put_check(session, here.desk, check))


@pytest.mark.parametrize("subject", ["", "check:", "nobody", "course:x:1", "course:x:1:2:3"])
def test_a_subject_that_is_none_leaves_the_page(here, subject):
    session = Session()
    session.put(PAGE_ID, "regimen", Typed("tc"))
    with pytest.raises(RecordsFault):
        put_subject(session, here.desk, subject)
    assert typed(session, "regimen") == "tc"
