"""Which lines of a pasted text are an order and which are laboratory results.

Every line goes to one reader. One that names a drug and holds a result as well is the order's,
which does not understand it: no result is taken from it. A text without results is an order, read
exactly as before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from bmcalc.formulary.drug_entry import Drug
from bmcalc.orders.reading.intake.patient_said import PatientSaid, patient_said
from bmcalc.orders.reading.laboratory.judging import meaning_of
from bmcalc.orders.reading.laboratory.names import Sort
from bmcalc.orders.reading.laboratory.print_out import Line, is_told, lines_of, read_laboratory
from bmcalc.orders.reading.laboratory.results import LaboratoryText
from bmcalc.orders.reading.name_index import name_index
from bmcalc.orders.reading.order_entry import Order, order_of_text
from bmcalc.orders.reading.ordered import PastedOrder
from bmcalc.orders.reading.pasted_order import read_pasted
from bmcalc.orders.reading.plain_text import refuse_too_long
from bmcalc.orders.reading.rows import Row, RowKind, Rows
from bmcalc.orders.reading.tokenizer import Tokenizer
from bmcalc.orders.reading.tokens import Kind, Role, Token


class Reader(Enum):
    """Who reads a line."""

    ORDER = auto()
    LABORATORY = auto()
    EITHER = auto()
    NOBODY_YET = auto()


_DOSES: Final = frozenset({
    Kind.MASS, Kind.PER_DAY, Kind.DAY_TOTAL, Kind.PRODUCT, Kind.BASIS, Kind.IN_ALL,
})
_CONDITIONS: Final = frozenset({Kind.CONDITION, Kind.STOP, Kind.CHANGED})


@dataclass(frozen=True)
class Intake:
    """What one text came to.

    ``order_text`` is the text without the lines of the laboratory, empty where nothing is ordered;
    ``doubtful`` are the lines that name a drug and hold a result.
    """

    order_text: str = ""
    pasted: PastedOrder = field(default_factory=PastedOrder)
    order: Order = field(default_factory=Order)
    laboratory: LaboratoryText = field(default_factory=LaboratoryText)
    patient: PatientSaid = field(default_factory=PatientSaid)
    doubtful: tuple[int, ...] = ()

    @property
    def has_order(self) -> bool:
        """Whether an order stands in the text."""
        return bool(self.order_text)


@dataclass
class _Claim:
    """What speaks for an order in one line."""

    heading: bool = False
    named: bool = False
    fluid: bool = False
    dose: bool = False
    condition: bool = False

    @property
    def is_order(self) -> bool:
        """Whether a drug, a fluid, a dose or a heading of orders stands there."""
        return self.heading or self.named or self.fluid or self.dose


def read_intake(
    text: str, drugs: Mapping[str, Drug], day: int, sex: str | None = None
) -> Intake:
    """Return what a text holds; ``E_RANGE`` for one that is too long.

    ``day`` is the day of the cycle; ``sex`` chooses between limits printed for each sex.
    """
    refuse_too_long(text)
    said = patient_said(text)
    if not text.strip():
        return Intake()
    readers, doubtful, rows = _readers(text, drugs, said)
    sex = sex or (said.sexes[0] if len(said.sexes) == 1 else None)
    order_text = _only(text, readers, Reader.ORDER)
    laboratory = read_laboratory(_only(text, readers, Reader.LABORATORY), sex)
    if not order_text.strip():
        return Intake("", laboratory=laboratory, patient=said)
    pasted = read_pasted(order_text, drugs, rows if order_text is text else None)
    return Intake(order_text, pasted, order_of_text(pasted, day), laboratory, said, doubtful)


def _only(text: str, readers: Mapping[int, Reader], reader: Reader) -> str:
    """Return a text in which the lines of other readers are blank: lines keep their place."""
    if set(readers.values()) == {reader}:
        return text
    lines = [
        line if readers.get(number) is reader else ""
        for number, line in enumerate(text.splitlines(), start=1)
    ]
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def _readers(
    text: str, drugs: Mapping[str, Drug], said: PatientSaid
) -> tuple[dict[int, Reader], tuple[int, ...], list[Row] | None]:
    """Return who reads each line, the doubtful ones, and the rows where they had to be read."""
    lines = lines_of(text)
    if not said.lines and not any(line.has_results or line.is_message for line in lines):
        return dict.fromkeys((line.number for line in lines), Reader.ORDER), (), None
    rows = Rows(Tokenizer(name_index(drugs))).read(text)
    claims = _claims(rows)
    found: dict[int, Reader] = {}
    doubtful: list[int] = []
    for line in lines:
        reader, is_doubtful = _reader(line, claims.get(line.number, _Claim()))
        found[line.number] = reader
        if is_doubtful:
            doubtful.append(line.number)
    given = set(found.values())
    some = bool(given & {Reader.LABORATORY, Reader.EITHER}) or bool(said.values or said.unclear)
    if Reader.ORDER not in given and some:
        return dict.fromkeys(found, Reader.LABORATORY), (), rows
    if Reader.LABORATORY not in given:
        return dict.fromkeys(found, Reader.ORDER), tuple(doubtful), rows
    _give_the_rest(found, lines, said)
    return found, tuple(doubtful), rows


def _reader(line: Line, claim: _Claim) -> tuple[Reader, bool]:
    """Return who reads a line by itself, and whether it is both an order and a result."""
    valued = [one for one in line.items if one.has_value]
    certain = any(
        one.unit and meaning_of(one.meanings).sort is not Sort.OTHER for one in valued)
    if line.is_message:
        return Reader.LABORATORY, False
    if claim.named or claim.heading:
        return Reader.ORDER, certain
    if certain and not claim.condition:
        return Reader.LABORATORY, False
    if valued:
        return (Reader.EITHER if claim.is_order or claim.condition else Reader.LABORATORY), False
    return (Reader.ORDER if claim.is_order else Reader.NOBODY_YET), False


def _give_the_rest(
    found: dict[int, Reader], lines: Sequence[Line], said: PatientSaid
) -> None:
    """Give titles and days of the laboratory to it, and what is left to the reader of orders.

    A day alone belongs to what stands below it.
    """
    for place, line in enumerate(lines):
        if found[line.number] is Reader.EITHER:
            found[line.number] = Reader.ORDER
        if found[line.number] is not Reader.NOBODY_YET:
            continue
        of_laboratory = line.number not in said.lines and is_told(line) and (
            not _is_day_alone(line) or _next(found, lines, place) is Reader.LABORATORY
        )
        found[line.number] = Reader.LABORATORY if of_laboratory else Reader.ORDER


def _is_day_alone(line: Line) -> bool:
    return bool(line.days) and not (line.items or line.remarks or line.is_title)


def _next(found: Mapping[int, Reader], lines: Sequence[Line], place: int) -> Reader:
    """Return the reader of the next line that has one, else of the one before."""
    following = [one.number for one in lines[place + 1:]]
    before = [one.number for one in reversed(lines[:place])]
    for number in (*following, *before):
        if found[number] is not Reader.NOBODY_YET:
            return found[number]
    return Reader.ORDER


def _claims(rows: Sequence[Row]) -> dict[int, _Claim]:
    """Return what speaks for an order in each line, by the number of the line."""
    claims: dict[int, _Claim] = {}
    for row in rows:
        claim = claims.setdefault(row.number, _Claim())
        claim.heading = claim.heading or row.kind is RowKind.HEADING
        for token in row.tokens:
            claim.named = claim.named or _names_a_drug(token)
            claim.fluid = claim.fluid or token.kind is Kind.FLUID
            claim.dose = claim.dose or (token.kind in _DOSES and token.role is not Role.IGNORED)
            claim.condition = claim.condition or token.kind in _CONDITIONS
    return claims


def _names_a_drug(token: Token) -> bool:
    return token.kind is Kind.NAME and not all(meaning.unclear for meaning in token.value)
