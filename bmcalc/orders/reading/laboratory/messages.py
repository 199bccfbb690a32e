"""Messages of laboratory systems: HL7 version 2 and ASTM E1394.

The day is that of the sample: OBR-7 in HL7, never MSH-7; R-13 in ASTM. Only final numbers are read.
"""

from __future__ import annotations

import re
from typing import Final

from bmcalc.core.texts import _
from bmcalc.orders.reading.laboratory.items import Item
from bmcalc.orders.reading.laboratory.names import Meaning, Sort, names, readable
from bmcalc.orders.reading.laboratory.tokens import Kind, day_of, parts_of

NOT_FINAL = _("not a final result")
_SEGMENTS = (
    "MSH|", "PID|", "PV1|", "ORC|", "OBR|", "OBX|", "NTE|", "SPM|", "H|", "P|", "O|", "R|", "L|",
    "C|",
)
_BLOOD: Final = re.compile(r"(?:whole |venous )?blood\b|bld|serum\b|ser\b|plasma?\b|plas\b", re.I)
_UNKNOWN = Meaning(Sort.OTHER, (), _("not one of the facts that are asked for"))


def is_segment(line: str) -> bool:
    """Say whether a line is a segment of a message."""
    return line.startswith(_SEGMENTS)


class Message:
    """Reads one segment after another; it knows the day and the sample of those before.

    In HL7 2.5 the sample may be told behind its results (SPM): it holds for these too.
    """

    def __init__(self) -> None:
        self._day = ""
        self._sample = ""
        self._of_request: list[Item] = []

    def read(self, number: int, line: str) -> Item | None:
        """Return the result of a segment; None for one that holds none."""
        fields = [one.strip() for one in readable(line).split("|")]
        fields += [""] * (16 - len(fields))
        match fields[0]:
            case "OBR":
                self._day, self._sample, self._of_request = fields[7], fields[15], []
            case "SPM" if not _is_of_blood(fields[4]):
                self._sample = fields[4]
                for item in self._of_request:
                    item.unread.append(fields[4])
            case "OBX":
                return self._result(number, fields[3], fields[5], fields[6], fields[7],
                                    self._day, fields[2] in ("NM", "") and fields[11] == "F")
            case "O":
                self._sample = fields[15]
            case "R":
                return self._result(number, fields[2], fields[3], fields[4], fields[5],
                                    fields[12], fields[8] == "F")
        return None

    def _result(
        self, number: int, name: str, value: str, unit: str, limits: str, day: str, final: bool
    ) -> Item:
        named = [one for part in name.split("^") if (one := names().meaning(part)) is not None]
        item = Item(number, " ".join((name.replace("^", " ").strip(), value, unit)),
                    named or [_UNKNOWN])
        item.is_dated, item.on = True, day_of(day)
        if not final:
            item.fault = NOT_FINAL
        for part in parts_of(value):
            if part.kind in (Kind.NUMBER, Kind.BAD, Kind.BOUND, Kind.RANGE, Kind.PAIR):
                item.put(part)
            else:
                item.unread.append(part.text)
        for part in parts_of(unit):
            if part.kind in (Kind.UNIT, Kind.OTHER_UNIT):
                item.put_unit(part)
            else:
                item.unread.append(part.text)
        printed = parts_of(limits)
        if len(printed) == 1 and printed[0].kind in (Kind.RANGE, Kind.BOUND):
            item.put_limits(printed[0], None)
        if not _is_of_blood(self._sample):
            item.unread.append(self._sample)
        self._of_request.append(item)
        return item


def _is_of_blood(sample: str) -> bool:
    """Say whether a sample is of blood, or nothing is said of it."""
    return not sample or any(_BLOOD.match(one.strip()) for one in re.split(r"[\^&~]", sample))
