"""What is wrong with one field of a form, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bmcalc.core.problems import Rejected
from bmcalc.core.reading import half_characters, read_quantity
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.formulary.file_problems import FileProblem

MISSING: object = _("This is needed.")


class Fault(NamedTuple):
    """The field, named by its place as in ``lines[0].dose``, and why it is not taken.

    ``is_missing``: nothing stands there yet, which is said once somebody wants to save.
    """

    field: str
    text: object
    is_missing: bool = False


def missing(names: Mapping[str, str]) -> Iterator[Fault]:
    """Give a fault for every field in which nothing stands, or half of a character."""
    for name, text in names.items():
        if not text.strip():
            yield Fault(name, MISSING, is_missing=True)
        elif half_characters(text):
            yield Fault(name, _("This is not a plain text."))


def faults_of(problems: Iterable[FileProblem]) -> list[Fault]:
    """Return the problems of a file as faults of the fields in which they stand."""
    return [Fault(one.path, one.reason) for one in problems]


def quantity_fault(field: str, text: str, key: str) -> Fault | None:
    """Return why a number with its unit beside it cannot be read; None where it can.

    What was typed with another unit than the one beside it is refused: it is never converted.
    """
    try:
        number, found = read_quantity(text)
    except Rejected as rejected:
        return Fault(field, rejected.text)
    if found is not unit(key):
        return Fault(field, _("“{text}” must be in {units}.", text=text, units=unit(key).label))
    return None if number > 0 else Fault(field, _("“{text}” must be above zero.", text=text))
