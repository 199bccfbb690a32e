"""Numbers with their units: doses, strengths, products, volumes, times, dates, and bad numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple

from bmcalc.core.reading import MAX_DIGITS
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.orders.reading.first_of import FirstOf
from bmcalc.orders.reading.tokens import Kind

MOST_IN_A_LIST: Final = 60
"""More numbers than this in one list are no number and no days: each is a part of its own, and
unread. Without a limit each of them would be asked for the whole rest of the line."""

_N = r"[0-9]+(?:\.[0-9]+)?"
_END = r"(?![a-zμ])"
_MASS = (
    r"(?:milligrams?|micrograms?|grams?|mg|毫克|mcg|μg|ug|微克|g|克)"
)
_VOLUME = r"(?:ml|毫升|millilit(?:re|er)s?|l|升)"
_PIECE = (
    r"(?:支|瓶|片|粒|袋|枚|贴|vials?|tablets?|tabs?|capsules?|caps?|syringes?|bags?|injections?|ampoules?)"
)
_BY = r"\s*[*×x]\s*"
_PACK = rf"(?:{_BY}(?P<pieces>[0-9]+)\s*(?:{_PIECE}|s\b|\.(?![0-9]))?(?:\s*/\s*{_PIECE})?)?"

_DATE = (
    r"(?:19|20)[0-9]{2}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2}"
    r"(?:\s*t?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?(?![0-9])"
    r"|(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日?(?:\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?(?![0-9])"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?![0-9])"
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9])"
    r"|[0-9]{1,2}月[0-9]{1,2}日"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])(?!\s*[a-z])"
    r"|(?:0[1-9]|1[0-2])-(?:[0-2][0-9]|3[01])(?![0-9])(?!\s*(?:mg|毫克|g|ml|克|天|日|min|h))"
)
_MASSES: Final = {
    "毫克": "mg", "克": "g", "微克": "ug", "mcg": "ug", "μg": "ug", "milligram": "mg",
    "milligrams": "mg", "gram": "g", "grams": "g", "microgram": "ug", "micrograms": "ug",
}
_PER_MASS = {"kg": "mg/kg", "公斤": "mg/kg", "千克": "mg/kg"}
_TIMES: Final = {
    "min": 1, "mins": 1, "minute": 1, "minutes": 1, "分钟": 1, "h": 60, "hr": 60, "hrs": 60,
    "hour": 60, "hours": 60, "小时": 60,
}


class Amount(NamedTuple):
    """What a number with its unit is, its value, and where it ends."""

    kind: Kind
    value: Any
    end: int


class Product(NamedTuple):
    """One strength times a number of pieces; ``counted`` says that the pieces are named."""

    one: Term
    pieces: int
    counted: bool

    @property
    def total(self) -> Term:
        """The mass of all pieces."""
        return self.one * self.pieces

    def __str__(self) -> str:
        """Return the product as the contract writes it."""
        return f"{self.one} x {self.pieces}"


def _term(digits: str, written: str) -> Term:
    """Return a mass in mg, g or ug."""
    return Term(Decimal(digits), unit(_MASSES.get(written, written)))


def _minutes(found: re.Match[str]) -> Term:
    return Term(Decimal(found["n"]) * _TIMES[found["u"]], unit("min"))


def _millilitres(found: re.Match[str]) -> Term:
    factor = 1000 if found["u"] in ("l", "升") else 1
    return Term(Decimal(found["n"]) * factor, unit("mL"))


def _basis(found: re.Match[str]) -> Term | None:
    mass = _MASSES.get(found["u"], found["u"])
    per = _PER_MASS.get(found["per"], "mg/m^2")
    factor = {"mg": Decimal(1), "g": Decimal(1000), "ug": Decimal("0.001")}[mass]
    return Term(Decimal(found["n"]) * factor, unit(per))


def _size(found: re.Match[str]) -> Term:
    key = "kg" if found["u"] in _PER_MASS else "m^2"
    return Term(Decimal(found["n"]), unit(key))


_COMMA = _("Write a decimal point as in 1.5, with no comma and no separator.")
_LETTERS = _("A letter stands in the number.")
_TOGETHER = _("A number runs together with what stands before it.")
_RATE = _("A rate is not a dose.")
_RANGE = _("A range is no dose.")
_POINT = _("Write a zero before the decimal point, as in 0.5.")
_ZERO = _("A zero stands before the number.")
_DIGITS = _("This number has too many digits.")

_Value = Callable[[re.Match[str]], Any]

_PATTERNS: Final[tuple[tuple[Kind, str, _Value], ...]] = (
    (Kind.DATE, _DATE, lambda found: found[0]),
    (Kind.BAD,
     rf"[0-9]+(?:[,，'][0-9]+){{1,{MOST_IN_A_LIST}}}+(?:\.[0-9]+)?\s*(?:{_MASS}|{_VOLUME}|%){_END}",
     lambda _found: _COMMA),
    (Kind.BAD, rf"0[0-9]+(?:\.[0-9]+)?\s*(?:{_MASS}|{_VOLUME}){_END}", lambda _found: _ZERO),
    (Kind.STRENGTH,
     rf"(?P<n>{_N})\s*(?P<u>{_MASS})\s*[:/]\s*(?:{_N}\s*)?{_VOLUME}{_END}"
     rf"(?:\s*/\s*{_PIECE})?{_PACK}",
     lambda found: _term(found["n"], found["u"])),
    (Kind.STRENGTH,
     rf"{_N}\s*{_VOLUME}\s*[:/]\s*(?P<n>{_N})\s*(?P<u>{_MASS}){_END}(?:\s*/\s*{_PIECE})?{_PACK}",
     lambda found: _term(found["n"], found["u"])),
    (Kind.BASIS,
     rf"(?P<n>{_N})\s*(?P<u>{_MASS})\s*(?:/|每)\s*"
     rf"(?P<per>m\^?2|kg|公斤|千克|平方米|平米){_END}(?!\s*/)", _basis),
    (Kind.BASIS, rf"(?P<n>{_N})\s*mg\s*[·*•.]\s*min\s*/\s*ml{_END}",
     lambda found: Term(Decimal(found["n"]), unit("mg*min/mL"))),
    (Kind.BAD, rf"{_N}\s*{_MASS}\s*/\s*(?:m\^?2|kg)\s*/\s*\S+", lambda _found: _RATE),
    (Kind.PER_DAY, rf"(?P<n>{_N})\s*(?P<u>{_MASS})\s*(?:/\s*(?:day|d|日|天)|\s+per day){_END}",
     lambda found: _term(found["n"], found["u"])),
    (Kind.STRENGTH, rf"(?P<n>{_N})\s*(?P<u>{_MASS})\s*/\s*{_PIECE}{_END}{_PACK}",
     lambda found: _term(found["n"], found["u"])),
    (Kind.MASS, rf"(?P<n>{_N})\s*(?P<u>{_MASS})\s*/\s*(?:次|dose){_END}",
     lambda found: _term(found["n"], found["u"])),
    (Kind.BAD, rf"{_N}\s*{_MASS}\s*/\s*"
     r"(?:h|hr|hour|min|小时|分钟|分|周|week|wk|月|疗程|周期|方案|cycle|course)"
     rf"{_END}",
     lambda _found: _RATE),
    (Kind.PRODUCT,
     rf"(?P<n>{_N})\s*(?P<u>{_MASS}){_BY}(?P<k>[0-9]+)\s*(?P<piece>{_PIECE}|\.(?![0-9]))?{_END}"
     r"(?![0-9.])(?!\s*(?:天|日|d|次|周|m\^?2|kg|days?))",
     lambda found: Product(_term(found["n"], found["u"]), int(found["k"]),
                           found["piece"] is not None)),
    (Kind.PRODUCT,
     rf"(?P<k>[0-9]+){_BY}(?P<n>{_N})\s*(?P<u>{_MASS}){_END}(?!\s*/)",
     lambda found: Product(_term(found["n"], found["u"]), int(found["k"]), False)),
    (Kind.PRODUCT,
     rf"(?P<k>[0-9]+)\s*{_PIECE}\s*(?:of|[*×x])\s*(?P<n>{_N})\s*(?P<u>{_MASS}){_END}",
     lambda found: Product(_term(found["n"], found["u"]), int(found["k"]), True)),
    (Kind.BAD, rf"{_N}\s*{_MASS}?\s*[-~～–—至到]\s*{_N}\s*{_MASS}{_END}", lambda _found: _RANGE),
    (Kind.BAD, rf"{_N}\s*{_MASS}?\s*(?:to|or)\s+{_N}\s*{_MASS}{_END}", lambda _found: _RANGE),
    (Kind.MASS, rf"(?P<n>{_N})\s*(?P<u>{_MASS}){_END}",
     lambda found: _term(found["n"], found["u"])),
    (Kind.SIZE, rf"(?P<n>{_N})\s*(?P<u>m\^?2|平方米|平米|kg|公斤|千克){_END}", _size),
    (Kind.RATE,
     rf"(?P<n>{_N})\s*(?:(?P<u>ml)\s*/\s*(?P<t>h|hr|hour|min|小时|分钟|分)|滴\s*/\s*(?:min|分钟|分)|"
     rf"gtt\s*/\s*min){_END}",
     lambda found: None if found["t"] is None else Decimal(found["n"])
     * (60 if found["t"] in ("min", "分钟", "分") else 1)),
    (Kind.VOLUME, rf"(?P<n>{_N})\s*(?P<u>{_VOLUME}){_BY}1\s*{_PIECE}{_END}", _millilitres),
    (Kind.BAD, rf"{_N}\s*{_VOLUME}{_BY}[0-9]+", lambda _found: _("Several bags or bottles.")),
    (Kind.VOLUME, rf"(?P<n>{_N})\s*(?P<u>{_VOLUME}){_END}", _millilitres),
    (Kind.TIME, rf"(?P<n>{_N})\s*(?P<u>{'|'.join(sorted(_TIMES, key=len, reverse=True))})"
     r"(?![a-z]|一次|1次)", _minutes),
    (Kind.PERCENT, rf"{_N}\s*%", lambda found: found[0]),
    (Kind.REMARK, rf"{_N}\s*(?:micron|microns|μm|um|cm|厘米){_END}", lambda found: found[0]),
    (Kind.REMARK, rf"{_N}\s*(?:盒|包|板|boxes|box|packs?){_END}", lambda found: found[0]),
    (Kind.COUNT, rf"(?P<n>{_N})\s*{_PIECE}{_END}", lambda found: Decimal(found["n"])),
    (Kind.BAD, rf"[0-9]*[oil]+[0-9][0-9oil]*\s*(?:{_MASS}|{_VOLUME}){_END}"
     rf"|[0-9][0-9oil]*[oil][0-9oil]*\s*(?:{_MASS}|ml|毫升){_END}", lambda _found: _LETTERS),
    (Kind.BAD, r"\.[0-9]+", lambda _found: _POINT),
    (Kind.BAD, rf"[0-9]+\.\s*{_MASS}{_END}", lambda _found: _POINT),
    (Kind.NUMBER, r"[0-9]+(?:\.[0-9]+)?", lambda found: found[0]),
)


@cache
def _forms() -> FirstOf:
    """Compile the forms when a text is first read: a dose alone needs none of them."""
    return FirstOf([pattern for _kind, pattern, _value in _PATTERNS])


_BAD_LETTERS: Final = re.compile(rf"[oil]+[0-9][0-9oil]*\s*(?:{_MASS}|ml|毫升){_END}")
_WORDS: Final = {"one": 1, "two": 2, "three": 3, "four": 4}
_IN_WORDS: Final = re.compile(
    rf"(?P<k>one|two|three|four)\s+(?:\([0-9]\)\s*)?(?P<n>{_N})\s*(?P<u>{_MASS})\s+{_PIECE}{_END}"
)
_GLUED: Final = re.compile(rf"[a-z]{{1,3}}[0-9]{{2,}}(?:\.[0-9]+)?\s*{_MASS}{_END}")
_TOO_LONG: Final = re.compile(rf"[0-9.]{{{MAX_DIGITS + 3},}}")
_AUC: Final = re.compile(r"auc\s*(?:[=:]\s*)?(?P<n>[0-9]+(?:\.[0-9]+)?)(?![0-9a-z%])")


def amount_at(text: str, start: int) -> Amount | None:
    """Return the number with its unit that begins at a place; None where there is none.

    The text is plain and without case. ``E`` and other signs never join numbers: what is not one
    of the listed forms stays a bare number, which nothing is made of.
    """
    long = _TOO_LONG.match(text, start)
    if long is not None:
        return Amount(Kind.BAD, _DIGITS, long.end())
    form = _forms().at(text, start)
    if form is None:
        return None
    number, found = form
    kind, _pattern, value = _PATTERNS[number]
    return Amount(kind, value(found), found.end())


def lettered_number(text: str, start: int) -> Amount | None:
    """Return a number that begins with a letter for a digit, as in ``l20 mg``."""
    found = _BAD_LETTERS.match(text, start)
    return None if found is None else Amount(Kind.BAD, _LETTERS, found.end())


def target_auc(text: str, start: int) -> Amount | None:
    """Return a target AUC, as in ``AUC 5``."""
    found = _AUC.match(text, start)
    if found is None:
        return None
    return Amount(Kind.BASIS, Term(Decimal(found["n"]), unit("mg*min/mL")), found.end())


def pieces_in_words(text: str, start: int) -> Amount | None:
    """Return a product whose number is a word, as in ``two 250 mg injections``."""
    found = _IN_WORDS.match(text, start)
    if found is None:
        return None
    product = Product(_term(found["n"], found["u"]), _WORDS[found["k"]], True)
    return Amount(Kind.PRODUCT, product, found.end())


def glued_number(text: str, start: int) -> Amount | None:
    """Return a mass that runs together with letters before it, as in ``d1120mg``."""
    found = _GLUED.match(text, start)
    return None if found is None else Amount(Kind.BAD, _TOGETHER, found.end())

