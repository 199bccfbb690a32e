"""Signing in the records: a wrong passphrase is an event, and many in a row mean a wait."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from bmcalc.core.texts import _, current_language
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Store
from bmcalc.records.people.known import Roster
from bmcalc.records.people.person import Person
from bmcalc.records.people.roles import failures
from bmcalc.records.people.roster import roster
from bmcalc.records.people.signing import WrongPassphrase, sign_all


class Waiting(RecordsFault):
    """Too many wrong passphrases in a row: none is tried for a while."""


def signed_in(store: Store, draft: Draft, passphrase: str) -> Draft:
    """Return a draft signed by the person it names; nothing but a failure is recorded.

    :class:`WrongPassphrase` after the failure was recorded; :class:`Waiting` where the person has
    to wait, without trying.
    """
    return all_signed_in(store, [draft], passphrase)[0]


def all_signed_in(store: Store, drafts: Iterable[Draft], passphrase: str) -> tuple[Draft, ...]:
    """Return several drafts of one dialog signed by the one person they name."""
    wanted = tuple(drafts)
    first = wanted[0]
    people = roster(store)
    person = people.person(str(first.who))
    refuse_while_waiting(people, person, first.at)
    try:
        return sign_all(wanted, person, passphrase)
    except WrongPassphrase:
        store.append(_failure(person, first))
        raise


def _failure(person: Person, wanted: Draft) -> Draft:
    """Return the event of a failed attempt: who, when and for what, and nothing of what was typed.

    It is nobody's act: the one who typed may have been another.
    """
    return Draft(Kind.SIGNATURE_FAILED, wanted.at, {"meaning": str(wanted.meaning)},
                 {"person": person.id}, origin=wanted.origin, language=current_language())


def refuse_while_waiting(people: Roster, person: Person, at: Moment) -> None:
    """Raise :class:`Waiting` where a person may not try again yet."""
    end = waits_until(people, person, at)
    if end is not None:
        raise Waiting(_("{count} wrong passphrases in a row: {name} can sign again at {time}.",
                        count=people.failed[person.id].in_a_row, name=person.printed_name,
                        time=end.local().strftime("%H:%M:%S")))


def waits_until(people: Roster, person: Person, at: Moment) -> Moment | None:
    """Return until when a person waits, None where they may try now.

    A clock that was set back by more than the wait since the last failure ends it.
    """
    failed, rule = people.failed.get(person.id), failures()
    if failed is None or failed.in_a_row < rule.in_a_row:
        return None
    wait = datetime.timedelta(minutes=rule.wait_minutes)
    if abs(at.instant() - failed.last.instant()) >= wait:
        return None
    end = failed.last.local() + wait
    return Moment.of(end.astimezone(at.local().tzinfo))
