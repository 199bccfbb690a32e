"""A check from its events, in the order of the ledger.

The table of states decides; an event that has no row, or names the same person twice, changes
nothing and stays as irregular.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from bmcalc.records.checks.bodies import outcome_of, shown_of, text_in, text_or_none
from bmcalc.records.checks.check import (
    Check,
    Done,
    Hold,
    Irregular,
    Override,
    Query,
    Version,
)
from bmcalc.records.checks.states import BESIDE, State, meaning_of, row_of
from bmcalc.records.ledger.event import Event
from bmcalc.records.ledger.kinds import Kind

Changes = dict[str, Any]
Holds = Callable[[Event, Collection[str | None]], bool]
"""Says whether an event is signed by the person it names, who is none of these other ids."""

_UNREADABLE: Final = (KeyError, TypeError, ValueError, AttributeError)
"""What a body raises that this program would not have written."""


def check_of(events: Iterable[Event], holds: Holds) -> Check | None:
    """Return the check that these events make; None where none of them drafts it."""
    check: Check | None = None
    for event in events:
        check = _begun(event) if check is None else after(check, event, holds)
    return check


def after(check: Check, event: Event, holds: Holds) -> Check:
    """Return a check after one more event; one that cannot be read stays as irregular."""
    try:
        return _after(check, event, holds)
    except _UNREADABLE:
        return _irregular(check, event)


def _begun(event: Event) -> Check | None:
    about = event.draft.about
    if event.draft.kind is not Kind.CHECK_DRAFTED or event.draft.body.get("supersedes"):
        return None
    try:
        return Check(about["check"], about["patient"], about["course"], (_drafted(event, 1),))
    except _UNREADABLE:
        return None


def _after(check: Check, event: Event, holds: Holds) -> Check:
    kind = event.draft.kind
    if kind in BESIDE:
        return _BESIDE[kind](check, event)
    if kind is Kind.CHECK_DRAFTED:
        return _edited(check, event)
    version = check.version(event.draft.about.get("version", ""))
    row = None if version is None else row_of(version.state, kind)
    if version is None or row is None or not _is_rightly_signed(version, event, holds):
        return _irregular(check, event)
    change = _CHANGES[kind](version, event)
    if change is None:
        return _irregular(check, event)
    return _with(check, replace(version, state=row.becomes, **change))


def _is_rightly_signed(version: Version, event: Event, holds: Holds) -> bool:
    """Say whether an event has the signature that it needs, a second check another human's."""
    needed = meaning_of(version.state, event.draft.kind)
    others: Collection[str | None] = ()
    if event.draft.kind is Kind.SECOND_CHECKED:
        others = _who_saw_it(version)
    return needed is None or (event.draft.meaning is needed and holds(event, others))


def _who_saw_it(version: Version) -> Collection[str | None]:
    """Return who drafted a version and who checked it first."""
    return {version.drafted.who, *([] if version.first is None else [version.first.who])}


def _edited(check: Check, event: Event) -> Check:
    """Add a version that takes the place of the one before, with none of its signatures."""
    newest = check.newest
    row = row_of(newest.state, Kind.CHECK_DRAFTED)
    if row is None or event.draft.body.get("supersedes") != newest.id:
        stray = _drafted(event, newest.number + 1)
        return replace(_irregular(check, event), strays=(*check.strays, stray))
    before = _with(check, replace(newest, state=row.becomes))
    return replace(before, versions=(*before.versions, _drafted(event, newest.number + 1)))


def _drafted(event: Event, number: int) -> Version:
    body = event.draft.body
    return Version(event.draft.event_id, number, done(event), shown_of(body["shown"]),
                   text_in(body["input"]), event.draft.origin,
                   text_or_none(body.get("supersedes")))


def done(event: Event) -> Done:
    """Return who did what an event tells."""
    return Done(event.draft.who, event.draft.at, event.draft.event_id, event.seq)


def _with(check: Check, changed: Version) -> Check:
    return replace(check, versions=tuple(
        changed if one.id == changed.id else one for one in check.versions
    ))


def _irregular(check: Check, event: Event) -> Check:
    told = Irregular(done(event), event.draft.kind, str(event.draft.about.get("version", "")))
    return replace(check, irregular=(*check.irregular, told))


def _first(version: Version, event: Event) -> Changes | None:
    return {"first": done(event)}


def _second(version: Version, event: Event) -> Changes | None:
    by = done(event)
    if version.first is None or by.who is None or by.who in _who_saw_it(version):
        return None
    differences = event.draft.body.get("differences", ["?"])
    if not isinstance(differences, list):
        return None
    return {"second": by, "differences": tuple(differences)}


def _overridden(version: Version, event: Event) -> Changes | None:
    made = {line: Override(done(event), str(reason))
            for line, reason in event.draft.body["lines"].items()}
    return {"overrides": {**version.overrides, **made}}


def _released(version: Version, event: Event) -> Changes | None:
    body = event.draft.body
    alone = version.state is State.FIRST_CHECK
    if version.differences or alone is not bool(body.get("one_person")):
        return None
    if version.unsettled(body["reasons"]):
        return None
    return {"released": done(event), "one_person": alone, "reasons": dict(body["reasons"])}


def _ended(version: Version, event: Event) -> Changes | None:
    return {"ended_because": str(event.draft.body.get("reason", ""))}


def _outcome(version: Version, event: Event) -> Changes | None:
    corrects = event.draft.body.get("corrects")
    before = version.outcome
    if version.released is None or corrects != (None if before is None else before.by.event):
        return None
    return {"outcome": outcome_of(event.draft.body, done(event))}


_CHANGES: Final[Mapping[Kind, Callable[[Version, Event], Changes | None]]] = {
    Kind.FIRST_CHECKED: _first,
    Kind.SECOND_CHECKED: _second,
    Kind.OVERRIDDEN: _overridden,
    Kind.RELEASED: _released,
    Kind.RETURNED: _ended,
    Kind.CANCELLED: _ended,
    Kind.GIVEN: _outcome,
    Kind.NOT_GIVEN: _outcome,
}
"""What an event writes into a version; None for what can not be."""


def _asked(check: Check, event: Event) -> Check:
    body = event.draft.body
    query = Query(event.draft.event_id, event.draft.about.get("version", ""), done(event),
                  text_in(body["to"]), text_in(body["text"]),
                  tuple(map(text_in, body.get("lines", ()))))
    return replace(check, queries=(*check.queries, query))


def _answered(check: Check, event: Event) -> Check:
    body, meant = event.draft.body, text_in(event.draft.body["query"])
    if any(one.by.event == meant for one in check.irregular):
        return replace(check, looked_at=check.looked_at | {meant})
    if not any(one.id == meant for one in check.open_queries):
        return _irregular(check, event)
    return replace(check, queries=tuple(
        replace(one, closed=done(event), answer=text_in(body["answer"]),
                outcome=text_in(body["outcome"]), reason=text_in(body.get("reason", "")),
                error=text_or_none(body.get("error")))
        if one.id == meant else one for one in check.queries
    ))


def _held(check: Check, event: Event) -> Check:
    body = event.draft.body
    return replace(check, hold=Hold(done(event), text_in(body["until"]),
                                    text_or_none(body.get("on")), text_in(body["reason"])))


def _resumed(check: Check, event: Event) -> Check:
    return replace(check, hold=None)


_BESIDE: Final[Mapping[Kind, Callable[[Check, Event], Check]]] = {
    Kind.QUERY_OPENED: _asked,
    Kind.QUERY_CLOSED: _answered,
    Kind.HELD: _held,
    Kind.RESUMED: _resumed,
}
