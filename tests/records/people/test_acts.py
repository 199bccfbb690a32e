"""One founds, then it takes two; what one alone may do takes something away."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.opening import open_records
from bmcalc.records.people.acts import (
    Signer,
    add_first_administrator,
    add_second_person,
    confirm,
    leave,
    propose_details,
    propose_key,
    propose_person,
    replace_key,
    take_roles_away,
)
from bmcalc.records.people.attempts import signed_in
from bmcalc.records.people.changes import Refused, may_confirm
from bmcalc.records.people.keys import NewKey, WrongPassphrase
from bmcalc.records.people.person import Details
from bmcalc.records.people.reading import with_key, written_details
from bmcalc.records.people.roles import Act, Role
from bmcalc.records.people.roster import RosterFold, roster, roster_fold
from tests.records.ledger.given import ORIGIN, at, records
from tests.records.people.given import (
    CHEAP,
    CHEN,
    LI,
    WANG,
    ZHAO,
    hospital,
    occasion,
    passphrase_of,
    person_of,
    release,
    signer,
    two_people,
)

NEW = Details("孙立", "PH-2001", (Role.PHARMACIST,))


@pytest.fixture
def store(tmp_path):
    opened = hospital(tmp_path)
    yield opened
    opened.close()


def proposed(store, by=LI, details=NEW):
    return propose_person(store, details, passphrase_of(details), signer(store, by),
                          occasion()).event_id


def judged_afresh(store):
    """Return what every event is told, read from the first one."""
    fold = RosterFold()
    told = [fold.take(one.event()) for one in store.read_from()]
    assert fold.roster.people() == roster(store).people()
    return [one for one in told if one is not None]


def test_the_first_administrator_stands_alone_and_adds_the_second_alone(tmp_path):
    store = records(tmp_path)
    assert roster(store).people() == ()
    add_first_administrator(store, LI, passphrase_of(LI), occasion())
    first = person_of(store, LI)
    assert first.added_by == (first.id,)
    add_second_person(store, ZHAO, passphrase_of(ZHAO), signer(store, LI), occasion())
    assert person_of(store, ZHAO).added_by == (first.id,)
    assert judged_afresh(store) == []


def test_the_first_person_administers(tmp_path):
    store = records(tmp_path)
    with pytest.raises(Refused, match="administrator"):
        add_first_administrator(store, ZHAO, passphrase_of(ZHAO), occasion())
    assert roster(store).people() == ()


def test_there_is_one_first_administrator(tmp_path):
    store = two_people(tmp_path)
    with pytest.raises(Refused):
        add_first_administrator(store, replace(NEW, roles=LI.roles), passphrase_of(NEW), occasion())


def test_the_third_person_takes_two(tmp_path):
    store = two_people(tmp_path)
    with pytest.raises(Refused, match="takes two"):
        add_second_person(store, NEW, passphrase_of(NEW), signer(store, LI), occasion())
    proposal = proposed(store)
    assert len(roster(store).people()) == 2
    with pytest.raises(Refused, match="another person"):
        confirm(store, proposal, signer(store, LI), occasion())
    confirm(store, proposal, signer(store, WANG), occasion())
    assert person_of(store, NEW).added_by == (person_of(store, LI).id, person_of(store, WANG).id)
    assert judged_afresh(store) == []


def test_another_administrator_confirms_where_there_is_one(store):
    proposal = proposed(store)
    with pytest.raises(Refused, match="administrator"):
        confirm(store, proposal, signer(store, ZHAO), occasion())
    waiting = roster_fold(store).proposals[0]
    able = {one.registration for one in roster(store).active()
            if may_confirm(roster(store), one.id, waiting)}
    assert able == {WANG.registration}


def test_anybody_else_confirms_where_one_administrator_is_left(store):
    take_roles_away(store, person_of(store, WANG).id, (Role.PHARMACIST,), signer(store, LI),
                    occasion())
    proposal = proposed(store)
    confirm(store, proposal, signer(store, CHEN), occasion())
    assert person_of(store, NEW).is_active


@pytest.mark.parametrize("by", [ZHAO, CHEN])
def test_only_an_administrator_proposes_takes_away_or_ends(store, by):
    someone = person_of(store, WANG).id
    for act in (
        lambda: proposed(store, by),
        lambda: propose_details(store, someone, replace(WANG, roles=tuple(Role)),
                                signer(store, by), occasion()),
        lambda: take_roles_away(store, someone, (), signer(store, by), occasion()),
        lambda: leave(store, someone, signer(store, by), occasion()),
        lambda: propose_key(store, someone, "another passphrase", signer(store, by), occasion()),
    ):
        with pytest.raises(Refused):
            act()


def test_a_confirmed_proposal_is_not_confirmed_again(store):
    proposal = proposed(store)
    confirm(store, proposal, signer(store, WANG), occasion())
    with pytest.raises(Refused, match="waits for nobody"):
        confirm(store, proposal, signer(store, WANG), occasion())


def test_a_later_proposal_takes_the_place_of_one_about_the_same_person(store):
    earlier = proposed(store)
    later = proposed(store, details=replace(NEW, roles=(Role.TECHNICIAN,)))
    with pytest.raises(Refused, match="waits for nobody"):
        confirm(store, earlier, signer(store, WANG), occasion())
    confirm(store, later, signer(store, WANG), occasion())
    assert person_of(store, NEW).roles == (Role.TECHNICIAN,)


def test_a_proposal_of_one_who_left_is_not_confirmed(store):
    proposal = proposed(store)
    propose = propose_details(store, person_of(store, ZHAO).id,
                              replace(ZHAO, roles=(*ZHAO.roles, Role.ADMINISTRATOR)),
                              signer(store, WANG), occasion())
    confirm(store, propose.event_id, signer(store, LI), occasion())
    leave(store, person_of(store, LI).id, signer(store, WANG), occasion())
    with pytest.raises(Refused):
        confirm(store, proposal, signer(store, WANG), occasion())


def test_nobody_stands_in_the_records_twice(store):
    with pytest.raises(Refused, match="registration"):
        proposed(store, details=replace(NEW, registration=" ph-1003"))
    leave(store, person_of(store, ZHAO).id, signer(store, LI), occasion())
    confirm(store, proposed(store, details=replace(NEW, registration=ZHAO.registration)),
            signer(store, WANG), occasion())
    assert judged_afresh(store) == []


def test_a_role_takes_two_also_for_oneself(store):
    me = person_of(store, LI).id
    wanted = replace(LI, roles=tuple(Role))
    proposal = propose_details(store, me, wanted, signer(store, LI), occasion())
    assert person_of(store, LI).roles == (Role.SENIOR_PHARMACIST, Role.ADMINISTRATOR)
    confirm(store, proposal.event_id, signer(store, WANG), occasion())
    assert person_of(store, LI).roles == tuple(Role)


def test_a_person_does_not_confirm_their_own_role(store):
    wanted = replace(WANG, roles=tuple(Role))
    proposal = propose_details(store, person_of(store, WANG).id, wanted, signer(store, LI),
                               occasion())
    with pytest.raises(Refused, match="themselves"):
        confirm(store, proposal.event_id, signer(store, WANG), occasion())
    confirm(store, proposal.event_id, signer(store, ZHAO), occasion())


def test_what_was_proposed_before_a_role_was_taken_away_does_not_bring_it_back(store):
    someone = person_of(store, ZHAO).id
    proposal = propose_details(store, someone,
                               replace(ZHAO, roles=(Role.PHARMACIST, Role.ONCOLOGIST)),
                               signer(store, LI), occasion())
    take_roles_away(store, someone, (), signer(store, WANG), occasion())
    with pytest.raises(Refused, match="changed since"):
        confirm(store, proposal.event_id, signer(store, WANG), occasion())
    assert roster(store).person(someone).roles == ()


@pytest.mark.parametrize("left", [(Role.PHARMACIST,), (Role.PHARMACIST, Role.ONCOLOGIST),
                                  (Role.SENIOR_PHARMACIST,)])
def test_one_alone_gives_no_role_by_taking_away(store, left):
    with pytest.raises(Refused, match="takes two"):
        take_roles_away(store, person_of(store, ZHAO).id, left, signer(store, LI), occasion())


def test_the_last_administrator_stays(store):
    wang, li = person_of(store, WANG).id, person_of(store, LI).id
    take_roles_away(store, wang, (Role.PHARMACIST,), signer(store, LI), occasion())
    for act in (
        lambda: leave(store, li, signer(store, LI), occasion()),
        lambda: take_roles_away(store, li, (), signer(store, LI), occasion()),
        lambda: propose_details(store, li, replace(LI, roles=(Role.PHARMACIST,)),
                                signer(store, LI), occasion()),
    ):
        with pytest.raises(Refused, match="last administrator"):
            act()


def test_two_people_stay_so_that_somebody_can_be_added(tmp_path):
    store = two_people(tmp_path)
    with pytest.raises(Refused, match="Two people must stay"):
        leave(store, person_of(store, WANG).id, signer(store, LI), occasion())


def test_one_who_left_signs_nothing(store):
    gone = person_of(store, ZHAO)
    draft = release(gone)
    before = signed_in(store, draft, passphrase_of(ZHAO))
    leave(store, gone.id, signer(store, LI), occasion())
    with pytest.raises(RecordsFault, match="left"):
        signed_in(store, draft, passphrase_of(ZHAO))
    assert not roster(store).may(gone, Act.RELEASE)
    assert roster(store).before(store.head().seq).may(gone, Act.RELEASE)
    assert before.signature is not None


def test_a_new_passphrase_is_a_new_key_and_the_old_one_opens_nothing(store):
    before = person_of(store, ZHAO)
    replace_key(store, "another passphrase", signer(store, ZHAO), occasion())
    after = person_of(store, ZHAO)
    assert after.key != before.key
    assert (after.roles, after.since, after.added_by) == (before.roles, before.since,
                                                          before.added_by)
    with pytest.raises(WrongPassphrase):
        signed_in(store, release(after), passphrase_of(ZHAO))
    assert signed_in(store, release(after), "another passphrase").signature.key == after.key
    assert judged_afresh(store) == []


def test_a_forgotten_passphrase_takes_two_others(store):
    zhao, li, wang = (person_of(store, one).id for one in (ZHAO, LI, WANG))
    with pytest.raises(Refused, match="two others"):
        propose_key(store, li, "another passphrase", signer(store, LI), occasion())
    proposal = propose_key(store, zhao, "another passphrase", signer(store, LI), occasion())
    for wrong in (LI, ZHAO):
        with pytest.raises(Refused):
            confirm(store, proposal.event_id, signer(store, wrong), occasion())
    confirm(store, proposal.event_id, signer(store, WANG), occasion())
    assert signed_in(store, release(person_of(store, ZHAO)), "another passphrase")
    with pytest.raises(Refused):
        propose_key(store, wang, "another passphrase", signer(store, CHEN), occasion())


def test_two_others_help_the_only_administrator_who_forgot(store):
    take_roles_away(store, person_of(store, WANG).id, (Role.PHARMACIST,), signer(store, LI),
                    occasion())
    li = person_of(store, LI).id
    proposal = propose_key(store, li, "another passphrase", signer(store, CHEN), occasion())
    confirm(store, proposal.event_id, signer(store, ZHAO), occasion())
    assert leave(store, person_of(store, CHEN).id, Signer(li, "another passphrase"), occasion())


def test_a_printed_name_reads_on_each_signature_as_it_was_then(store):
    zhao = person_of(store, ZHAO).id
    before = store.head().seq
    proposal = propose_details(store, zhao, replace(ZHAO, printed_name="赵敏之"), signer(store, LI),
                               occasion())
    confirm(store, proposal.event_id, signer(store, WANG), occasion())
    assert roster(store).person(zhao).printed_name == "赵敏之"
    assert roster(store).before(before).person(zhao).printed_name == "赵敏"


@pytest.mark.parametrize("weak", ["short", "xx PH-2001 xx", " " * 12])
def test_a_weak_passphrase_makes_no_event(store, weak):
    before = store.head()
    with pytest.raises(RecordsFault):
        propose_person(store, NEW, weak, signer(store, LI), occasion())
    with pytest.raises(RecordsFault):
        replace_key(store, weak.replace("2001", "1003"), signer(store, ZHAO), occasion())
    assert store.head() == before


def test_a_refused_act_asks_no_passphrase(store):
    before = store.head()
    with pytest.raises(Refused):
        leave(store, person_of(store, ZHAO).id, Signer(person_of(store, CHEN).id, "wrong"),
              occasion())
    assert store.head() == before


def test_an_act_that_another_window_overtook_is_judged_again(store, monkeypatch):
    """While Li types, Wang takes her role of administrator away: her act is refused."""
    li, wang = signer(store, LI), signer(store, WANG)
    someone = person_of(store, ZHAO).id
    append, overtaken = store.append, []

    def overtake(draft, after=None):
        if not overtaken:
            overtaken.append(True)
            take_roles_away(store, li.person, (Role.SENIOR_PHARMACIST,), wang, occasion())
        return append(draft, after)

    monkeypatch.setattr(store, "append", overtake)
    with pytest.raises(Refused, match="administrator"):
        leave(store, someone, li, occasion())
    assert roster(store).person(someone).is_active


def test_one_key_does_not_become_two_people(store):
    """Both are proposed while the key is nobody's; the second confirmation finds it taken."""
    new, li = NewKey.make("a passphrase", CHEAP), signer(store, LI)
    proposals = []
    for number, details in enumerate((NEW, replace(NEW, registration="PH-2002"))):
        draft = Draft(Kind.PERSON_PROPOSED, at(1), {"change": "new", **written_details(details)},
                      {"person": f"p{number}"}, li.person, Meaning.PEOPLE, ORIGIN)
        proposals.append(store.append(signed_in(store, with_key(draft, new), li.passphrase)))
    confirm(store, proposals[0].event_id, signer(store, WANG), occasion())
    with pytest.raises(Refused, match="key"):
        confirm(store, proposals[1].event_id, signer(store, WANG), occasion())


def test_a_registration_that_was_free_when_proposed_is_judged_again(tmp_path):
    store = records(tmp_path)
    add_first_administrator(store, LI, passphrase_of(LI), occasion())
    proposal = proposed(store)
    second = replace(WANG, registration=NEW.registration)
    add_second_person(store, second, passphrase_of(WANG), signer(store, LI), occasion())
    with pytest.raises(Refused, match="registration"):
        confirm(store, proposal, Signer(person_of(store, second).id, passphrase_of(WANG)),
                occasion())


def test_anothers_registration_is_not_proposed(store):
    with pytest.raises(Refused, match="registration"):
        propose_details(store, person_of(store, CHEN).id,
                        replace(CHEN, registration=ZHAO.registration), signer(store, LI),
                        occasion())


def test_one_who_left_is_not_among_those_who_may_confirm(store):
    take_roles_away(store, person_of(store, WANG).id, (Role.PHARMACIST,), signer(store, LI),
                    occasion())
    zhao = person_of(store, ZHAO).id
    leave(store, zhao, signer(store, LI), occasion())
    proposed(store)
    waiting = roster_fold(store).proposals[0]
    assert not may_confirm(roster(store), zhao, waiting)
    assert not may_confirm(roster(store), "nobody", waiting)
    assert may_confirm(roster(store), person_of(store, WANG).id, waiting)


def test_one_who_left_and_came_back_is_no_second_person_to_himself(store):
    before = person_of(store, ZHAO).id
    leave(store, before, signer(store, LI), occasion())
    back = replace(ZHAO, registration=" ph-1003 ")
    confirm(store, proposed(store, details=back), signer(store, WANG), occasion())
    after, chen = person_of(store, back).id, person_of(store, CHEN).id
    assert after != before
    assert roster(store).are_one(before, after)
    assert roster(store).are_one(chen, chen)
    assert not roster(store).are_one(before, chen)
    assert not roster(store).are_one("nobody", "nobody else")


def test_of_several_windows_that_make_the_first_administrator_at_once_one_does(tmp_path):
    records(tmp_path).close()
    begin = Barrier(4)

    def try_it(number):
        store = open_records(tmp_path)
        details = replace(LI, registration=f"PH-{number}")
        begin.wait()
        try:
            add_first_administrator(store, details, passphrase_of(details), occasion())
        except Refused:
            return 0
        finally:
            store.close()
        return 1

    with ThreadPoolExecutor(4) as windows:
        assert sum(windows.map(try_it, range(4))) == 1
    store = open_records(tmp_path)
    assert len(roster(store).people()) == 1
    assert store.head().seq == 2
