"""No text of an event names a patient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from bmcalc.core.texts import _
from bmcalc.records.desk import Desk
from bmcalc.records.patients.identity import stands_in
from bmcalc.records.patients.lookup import identity

_NO_TEXTS: Final = frozenset({"input", "shown", "supersedes", "sealed"})


def not_named(desk: Desk, patient: str, body: Mapping[str, Any]) -> Iterator[object]:
    """Object to an event of an erased patient, and to a record number that stands in a text."""
    who = identity(desk.store, desk.projections, patient)
    if who is None:
        yield _("This patient is not in the records, or was erased before.")
    elif any(stands_in(who.number, text) for text in _texts(body)):
        yield _("The record number stands in a text. No text names the patient.")


def _texts(body: Any) -> Iterator[str]:
    """Give every text that people wrote into a body."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, Mapping):
        for name, part in body.items():
            if name not in _NO_TEXTS:
                yield from _texts(part)
    elif isinstance(body, Iterable):
        for part in body:
            yield from _texts(part)
