"""Whose a written name is already, so that a hospital does not give it to a second drug."""

from __future__ import annotations

from collections.abc import Mapping

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.orders.reading.name_index import name_index, name_of


def name_taken(text: str, identifier: str, drugs: Mapping[str, Drug]) -> object | None:
    """Return why a name cannot be one of this drug: another one is called so. None where it can."""
    others = dict.fromkeys(
        one for meaning in name_index(drugs).whole(text)
        for one in ((meaning.drug,) if meaning.drug else meaning.could_be) if one != identifier
    )
    if not others:
        return None
    names = Joined([name_of(one, drugs) for one in others])
    return _("“{text}” is a name of {drugs} already.", text=text.strip(), drugs=names)
