"""A second check from the first blind entry to what is signed.

A difference is settled by correcting one's own entry, and every entry is kept in its order, or by
returning the check. Nobody signs over a difference, or before every carried fact was ticked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import localcontext
from typing import Any, TypeAlias

from bmcalc.core.numbers import CONTEXT
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.other_names import other_names, supportive_names
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.records.faults import RecordsFault
from bmcalc.records.second_check.answers import (
    WHOLE,
    Answer,
    Moved,
    compared_answers,
    first_answer,
    moved_doses,
    second_answer,
)
from bmcalc.records.second_check.blind_form import ORDER, BlindForm
from bmcalc.records.second_check.carried import CarriedFact, carried_facts
from bmcalc.records.second_check.comparison import compared
from bmcalc.records.second_check.entry import Entry, Raw, read_entry
from bmcalc.records.second_check.from_plan import plan_of
from bmcalc.records.second_check.rows import Row
from bmcalc.records.second_check.side import OTHER, FirstCheck, side_of_first

Seal: TypeAlias = Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True)
class Compared:
    """The two entries and the two answers side by side.

    ``judged_anew`` are the rows of verdicts that were signed and are others now, for the same
    first entry: what was in force then is so no longer.
    """

    rows: tuple[Row, ...]
    answer: Answer
    moved: tuple[Moved, ...] = ()
    judged_anew: frozenset[str] = frozenset()

    @property
    def differences(self) -> tuple[Row, ...]:
        """The rows that differ; none is left where the check can be signed."""
        return tuple(row for row in self.rows if not row.is_same)


class SecondCheck:
    """Holds the first check, which only the comparison sees, and what the second person entered.

    Raises :class:`RecordsFault` for a first check that the order check cannot read.
    """

    def __init__(self, first: FirstCheck, checked_by: str = "", checked_at: str = "") -> None:
        self.form = BlindForm(checked_by, checked_at)
        self._first = first
        with localcontext(CONTEXT):
            self._read, problems = CALCULATOR.read(first.inputs)
            if problems:
                raise RecordsFault(_("The first check cannot be read: {reason}",
                                     reason=problems[0].text))
            self._side = side_of_first(first, self._read)
            self._facts = carried_facts(self._read)
            self._plan = plan_of(self._read)
        own = first_answer(self._read)
        self._first_answer = own if first.verdicts is None else Answer(first.verdicts, own.doses)
        self._judged_anew = frozenset(
            row.what for row in compared_answers(self._first_answer, own) if not row.is_same
        )
        self._entries: list[Entry] = []
        self._compared: Compared | None = None
        self._ticked: set[str] = set()

    # What the second person enters

    def enter(self, raw: Raw) -> Entry:
        """Take an entry, compare it where every field is understood, and return it.

        With a fault in it nothing is kept and nothing is compared.
        """
        entry = read_entry(raw)
        if entry.faults:
            return entry
        if not self._entries or entry.raw != self._entries[-1].raw:
            self._entries.append(entry)
        rows = compared(self._side, entry.side, entry.rows, self._plan)
        answer = second_answer(self._first.inputs, self._read, entry, self._plan)
        self._compared = Compared(
            (*rows, *compared_answers(self._first_answer, answer)), answer,
            tuple(moved_doses(self._first_answer, answer)), self._judged_anew,
        )
        return entry

    @property
    def comparison(self) -> Compared | None:
        """The comparison of the newest entry; None while nothing was entered."""
        return self._compared

    @property
    def newest(self) -> Raw | None:
        """The newest entry as it was typed."""
        return self._entries[-1].raw if self._entries else None

    # The facts that carry over

    def facts(self) -> tuple[CarriedFact, ...]:
        """Return the facts to tick; :class:`RecordsFault` while anything differs."""
        if self._compared is None or self._compared.differences:
            raise RecordsFault(_("The facts are shown once nothing differs."))
        return self._facts

    def tick(self, what: str, is_found: bool) -> None:
        """Note whether a fact was found in its source; KeyError for one that is not asked."""
        if what not in {one.what for one in self.facts()}:
            raise KeyError(what)
        if is_found:
            self._ticked.add(what)
        else:
            self._ticked.discard(what)

    @property
    def left_to_tick(self) -> tuple[str, ...]:
        """The facts that were not found in their source yet."""
        return tuple(one.what for one in self._facts if one.what not in self._ticked)

    @property
    def is_settled(self) -> bool:
        """Whether it can be signed: nothing differs and every fact is ticked."""
        return (self._compared is not None and not self._compared.differences
                and not self.left_to_tick)

    # What is recorded

    def body(self, seal: Seal) -> dict[str, Any]:
        """Return the body of the event; :class:`RecordsFault` where it cannot be signed yet.

        ``seal`` hides from whoever has not the patient's key what it is given: every entry in its
        order, both sides of the comparison, the facts. What is left in the open says what was
        compared and found, and how it came out.
        """
        if not self.is_settled:
            raise RecordsFault(_("A second check is signed once nothing differs and every fact "
                                 "was found in its source."))
        return self._so_far(seal)

    def returned(self, reason: str, seal: Seal) -> dict[str, Any]:
        """Return the body of a returned check: the reason, and all that was entered so far.

        :class:`RecordsFault` for a blank reason.
        """
        if not reason.strip():
            raise RecordsFault(_("A check is returned with a reason."))
        return {**self._so_far(seal), "reason": reason.strip()}

    def _so_far(self, seal: Seal) -> dict[str, Any]:
        entries = [dict(one.raw) for one in self._entries]
        told = self._compared
        rows = () if told is None else told.rows
        found = [one for one in self._facts if one.what in self._ticked]
        return {
            "differences": [_open(row.what) for row in rows if not row.is_same],
            "comparison": [{"what": _open(row.what), "state": row.state} for row in rows],
            "facts": [one.what for one in found],
            "corrections": max(0, len(entries) - 1),
            "verdicts": {} if told is None else {
                drug: verdict for drug, verdict in told.answer.verdicts.items()
                if drug == WHOLE or _is_listed(drug)
            },
            "sealed": seal({
                "entries": {"first": entries[0] if entries else None, "corrected": entries[1:]},
                "comparison": [row.as_values() for row in rows],
                "facts": [{"what": one.what, "value": one.written} for one in found],
                "answer": None if told is None else told.answer.as_values(),
            }),
        }


def _open(what: str) -> str:
    """Return the key of a row without a name that only the order knows: it may be anybody's."""
    root, _dot, drug = what.partition(".")
    if root == "verdict" and drug != WHOLE and not _is_listed(drug):
        return f"{root}.other"
    return f"{ORDER}.other" if what.startswith(f"{ORDER}.{OTHER}") else what


def _is_listed(drug: str) -> bool:
    return drug in drugs() or drug in other_names().drugs or drug in supportive_names().drugs
