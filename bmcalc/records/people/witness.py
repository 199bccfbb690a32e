"""Watching over the signatures of people while a ledger is walked from its founding."""

from __future__ import annotations

from bmcalc.core.texts import _
from bmcalc.records.ledger.admitted import effective
from bmcalc.records.ledger.event import Draft, Event, Signature, person_digest
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.spelling import spelled
from bmcalc.records.people.keys import is_signed
from bmcalc.records.people.known import Roster
from bmcalc.records.people.roster import CHANGING, RosterFold


class SignatureWitness:
    """Objects to an event that is not signed by the person it names, with their key of then.

    What waited for a server may be signed with a key that was replaced in the meantime, or by
    somebody who left: it was signed before. A :class:`~bmcalc.records.ledger.verify.Witness`.
    Whether an act about people was within the rights of who signed it is not asked here: such an
    act does not count, and is kept as it is.
    """

    def __init__(self) -> None:
        self._fold = RosterFold()

    def objection(self, event: Event) -> object | None:
        """Return what is wrong with the signature of an event, None where nothing is."""
        draft, before = effective(event), self._fold.roster
        if event.draft.kind in CHANGING or event.draft.kind is Kind.SIGNATURE_FAILED:
            self._fold.take(event)
        if draft.signature is None:
            return None if draft.meaning is None else _(
                "Record {seq} is to carry a signature, and carries none.", seq=event.seq)
        is_theirs = _is_persons(draft, draft.signature, (before, self._fold.roster)) or (
            event.draft.kind is Kind.ADMITTED and before.has_had(draft.who, draft.signature.key))
        if is_theirs and is_signed(
                draft.signature.key, person_digest(spelled(draft.content())),
                draft.signature.value):
            return None
        return _("Record {seq} is not signed by the person it names.", seq=event.seq)


def _is_persons(draft: Draft, signature: Signature, rosters: tuple[Roster, Roster]) -> bool:
    """Say whether a key is that of the person a draft names, before it or, a first one, by it."""
    if draft.kind in CHANGING:
        return any(person is not None and person.key == signature.key
                   for person in (roster.find(draft.who) for roster in rosters))
    person = rosters[0].find(draft.who)
    return person is not None and person.is_active and person.key == signature.key
