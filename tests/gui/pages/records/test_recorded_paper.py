"""What the records say of a check, on its slip and its labels, and the sheet that ends a day."""

import datetime

import pytest

from bmcalc.core.texts import in_language
from bmcalc.gui.pages.records.day_end_paper import day_end_report
from bmcalc.gui.pages.records.recorded import recorded_of, recorded_order
from bmcalc.records.checks.acts import act
from bmcalc.records.checks.drafting import edit_check
from bmcalc.records.checks.queries import QueryOutcome
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.seals.day_end import day_end
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.label import label_reports, why_no_label
from bmcalc.report.slip import slip_report
from tests.records.given import BORN, moment, order, ward
from tests.report.on_paper import checked, printed
from tests.report.test_paper import squeezed
from tests.report.test_slip import box

DAY = datetime.date(2026, 3, 16)


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def do(here, kind, check, who, at=None, **body):
    return act(here.desk, kind, check, body, here.people[who].by(at))


def on_paper(here, check):
    """Return the check that is printed, and what the records say of it."""
    made = checked(order())
    recorded = recorded_of(here.desk.check(check), here.desk.roster(), BORN,
                           seal_line(here.desk.store.head()), made)
    return made, recorded


def slip_of(here, check):
    made, recorded = on_paper(here, check)
    return slip_report(JudgedOrder(made, made.verdict, record="BM-0001", recorded=recorded))


def labels_of(here, check):
    made, recorded = on_paper(here, check)
    return label_reports(JudgedOrder(made, made.verdict, record="BM-0001", recorded=recorded))


def release(here, check):
    do(here, Kind.FIRST_CHECKED, check, "first", moment(hour=9, minute=56))
    do(here, Kind.SECOND_CHECKED, check, "second", moment(hour=10, minute=4), differences=[])
    do(here, Kind.RELEASED, check, "second", moment(hour=10, minute=5), reasons={})


def test_only_a_released_check_may_be_prepared(here):
    check = here.draft()
    steps = [
        (Kind.FIRST_CHECKED, "first", {}), (Kind.SECOND_CHECKED, "second", {"differences": []}),
        (Kind.RELEASED, "second", {"reasons": {}}),
    ]
    for kind, who, body in steps:
        assert box(slip_of(here, check)).words == "not released"
        assert labels_of(here, check) is None
        do(here, kind, check, who, **body)
    assert box(slip_of(here, check)).words == "may be prepared"
    assert len(labels_of(here, check).labels) == 3


@pytest.mark.parametrize(
    ("kind", "body", "beside"),
    [(Kind.HELD, {"until": "laboratory", "on": None, "reason": "fever"}, "Held"),
     (Kind.QUERY_OPENED, {"to": "Dr Wang", "text": "dose?", "lines": []}, "Query open")],
)
def test_a_released_check_on_hold_or_with_a_query_is_not_prepared(here, kind, body, beside):
    check = here.draft()
    release(here, check)
    do(here, kind, check, "first", **body)
    assert box(slip_of(here, check)).words == "held back: not to be prepared"
    assert f"Version 1, Released, {beside}." in box(slip_of(here, check)).said
    assert labels_of(here, check) is None


def test_what_is_given_or_cancelled_is_not_prepared_again(here):
    check = here.draft()
    release(here, check)
    do(here, Kind.CANCELLED, check, "senior", reason="patient is ill")
    assert box(slip_of(here, check)).words == "not to be prepared: Cancelled"
    made, recorded = on_paper(here, check)
    given = JudgedOrder(made, made.verdict, record="BM-0001", recorded=recorded)
    assert set(dict(why_no_label(given)).values()) == {"not released (Cancelled)"}


def test_who_signed_stands_with_number_and_time(here, qapp, tmp_path):
    check = here.draft()
    release(here, check)
    _made, recorded = on_paper(here, check)
    assert recorded.first[:3] == ("Zhang Min", "R-first", "2026-03-16 09:56")
    assert recorded.second[:3] == ("Li Hua", "R-second", "2026-03-16 10:04")
    assert str(recorded.second.remark) == "released 2026-03-16 10:05"
    slip = slip_of(here, check)
    assert slip.seal == seal_line(here.desk.store.head())
    assert slip.who.startswith(f"born {BORN}")
    (page,) = printed(slip, tmp_path / "slip.pdf")
    for part in ("ZhangMin", "R-first", "LiHua", "R-second", "released2026-03-1610:05"):
        assert part in page


@pytest.mark.parametrize(
    "changes",
    [{"order": {"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg", "docetaxel": "121 mg"}},
     {"today": "2026-03-17"}, {"cycle": 3},
     {"patient": {**order()["patient"], "weight": "59 kg"}}],
)
def test_an_order_that_is_not_the_recorded_one_is_neither_signed_nor_released(here, changes):
    check = here.draft()
    release(here, check)
    made = checked(order(**changes))
    recorded = recorded_of(here.desk.check(check), here.desk.roster(), BORN, "seal", made)
    assert (recorded.released, recorded.ended, recorded.first, recorded.seal) == (
        False, True, None, "")
    given = JudgedOrder(made, made.verdict, record="BM-0001", recorded=recorded)
    slip = slip_report(given)
    assert box(slip).words == "not to be prepared: changed since it was recorded"
    assert label_reports(given) is None


def test_paper_of_the_records_is_made_from_what_they_hold(here):
    check = here.draft()
    release(here, check)
    found = recorded_order(here.desk, check)
    assert (found.number, found.recorded.born) == ("ZY00123456", BORN)
    from_page = on_paper(here, check)[1]
    assert str(found.recorded.state) == str(from_page.state) == "Released"
    assert found.recorded._replace(state="") == from_page._replace(state="")
    slip = slip_report(JudgedOrder(
        found.order, found.order.verdict, record=found.number, recorded=found.recorded))
    assert box(slip).words == "may be prepared"
    with pytest.raises(RecordsFault):
        recorded_order(here.desk, "no such check")


def test_a_draft_has_nobody_who_signed(here):
    _made, recorded = on_paper(here, here.draft())
    assert (recorded.first, recorded.second) == (None, None)


def test_what_was_asked_and_answered_stands_there(here):
    check = here.draft()
    opened = do(here, Kind.QUERY_OPENED, check, "first", to="Dr Wang", text="120 mg?",
                lines=["docetaxel"])
    _made, recorded = on_paper(here, check)
    (asked,) = recorded.queries
    assert (asked.to, asked.text, asked.answer, asked.outcome) == ("Dr Wang", "120 mg?", "", "")
    do(here, Kind.QUERY_CLOSED, check, "first", query=opened.event_id, answer="yes",
       outcome=QueryOutcome.KEPT.value, reason="as planned", error="none")
    _made, recorded = on_paper(here, check)
    (asked,) = recorded.queries
    assert asked.lines == ("docetaxel",)
    assert asked.answer == "yes as planned"
    assert str(asked.outcome) == "the order was kept, with a reason"


def test_an_older_version_is_not_prepared_and_the_newer_names_it(here):
    check = here.draft()
    release(here, check)
    do(here, Kind.CANCELLED, check, "senior", reason="another weight")
    edit_check(here.desk, check, order(), here.people["first"].by())
    found, roster = here.desk.check(check), here.desk.roster()
    old, new = (recorded_of(found, roster, BORN, "", checked(order()), one)
                for one in found.versions)
    assert (old.version, old.released, old.ended, old.first) == (1, False, True, None)
    assert (new.version, new.released, new.ended) == (2, False, False)
    assert new.changes == ("Version 1 was: agrees.",)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_day_ends_on_paper_with_its_seal(here, qapp, tmp_path, language):
    check = here.draft()
    release(here, check)
    do(here, Kind.QUERY_OPENED, check, "first", to="Dr Wang", text="dose?", lines=[])
    with in_language(language):
        end = day_end(here.desk, DAY)
        report = day_end_report(end, here.desk.roster())
        pages = printed(report, tmp_path / "day.pdf")
    whole = "".join(pages)
    assert report.seal == seal_line(end.seal)
    for part in (*report.seal.split(), "ZhangMin", "LiHua", "R-first", "R-second", check[:8],
                 end.open_queries[0].query[:8], "2026-03-16"):
        assert squeezed(part) in whole, part
    with in_language(language):
        for state, count in end.states.items():
            assert squeezed(f"{state.label}{count}") in whole


def test_a_day_without_work_has_its_sheet_too(here, qapp, tmp_path):
    end = day_end(here.desk, DAY + datetime.timedelta(days=1))
    (page,) = printed(day_end_report(end, here.desk.roster()), tmp_path / "day.pdf")
    assert page.count("none") >= 5
