"""What becomes of one result: a fact, an offer, or a reason why it is not used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from bmcalc.core.ask import Ask
from bmcalc.core.numbers import plain
from bmcalc.core.problems import Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.orders.reading.laboratory.items import (
    NO_VALUE,
    PREVIOUS,
    TWO_UNITS,
    Item,
    Limits,
)
from bmcalc.orders.reading.laboratory.names import Meaning, Remark, Sort, names
from bmcalc.orders.reading.laboratory.results import LaboratoryResult, NotUsed, Offered
from bmcalc.orders.reading.patient_facts import LABORATORY
from bmcalc.rules.entered import question

NO_UNIT = _("no unit stands there")
TWO_NAMES = _("the names beside it do not mean one result")
AGAINST_ITS_FLAG = _("its mark for high or low does not fit the printed range")
NOT_A_PAIR = _("two values with one stroke between them were expected")
LIMIT_NOT_READ = _("The printed range was not read.")
_LIMITS: Final = {
    "bilirubin": ("", "bilirubin_uln"), "alt": ("", "alt_uln"), "ast": ("", "ast_uln"),
    "alp": ("", "alp_uln"), "calcium_total": ("calcium_lln", "calcium_uln"),
    "calcium_ionised": ("calcium_ionised_lln", "calcium_ionised_uln"),
}
"""The facts for the lower and the upper limit of a result, where there are any."""

Outcome = LaboratoryResult | NotUsed | Offered


def limits_of(fact: str) -> tuple[str, str]:
    """Return the names of the facts for the lower and the upper limit, empty for none."""
    return _LIMITS.get(fact, ("", ""))


def meaning_of(meanings: Sequence[Meaning]) -> Meaning:
    """Return what the names beside one another mean together.

    A name that leaves two open is settled by one beside it; one that is not used wins over all.
    """
    for sort in (Sort.NOT_USED, Sort.OTHER):
        for one in meanings:
            if one.sort is sort:
                return one
    certain = [one for one in meanings if one.sort in (Sort.TAKEN, Sort.OFFERED, Sort.PAIR)]
    open_ones = [one for one in meanings if one.sort in (Sort.AMBIGUOUS, Sort.ONE_OF_TWO)]
    facts = {one.facts for one in certain}
    if len(facts) > 1:
        return Meaning(Sort.NOT_USED, (), TWO_NAMES)
    if not certain:
        return open_ones[0] if len({one.facts for one in open_ones}) == 1 else Meaning(
            Sort.NOT_USED, (), TWO_NAMES)
    chosen = certain[0]
    for one in open_ones:
        fits = chosen.facts[0] in one.facts or (
            one.sort is Sort.ONE_OF_TWO and chosen.facts[0] == "calcium_ionised")
        if not fits:
            return Meaning(Sort.NOT_USED, (), TWO_NAMES)
    return chosen


def judged(item: Item, remarks: Iterable[Remark], sex: str | None) -> Iterator[Outcome]:
    """Give what becomes of a result: one outcome, or two for a pair."""
    meaning = meaning_of(item.meanings)
    if meaning.sort is Sort.PAIR:
        yield from _pair(item, meaning, remarks, sex)
        return
    fact = meaning.facts[0] if meaning.facts else None
    if meaning.sort is Sort.AMBIGUOUS:
        if not (meaning.unit_decides and fact is not None and _is_unit_of(fact, item.unit)):
            yield NotUsed(item.number, item.text, meaning.reason, fact, item.on, True)
            return
    elif meaning.sort in (Sort.NOT_USED, Sort.OTHER):
        yield NotUsed(item.number, item.text, meaning.reason, None, item.on)
        return
    assert fact is not None
    yield _one(item, fact, item.value, meaning, remarks, sex)


def _pair(
    item: Item, meaning: Meaning, remarks: Iterable[Remark], sex: str | None
) -> Iterator[Outcome]:
    if item.pair is None:
        reason = item.fault or (NOT_A_PAIR if item.has_value else NO_VALUE)
        for fact in meaning.facts:
            yield NotUsed(item.number, item.text, reason, fact or None, item.on)
        return
    for fact, value in zip(meaning.facts, item.pair, strict=True):
        if not fact:
            yield NotUsed(item.number, item.text, meaning.reason, None, item.on)
        else:
            yield _one(item, fact, value, Meaning(Sort.TAKEN, (fact,)), remarks, sex)


def _is_unit_of(fact: str, unit: str) -> bool:
    spans = getattr(LABORATORY[fact], "spans", ())
    return any(span.key == unit for span in spans)


def _one(
    item: Item, fact: str, written: str, meaning: Meaning, remarks: Iterable[Remark],
    sex: str | None,
) -> Outcome:
    """Return the outcome of one value of a fact."""
    if meaning.sort is Sort.OFFERED:
        return _offer(item, fact, written, meaning)
    reason = _why_not(item, fact, written, remarks, sex)
    if reason:
        return NotUsed(item.number, item.text, reason, fact, item.on)
    try:
        value = question(fact).read(f"{written} {item.unit}")
    except Rejected as rejected:
        return NotUsed(item.number, item.text, rejected.text, fact, item.on)
    if meaning.sort is Sort.ONE_OF_TWO and _is_low(value):
        return NotUsed(item.number, item.text, meaning.reason, fact, item.on)
    lower, upper = _limits(fact, item.limits_for(sex), item.unit)
    lost = item.limits_lost and any(limits_of(fact))
    return LaboratoryResult(item.number, item.text, fact, value, item.on, lower, upper,
                            (LIMIT_NOT_READ,) if lost else ())


def _why_not(
    item: Item, fact: str, written: str, remarks: Iterable[Remark], sex: str | None
) -> object:
    if item.previous:
        return PREVIOUS
    for remark in remarks:
        if remark.spoils(fact):
            return remark.reason
    if item.fault:
        return item.fault
    if not written:
        return NO_VALUE
    if item.unread:
        return _("not understood: {words}", words=Joined(list(dict.fromkeys(item.unread))))
    if item.unit and item.other_unit:
        return TWO_UNITS
    if item.other_unit:
        return _("“{unit}” is not a unit of this result", unit=item.other_unit)
    if not item.unit:
        return NO_UNIT
    if _against_flag(item, Decimal(written), sex):
        return AGAINST_ITS_FLAG
    return ""


def _against_flag(item: Item, value: Decimal, sex: str | None) -> bool:
    """Say whether a mark for high stands beside a value below the upper limit, or the reverse."""
    if item.high and item.low:
        return True
    limits = item.limits_for(sex)
    if limits is None:
        return False
    low, high = limits
    if item.high:
        return high is not None and value < high
    return item.low and low is not None and value > low


def _is_low(value: Term) -> bool:
    return any(
        value.unit is lowest.unit and value.magnitude < lowest.magnitude
        for lowest in names().lowest_total
    )


def _limits(fact: str, limits: Limits | None, unit: str) -> tuple[Term | None, Term | None]:
    if limits is None:
        return None, None
    lower, upper = (
        _limit(name, end, unit) for name, end in zip(limits_of(fact), limits, strict=True)
    )
    return lower, upper


def _limit(name: str, end: Decimal | None, unit: str) -> Term | None:
    """Return a limit that the order check has a fact for; None for one that cannot be."""
    if not name or end is None:
        return None
    try:
        found: Term = question(name).read(f"{plain(end)} {unit}")
    except Rejected:
        return None
    return found


def _offer(item: Item, fact: str, written: str, meaning: Meaning) -> Outcome:
    """Return a result that a person may take over, read as its question reads it."""
    plain_reason = item.fault or (_(
        "not understood: {words}", words=Joined(list(dict.fromkeys(item.unread)))
    ) if item.unread else "")
    text = item.word or f"{written} {item.unit or item.other_unit}".strip()
    if plain_reason or item.previous or not text:
        return NotUsed(item.number, item.text, plain_reason or (
            PREVIOUS if item.previous else NO_VALUE), None, item.on)
    ask: Ask = question(fact)
    try:
        value = ask.read(text)
    except Rejected as rejected:
        return NotUsed(item.number, item.text, rejected.text, None, item.on)
    return Offered(item.number, item.text, fact, value, meaning.reason, item.on)
