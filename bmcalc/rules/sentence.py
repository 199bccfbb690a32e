"""The sentence of a rule, with the measures that were found standing in it."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from bmcalc.core.term import Term, show
from bmcalc.core.texts import Bilingual, Filled, Joined, _
from bmcalc.rules.measure import MEASURES


def _places(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def places_of(text: Bilingual) -> object | None:
    """Return what is wrong with the places in a sentence, or None where they can be filled.

    A place names a measure in braces, as in ``ANC {anc}``; both languages name the same ones.
    """
    try:
        english, chinese = _places(text.english), _places(text.chinese)
    except ValueError:
        return _("A brace of this text is not closed.")
    if english != chinese:
        return _("The two languages of this text do not name the same measures.")
    for name in sorted(english):
        if name not in MEASURES:
            return _("“{name}” is not a measure known here.", name=name)
    return None


def shown(name: str, value: Term | str | None) -> object:
    """Return a measure for people: a quantity with its unit, a choice by its name."""
    if value is None:
        return _("unknown")
    if isinstance(value, Term):
        return show(value, 2, trim=True) if not value.exact else show(value)
    return MEASURES[name].options.get(value, value)


def filled(text: Bilingual, known: Mapping[str, Term | str | None]) -> object:
    """Return the sentence with what is known of its measures."""
    names = _places(text.english)
    if not names:
        return text
    return Filled(text, {name: shown(name, known.get(name)) for name in names})


def named(text: Bilingual) -> object:
    """Return the sentence with the names of its measures in the places of their values."""
    names = _places(text.english)
    if not names:
        return text
    return Filled(text, {name: Joined(["[", MEASURES[name].label, "]"], "") for name in names})
