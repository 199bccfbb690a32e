"""Every name and word that an order may hold, and what each means; compared whole.

A name of the formulary is read by the formulary first. Names are never searched inside a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bmcalc.core.texts import Bilingual
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.drug_names import NameKind, WrittenNames
from bmcalc.formulary.heads import Head, heads_of
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.on_demand import ids_of
from bmcalc.formulary.order_words import order_words
from bmcalc.formulary.other_names import other_names, supportive_names, unclear_names
from bmcalc.formulary.regimens import regimens
from bmcalc.orders.reading.plain_text import folded
from bmcalc.orders.reading.tokens import Kind, Role

_STRENGTH = re.compile(r"\s*[0-9.]+\s*mg\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(（\[【].*?[)）\]】]\s*")
_MARKERS: Final = {
    "once": Kind.ONCE, "as_needed": Kind.AS_NEEDED, "not_comparable": Kind.NOT_COMPARABLE,
    "stop": Kind.STOP, "changed": Kind.CHANGED, "loading": Kind.LOADING,
    "maintenance": Kind.MAINTENANCE, "day_total": Kind.DAY_TOTAL, "live": Kind.LIVE,
    "done": Kind.LIVE,
    "per_dose": Kind.PER_DOSE, "time_of_day": Kind.TIME_OF_DAY,
    "condition": Kind.CONDITION, "negation": Kind.NEGATION, "final_volume": Kind.FINAL_VOLUME,
    "join": Kind.JOIN, "also": Kind.ALSO, "standing": Kind.STANDING,
    "per_side": Kind.PER_SIDE,
}
_FORMS: Final = {
    "injection": Kind.INJECTION, "oral": Kind.ORAL, "decides": Kind.DECIDES, "marks": Kind.MARK,
    "own_supply": Kind.MARK,
}
_UNITS: Final = ("mg", "毫克", "g", "克", "ug", "μg", "mcg", "微克", "ml", "毫升")
SHORT_NAME: Final = 4
"""Latin names that must be written out and are no longer than this are taken for a name only
where a name is expected: «ac» is also «before meals»."""


@dataclass(frozen=True)
class Meaning:
    """What a written name means.

    ``drug`` is an id of the formulary, of another drug or of a supportive one; a name with several
    meanings has none and says what it ``could_be``. ``entry`` is the formulary's own.
    """

    drug: str = ""
    in_formulary: bool = False
    supportive: bool = False
    from_memory: bool = False
    entry: WrittenNames | None = None
    never: frozenset[str] = frozenset()
    could_be: tuple[str, ...] = ()

    @property
    def unclear(self) -> bool:
        """Whether the name has several meanings, or must be written out."""
        return not self.drug


@dataclass
class NameIndex:
    """Names and words by their folded spelling."""

    names: dict[str, tuple[Meaning, ...]] = field(default_factory=dict)
    words: dict[str, tuple[Kind, object]] = field(default_factory=dict)
    labels: dict[str, Role] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    name_lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    word_lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    label_lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    families: tuple[tuple[str, frozenset[str]], ...] = ()
    products: tuple[str, ...] = ()

    def family_of(self, written: str) -> frozenset[str]:
        """Return the drugs to whose family an unknown name belongs by its tail."""
        name = folded(written)
        bare = name
        for product in self.products:
            bare = bare.replace(product, "")
        for tail, drugs in self.families:
            if name.endswith(tail) or bare.endswith(tail):
                return drugs
        return frozenset()

    def of_form(self, word: str) -> frozenset[str]:
        """Return the drugs of which a name holds a word for a form, such as 白蛋白."""
        return frozenset(
            meaning.drug for spelling, meanings in self.names.items() if word in spelling
            for meaning in meanings if meaning.drug
        )

    def is_product(self, written: str) -> bool:
        """Say whether a part of an unknown name makes another product of a known drug."""
        name = folded(written)
        return any(stem in name for stem in self.products)

    def whole(self, written: str) -> tuple[Meaning, ...]:
        """Return what a whole name means; nothing for one that is not known."""
        return self.names.get(folded(written), ())


def _formulary_names(drug: Drug | Head) -> Iterator[tuple[str, WrittenNames | None]]:
    listed = set()
    for entry in drug.names:
        for text in entry.texts:
            listed.add(folded(text))
            yield text, entry
    for name in (drug.id, drug.name.english, drug.name.chinese):
        if not _STRENGTH.search(name) and folded(name) not in listed:
            yield name, None
        if not drug.names:
            for pattern in (_BRACKETS, _STRENGTH):
                plain = pattern.sub("", name)
                if plain and plain != name:
                    yield plain, None


def _meanings(drugs: Mapping[str, Drug]) -> Iterator[tuple[str, Meaning]]:
    """Give every written name with its meaning, the formulary's first."""
    forms, signed = _form_words(), formulary().signatures.valid
    for drug in heads_of(drugs):
        read = {
            folded(text) for entry in drug.names if entry.mark == "verified"
            for text in entry.texts
        }
        for text, entry in _formulary_names(drug):
            official = entry is not None and entry.kind is NameKind.OFFICIAL
            spelt = official and _without_form(folded(text), forms) in read
            memory = entry is not None and entry.mark == "memory" and not (
                spelt or f"drug/{drug.id}" in signed
            )
            yield text, Meaning(drug.id, True, False, memory, entry)
    known = ids_of(drugs)
    for identifier, other in other_names().drugs.items():
        if identifier not in known:
            never = frozenset(other.never)
            for text in other.texts:
                yield text, Meaning(identifier, never=never)
    for identifier, supportive in supportive_names().drugs.items():
        for text in supportive.texts:
            yield text, Meaning(identifier, supportive=True)
    for unclear in unclear_names().names:
        for text in unclear.texts:
            yield text, Meaning(could_be=unclear.could_be)


def _form_words() -> tuple[str, ...]:
    """Return the form words that may be taken off a name, the longest first."""
    table = order_words().forms
    words = {folded(text) for form in ("injection", "oral") for text in table[form]}
    return tuple(sorted(words, key=len, reverse=True))


def _without_form(spelling: str, forms: tuple[str, ...]) -> str:
    """Return an official name without the form words at its ends."""
    for form in forms:
        spelling = spelling.removeprefix(form).removesuffix(form)
    return spelling


def _lengths(spellings: Mapping[str, object]) -> dict[str, tuple[int, ...]]:
    """Return, by first two characters, how long the spellings are, the longest first.

    A spelling of one character counts for all that begin with it, and stands under it alone.
    """
    found: dict[str, set[int]] = {}
    for spelling in spellings:
        found.setdefault(spelling[:2], set()).add(len(spelling))
    for first_two, lengths in found.items():
        lengths.update(found.get(first_two[0], ()))
    return {begin: tuple(sorted(lengths, reverse=True)) for begin, lengths in found.items()}


def lengths_at(lengths: Mapping[str, tuple[int, ...]], text: str, place: int) -> tuple[int, ...]:
    """Return how long the spellings are that may begin at a place of a folded text."""
    first_two = text[place:place + 2]
    return lengths.get(first_two) or lengths.get(first_two[:1], ())


def _words() -> Iterator[tuple[str, tuple[Kind, object]]]:
    """Give every word with what it is; of two meanings the first one counts."""
    table = order_words()
    for classes, kind_of in (
        (table.routes, lambda key: (Kind.ROUTE, key)),
        (table.times_per_day, lambda key: (Kind.TIMES, int(key))),
        (table.times_per_week, lambda key: (Kind.TIMES_A_WEEK, int(key))),
        (table.cycle_days, lambda key: (Kind.CYCLE, int(key))),
        (table.markers, lambda key: (_MARKERS[key], key)),
        (table.forms, lambda key: (_FORMS[key], key)),
        ({"": _UNITS}, lambda _key: (Kind.UNIT, None)),
        (table.titles, lambda _key: (Kind.TITLE, None)),
        (table.remarks, lambda _key: (Kind.REMARK, None)),
    ):
        for key, texts in classes.items():
            for text in texts:
                yield text, kind_of(key)
    yield from _titles()


def _titles() -> Iterator[tuple[str, tuple[Kind, object]]]:
    """Give the id of every regimen and its short name, but none that several regimens share."""
    short = {
        one.id: re.split(r"[:：]", one.name.english)[0] for one in heads_of(regimens())
    }
    shared = Counter(folded(text) for text in short.values())
    for identifier, text in short.items():
        yield identifier, (Kind.TITLE, identifier)
        if shared[folded(text)] == 1:
            yield text, (Kind.TITLE, identifier)


def _indexed(drugs: Mapping[str, Drug]) -> NameIndex:
    index = NameIndex()
    for text, meaning in _meanings(drugs):
        spelling = folded(text)
        found = index.names.get(spelling, ())
        if not found or (meaning.in_formulary and found[0].in_formulary):
            index.names[spelling] = (*found, meaning)
    for text, word in _words():
        index.words.setdefault(folded(text), word)
    for role, texts in order_words().headings.items():
        for text in texts:
            index.labels.setdefault(folded(text), Role(role))
    index.titles = frozenset(
        folded(text) for texts in order_words().titles.values() for text in texts
    )
    index.name_lengths = _lengths(index.names)
    index.word_lengths = _lengths(index.words)
    index.label_lengths = _lengths(index.labels)
    index.families = tuple(
        (folded(tail), frozenset(family.drugs))
        for family in unclear_names().families for tail in family.tails
    )
    index.products = tuple(folded(stem) for stem in unclear_names().products)
    return index


_LAST: list[tuple[Mapping[str, Drug], NameIndex]] = []


def name_index(drugs: Mapping[str, Drug]) -> NameIndex:
    """Return the names of a formulary; made once for as long as it is in force."""
    if not _LAST or _LAST[0][0] is not drugs:
        _LAST[:] = [(drugs, _indexed(drugs))]
    return _LAST[0][1]


def name_of(identifier: str, drugs: Mapping[str, Drug]) -> object:
    """Return how people read a drug of the formulary or of the other tables."""
    if identifier in drugs:
        return drugs[identifier].name
    other = other_names().drugs.get(identifier) or supportive_names().drugs.get(identifier)
    readable = identifier.replace("_", " ")
    return other.name if other is not None else Bilingual(readable, readable)
