"""Whatever people try, in whatever order: what the ledger then holds is judged by hand.

The judge below reads the raw events and nothing of the program's own table or guards.
"""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bmcalc.formulary.in_force import formulary, put_in_force
from bmcalc.formulary.loading import Formulary
from bmcalc.records.checks.acts import act, second_check_and_release
from bmcalc.records.checks.drafting import draft_check, edit_check
from bmcalc.records.checks.states import State
from bmcalc.records.desk import Desk, Objected
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.opening import open_records
from bmcalc.records.projections.tables import NAMES
from tests.records.given import ORIGIN, given, moment, order, ward

DOSES = {"agrees": "120 mg", "query": "128 mg", "stop": "150 mg"}
PEOPLE = ("first", "second", "senior", "technician")
people = st.sampled_from(PEOPLE)


def inputs_of(verdict):
    return order(order={**order()["order"], "docetaxel": DOSES[verdict]})


def rows(projections):
    return {name: sorted(map(str, projections.connection.execute(f"SELECT * FROM {name}")))
            for name in NAMES}


class Template:
    """Records with people and a course, made once and copied for every run."""

    folder = None

    @classmethod
    def copied(cls):
        if cls.folder is None:
            cls.folder = Path(tempfile.mkdtemp())
            made = ward(cls.folder)
            cls.people, cls.course = made.people, made.course
            made.desk.projections.close()
            made.desk.store.close()
        copy = Path(tempfile.mkdtemp())
        shutil.copytree(cls.folder, copy, dirs_exist_ok=True)
        return copy


class Trying(RuleBasedStateMachine):
    """Everybody tries everything."""

    one_person = False

    @initialize(verdict=st.sampled_from(list(DOSES)), who=people)
    def begin(self, verdict, who):
        self.folder = Template.copied()
        self.people, store = Template.people, open_records(self.folder)
        self.desk = Desk.open(self.folder, store, ORIGIN, "en")
        self.check, self.query = None, None
        self.draft(verdict, who)

    def tried(self, attempt):
        try:
            return attempt()
        except Objected:
            return None

    def do(self, kind, who, **body):
        return self.tried(lambda: act(self.desk, kind, self.check, body,
                                      self.people[who].by(moment(hour=12))))

    @rule(verdict=st.sampled_from(list(DOSES)), who=people)
    def draft(self, verdict, who):
        by = self.people[who].by()
        if self.check is not None:
            self.tried(lambda: edit_check(self.desk, self.check, inputs_of(verdict), by))
            return
        receipt = self.tried(
            lambda: draft_check(self.desk, Template.course, inputs_of(verdict), by))
        if receipt is None:
            receipt = draft_check(self.desk, Template.course, inputs_of(verdict),
                                  self.people["first"].by())
        self.check = next(self.desk.store.read_from(receipt.seq)).event().draft.about["check"]

    @rule()
    def go_on(self):
        """Do what comes next, so that the later states are reached as often as the first."""
        match self.desk.check(self.check).state:
            case State.DRAFT:
                self.first_check("first")
            case State.FIRST_CHECK:
                self.override("senior")
                self.second_check("second", [])
                self.second_check("senior", [])
            case State.SECOND_CHECK:
                self.release("second", {"docetaxel": "meant"}, False)
            case State.RELEASED:
                self.confirm("senior")
            case _:
                self.draft("agrees", "first")

    @rule()
    def go_on_too(self):
        self.go_on()

    @rule(who=people)
    def first_check(self, who):
        self.do(Kind.FIRST_CHECKED, who)

    @rule(who=people, differences=st.sampled_from([[], [], ["weight"]]))
    def second_check(self, who, differences):
        self.do(Kind.SECOND_CHECKED, who, differences=differences)

    @rule(who=people, reasons=st.sampled_from([{}, {"docetaxel": "meant"}]), alone=st.booleans())
    def release(self, who, reasons, alone):
        self.do(Kind.RELEASED, who, reasons=reasons, **({"one_person": True} if alone else {}))

    @rule(who=people, differences=st.sampled_from([[], ["weight"]]))
    def both(self, who, differences):
        self.tried(lambda: second_check_and_release(
            self.desk, self.check, {"differences": differences}, {"docetaxel": "meant"},
            self.people[who].by()))

    @rule()
    def all_by_the_one_who_began(self):
        """Try it alone: whoever checked first checks again and releases."""
        first = self.desk.check(self.check).newest.first
        who = next((name for name, one in self.people.items()
                    if first is not None and one.id == first.who), "first")
        self.first_check(who)
        self.second_check(who, [])
        self.release(who, {"docetaxel": "meant"}, True)
        self.release(who, {"docetaxel": "meant"}, False)

    @rule(kind=st.sampled_from([Kind.HELD, Kind.QUERY_OPENED]))
    def release_while_it_waits(self, kind):
        self.do(kind, "second", until="laboratory", reason="platelets", to="Dr W", text="?")
        self.second_check("senior", [])
        self.release("first", {"docetaxel": "meant"}, False)
        self.do(Kind.RESUMED, "second")

    @rule()
    def release_over_a_difference(self):
        self.second_check("senior", ["weight"])
        self.release("first", {"docetaxel": "meant"}, False)

    @rule(who=people)
    def override(self, who):
        self.do(Kind.OVERRIDDEN, who, lines={"docetaxel": "meant"})

    @rule(who=people, kind=st.sampled_from([Kind.RETURNED, Kind.CANCELLED]))
    def end(self, who, kind):
        self.do(kind, who, reason="an error")

    @rule(who=people)
    def ask(self, who):
        receipt = self.do(Kind.QUERY_OPENED, who, to="Dr Wang", text="is it meant?")
        self.query = self.query if receipt is None else receipt.event_id

    @rule(who=people, outcome=st.sampled_from(["kept", "kept", "changed"]))
    def answer(self, who, outcome):
        self.do(Kind.QUERY_CLOSED, who, query=self.query, answer="yes", outcome=outcome,
                reason="meant", error="none")

    @rule(who=people, kind=st.sampled_from([Kind.HELD, Kind.RESUMED]))
    def hold(self, who, kind):
        self.do(kind, who, until="laboratory", reason="platelets")

    @rule(who=people)
    def confirm(self, who):
        self.do(Kind.GIVEN, who, **given())

    @invariant()
    def every_release_had_its_two_people_and_nothing_open(self):
        if getattr(self, "check", None) is None:
            return
        self.desk.projections.catch_up()
        verdict = released = None
        signed, open_queries, held, overridden, differ = {}, set(), False, False, False
        for stored in self.desk.store.read_from(1):
            draft = stored.event().draft
            match draft.kind:
                case Kind.CHECK_DRAFTED:
                    verdict, signed, overridden, differ, released = (
                        draft.body["shown"]["verdict"], {}, False, False, None)
                case Kind.FIRST_CHECKED | Kind.SECOND_CHECKED:
                    assert draft.signature is not None
                    signed[draft.kind] = draft.who
                    differ = bool(draft.body.get("differences"))
                case Kind.OVERRIDDEN:
                    assert draft.who == self.people["senior"].id
                    overridden = True
                case Kind.RETURNED | Kind.CANCELLED:
                    signed, released = {}, None
                case Kind.QUERY_OPENED:
                    open_queries.add(draft.event_id)
                case Kind.QUERY_CLOSED:
                    open_queries.discard(draft.body["query"])
                case Kind.HELD:
                    held = True
                case Kind.RESUMED:
                    held = False
                case Kind.RELEASED:
                    alone = bool(draft.body.get("one_person"))
                    assert self.one_person or not alone
                    assert len(set(signed.values())) == (1 if alone else 2)
                    assert draft.signature is not None
                    assert not open_queries and not held and not differ
                    assert verdict != "stop" or overridden
                    assert verdict != "query" or draft.body["reasons"]["docetaxel"]
                    assert released is None
                    released = draft.who
                case Kind.GIVEN:
                    assert released is not None

    @invariant()
    def no_version_but_the_newest_is_live_and_a_draft_has_no_signature(self):
        if getattr(self, "check", None) is None:
            return
        check = self.desk.check(self.check)
        assert not check.irregular
        assert all(one.state is State.SUPERSEDED and not one.is_signed
                   for one in check.versions[:-1])
        if check.state is State.DRAFT:
            assert check.newest.first is check.newest.second is None
            assert not check.newest.overrides

    def teardown(self):
        if getattr(self, "desk", None) is not None:
            self.desk.projections.catch_up()
            folded = rows(self.desk.projections)
            self.desk.projections.rebuild()
            assert rows(self.desk.projections) == folded
            self.desk.projections.close()
            self.desk.store.close()
            shutil.rmtree(self.folder)


_SETTINGS = settings(max_examples=25, stateful_step_count=25, deadline=None,
                     suppress_health_check=list(HealthCheck))


class TestWithTwoPeople(Trying.TestCase):
    settings = _SETTINGS


class _Alone(Trying):
    one_person = True


class TestWhereOneMayReleaseAlone(_Alone.TestCase):
    settings = _SETTINGS

    @pytest.fixture(autouse=True)
    def _policy(self):
        shipped = formulary()
        policy = shipped.policy.model_copy(update={"one_person_release": True})
        put_in_force(Formulary(shipped.drugs, shipped.regimens, policy, shipped.sources,
                               shipped.identity, "p" * 64, lvef=shipped.lvef))
        yield
        put_in_force(None)
