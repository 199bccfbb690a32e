"""Of several results of one fact the newest counts, by its day and never by its place.

A result does not count where a newer one, or one of an unknown day, could not be read: what is
known to be out of date, or may be, is not taken in its stead.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bmcalc.core.texts import _
from bmcalc.orders.reading.laboratory.items import PREVIOUS
from bmcalc.orders.reading.laboratory.judging import Outcome
from bmcalc.orders.reading.laboratory.names import names
from bmcalc.orders.reading.laboratory.results import LaboratoryResult, NotUsed, Offered

TWICE = _("two values of one day stand there")
AGE_UNKNOWN = _("two values stand there, and the day of one is not known")
NEWER_UNREAD = _("another result of this fact could not be used, and may be newer")
REPEATED = _("the same result once more")


def newest(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes in their order, those that are not the newest as not used."""
    results: dict[str, list[LaboratoryResult]] = defaultdict(list)
    unread: dict[str, list[NotUsed]] = defaultdict(list)
    for one in outcomes:
        if isinstance(one, LaboratoryResult):
            results[one.fact].append(one)
        elif isinstance(one, NotUsed) and one.fact is not None:
            unread[one.fact].append(one)
    settled = {
        id(one): outcome
        for fact, found in results.items()
        for one, outcome in zip(found, _settled(found, unread[fact]), strict=True)
    }
    return [settled.get(id(one), one) for one in outcomes]


def _settled(
    found: Sequence[LaboratoryResult], unread: Iterable[NotUsed]
) -> Iterator[Outcome]:
    days = {one.on for one in found}
    latest = max((one.on for one in found if one.on is not None), default=None)
    unknown_age = None in days and len({_value(one) for one in found}) > 1
    of_the_day = {_value(one) for one in found if one.on == latest}
    blocked = any(_may_be_newer(one, latest) for one in unread)
    taken = False
    for one in found:
        if unknown_age:
            reason: object = TWICE if days == {None} else AGE_UNKNOWN
            yield _not_used(one, reason)
        elif latest is not None and one.on is not None and one.on < latest:
            yield _older(one)
        elif blocked:
            yield _not_used(one, NEWER_UNREAD)
        elif len(of_the_day) > 1:
            yield _not_used(one, TWICE)
        elif taken or (one.on is None and latest is not None):
            yield _not_used(one, REPEATED)
        else:
            taken = True
            yield one


def _value(one: LaboratoryResult) -> tuple[object, str]:
    return one.value.magnitude, one.value.unit.key


def _may_be_newer(one: NotUsed, latest: datetime.date | None) -> bool:
    """Say whether an unread result is of the day of the latest one, newer, or of no known day."""
    if one.reason is PREVIOUS or (one.may_be_other and one.on == latest):
        return False
    return one.on is None or latest is None or one.on >= latest


def _not_used(one: LaboratoryResult, reason: object) -> NotUsed:
    return NotUsed(one.number, one.text, reason, one.fact, one.on)


def _older(one: LaboratoryResult) -> Outcome:
    assert one.on is not None
    if one.fact == "lvef_now":
        return Offered(one.number, one.text, "lvef_baseline", one.value,
                       names().baseline_reason, one.on)
    return _not_used(one, _("older ({date})", date=one.on.isoformat()))
