"""Whatever people do, in whatever order: somebody administers, and no right rests on one alone.

What is tried is signed rightly and appended without asking the guards, as a program of an attacker
among the people would; what the guards let through is therefore a part of it.
"""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bmcalc.records.ledger.event import Draft, Event, Signature
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.people.changes import may_confirm
from bmcalc.records.people.keys import NewKey, is_signed, public_of
from bmcalc.records.people.person import Details
from bmcalc.records.people.reading import with_key, written_details
from bmcalc.records.people.roles import Role
from bmcalc.records.people.roster import RosterFold
from bmcalc.records.people.signing import verify_signature
from tests.records.ledger.given import ORIGIN, at
from tests.records.people.given import CHEAP

NAMES = ("a", "b", "c", "d", "e")
people = st.sampled_from(NAMES)
signers = st.integers(0, len(NAMES) - 1)
roles = st.lists(st.sampled_from(list(Role)), max_size=3, unique=True).map(tuple)
KEYS = [NewKey.make(f"passphrase {number}", CHEAP) for number in range(60)]
some_roles = st.lists(st.sampled_from([Role.ADMINISTRATOR, *Role]), min_size=1, max_size=3,
                      unique=True).map(tuple)
used = st.integers(0, 19).map(lambda number: number if number < 3 else None)
"""Which key is brought: mostly one that nobody had, or one of the first again."""


def rests_on(events):
    """Return which roles each person holds, and on whose signatures each of them rests.

    Read independently of the guards: what an event says is believed, and who signed it is noted.
    """
    by_id = {event.draft.event_id: event.draft for event in events}
    held = {}
    for draft in by_id.values():
        person = draft.about["person"]
        if draft.kind is Kind.PERSON_ADDED:
            held[person] = dict.fromkeys(draft.body["roles"], "the founding")
        elif draft.kind is Kind.PERSON_CONFIRMED:
            proposed = by_id[draft.about["proposal"]]
            if proposed.body["change"] != "key":
                two = frozenset({draft.who, proposed.who})
                held[person] = dict.fromkeys(proposed.body["roles"], two)
        elif draft.kind is Kind.ROLES_CHANGED:
            held[person] = {role: held[person].get(role, {draft.who})
                            for role in draft.body["roles"]}
    return held


class People(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.fold = RosterFold()
        self.events = []
        self.drafts = {}
        self.made = 0

    def append(self, draft, secret):
        """Append with the key of whoever signs, and note whether it counts."""
        value = secret.sign(draft.digest()).signature.hex()
        signed = draft.signed(Signature(public_of(secret), value))
        event = Event(signed, "chain", self.fold.seq + 1, "0" * 64, "installation")
        counts = self.fold.take(Event.read(event.canonical())) is None
        if counts:
            self.events.append(event)
        self.drafts[draft.event_id] = draft
        return counts

    def known(self, number):
        """Return somebody who is or was a person, so that most of what is tried is possible."""
        everybody = self.fold.roster.people()
        return everybody[number % len(everybody)].id

    def key(self, again):
        """Return a key that nobody had, or one of the first again."""
        if again is None:
            self.made += 1
        return KEYS[self.made if again is None else again]

    def secret_of(self, who):
        person = self.fold.roster.find(who)
        found = [one for one in KEYS if person is not None and one.public == person.key]
        return (found[0] if found else KEYS[0]).secret

    def draft(self, kind, who, person, body, **about):
        return Draft(kind, at(1), body, {"person": person, **about}, who, Meaning.PEOPLE, ORIGIN)

    @initialize(own=roles, second=st.one_of(st.none(), roles))
    def found(self, own, second):
        new, given = self.key(None), Details("a", "reg a", (*own, Role.ADMINISTRATOR))
        self.append(with_key(self.draft(Kind.PERSON_ADDED, "a", "a", written_details(given)), new),
                    new.secret)
        if second is not None:
            self.add(0, "b", None, (*second, Role.ADMINISTRATOR))

    @rule(number=signers, person=people, again=used, wanted=roles)
    def add(self, number, person, again, wanted):
        who, given = self.known(number), written_details(Details(person, f"reg {person}", wanted))
        self.append(with_key(self.draft(Kind.PERSON_ADDED, who, person, given), self.key(again)),
                    self.secret_of(who))

    @rule(number=signers, person=people, again=used, wanted=some_roles)
    def propose_new(self, number, person, again, wanted):
        self.propose("new", number, person, again, wanted)

    @rule(number=signers, other=signers, wanted=some_roles)
    def propose_details(self, number, other, wanted):
        self.propose("details", number, self.known(other), None, wanted)

    @rule(number=signers, other=signers, again=used)
    def propose_key(self, number, other, again):
        self.propose("key", number, self.known(other), again, ())

    def propose(self, change, number, person, again, wanted):
        who = self.known(number)
        given = {"change": change, **written_details(Details(person, f"reg {person}", wanted))}
        draft = with_key(self.draft(Kind.PERSON_PROPOSED, who, person, given), self.key(again))
        self.append(draft, self.secret_of(who))

    @precondition(lambda self: self.fold.proposals)
    @rule(number=signers, which=st.integers(0, 3))
    def confirm(self, number, which):
        waiting = self.fold.proposals
        self.confirm_with(number, self.drafts[waiting[which % len(waiting)].event_id])

    @precondition(lambda self: self.fold.proposals)
    @rule(number=signers, which=st.integers(0, 3))
    def confirm_by_one_who_may(self, number, which):
        """Reach further: the guards choose who confirms, and are judged all the same."""
        waiting = self.fold.proposals
        proposal = waiting[which % len(waiting)]
        able = [place for place, one in enumerate(self.fold.roster.people())
                if may_confirm(self.fold.roster, one.id, proposal)]
        if able:
            self.confirm_with(able[number % len(able)], self.drafts[proposal.event_id])

    @rule(number=signers, which=st.integers(0, 30))
    def confirm_anything(self, number, which):
        drafts = list(self.drafts.values())
        self.confirm_with(number, drafts[which % len(drafts)])

    def confirm_with(self, number, proposed):
        who = self.known(number)
        self.append(self.draft(Kind.PERSON_CONFIRMED, who, proposed.about["person"],
                               {"digest": proposed.digest().hex()}, proposal=proposed.event_id),
                    self.secret_of(who))

    @rule(number=signers, other=signers, again=used)
    def replace_key(self, number, other, again):
        who, person = self.known(number), self.known(other)
        draft = with_key(self.draft(Kind.KEY_REPLACED, who, person, {}), self.key(again))
        self.append(draft, self.secret_of(who))

    @rule(number=signers, other=signers, wanted=roles)
    def take_away(self, number, other, wanted):
        self.append(self.draft(Kind.ROLES_CHANGED, self.known(number), self.known(other),
                               {"roles": [str(role) for role in wanted]}),
                    self.secret_of(self.known(number)))

    @rule(number=signers, other=signers, which=st.integers(0, 30))
    def sign_in_anothers_name(self, number, other, which):
        drafts, named, key = list(self.drafts.values()), self.known(number), self.known(other)
        draft = replace(drafts[which % len(drafts)], event_id=str(len(drafts)), who=named)
        if named != key:
            assert not self.append(draft, self.secret_of(key))

    @rule(number=signers, other=signers)
    def leave(self, number, other):
        who, person = self.known(number), self.known(other)
        self.append(self.draft(Kind.PERSON_LEFT, who, person, {}), self.secret_of(who))

    @invariant()
    def somebody_administers(self):
        if self.events:
            assert self.fold.roster.administrators()

    @invariant()
    def two_stay_once_there_were_two(self):
        assert len(self.fold.roster.active()) >= min(2, len(self.fold.roster.people()))

    @invariant()
    def no_right_rests_on_one_alone_but_those_of_the_first_two(self):
        everybody, held = self.fold.roster.people(), rests_on(self.events)
        founders = {one.id for one in everybody[:2]}
        for person in everybody:
            assert set(held[person.id]) == set(person.roles)
            for signers in held[person.id].values():
                assert person.id in founders if signers == "the founding" else len(signers) == 2
            if person.id not in founders:
                assert len(set(person.added_by)) == 2
                assert person.id not in person.added_by

    @invariant()
    def no_more_than_the_first_two_were_added_by_one(self):
        added = [one for one in self.events if one.draft.kind is Kind.PERSON_ADDED]
        assert len(added) <= 2
        for event in self.events:
            if event.draft.kind is Kind.PERSON_CONFIRMED:
                proposed = next(one.draft for one in self.events
                                if one.draft.event_id == event.draft.about["proposal"])
                assert len({proposed.who, event.draft.who}) == 2
                assert event.draft.about["person"] != event.draft.who

    def teardown(self):
        """Judge what takes long once, at the end of each sequence."""
        self.every_event_that_counts_was_signed_with_the_key_of_its_moment()
        self.only_the_key_of_now_signs_and_it_is_one_persons_alone()

    def every_event_that_counts_was_signed_with_the_key_of_its_moment(self):
        for event in self.events[1:]:
            then = self.fold.roster.before(event.seq).person(event.draft.who)
            assert then.is_active
            assert is_signed(then.key, event.draft.digest(), event.draft.signature.value)

    def only_the_key_of_now_signs_and_it_is_one_persons_alone(self):
        current = {one.key: one.id for one in self.fold.roster.active()}
        assert len(current) == len(self.fold.roster.active())
        for key in KEYS:
            for person in self.fold.roster.people():
                draft = Draft(Kind.RELEASED, at(1), {}, {}, person.id, Meaning.RELEASE, ORIGIN)
                value = key.secret.sign(draft.digest()).signature.hex()
                event = Event(draft.signed(Signature(key.public, value)), "c",
                              self.fold.seq + 1, "0" * 64, "i")
                assert verify_signature(event, self.fold.roster) is (
                    current.get(key.public) == person.id
                )


People.TestCase.settings = settings(
    max_examples=100, stateful_step_count=50, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestPeople = People.TestCase
