"""Whom a message of a laboratory system is about: HL7 version 2 (PID) and ASTM E1394 (P).

A system gives one patient several numbers; two messages of one patient share at least one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from bmcalc.orders.reading.laboratory.names import readable

_SEXES: Final = {"F": "female", "M": "male"}
_MOST_FIELDS: Final = 9


class MessagePatient(NamedTuple):
    """The patient of one segment; ``sex`` and ``name`` are empty where none stands there."""

    line: int
    numbers: frozenset[str]
    name: str
    sex: str


def message_patients(text: str) -> Iterator[MessagePatient]:
    """Give the patient of each segment that names one, in their order."""
    is_astm = False
    for number, line in enumerate(text.splitlines(), start=1):
        fields = [one.strip() for one in readable(line).strip().split("|")]
        is_astm = is_astm or (fields[0] == "H" and len(fields) > 1)
        fields += [""] * _MOST_FIELDS
        if fields[0] == "PID":
            # Visit and alternate numbers beside the identifier list are the patient's too.
            yield _patient(number, fields[2:5], fields[5], fields[8])
        elif fields[0] == "P" and is_astm and fields[1].isdecimal():
            yield _patient(number, fields[2:5], fields[5], fields[8])


def _patient(line: int, numbers: list[str], name: str, sex: str) -> MessagePatient:
    found = {
        one.split("^")[0].strip() for field in numbers for one in field.split("~")
    } - {""}
    first, _mark, _others = name.partition("~")
    said = " ".join(one for one in first.split("^")[:2] if one.strip())
    return MessagePatient(line, frozenset(found), said, _SEXES.get(sex.upper()[:1], ""))
