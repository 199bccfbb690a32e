"""One cell of a written line, part by part; every sign ends in a part, and nothing is dropped."""

from __future__ import annotations

import re
from typing import Any, Final

from bmcalc.core.texts import _
from bmcalc.orders.reading.amounts import (
    amount_at,
    glued_number,
    lettered_number,
    pieces_in_words,
    target_auc,
)
from bmcalc.orders.reading.fluids import FLUID, fluid_of
from bmcalc.orders.reading.name_index import SHORT_NAME, NameIndex, lengths_at
from bmcalc.orders.reading.plain_text import SEPARATORS, folded, lowered
from bmcalc.orders.reading.times import moment_at, times_of_days
from bmcalc.orders.reading.tokens import Kind, Role, Token

_OPEN, _CLOSE = frozenset("([{<《【「"), frozenset(")]}>》】」")
_SKIPPED: Final = frozenset(" \t,，、。;；:：|\"'“”‘’•·…_/\\※▲★◆☆●■△○◇□◎▪#*")
_SIGNS: Final = frozenset("+=×><≥≤~～≈±&-–—−→?？!！%@^")
_LATIN_WORD = re.compile(r"[a-zà-ÿα-ω][a-z0-9à-ÿα-ω'’-]*")
LONG_NAME: Final = 5
"""A code with more signs may hold a space before its number, as in «ICI 182780»."""

_BESIDE_TITLE: Final = frozenset({
    Kind.TITLE, Kind.CYCLE_NUMBER, Kind.DAYS, Kind.DATE, Kind.REMARK, Kind.SIGN, Kind.NUMBER,
})
_BESIDE_NO_SHORT_NAME: Final = frozenset({Kind.NAME, Kind.MASS, Kind.ROUTE})
_SPACED_NUMBER = re.compile(r"[0-9]\s+[a-z]|[a-z]\s+[0-9]")
_A_DAY: Final = re.compile(r"/\s*(?:day|d|日|天)(?![a-z0-9一次])")
_TIMES_SIZE: Final = re.compile(r"[*x]\s*[0-9]+(?:\.[0-9]+)?\s*(?:m\^?2|kg)(?![a-z0-9])")
_FLUID_FIRST: Final = frozenset("葡糖氯生盐灭无注乳复林转木果羟随专附原gndsiwrlp")


class Tokenizer:
    """Reads cells with one index of names and words."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index

    def parts(self, text: str, row: int, cell: int, role: Role | None) -> list[Token]:
        """Return the parts of a plain text."""
        return _Cell(self.index, text, row, cell, role).read()


class _Cell:
    def __init__(
        self, index: NameIndex, text: str, row: int, cell: int, role: Role | None
    ) -> None:
        self.index, self.text, self.low = index, text, lowered(text)
        self.row, self.cell, self.role = row, cell, role
        self.found: list[Token] = []
        self.kinds: set[Kind] = set()
        self.depth = 0
        self.has_colon = ":" in self.low or "：" in self.low
        self.places = [place for place, sign in enumerate(self.low) if sign not in SEPARATORS]
        self.fold = "".join([self.low[place] for place in self.places])
        self.at = dict(zip(self.places, range(len(self.places)), strict=True))

    def read(self) -> list[Token]:
        place, end = 0, len(self.low)
        while place < end:
            sign = self.low[place]
            if sign in _OPEN and not self._is_below(place):
                self.depth += 1
                place += 1
            elif sign in _CLOSE and not self._comparison(place):
                self.depth = max(0, self.depth - 1)
                place += 1
            elif sign == "/" and (a_day := _A_DAY.match(self.low, place)) is not None:
                place = self._add(Kind.DAY_TOTAL, place, a_day.end())
            elif sign in _SKIPPED and not (sign in "*." and self._behind(place) is not None):
                place += 1
            else:
                place = self._part(place, sign)
        self._tell_title()
        return self.found

    def _tell_title(self) -> None:
        """Take the name of a regimen for a title where the cell names nothing else."""
        names = [one for one in self.found if one.kind is Kind.NAME]
        if len(names) != 1 or any(
            one.kind not in _BESIDE_TITLE for one in self.found if one is not names[0]
        ):
            return
        (name,) = names
        kind, value = self.index.words.get(folded(name.text), (None, None))
        if kind is Kind.TITLE and all(one.unclear for one in name.value):
            name.kind, name.value = kind, value

    def _comparison(self, place: int) -> bool:
        """Say whether ``>`` stands before a number and closes no bracket."""
        return self.low[place] == ">" and self.low[place + 1:place + 3].strip()[:1].isdigit()

    def _is_below(self, place: int) -> bool:
        """Say whether ``<`` stands before a number and opens no bracket."""
        return (
            self.low[place] == "<" and self.low[place + 1:place + 3].strip()[:1].isdigit()
            and ">" not in self.low[place:]
        )

    def _behind(self, place: int) -> tuple[Kind, Any, int] | None:
        """Return the number of days behind a frequency or a star."""
        moment = moment_at(self.low, place) if self.low[place] in "×*" else None
        if moment is None and self.found and self.found[-1].kind is Kind.TIMES:
            moment = times_of_days(self.low, place)
        return moment

    def _add(self, kind: Kind, start: int, end: int, value: Any = None) -> int:
        self.kinds.add(kind)
        self.found.append(Token(
            kind, self.text[start:end].strip(), start, end, value, self.depth, self.row, self.cell,
            self.role,
        ))
        return end

    def _part(self, place: int, sign: str) -> int:
        label = self._label(place)
        if label:
            return label
        named = self._spelled(place, self.index.names, self.index.name_lengths, True)
        if named is not None:
            spelling, end = named
            return self._add(Kind.NAME, place, end, self.index.names[spelling])
        if sign in _FLUID_FIRST or sign.isdigit():
            fluid = FLUID.match(self.low, place)
            if fluid is not None:
                key = fluid_of(fluid)
                if key is None:
                    return self._add(Kind.BAD, place, fluid.end(),
                                     _("Two strengths of one fluid stand here."))
                return self._add(Kind.FLUID, place, fluid.end(), key)
        if sign in "×*x":
            behind = self._behind(place)
            if behind is not None:
                return self._add(behind[0], place, behind[2], behind[1])
            if _TIMES_SIZE.match(self.low, place) is not None:
                end = self._add(Kind.SIGN, place, place + 1, sign)
                self.found[-1].text = "×"
                return end
        return self._number(place, sign) or self._word(place) or self._unknown(place, sign)

    def _number(self, place: int, sign: str) -> int:
        if sign.isdigit() and sign.isascii():
            moment = moment_at(self.low, place)
            found = moment or amount_at(self.low, place)
            return 0 if found is None else self._add(found.kind, place, found.end, found.value)
        if sign == ".":
            found = amount_at(self.low, place)
            return place + 1 if found is None else self._add(
                found.kind, place, found.end, found.value
            )
        if sign in "oil":
            number = lettered_number(self.low, place)
            if number is not None:
                return self._add(number.kind, place, number.end, number.value)
        if sign.isascii() and sign.isalpha():
            for reader in (target_auc, pieces_in_words, glued_number):
                amount = reader(self.low, place)
                if amount is not None:
                    return self._add(amount.kind, place, amount.end, amount.value)
        if sign in "dcqxetaotw" or sign >= "一":
            moment = moment_at(self.low, place)
            if moment is not None and not self._inside_latin(place):
                return self._add(moment.kind, place, moment.end, moment.value)
        return 0

    def _inside_latin(self, place: int) -> bool:
        return (
            place > 0 and self.low[place].isascii() and self.low[place].isalpha()
            and self.low[place - 1].isascii() and self.low[place - 1].isalpha()
        )

    def _label(self, place: int) -> int:
        """Take a label such as «剂量：» and let it say what follows; 0 where there is none."""
        if not self.has_colon:
            return 0
        spelled = self._spelled(place, self.index.labels, self.index.label_lengths, False)
        if spelled is None:
            return 0
        spelling, end = spelled
        rest = self.low[end:].lstrip(" )")
        if not rest.startswith((":", "：")):
            return 0
        self.role = self.index.labels[spelling]
        self.depth = 0
        self._add(Kind.LABEL, place, end, self.role)
        return len(self.low) - len(rest) + 1

    def _word(self, place: int) -> int:
        spelled = self._spelled(place, self.index.words, self.index.word_lengths, False)
        if spelled is None:
            return 0
        spelling, end = spelled
        kind, value = self.index.words[spelling]
        return self._add(kind, place, end, value)

    def _spelled(
        self, place: int, spellings: dict[str, Any], lengths: dict[str, tuple[int, ...]],
        name: bool,
    ) -> tuple[str, int] | None:
        """Return the longest spelling that begins here as a whole word, and where it ends."""
        first = self.at.get(place)
        if first is None:
            return None
        known = lengths_at(lengths, self.fold, first)
        if not known or self._inside_latin(place):
            return None
        for length in known:
            spelling = self.fold[first:first + length]
            if len(spelling) == length and spelling in spellings:
                end = self.places[first + length - 1] + 1
                whole = name or self._is_regimen(spelling)
                if self._ends(end, whole) and self._is_one(place, end, spelling, name) and (
                    not name or self._goes_on_known(end)
                ):
                    return spelling, end
        return None

    def _is_regimen(self, spelling: str) -> bool:
        """Say whether a word names a regimen: joined to another it is the name of another one."""
        kind, value = self.index.words.get(spelling, (None, None))
        return kind is Kind.TITLE and value is not None

    def _goes_on_known(self, end: int) -> bool:
        """Say whether what follows a name without a gap is known, so that the name ends here."""
        if end >= len(self.low) or not _goes_on(self.low[end]):
            return True
        first = self.at[end]
        for spellings, lengths in (
            (self.index.words, self.index.word_lengths),
            (self.index.names, self.index.name_lengths),
        ):
            if any(self.fold[first:first + length] in spellings
                   for length in lengths_at(lengths, self.fold, first)):
                return True
        return bool(FLUID.match(self.low, end) or moment_at(self.low, end))

    def _ends(self, end: int, name: bool) -> bool:
        """Say whether a word may end here: no letter goes on, and no hyphen joins a suffix."""
        if end >= len(self.low):
            return True
        last, following = self.low[end - 1], self.low[end]
        if not last.isascii():
            return True
        if following.isascii() and following.isalpha():
            return False
        if last.isdigit() and following.isdigit():
            return False
        joins = following in "-‐‑–" and self.low[end + 1:end + 2].isalnum()
        return not (name and joins and self.low[end + 1:end + 2].isascii())

    def _is_one(self, start: int, end: int, spelling: str, name: bool) -> bool:
        """Refuse a name that would join a letter and a number over a space, or two cells."""
        span = self.low[start:end]
        long_code = name and len(spelling) > LONG_NAME
        if "\t" in span or (not long_code and _SPACED_NUMBER.search(span)):
            return False
        if not name and " " in span and spelling[-1].isascii() and self.low[end:end + 1].isdigit():
            return False
        if not (name and spelling.isascii() and len(spelling) <= SHORT_NAME):
            return True
        if all(meaning.unclear for meaning in self.index.names[spelling]):
            return self._expects_name(end, spelling)
        return True

    def _expects_name(self, end: int, spelling: str) -> bool:
        """Say whether a name stands here: a short one may as well be another word of an order."""
        if not self.kinds.isdisjoint(_BESIDE_NO_SHORT_NAME):
            return False
        if len(spelling) == 1:
            first = not self.found and not self.cell % 100 and self.low[end:end + 1] == " "
            return first or self.role is Role.NAME
        return spelling not in self.index.words or not self.found

    def _unknown(self, place: int, sign: str) -> int:
        """Take a word that no list holds, or a sign."""
        if sign in _SIGNS:
            return self._add(Kind.SIGN, place, place + 1, sign)
        latin = _LATIN_WORD.match(self.low, place)
        if latin is not None:
            return self._add(Kind.UNKNOWN, place, latin.end())
        end = place + 1
        while sign.isalpha() and end < len(self.low) and _goes_on(self.low[end]):
            end += 1
        return self._add(Kind.UNKNOWN, place, end)


def _goes_on(sign: str) -> bool:
    return not sign.isascii() and sign.isalpha()
