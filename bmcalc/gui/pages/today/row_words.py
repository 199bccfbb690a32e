"""The words of a line of the day's work: for its columns, and whole for those who hear it."""

from __future__ import annotations

from dataclasses import dataclass

from bmcalc.core.texts import Joined, _
from bmcalc.gui.pages.today.work_rows import Group, WorkRow, age_words, clock_words, since_words
from bmcalc.records.ledger.moment import Moment


@dataclass(frozen=True)
class RowWords:
    """What the columns say; the second of a pair stands below the first."""

    patient: tuple[str, str]
    order: tuple[str, str]
    state: tuple[str, str]
    waits: str
    query: tuple[str, str]
    labs: str
    carried: str


def words_of(row: WorkRow, now: Moment) -> RowWords:
    """Return what a line says at a time."""
    item = row.item
    if row.group is Group.EXPECTED:
        last = str(_("last given {day}", day=row.last_on)) if row.last_on else ""
        state = str(row.state_words), _since_last(row)
        return RowWords((row.number, row.born), (row.what, last), state, "", ("", ""),
                        str(_("new: N")), "")
    at = clock_words(item.since, now)
    told = str(Joined([row.state_words, at], " ") if row.group in (
        Group.RELEASED, Group.GIVEN, Group.ENDED) and at else row.state_words)
    query = (str(_("asked")), since_words(row.query_since, now)) if item.query_open else ("", "")
    carried = str(_("carried over")) if item.is_left_over else ""
    return RowWords(
        (row.number, row.born), (row.what, str(row.beneath)), (told, _beneath_state(row)),
        "" if row.group in (Group.GIVEN, Group.ENDED) else since_words(item.since, now),
        query, "" if row.is_blind else age_words(item.oldest_age), carried,
    )


def _since_last(row: WorkRow) -> str:
    days = row.days_since_last
    return "" if days is None else str(_("day {count}", count=days))


def _beneath_state(row: WorkRow) -> str:
    if row.group is Group.HELD:
        until = row.item.hold_until
        if until is not None and until[:1].isdigit():
            return str(_("until {day}", day=until))
        return str(_("until laboratory values"))
    if row.group in (Group.RELEASED, Group.GIVEN):
        return str(row.signers) or row.actor
    return row.actor


def carried_words(row: WorkRow) -> str:
    """Say from which day a line was left over; nothing for one of this day."""
    if not row.item.is_left_over:
        return ""
    return str(_("carried over from {day}", day=row.item.due) if row.item.due
               else _("carried over"))


def spoken(row: WorkRow, now: Moment) -> str:
    """Return a whole line in one sentence for those who hear the window."""
    words = words_of(row, now)
    verdict = "" if row.sort is None else str(_("verdict: {verdict}", verdict=row.sort.word))
    if row.is_blind:
        verdict = str(_("no verdict before the second check"))
    waits = str(_("waiting {time}", time=words.waits)) if words.waits else ""
    is_checked = bool(words.labs) and row.item.check is not None
    labs = str(_("laboratory values: {age}", age=words.labs)) if is_checked else words.labs
    query = str(_("query open {time}", time=words.query[1])) if words.query[0] else ""
    carried = carried_words(row)
    parts = [*words.patient, *words.order, verdict, *words.state, waits, query, labs, carried]
    return str(Joined([one for one in parts if one]))
