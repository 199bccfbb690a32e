"""Which day belongs to which results: that of sampling before that of the report, never a guess.

A line with a day and results has its own. Lines with days and no result stand over the results
below them, or under those above; where both may be meant, there is no day.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from bmcalc.orders.reading.laboratory.names import Word
from bmcalc.orders.reading.laboratory.tokens import Kind, Part


class Rank(IntEnum):
    """How much a date says of the day of the sample; the highest counts."""

    REPORT = 1
    UNSAID = 2
    SAMPLING = 3


@dataclass
class Days:
    """The days that stand in one place, each with its rank; None for a day that nobody can tell."""

    found: list[tuple[Rank, datetime.date | None]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.found)

    @property
    def day(self) -> datetime.date | None:
        """The one day of the highest rank; None where there are two, or it is unclear."""
        if not self.found:
            return None
        best = max(rank for rank, _day in self.found)
        days = {day for rank, day in self.found if rank is best}
        return days.pop() if len(days) == 1 else None


@dataclass
class Dated:
    """One line for the dating: its days, and whether it holds results."""

    days: Days
    has_results: bool
    begins: bool = False


def days_of(parts: Sequence[Part], apart: bool = False) -> Days:
    """Return the days of one line; what is labelled as no day of a result is left out.

    ``apart`` says that no result stands in the line: beside words that nobody understands an
    unlabelled day may be that of an admission or a visit, so it is nobody's.
    """
    found = Days()
    rank: Rank | None = None
    other_label = False
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else None
        if part.is_(Word.SAMPLING):
            rank, other_label = Rank.SAMPLING, False
            if _goes_on_unread(parts, place + 1):
                found.found.append((Rank.SAMPLING, None))
        elif part.is_(Word.REPORT):
            rank, other_label = Rank.REPORT, False
        elif part.is_(Word.UNSAID):
            rank, other_label = Rank.UNSAID, False
        elif part.kind is Kind.WORD:
            if _is_label(part.text, following):
                rank, other_label = None, True
        elif part.kind is Kind.DATE or (
            part.kind is Kind.RANGE and rank is not None and _stands_for_a_day(part)
        ):
            if other_label and rank is None:
                other_label = False
                continue
            if following is not None and following.is_(Word.SAMPLING) and not _is_used(
                parts, place + 1
            ):
                rank = Rank.SAMPLING
            elif following is not None and following.is_(Word.REPORT) and not _is_used(
                parts, place + 1
            ):
                rank = Rank.REPORT
            of_another = rank is None and apart and any(one.kind is Kind.WORD for one in parts)
            is_day = part.kind is Kind.DATE and not of_another
            found.found.append((rank or Rank.UNSAID, part.value if is_day else None))
            rank, other_label = None, False
        elif part.kind is Kind.APART and part.text != "\t":
            rank, other_label = None, False
    return found


def _goes_on_unread(parts: Sequence[Part], place: int) -> bool:
    """Say whether numbers stand behind a label in which no day is recognised."""
    after = [one for one in parts[place:place + 2] if one.kind is not Kind.COLON]
    return bool(after) and after[0].kind in (Kind.NUMBER, Kind.PAIR, Kind.BAD)


def _is_label(word: str, following: Part | None) -> bool:
    """Say whether an unlisted word announces a date of its own, such as the day of birth."""
    return word.lower().endswith(("日期", "时间", "date", "born", "birth", "生日", "dob")) or (
        following is not None and following.kind in (Kind.COLON, Kind.DATE)
    )


def _is_used(parts: Sequence[Part], place: int) -> bool:
    """Say whether a label behind a date announces the next one instead."""
    return any(one.kind is Kind.DATE for one in parts[place + 1:place + 3])


def _stands_for_a_day(part: Part) -> bool:
    return len(part.text) <= len("12-31") and "." not in part.text


def dated(lines: Sequence[Dated]) -> list[datetime.date | None]:
    """Return the day of the results of each line; None where none is certain."""
    found: list[datetime.date | None] = [None] * len(lines)
    runs, groups, first_is_group = _runs(lines)
    for place, run in enumerate(runs):
        before = place if first_is_group else place - 1
        around = [
            groups[one] for one in (before, before + 1) if 0 <= one < len(groups)
        ]
        day = _day_of_run(around, first_is_group, len(groups), len(runs))
        for line in run:
            found[line] = day
    for place, one in enumerate(lines):
        if one.has_results and one.days:
            found[place] = one.days.day
    return found


def _runs(lines: Sequence[Dated]) -> tuple[list[list[int]], list[Days], bool]:
    """Return the runs of lines with results and no day, and the days between them."""
    runs: list[list[int]] = []
    groups: list[Days] = []
    first_is_group = False
    last = ""
    for place, line in enumerate(lines):
        if line.has_results and not line.days:
            if last != "run":
                runs.append([])
            runs[-1].append(place)
            last = "run"
        elif not line.has_results and (line.days or line.begins):
            if last != "group":
                groups.append(Days())
                first_is_group = first_is_group or not runs
            groups[-1].found += line.days.found
            last = "group"
    return runs, groups, first_is_group


def _day_of_run(
    around: Sequence[Days], first_is_group: bool, groups: int, runs: int
) -> datetime.date | None:
    """Return the day of one run from the days beside it."""
    if not around:
        return None
    if groups == runs:
        return (around[0] if first_is_group else around[-1]).day
    if groups == 2 and runs == 1:
        return Days([*around[0].found, *around[1].found]).day
    days = {one.day for one in around}
    return days.pop() if len(days) == 1 and len(around) > 1 else None
