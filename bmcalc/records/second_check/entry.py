"""The blind entry as it was typed, and what it comes to: every fault stands at its own field."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bmcalc.core.ask import Ask, AskQuantity
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_quantity
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.records.second_check.blind_form import (
    MOST_ROWS,
    ORDER,
    REQUIRED,
    all_asks,
    row_asks,
)
from bmcalc.records.second_check.row_reading import ReadRow, WrongCell, read_row
from bmcalc.records.second_check.side import Side, Stated

Raw = Mapping[str, Any]

EMPTY: Final[tuple[object, ...]] = (None, "", [])


@dataclass(frozen=True)
class Fault:
    """What is wrong at a field of the entry: ``weight``, ``order.2.dose``; missing or not read."""

    field: str
    text: object
    is_missing: bool = False


@dataclass(frozen=True)
class Entry:
    """One entry: as typed, what it states, which row each stated line came from, and its faults."""

    raw: Raw
    side: Side = field(default_factory=Side)
    rows: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def left_empty(self) -> tuple[str, ...]:
        """The names of what was asked once and left empty, as the source does not state it."""
        return tuple(name for name in all_asks() if name not in self.side.values)

    def written_name(self, place: int) -> str:
        """Return the drug's name as typed of a stated line."""
        return str(self.raw[ORDER][self.rows[place]]["drug"])


def read_entry(raw: Raw) -> Entry:
    """Return what an entry states; what cannot be understood is a fault, never a difference."""
    asks = all_asks()
    values: dict[str, Any] = {}
    faults = [
        Fault(name, _("There is no field “{name}”.", name=name[:60]))
        for name in raw if name not in asks and name != ORDER
    ]
    for name, ask in asks.items():
        given = raw.get(name)
        if given in EMPTY:
            if name in REQUIRED:
                faults.append(_missing(name, ask))
            continue
        try:
            values[name] = read_answer(ask, given)
        except Rejected as rejected:
            faults.append(Fault(name, rejected.text))
    if "gfr" in values and "gfr_kind" not in values and raw.get("gfr_kind") in EMPTY:
        faults.append(_missing("gfr_kind", asks["gfr_kind"]))
    return _with_rows(raw, values, faults)


def _missing(name: str, ask: Ask) -> Fault:
    return Fault(name, _("{label} is missing; it is never assumed.", label=ask.label), True)


def read_answer(ask: Ask, given: object) -> Any:
    """Return an answer as written; a quantity may be in any unit of its dimension, as 58000 g.

    Raises :class:`Rejected` as the question does.
    """
    if isinstance(ask, AskQuantity) and isinstance(given, str):
        number, typed = read_quantity(given)
        wanted = ask.spans[0].unit
        if ask.span_of(typed) is None and typed.same_dimension(wanted):
            ask.read(Term(number, typed).to(wanted.key))
            return Term(number, typed)
    return ask.read(given)


def in_offered_unit(ask: Ask, value: Any) -> Any:
    """Return a quantity in a unit that the question offers, and anything else as it is."""
    if isinstance(ask, AskQuantity) and isinstance(value, Term) and ask.span_of(value.unit) is None:
        return value.to(ask.spans[0].unit.key)
    return value


def _with_rows(raw: Raw, values: dict[str, Any], faults: list[Fault]) -> Entry:
    order: list[Stated] = []
    rows: list[int] = []
    last: dict[str, datetime.date] = {}
    for place, cells, found in _read_rows(raw.get(ORDER), faults):
        if found.stated is not None:
            order.append(found.stated)
            rows.append(place)
        on = cells.get("last_on")
        if on is None:
            continue
        if last.get(found.drug, on) != on:
            faults.append(Fault(f"{ORDER}.{place}.last_on",
                                _("Another last dose of this drug stands above.")))
        last[found.drug] = on
    if not order and not any(one.field.startswith(ORDER) for one in faults):
        faults.append(Fault(f"{ORDER}.0.drug", _("Enter what is ordered."), True))
    return Entry(raw, Side(values, tuple(order), last), tuple(rows), tuple(faults))


def _read_rows(
    rows: object, faults: list[Fault]
) -> Iterator[tuple[int, dict[str, Any], ReadRow]]:
    """Give every row that is understood with its place and cells; faults go to the list."""
    if rows in EMPTY:
        return
    if not isinstance(rows, Sequence) or isinstance(rows, str) or len(rows) > MOST_ROWS:
        faults.append(Fault(f"{ORDER}.0.drug", _("At most {limit} entries.", limit=MOST_ROWS)))
        return
    for place, row in enumerate(rows):
        cells, wrong = _read_cells(place, row)
        faults.extend(wrong)
        if wrong or not cells:
            continue
        try:
            yield place, cells, read_row(cells)
        except WrongCell as told:
            faults.append(Fault(f"{ORDER}.{place}.{told.column}", told.text))


def _read_cells(place: int, row: object) -> tuple[dict[str, Any], list[Fault]]:
    """Return the read cells of a row; nothing of one in which nothing stands."""
    asks = row_asks()
    if not isinstance(row, Mapping) or row.keys() - asks.keys():
        return {}, [Fault(f"{ORDER}.{place}.drug", _("This must be a list of rows."))]
    cells: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, ask in asks.items():
        if row.get(name) in EMPTY:
            continue
        try:
            cells[name] = in_offered_unit(ask, read_answer(ask, row[name]))
        except Rejected as rejected:
            faults.append(Fault(f"{ORDER}.{place}.{name}", rejected.text))
    if not cells and not faults:
        return {}, []
    if "drug" not in cells and not any(one.field.endswith(".drug") for one in faults):
        faults.append(_missing(f"{ORDER}.{place}.drug", asks["drug"]))
    if not faults and "dose" not in cells and "last_on" not in cells:
        faults.append(_missing(f"{ORDER}.{place}.dose", asks["dose"]))
    return cells, faults
