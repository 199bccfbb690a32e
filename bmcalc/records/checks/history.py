"""Everything recorded of a check: each event with its signature, and what each version changed.

A check that waits for its second person shows nothing that the first one entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from bmcalc.core.texts import Joined, _
from bmcalc.orders.reading.patient_facts import patient_asks
from bmcalc.records.checks.case import Case
from bmcalc.records.checks.check import Check, Version
from bmcalc.records.checks.inputs import input_of
from bmcalc.records.checks.states import State
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Event
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.patients.identity import Identity
from bmcalc.records.patients.lookup import identity
from bmcalc.records.people.person import Person
from bmcalc.records.people.signing import meaning_text
from bmcalc.records.projections.told import holds_by


class Signed(StrEnum):
    """Whether an event is signed by the person that it names."""

    HOLDS = "holds"
    NOT_NEEDED = "not_needed"
    BROKEN = "broken"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            Signed.HOLDS: _("signature verified"),
            Signed.NOT_NEEDED: _("not signed, as this act is not"),
            Signed.BROKEN: _("the signature does not hold"),
        }[self]


EVENT_NAMES: Final[dict[Kind, object]] = {
    Kind.CHECK_DRAFTED: _("Drafted"), Kind.FIRST_CHECKED: _("First check"),
    Kind.SECOND_CHECKED: _("Second check"), Kind.RETURNED: _("Returned"),
    Kind.OVERRIDDEN: _("Override"), Kind.RELEASED: _("Released"), Kind.GIVEN: _("Dose given"),
    Kind.NOT_GIVEN: _("Not given"), Kind.QUERY_OPENED: _("Query to the prescriber"),
    Kind.QUERY_CLOSED: _("Query closed"), Kind.HELD: _("Put on hold"),
    Kind.RESUMED: _("Went on"), Kind.CANCELLED: _("Cancelled"),
}


@dataclass(frozen=True)
class Entry:
    """One event: what, when, by whom, what the signature means, and its words."""

    seq: int
    kind: Kind
    at: Moment
    who: str
    meaning: object
    signed: Signed
    version: int | None
    said: object
    is_irregular: bool

    @property
    def name(self) -> object:
        """What happened."""
        return EVENT_NAMES.get(self.kind, str(self.kind))


@dataclass(frozen=True)
class Change:
    """What a version says otherwise than the one before; empty for what one of them lacks."""

    label: object
    before: str
    after: str


@dataclass(frozen=True)
class VersionSeen:
    """A version with what it changed; ``inputs`` is None where nothing of it may be seen."""

    version: Version
    inputs: Mapping[str, Any] | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """A check as its page shows it."""

    check: Check
    who: Identity
    is_blind: bool
    versions: tuple[VersionSeen, ...]
    entries: tuple[Entry, ...]


def history_of(desk: Desk, check_id: str) -> History:
    """Return the history of a check; :class:`RecordsFault` for none and for an erased patient."""
    desk.projections.catch_up()
    check = desk.check(check_id)
    who = identity(desk.store, desk.projections, check.patient)
    if who is None:
        raise RecordsFault(_("This patient was erased. Nothing more is recorded of them."))
    is_blind = check.state is State.FIRST_CHECK
    return History(check, who, is_blind, tuple(_versions(desk, check, is_blind)),
                   tuple(_entries(desk, check, is_blind)))


def _versions(desk: Desk, check: Check, is_blind: bool) -> Iterator[VersionSeen]:
    before: Mapping[str, Any] | None = None
    for version in check.versions:
        inputs = None if is_blind else input_of(desk, check, version)
        changes = () if before is None or inputs is None else tuple(changed(before, inputs))
        yield VersionSeen(version, inputs, changes)
        before = inputs


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Give every field of an input that differs from that of another one."""
    one, other = dict(_leaves("", before)), dict(_leaves("", after))
    for path in dict.fromkeys([*one, *other]):
        if one.get(path) != other.get(path) and not path.startswith("policy"):
            yield Change(_label(path), _text(one.get(path)), _text(other.get(path)))


def _leaves(path: str, held: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(held, Mapping):
        for name, inner in held.items():
            yield from _leaves(f"{path}.{name}" if path else str(name), inner)
    else:
        yield path, held


def _text(held: Any) -> str:
    if held is None:
        return ""
    if isinstance(held, bool):
        return str(_("yes") if held else _("no"))
    return str(Joined([str(one) for one in held])) if isinstance(held, list) else str(held)


_PARTS: Final[dict[str, object]] = {
    "order": _("Order"), "last": _("Last dose"), "last_cycle": _("Last cycle"),
    "reductions": _("Reduction"), "planned": _("Planned"), "levels": _("Dose level"),
    "regimen": _("Regimen"), "cycle": _("Cycle"), "day": _("Day"), "today": _("Day of the check"),
}


def _label(path: str) -> object:
    root, *parts = path.split(".")
    if root in ("patient", "labs") and parts:
        asks = patient_asks()
        name: object = asks[parts[0]].label if parts[0] in asks else parts[0]
        return Joined([name, _("date")]) if parts[1:] == ["on"] else name
    named: list[object] = [_PARTS.get(root, root)]
    if parts:
        named.append(Case.name(parts[0]) if root != "last_cycle" else parts[0])
        named += [one for one in parts[1:] if one not in ("dose", "value")]
    return Joined(named, " · ")


def _entries(desk: Desk, check: Check, is_blind: bool) -> Iterator[Entry]:
    holds, people = holds_by(desk.store), desk.roster()
    numbers = {one.id: one.number for one in (*check.versions, *check.strays)}
    odd = {one.by.event for one in check.irregular}
    for event in desk.events_of_check(check.id):
        draft = event.draft
        signed = Signed.NOT_NEEDED
        if draft.meaning is not None or draft.signature is not None:
            signed = Signed.HOLDS if holds(event, ()) else Signed.BROKEN
        yield Entry(
            event.seq, draft.kind, draft.at, person_words(people.find(draft.who)),
            "" if draft.meaning is None else meaning_text(draft.meaning), signed,
            numbers.get(str(draft.about.get("version"))),
            "" if is_blind else said_in(event), draft.event_id in odd,
        )


def person_words(person: Person | None) -> str:
    """Return a person as they sign; a sentence for nobody who is known."""
    if person is None:
        return str(_("nobody who is known"))
    return f"{person.printed_name} ({person.registration})"


def said_in(event: Event) -> object:
    """Return what an event says beside its kind: a reason, a question, an answer, doses."""
    body = event.draft.body
    parts: list[object] = []
    for one in body.get("doses") or ():
        parts.append(f"{Case.name(one['drug'])} {one['dose']} mg {one['on']}")
    given = {one["drug"] for one in body.get("doses") or ()}
    for drug, why in (body.get("not_given") or {}).items():
        line = Case.name(drug)
        parts.append(_("{line} not as ordered: {reason}", line=line, reason=why) if drug in given
                     else _("{line} not given: {reason}", line=line, reason=why))
    for drug, why in {**(body.get("reasons") or {}), **_overridden(event)}.items():
        parts.append(_("{line}: {reason}", line=Case.name(drug), reason=why))
    if event.draft.kind is Kind.QUERY_OPENED:
        parts.append(_("to {person}: {text}", person=body.get("to", ""),
                       text=body.get("text", "")))
    for name in ("answer", "reason"):
        if isinstance(body.get(name), str) and body[name]:
            parts.append(body[name])
    if body.get("one_person"):
        parts.append(_("one person"))
    return Joined(parts, "; ")


def _overridden(event: Event) -> Mapping[str, str]:
    lines = event.draft.body.get("lines") if event.draft.kind is Kind.OVERRIDDEN else None
    return lines if isinstance(lines, Mapping) else {}
