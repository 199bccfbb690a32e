"""When something was recorded: UTC to the millisecond, and the offset of the place."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final, Self

_UTC: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_OFFSET: Final = re.compile(r"[+-](?:0[0-9]|1[0-4]):[0-5][0-9]")


@dataclass(frozen=True)
class Moment:
    """A time as an event holds it: ``utc`` like 2026-11-28T03:02:01.123Z, ``offset`` like +08:00.

    Raises ValueError for a text of another form.
    """

    utc: str
    offset: str

    def __post_init__(self) -> None:
        if not _UTC.fullmatch(self.utc) or not _OFFSET.fullmatch(self.offset):
            raise ValueError(f"not a time of an event: {self.utc} {self.offset}")
        self.instant()

    @classmethod
    def of(cls, time: datetime.datetime) -> Self:
        """Return the moment of a time that knows its offset from UTC."""
        offset = time.utcoffset()
        if offset is None:
            raise ValueError("a time without its offset from UTC")
        minutes = round(offset.total_seconds() / 60)
        sign = "-" if minutes < 0 else "+"
        hours, minutes = divmod(abs(minutes), 60)
        return cls(_utc(time.astimezone(datetime.UTC)), f"{sign}{hours:02}:{minutes:02}")

    def instant(self) -> datetime.datetime:
        """Return the time in UTC."""
        return datetime.datetime.fromisoformat(self.utc)

    def local(self) -> datetime.datetime:
        """Return the time as the clock on the wall showed it, with its offset."""
        hours, minutes = int(self.offset[:3]), int(self.offset[0] + self.offset[4:])
        zone = datetime.timezone(datetime.timedelta(hours=hours, minutes=minutes))
        return self.instant().astimezone(zone)

    def back_step(self, newest: Moment) -> int:
        """Return the whole seconds by which this lies before ``newest``; 0 where it does not."""
        return max(0, int((newest.instant() - self.instant()).total_seconds()))


def _utc(time: datetime.datetime) -> str:
    return time.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
