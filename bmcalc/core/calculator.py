"""A calculator: its questions, its formula, and how it answers or refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import localcontext
from functools import cached_property
from typing import Any, Generic, TypeVar

from bmcalc.core.ask import UNSET, AskInteger, AskQuantity, range_text
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.inputs import Inputs, limited
from bmcalc.core.numbers import CONTEXT
from bmcalc.core.problems import (
    Problem,
    Refused,
    Rejected,
    in_order,
    missing,
    root_of,
    unknown_field,
)
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work

__all__ = ["Calculator", "Inputs", "NotFor", "confirm_slip", "confirm_usual"]

InputsT = TypeVar("InputsT", bound=Inputs)


def confirm_usual(name: str, ask: AskQuantity | AskInteger, value: Any, work: Work) -> None:
    """Add a caution where a number that was given lies outside the usual limits of its field."""
    if value is None or value is UNSET:
        return
    if isinstance(ask, AskInteger):
        if ask.is_usual(value):
            return
        usual = _whole_range(ask, ask.usual)
    else:
        span = ask.span_of(value.unit)
        if span is None or span.is_usual(value.magnitude):
            return
        usual = range_text(*span.usual, span.unit.label)
    _ask_to_confirm(name, ask, value, usual, work)


def confirm_slip(name: str, ask: AskQuantity | AskInteger, value: Any, work: Work) -> None:
    """Add a caution where a number that was given is likely a slip of the keyboard."""
    if value is None:
        return
    if isinstance(ask, AskInteger):
        if not ask.is_slip(value):
            return
        usual = _whole_range(ask, ask.unlikely)
    else:
        span = ask.span_of(value.unit)
        if span is None or not span.is_slip(value.magnitude):
            return
        usual = range_text(*span.unlikely, span.unit.label)
    _ask_to_confirm(name, ask, value, usual, work)


def _whole_range(ask: AskInteger, limits: tuple[int | None, int | None]) -> object:
    low, high = (None if limit is None else str(limit) for limit in limits)
    return range_text(low, high, str(ask.suffix))


def _ask_to_confirm(
    name: str, ask: AskQuantity | AskInteger, value: Any, usual: object, work: Work
) -> None:
    work.caution(
        FindingCode.UNUSUAL,
        _("{label} {value} is outside the usual range ({usual}). Confirm it.",
          label=ask.label, value=value, usual=usual),
        ask.limits_source,
        about=name,
    )


class NotFor:
    """For whom or what a calculator is not, in one sentence, with where that stands."""

    __slots__ = ("sources", "words")

    def __init__(self, words: object, *sources: str) -> None:
        self.words = words
        self.sources = sources


@dataclass(frozen=True, kw_only=True)
class Calculator(Generic[InputsT]):
    """One calculator. A module with a ``CALCULATOR`` is found; nothing registers it.

    ``formula`` takes the read inputs and writes into a :class:`Work`. ``headline`` names the
    value shown large. ``group`` and ``order`` place it in lists; ``picture`` names a drawing
    that a window may add. ``reviewed`` stays empty until a pharmacist signs. ``rules_of`` are the
    drugs of the formulary whose rules it asks. ``not_for`` is read in the help.
    """

    id: str
    title: object
    summary: object
    group: str
    order: int
    not_for: NotFor
    inputs: type[InputsT]
    values: tuple[Value, ...]
    formula: Callable[[InputsT, Work], None]
    headline: str
    picture: str = ""
    shown_by_default: bool = True
    reviewed: tuple[str, ...] = ()
    rules_of: tuple[str, ...] = ()

    def read(self, raw: Mapping[str, Any]) -> tuple[InputsT, list[Problem]]:
        """Return the inputs as understood, and every problem that keeps them from being used.

        Each field is read once. One that cannot be read is None in the inputs and stands in
        ``unread``; the others keep what was read.
        """
        asks = self.inputs.asks()
        taken: dict[str, Any] = {}
        unread: set[str] = set()
        problems: list[Problem] = []
        for name, value in raw.items():
            ask = asks.get(name)
            if value is None:
                if ask is not None and ask.null_means_off:
                    taken[name] = None
            elif ask is None:
                unread.add(name)
                problems.append(unknown_field(name))
            else:
                try:
                    taken[name] = ask.read(value)
                except Rejected as rejected:
                    unread.add(name)
                    problems.extend(rejected.under(name, ask.label))
        read = self.inputs(**taken, unread=frozenset(unread))
        blamed = {root_of(problem) for problem in problems}
        for name in read.needs():
            if getattr(read, name) is None and name not in blamed:
                problems.append(missing(asks[name].label, name))
        if problems:
            blamed = {root_of(problem) for problem in problems}
        for problem in read.conflicts():
            if not blamed.intersection(problem.about):
                problems.append(problem)
        return read, (in_order(problems, list(asks)) if problems else problems)

    def run(self, raw: Mapping[str, Any]) -> tuple[InputsT, Work]:
        """Return the inputs as understood and the work; raise :class:`Refused` otherwise."""
        with localcontext(CONTEXT):
            read, problems = self.read(raw)
            if problems:
                raise Refused(problems)
            return read, self.work(read)

    def work(self, read: InputsT) -> Work:
        """Return the work on inputs that :meth:`read` found no problem in.

        Like it, this stands inside ``localcontext(CONTEXT)``, as :meth:`run` does for both.
        Raises :class:`Refused` where the formula finds what cannot be.
        """
        work = Work()
        self.formula(read, work)
        self._confirm(read, work)
        return work

    def _confirm(self, read: InputsT, work: Work) -> None:
        """Add a caution for each unusual number and an info for each absent one."""
        for name, ask in limited(self.inputs):
            value = getattr(read, name)
            if value is not None:
                confirm_usual(name, ask, value, work)
        asks = self.inputs.asks()
        for name in read.notes():
            if getattr(read, name) is None:
                work.info(
                    FindingCode.ABSENT,
                    _("Not given: {label}. Not checked, not taken as normal.",
                      label=asks[name].label),
                    about=name,
                )

    def understood(self, read: InputsT) -> dict[str, Any]:
        """Return the inputs as the JSON contract writes them, in canonical units."""
        written = {}
        for name, ask in self.inputs.asks().items():
            value = getattr(read, name)
            if value is UNSET or (value is None and not ask.null_means_off):
                continue
            written[name] = None if value is None else ask.written(value)
        return written

    @cached_property
    def declared(self) -> dict[str, Value]:
        """The declaration of each value by its name."""
        return {value.name: value for value in self.values}

    def value(self, name: str) -> Value:
        """Return the declaration of a value; raise KeyError for an undeclared one."""
        return self.declared[name]
