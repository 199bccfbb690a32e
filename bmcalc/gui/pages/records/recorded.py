"""What the records say of a check, as the paper wants it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from bmcalc.core.texts import Joined, _
from bmcalc.orders.check_order import OrderCheck
from bmcalc.records.checks.check import Check, Done, Query, Version
from bmcalc.records.checks.inputs import input_of
from bmcalc.records.checks.queries import QueryOutcome
from bmcalc.records.checks.shown import computed, is_as_shown, unlisted_names
from bmcalc.records.checks.states import State
from bmcalc.records.department.working import sealed_head
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.patients.lookup import identity
from bmcalc.records.people.known import Roster
from bmcalc.report.recorded import Asked, Recorded, Settled, Signed

_NO_MORE: Final = frozenset({
    State.GIVEN, State.NOT_GIVEN, State.RETURNED, State.CANCELLED, State.SUPERSEDED,
})
"""States in which nothing is prepared by a version any more."""

_SHORT: Final = 8


def recorded_of(
    check: Check, roster: Roster, born: str, seal: str, order: OrderCheck,
    version: Version | None = None,
) -> Recorded:
    """Return a version of a check, the newest unless another is named, in words for paper.

    ``born`` is year and month of birth, ``seal`` the line of the newest seal. ``order`` is the
    check that is printed: where it is not what was recorded, nobody signed it or released it.
    """
    shown = check.newest if version is None else version
    if not is_as_shown(order, shown.shown):
        return Recorded(born, check.id[:_SHORT], shown.number,
                        _("changed since it was recorded"), ended=True)
    unlisted = unlisted_names(order)
    stands = shown.state is State.RELEASED and shown is check.newest and not check.beside
    settled: dict[str, tuple[Settled, ...]] = {}
    for line, one in _settled(shown, roster):
        name = unlisted.get(line, line)
        settled[name] = (*settled.get(name, ()), one)
    return Recorded(
        born=born, check=check.id[:_SHORT], version=shown.number,
        state=Joined([shown.state.label, *(one.label for one in sorted(check.beside))]),
        released=stands, held=shown.state is State.RELEASED and not stands,
        ended=shown.state in _NO_MORE or shown is not check.newest,
        first=_signed(shown.first, roster) if shown.is_signed else None,
        second=_second(shown, roster) if shown.is_signed else None,
        settled=settled,
        queries=tuple(_asked(one) for one in check.queries if one.version == shown.id),
        changes=tuple(_before(check, shown)), seal=seal,
    )


class RecordedOrder(NamedTuple):
    """A version as it was checked, judged again: what its paper is made of."""

    number: str
    order: OrderCheck
    recorded: Recorded


def recorded_order(desk: Desk, check_id: str) -> RecordedOrder:
    """Return the newest version of a check for paper, from what the records hold and no page.

    :class:`RecordsFault` for no such check, for an erased patient, and where the input is refused.
    """
    desk.projections.catch_up()
    check = desk.check(check_id)
    who = identity(desk.store, desk.projections, check.patient)
    held = None if who is None else input_of(desk, check, check.newest)
    if who is None or held is None:
        raise RecordsFault(_("This patient was erased. Nothing more is recorded of them."))
    order = computed({name: one for name, one in held.items() if name != "policy"},
                     desk.language).check
    return RecordedOrder(who.number, order, _recorded(desk, check, who.born, order))


def recorded_beside(desk: Desk, check_id: str, order: OrderCheck) -> Recorded:
    """Return what the records say of an order that a page shows, of which they hold the check.

    :class:`RecordsFault` for no such check.
    """
    desk.projections.catch_up()
    check = desk.check(check_id)
    who = identity(desk.store, desk.projections, check.patient)
    return _recorded(desk, check, "" if who is None else who.born, order)


def _recorded(desk: Desk, check: Check, born: str, order: OrderCheck) -> Recorded:
    seal = seal_line(sealed_head(desk.store))
    return recorded_of(check, desk.roster(), born, seal, order)


def at_place(moment: Moment) -> str:
    """Return a time as the clock on the wall showed it, to the minute."""
    return moment.local().strftime("%Y-%m-%d %H:%M")


def _signed(done: Done | None, roster: Roster, remark: object = "") -> Signed | None:
    if done is None:
        return None
    person = roster.find(done.who)
    if person is None:
        return Signed(str(_("somebody unknown")), "", at_place(done.at), remark)
    return Signed(person.printed_name, person.registration, at_place(done.at), remark)


def _second(version: Version, roster: Roster) -> Signed | None:
    """Return who checked second; where one person released alone, nobody did."""
    released = version.released
    remark = "" if released is None else _("released {time}", time=at_place(released.at))
    return _signed(version.second, roster, remark)


def _settled(version: Version, roster: Roster) -> Iterator[tuple[str, Settled]]:
    for line, override in version.overrides.items():
        by = _signed(override.by, roster)
        yield line, Settled(override.reason, "" if by is None else by.name,
                            at_place(override.by.at), overridden=True)
    by = _signed(version.released, roster)
    for line, reason in version.reasons.items():
        if by is None:
            yield line, Settled(reason)
        else:
            yield line, Settled(reason, by.name, by.at)


def _asked(query: Query) -> Asked:
    closed = query.closed is not None
    outcome = QueryOutcome(query.outcome).label if closed and query.outcome else ""
    answer = " ".join(part for part in (query.answer, query.reason) if part)
    at = query.opened.at if query.closed is None else query.closed.at
    return Asked(query.lines, query.to, query.text, answer if closed else "", outcome,
                 at_place(at))


def _before(check: Check, shown: Version) -> Iterator[str]:
    """Give what the versions before said."""
    for one in check.versions:
        if one.number < shown.number:
            yield str(_("Version {version} was: {verdict}.", version=one.number,
                        verdict=one.shown.verdict.label))
