"""The sentence of a rule, with the measures that were found standing in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from string import Formatter

from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Bilingual, Filled, Joined, _
from bmcalc.rules.known import Known
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.phrases import PHRASES


@lru_cache(maxsize=4096)
def _places(text: str) -> frozenset[str]:
    parts = Formatter().parse(text)
    return frozenset(name for _text, name, _spec, _conversion in parts if name is not None)


def places_of(text: Bilingual) -> object | None:
    """Return what is wrong with the places in a sentence, or None where they can be filled.

    A place names a measure or a phrase in braces, as in ``ANC {anc}``; both languages name the
    same ones.
    """
    try:
        english, chinese = _places(text.english), _places(text.chinese)
    except ValueError:
        return _("A brace of this text is not closed.")
    if english != chinese:
        return _("The two languages of this text do not name the same measures.")
    for name in sorted(english):
        if name not in PHRASES and name not in MEASURES:
            return _("“{name}” is not a measure known here.", name=name)
    return None


def shown(name: str, value: Term | str | None, cut_offs: Sequence[Term] = ()) -> object:
    """Return a measure for people: a quantity with its unit, a choice by its name.

    A quantity has so many digits that they agree with what it was compared with, ``cut_offs``.
    """
    if value is None:
        return _("unknown")
    if isinstance(value, Term):
        if value.exact:
            return show(value)
        return show(value, decimals_against(value, cut_offs, 2), trim=True)
    return MEASURES[name].options.get(value, value)


def filled(
    text: Bilingual,
    known: Mapping[str, Term | str | None],
    cut_offs: Mapping[str, Sequence[Term]] | None = None,
) -> object:
    """Return the sentence with what is known of its measures, and was compared with cut-offs."""
    names = _places(text.english)
    if not names:
        return text
    limits = cut_offs or {}
    return Filled(text, {name: _filling(name, known, limits.get(name, ())) for name in names})


def _filling(
    name: str, known: Mapping[str, Term | str | None], cut_offs: Sequence[Term]
) -> object:
    phrase = PHRASES.get(name)
    if phrase is None:
        return shown(name, known.get(name), cut_offs)
    return phrase.said(known) if isinstance(known, Known) else _("unknown")


def named(text: Bilingual) -> object:
    """Return the sentence with the names of its measures in the places of their values."""
    names = _places(text.english)
    if not names:
        return text
    return Filled(text, {name: Joined(["[", _name_of(name), "]"], "") for name in names})


def _name_of(name: str) -> object:
    phrase = PHRASES.get(name)
    return MEASURES[name].label if phrase is None else phrase.label
