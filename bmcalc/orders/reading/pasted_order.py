"""An order that was pasted: a table from a spreadsheet, or a text with one drug a line.

What was not understood is handed back with its line and the reason; nothing is dropped and
nothing is guessed. A word beside a drug's name that makes it another drug (liposomal, emtansine)
is not skipped: such a line is not understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_quantity
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.orders.reading.drug_words import DrugWords, Named
from bmcalc.orders.reading.order_words import (
    AMOUNT,
    DAYS,
    FORMS,
    FREQUENCIES,
    HEADINGS,
    MASS_UNIT,
    NUMBERING,
    PER_DAY,
    ROUTES,
    days_in,
    without,
)

_LETTERS = re.compile(r"[^\W\d_]+")
_SQUARE = re.compile(r"(?<=m)²")
_TIMES = re.compile(r"\s*[×x*]\s*[0-9]", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ROUTE_WORDS = tuple(ROUTES)
HEADING = "HEADING"
_KNOWN = (*FORMS, *FREQUENCIES, *_ROUTE_WORDS)


@dataclass(frozen=True)
class PastedLine:
    """One line that was understood. ``leftover`` are its words that nothing was made of."""

    number: int
    text: str
    drug: str
    dose: Term
    route: str | None = None
    days: tuple[int, ...] = ()
    per_day: bool = False
    leftover: str = ""


@dataclass(frozen=True)
class NotUnderstood:
    """One line that was not understood, and why. A heading names no drug and orders nothing."""

    number: int
    text: str
    reason: object
    is_heading: bool = False


@dataclass(frozen=True)
class PastedOrder:
    """What a pasted text came to: every line is in one of the two lists."""

    lines: tuple[PastedLine, ...]
    not_understood: tuple[NotUnderstood, ...]


def read_pasted(
    text: str, drugs: Mapping[str, Drug], expected: Collection[str] = ()
) -> PastedOrder:
    """Return the ordered doses that a pasted text states, line by line.

    ``expected`` are the drugs of the regimen: where a name alone means several drugs, such as
    trastuzumab without its route, the one that is expected is taken.
    """
    reader = _Reader(drugs, expected)
    lines: list[PastedLine] = []
    strange: list[NotUnderstood] = []
    for number, written in enumerate(text.splitlines(), start=1):
        if not written.strip():
            continue
        try:
            lines.append(reader.read(number, written.strip("\r\n")))
        except Rejected as rejected:
            heading = rejected.code == HEADING
            strange.append(NotUnderstood(number, written.strip(), rejected.text, heading))
    return PastedOrder(tuple(lines), tuple(strange))


class _Reader:
    """Reads line after line; a heading such as «Dose (mg)» gives its column a unit."""

    def __init__(self, drugs: Mapping[str, Drug], expected: Collection[str]) -> None:
        self.drugs = drugs
        self.expected = expected
        self.words = DrugWords(drugs)
        self.column_units: dict[int, str] = {}

    def read(self, number: int, written: str) -> PastedLine:
        text = _plain(written)
        named = self.words.find(text)
        if not named:
            raise self._heading_or_unknown(text)
        if len({(one.start, one.end) for one in named}) > 1:
            raise Rejected("E_AMBIG", _("Several drugs stand in one line."))
        before, after = text[: named[0].start], text[named[0].end :]
        _refuse_unknown_neighbours(before, after)
        rest = f"{NUMBERING.sub('', before)}\t{after}"
        route = _route(rest)
        dose, per_day, rest = self._dose(text, rest)
        found_days = DAYS.search(rest)
        rest = DAYS.sub(" ", rest)
        return PastedLine(
            number, written.strip(), self._chosen(named, route), dose, route,
            days_in(found_days[1]) if found_days else (), per_day, _leftover(rest),
        )

    def _heading_or_unknown(self, text: str) -> Rejected:
        cells = text.split("\t")
        if _LETTERS.search(without((*HEADINGS, "mg", "g", "毫克"), text)) is None and any(
            heading in text.casefold() for heading in HEADINGS
        ):
            for column, cell in enumerate(cells):
                unit = MASS_UNIT.search(cell.strip())
                if unit is not None:
                    self.column_units[column] = unit[1]
            return Rejected(HEADING, _("A heading: it names no drug."))
        return Rejected("E_TYPE", _("No drug of the formulary is named here."))

    def _dose(self, text: str, rest: str) -> tuple[Term, bool, str]:
        masses = [found for found in AMOUNT.finditer(rest) if found["mass"]]
        if not masses:
            return self._dose_of_its_column(text), False, rest
        if len(masses) > 1:
            raise Rejected(
                "E_AMBIG",
                _("Several doses stand in one line: {doses}.",
                  doses=Joined([found[0] for found in masses])),
            )
        found = masses[0]
        _refuse_range_or_product(rest, found)
        magnitude, unit = read_quantity(f"{found['number']} {found['mass'].lower()}")
        per_day = PER_DAY.match(rest, found.end())
        end = per_day.end() if per_day else found.end()
        remaining = f"{rest[: found.start()]} {rest[end:]}"
        return Term(magnitude, unit, _("ordered dose")), per_day is not None, remaining

    def _dose_of_its_column(self, text: str) -> Term:
        for column, cell in enumerate(text.split("\t")):
            unit = self.column_units.get(column)
            if unit is not None and _BARE_NUMBER.fullmatch(cell.strip()):
                magnitude, read = read_quantity(f"{cell.strip()} {unit}")
                return Term(magnitude, read, _("ordered dose"))
        raise Rejected("E_MISSING", _("No dose with a unit of mass, such as 120 mg, stands here."))

    def _chosen(self, named: list[Named], route: str | None) -> str:
        candidates = [one.drug for one in named]
        for narrowed in (
            [one for one in candidates if route is not None and self._is_given(one, route)],
            [one for one in candidates if one in self.expected],
        ):
            if len(candidates) > 1 and narrowed:
                candidates = narrowed
        if len(candidates) > 1:
            names = Joined([self.drugs[one].name for one in candidates])
            raise Rejected("E_AMBIG", _("This may be any of: {drugs}.", drugs=names))
        return candidates[0]

    def _is_given(self, drug: str, route: str) -> bool:
        return any(infusion.route == route for infusion in self.drugs[drug].infusions)


def _plain(written: str) -> str:
    """Return the line with full-width characters folded; raise for a digit that is no digit."""
    text = _SQUARE.sub("2", written)
    for character in text:
        if not character.isascii() and unicodedata.category(character) in ("No", "Nl"):
            raise Rejected(
                "E_TYPE",
                _("“{character}” is not a plain digit. Write the number out.", character=character),
            )
    return unicodedata.normalize("NFKC", text)


def _refuse_unknown_neighbours(before: str, after: str) -> None:
    """Raise where a word touches the drug's name that may make it another drug."""
    left = re.split(r"[\t,，;；:：。]", before)[-1]
    right = re.split(r"[\t,，;；:：。]|[0-9]", after)[0]
    for side in (left, right):
        strange = _LETTERS.search(without(_KNOWN, DAYS.sub(" ", f"{side}0")))
        if strange and strange[0].casefold() not in ("d", "day", "auc", "第"):
            raise Rejected(
                "E_AMBIG",
                _("“{word}” beside the name may make it another drug.", word=strange[0]),
            )


def _refuse_range_or_product(rest: str, found: re.Match[str]) -> None:
    if re.search(r"[0-9]\s*[-–~～至]\s*$", rest[: found.start()]):
        raise Rejected("E_AMBIG", _("A range is no dose."))
    if _TIMES.match(rest, found.end()) or re.search(r"[0-9]\s*[×x*]\s*$", rest[: found.start()]):
        raise Rejected("E_AMBIG", _("A product is no dose: write the dose of one administration."))


def _route(rest: str) -> str | None:
    lowered = rest.casefold()
    for word in sorted(_ROUTE_WORDS, key=len, reverse=True):
        pattern = rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
        if re.search(pattern, lowered):
            return ROUTES[word]
    return None


def _leftover(rest: str) -> str:
    remaining = without(_KNOWN, rest)
    return " ".join(remaining.split()).strip(" ,，;；:：。.、")
