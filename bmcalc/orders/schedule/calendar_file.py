"""A schedule as an iCalendar file (RFC 5545), for a calendar program or the ward's.

Every event is a whole day. Nothing reads the clock: the stamp is a date that comes in, and an
event that is exported twice keeps its identity, so that a calendar replaces it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from bmcalc.version import __version__

LONGEST_LINE = 75
"""Octets of a line before it is folded."""

_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class CalendarEvent:
    """One entry: its stable ``key``, what people read, the first and the last day."""

    key: str
    summary: object
    first: datetime.date
    last: datetime.date
    description: object = ""


def calendar_text(events: Iterable[CalendarEvent], stamped_on: datetime.date) -> str:
    """Return the text of an .ics file in the current language, lines ended by CR and LF."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//bmcalc//bmcalc {__version__}//EN",
        "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.key}@bmcalc",
            f"DTSTAMP:{stamped_on:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.last + _ONE_DAY:%Y%m%d}",
            f"SUMMARY:{_escaped(event.summary)}",
        ]
        if str(event.description):
            lines.append(f"DESCRIPTION:{_escaped(event.description)}")
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _escaped(text: object) -> str:
    written = str(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return written.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """Return the line in pieces of at most 75 octets, never cut inside a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += width
    return [*pieces, piece]
