"""Signing with a person's key, and judging a signature.

The passphrase is asked for every time; an opened key is never kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bmcalc.core.texts import Text, _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.admitted import effective
from bmcalc.records.ledger.event import Draft, Event, Signature
from bmcalc.records.ledger.kinds import Meaning
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.people.keys import WrongPassphrase, is_signed, public_of
from bmcalc.records.people.known import Roster
from bmcalc.records.people.person import Person

__all__ = ["SignatureBlock", "WrongPassphrase", "block_of", "meaning_text", "sign", "sign_all",
           "verify_signature"]


@dataclass(frozen=True)
class SignatureBlock:
    """What stands beside a signature on the screen and on paper."""

    printed_name: str
    registration: str
    at: Moment
    meaning: Meaning

    def __str__(self) -> str:
        time = self.at.local().strftime("%Y-%m-%d %H:%M")
        return f"{self.printed_name} ({self.registration}) {time} {meaning_text(self.meaning)}"


def meaning_text(meaning: Meaning) -> Text:
    """Return what a signature means, as it is shown to the person who signs."""
    return {
        Meaning.FIRST_CHECK: _("First check"),
        Meaning.SECOND_CHECK: _("Second check"),
        Meaning.RELEASE: _("Release"),
        Meaning.OVERRIDE: _("Override"),
        Meaning.VOID: _("Cancelled"),
        Meaning.GIVEN: _("Given or not given"),
        Meaning.PEOPLE: _("Change of the people"),
    }[meaning]


def sign(draft: Draft, person: Person, passphrase: str) -> Draft:
    """Return the draft signed by this person over its digest.

    :class:`WrongPassphrase` where the passphrase does not open the key; :class:`RecordsFault` where
    the person left. A failed attempt is not recorded here: see ``attempts.py``.
    """
    return sign_all([draft], person, passphrase)[0]


def sign_all(drafts: Iterable[Draft], person: Person, passphrase: str) -> tuple[Draft, ...]:
    """Return several drafts of one dialog, each signed: the passphrase was asked for once."""
    wanted = tuple(drafts)
    if any(draft.who != person.id or draft.meaning is None for draft in wanted):
        raise ValueError("what is signed names its signer and its meaning")
    if not person.is_active:
        raise RecordsFault(_("{name} left and signs nothing.", name=person.printed_name))
    secret = person.sealed.open(passphrase)
    if public_of(secret) != person.key:
        raise RecordsFault(_("The sealed key of {name} is not the one that is known. "
                             "Nothing was signed.", name=person.printed_name))
    return tuple(
        draft.signed(Signature(person.key, secret.sign(draft.digest()).signature.hex()))
        for draft in wanted
    )


def verify_signature(event: Event, roster: Roster, digest: bytes | None = None) -> bool:
    """Say whether an event is signed by the person it names, with their key of that moment.

    ``roster`` holds the people as they stood before the event: ``roster.before(event.seq)``.
    ``digest`` is the draft's where it is at hand. Of an admitted event it is the admitted one's
    signature, and the moment that of the admission. An event about people is judged by
    :class:`~bmcalc.records.people.roster.RosterFold` instead.
    """
    try:
        draft = effective(event)
    except (ValueError, RecursionError):
        return False
    signature, meaning = draft.signature, draft.meaning
    person = roster.find(draft.who)
    if signature is None or meaning is None or person is None or not person.is_active:
        return False
    if signature.key != person.key:
        return False
    return is_signed(person.key, digest or draft.digest(), signature.value)


def block_of(draft: Draft, roster: Roster) -> SignatureBlock:
    """Return what stands beside the signature of a draft, with the name as it was then.

    ``roster`` holds the people before the event: ``roster.before(event.seq)``.
    """
    if draft.who is None or draft.meaning is None:
        raise ValueError("this event carries no signature")
    person = roster.person(draft.who)
    return SignatureBlock(person.printed_name, person.registration, draft.at, draft.meaning)
