"""One row of the blind entry, read by the words that a pasted order is read by.

The row is written out as one line, so that a name, a route and a frequency mean here what they
mean in an order: ``bid`` is twice a day, and a name is taken whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bmcalc.core.numbers import plain
from bmcalc.core.problems import Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.heads import heads_of
from bmcalc.formulary.order_words import order_words
from bmcalc.orders.reading.name_index import name_index
from bmcalc.orders.reading.ordered import NotUnderstood, Ordered
from bmcalc.orders.reading.pasted_order import read_pasted
from bmcalc.orders.reading.plain_text import folded
from bmcalc.orders.reading.typed_line import name_to_read
from bmcalc.records.second_check.side import Stated, stated_in

_BESIDE_TIME: Final = ("infusion", "diluent", "volume", "basis", "size", "phase", "cycle")
"""What a line may say and the row does not ask: it is not taken from among the frequencies."""


class WrongCell(Exception):
    """A row cannot be understood; ``column`` is the cell at fault, ``text`` says why."""

    def __init__(self, column: str, text: object) -> None:
        super().__init__(column)
        self.column = column
        self.text = text


@dataclass(frozen=True)
class ReadRow:
    """What a row came to: the drug, and what is ordered of it; None for a last dose alone."""

    drug: str
    stated: Stated | None


def read_row(cells: Mapping[str, Any]) -> ReadRow:
    """Return what the read cells of a row come to; :class:`WrongCell` for what is not understood.

    Without a dose the row tells of a last dose alone, and then neither route nor frequency stands
    in it.
    """
    name = _one_line("drug", cells["drug"])
    dose = cells.get("dose")
    if dose is None:
        for column in ("route", "frequency"):
            if cells.get(column) is not None:
                raise WrongCell("dose", _("A dose is missing."))
        return ReadRow(_drug_named(name), None)
    stated = _stated(name, dose, cells.get("route"), cells.get("frequency"))
    return ReadRow(stated.drug, stated)


def _one_line(column: str, text: str) -> str:
    if len(text.splitlines()) > 1 or "|" in text or "\t" in text:
        raise WrongCell(column, _("Write one line."))
    return " ".join(text.split())


def _written(dose: Term) -> str:
    return f"{plain(dose.magnitude)} {dose.unit.key}"


def _route_word(route: str) -> str:
    """Return a word by which an order states a route, of Latin letters where there is one."""
    words = order_words().routes[route]
    return next((one for one in words if one.isascii()), words[0])


def _stated(name: str, dose: Term, route: str | None, frequency: str | None) -> Stated:
    said = [_without_strength(name), _written(dose)]
    if route is not None:
        said.append(_route_word(route))
    without = _only_line(said, "drug")
    if frequency is None or without.ordered is None:
        return without
    often = _one_line("frequency", frequency)
    whole = _only_line([*said, often], "frequency")
    if whole.drug != without.drug or whole.ordered is None:
        raise WrongCell("frequency", _("Another drug stands here: “{text}”.", text=often))
    ordered = whole.ordered
    beside = [one for one in _BESIDE_TIME if getattr(ordered, one) is not None
              and getattr(without.ordered, one) is None]
    if beside or ordered.route != without.ordered.route or ordered.dose != without.ordered.dose:
        raise WrongCell("frequency", _(
            "Only how often and on which days is asked here: “{text}”.", text=often))
    return whole


def _without_strength(name: str) -> str:
    """Return a name of the formulary that ends in a strength by another name of the same drug.

    «Denosumab 120 mg» is a name, and beside a dose its strength would be read as a second dose.
    """
    if not any(sign.isdigit() for sign in name):
        return name
    wanted = folded(name)
    found = [
        one.id for one in heads_of(drugs())
        if wanted in (folded(one.name.english), folded(one.name.chinese))
    ]
    return name_to_read(found[0]) if len(found) == 1 else name


def _only_line(parts: list[str], column: str) -> Stated:
    """Return the one drug that a line orders; the fault is told at ``column``."""
    try:
        read = read_pasted(" ".join(parts), drugs())
    except Rejected as rejected:
        raise WrongCell(column, rejected.text) from rejected
    if read.not_understood:
        raise WrongCell(column, _why_not(read.not_understood[0]))
    if read.discontinued:
        raise WrongCell(column, _("This orders to stop the drug; only what is given is asked."))
    found = stated_in(read)
    if len(found) != 1:
        raise WrongCell(column, _("Write the name of one drug."))
    return found[0]


def _why_not(line: NotUnderstood) -> object:
    if not line.unread:
        return line.reason
    return Joined([line.reason, _("Unread: “{words}”.", words=line.unread)], " ")


def _drug_named(name: str) -> str:
    """Return the drug of the formulary that a whole name means alone."""
    meant = {one.drug for one in name_index(drugs()).whole(name) if one.in_formulary and one.drug}
    if not meant:
        wanted = folded(name)
        meant = {
            one.id for one in heads_of(drugs())
            if wanted in (folded(one.name.english), folded(one.name.chinese))
        }
    if len(meant) > 1:
        raise WrongCell("drug", _("“{name}” may be several drugs. Write the name out.", name=name))
    if not meant:
        raise WrongCell("drug", _("“{name}” is not a drug of the formulary.", name=name))
    return meant.pop()


def without_name_doubts(stated: Stated, written: str) -> Ordered | None:
    """Return what is ordered without the questions about a name that the comparison has answered.

    ``written`` is the name as it was entered.
    """
    if stated.ordered is None:
        return None
    try:
        said = [_without_strength(written), _written(stated.ordered.dose)]
        alone = _only_line(said, "drug").ordered
    except WrongCell:
        return stated.ordered
    about_name = {str(one) for one in alone.doubts} if alone is not None else set()
    kept = tuple(one for one in stated.ordered.doubts if str(one) not in about_name)
    return replace(stated.ordered, doubts=kept)
