"""What an event about people changes, and who may change it: one rule for writing and reading.

Adding a person takes two, and so does giving a role or a key in place of a lost one: somebody who
administers people proposes, another confirms. Taking a role away, and leaving, takes one. Only the
first administrator stands alone, and adds the second person alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.people.known import Roster
from bmcalc.records.people.passphrases import bare
from bmcalc.records.people.person import Person
from bmcalc.records.people.proposal import Change, Proposal
from bmcalc.records.people.reading import NewPart, Unreadable, read_change, read_details, read_key
from bmcalc.records.people.roles import Act, Role


class Refused(RecordsFault):
    """An act about people that does not count; ``text`` says why."""


@dataclass(frozen=True)
class Outcome:
    """What an event leaves: a person as they are from then on, or a proposal that waits.

    ``closes`` holds the ids of the proposals that wait no more.
    """

    person: Person | None = None
    proposal: Proposal | None = None
    closes: tuple[str, ...] = ()


Waiting = Mapping[str, Proposal]


def judge(roster: Roster, waiting: Waiting, draft: Draft) -> Outcome:
    """Return what a draft changes; :class:`Refused` where its signer may not do that.

    ``roster`` holds the people before it. The signature itself is judged elsewhere.
    """
    if draft.meaning is not Meaning.PEOPLE or draft.who is None:
        raise Refused(_("A change of the people is signed as such."))
    try:
        return _JUDGES[draft.kind](roster, waiting, draft)
    except Unreadable:
        raise Refused(_("What this says of a person cannot be read.")) from None


def _added(roster: Roster, _waiting: Waiting, draft: Draft) -> Outcome:
    known, signer = roster.people(), _signer(draft)
    person = _new_person(roster, draft, (signer,))
    if not known:
        if signer != person.id or Role.ADMINISTRATOR not in person.roles:
            raise Refused(_("The first person is an administrator, and signs that alone."))
        return Outcome(person)
    if len(known) > 1:
        raise Refused(_("Adding a person takes two: one proposes, another confirms."))
    _needs_administrator(roster, signer)
    return Outcome(person)


def _proposed(roster: Roster, waiting: Waiting, draft: Draft) -> Outcome:
    change, signer = read_change(draft), _signer(draft)
    identifier = _concerned(draft)
    if change is Change.NEW:
        _needs_administrator(roster, signer)
        person = _new_person(roster, draft, (signer,))
    elif change is Change.DETAILS:
        _needs_administrator(roster, signer)
        person = _other_details(roster, draft)
    else:
        _may_propose_key(roster, signer, identifier)
        person = _other_key(roster, draft, read_key(draft))
    proposal = Proposal(draft.event_id, change, person, signer, draft.digest().hex(),
                        roster.changed_at(identifier))
    return Outcome(proposal=proposal, closes=_rivals(waiting, person))


def _confirmed(roster: Roster, waiting: Waiting, draft: Draft) -> Outcome:
    proposal = waiting.get(str(draft.about.get("proposal")))
    if proposal is None or draft.about.get("person") != proposal.person.id:
        raise Refused(_("This proposal waits for nobody: it was confirmed or replaced by another."))
    if draft.body.get("digest") != proposal.digest:
        raise Refused(_("What was confirmed is not what was proposed."))
    _may_confirm(roster, _signer(draft), proposal)
    person = proposal.person
    if proposal.change is not Change.KEY:
        _registration_is_free(roster, person)
    if proposal.change is not Change.DETAILS and roster.was_used(person.key):
        raise Refused(_("This key is or was somebody's already."))
    if roster.changed_at(person.id) != proposal.known_at:
        raise Refused(_("{name} changed since this was proposed. Propose it again.",
                        name=person.printed_name))
    if proposal.change is Change.NEW:
        person = replace(person, since=draft.at, added_by=(proposal.by, _signer(draft)))
    _keeps_an_administrator(roster, person)
    return Outcome(person, closes=_rivals(waiting, person))


def _key_replaced(roster: Roster, _waiting: Waiting, draft: Draft) -> Outcome:
    if _signer(draft) != _concerned(draft):
        raise Refused(_("One's key is replaced by oneself; a lost one takes two others."))
    return Outcome(_other_key(roster, draft, read_key(draft)))


def _roles_changed(roster: Roster, _waiting: Waiting, draft: Draft) -> Outcome:
    _needs_administrator(roster, _signer(draft))
    before = _active(roster, _concerned(draft))
    person = replace(before, roles=read_details(draft, (before.printed_name,
                                                        before.registration)).roles)
    if not set(person.roles) < set(before.roles):
        raise Refused(_("One administrator alone takes roles away; giving one takes two."))
    _keeps_an_administrator(roster, person)
    return Outcome(person)


def _left(roster: Roster, _waiting: Waiting, draft: Draft) -> Outcome:
    _needs_administrator(roster, _signer(draft))
    person = replace(_active(roster, _concerned(draft)), is_active=False)
    _keeps_an_administrator(roster, person)
    if len(roster.active()) <= _LEAST_PEOPLE:
        raise Refused(_("Two people must stay, or nobody could be added any more. Add another "
                        "person first, or take the roles away."))
    return Outcome(person)


_LEAST_PEOPLE: Final = 2

_JUDGES: Final[Mapping[Kind, Callable[[Roster, Waiting, Draft], Outcome]]] = {
    Kind.PERSON_ADDED: _added,
    Kind.PERSON_PROPOSED: _proposed,
    Kind.PERSON_CONFIRMED: _confirmed,
    Kind.KEY_REPLACED: _key_replaced,
    Kind.ROLES_CHANGED: _roles_changed,
    Kind.PERSON_LEFT: _left,
}


def may_confirm(roster: Roster, person: str, proposal: Proposal) -> bool:
    """Say whether a person is one of those who may confirm a proposal now."""
    try:
        _may_confirm(roster, person, proposal)
    except Refused:
        return False
    return True


def _may_confirm(roster: Roster, signer: str, proposal: Proposal) -> None:
    """Another administrator confirms; where there is none, any other person who has not left."""
    concerned = proposal.person.id
    if signer == proposal.by:
        raise Refused(_("Who proposes does not confirm: that takes another person."))
    if signer == concerned:
        raise Refused(_("Nobody confirms what concerns themselves."))
    _active(roster, signer)
    if proposal.change is Change.KEY:
        _may_propose_key(roster, proposal.by, concerned)
    else:
        _needs_administrator(roster, proposal.by)
    others = {one.id for one in roster.administrators()} - {proposal.by, concerned}
    if others and signer not in others:
        raise Refused(_("Another administrator confirms this."))


def _may_propose_key(roster: Roster, signer: str, concerned: str) -> None:
    """An administrator proposes; any other person where the only administrator lost the key."""
    if signer == concerned:
        raise Refused(_("One's key is replaced by oneself; a lost one takes two others."))
    if {one.id for one in roster.administrators()} <= {concerned}:
        _active(roster, signer)
    else:
        _needs_administrator(roster, signer)


def _needs_administrator(roster: Roster, signer: str) -> None:
    if not roster.may(signer, Act.MANAGE_PEOPLE):
        raise Refused(_("This takes an administrator."))


def _keeps_an_administrator(roster: Roster, after: Person) -> None:
    others = (one for one in roster.administrators() if one.id != after.id)
    if not after.is_administrator() and not any(others):
        raise Refused(_("The last administrator stays one until there is another."))


def _new_person(roster: Roster, draft: Draft, by: tuple[str, ...]) -> Person:
    identifier, details, new = _concerned(draft), read_details(draft), read_key(draft)
    if roster.find(identifier) is not None:
        raise Refused(_("This person is known already."))
    if not details.roles:
        raise Refused(_("A new person has a role."))
    _key_is_free(roster, new)
    person = Person(identifier, details.printed_name, details.registration, details.roles, new.key,
                    new.sealed, True, draft.at, by)
    _registration_is_free(roster, person)
    return person


def _other_details(roster: Roster, draft: Draft) -> Person:
    before, details = _active(roster, _concerned(draft)), read_details(draft)
    person = replace(before, printed_name=details.printed_name, registration=details.registration,
                     roles=details.roles)
    if person == before:
        raise Refused(_("Nothing would change by this."))
    _registration_is_free(roster, person)
    _keeps_an_administrator(roster, person)
    return person


def _other_key(roster: Roster, draft: Draft, new: NewPart) -> Person:
    before = _active(roster, _concerned(draft))
    _key_is_free(roster, new)
    return replace(before, key=new.key, sealed=new.sealed)


def _key_is_free(roster: Roster, new: NewPart) -> None:
    if roster.was_used(new.key):
        raise Refused(_("This key is or was somebody's already."))


def _registration_is_free(roster: Roster, person: Person) -> None:
    """One human who stood in the records twice could check twice."""
    for other in roster.active():
        if other.id != person.id and bare(other.registration) == bare(person.registration):
            raise Refused(_("{name} has this registration number already.",
                            name=other.printed_name))


def _rivals(waiting: Waiting, person: Person) -> tuple[str, ...]:
    """Return the proposals that a later one about the same person takes the place of."""
    return tuple(
        one.event_id for one in waiting.values()
        if one.person.id == person.id or bare(one.person.registration) == bare(person.registration)
    )


def _active(roster: Roster, identifier: str) -> Person:
    found = roster.find(identifier)
    if found is None or not found.is_active:
        raise Refused(_("This takes a person who is known and has not left."))
    return found


def _signer(draft: Draft) -> str:
    if draft.who is None:
        raise Unreadable
    return draft.who


def _concerned(draft: Draft) -> str:
    identifier = draft.about.get("person")
    if not isinstance(identifier, str) or not identifier.strip():
        raise Unreadable
    return identifier
