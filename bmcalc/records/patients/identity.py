"""The two identifiers of a patient: record number, and birth year and month. No name, no bed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Self

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault

_MONTH: Final = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
SHORTEST_SOUGHT: Final = 5

_NUMBER: Final = re.compile(r"[0-9A-Z][0-9A-Z/.\-]{2,31}")


@dataclass(frozen=True)
class Identity:
    """A patient's record number, normalised, and birth year and month such as ``1969-04``."""

    number: str
    born: str

    @classmethod
    def of(cls, number: str, born: str) -> Self:
        """Return the identity that was typed; :class:`RecordsFault` for what is none."""
        plain, month = normalised(number), unicodedata.normalize("NFKC", born).strip()
        if not _NUMBER.fullmatch(plain) or not any(sign.isdigit() for sign in plain):
            raise RecordsFault(_("A record number has 3 to 32 letters and digits, at least one "
                                 "digit among them, and is no name."))
        if not _MONTH.fullmatch(month):
            raise RecordsFault(_("The birth year and month are written like 1969-04."))
        return cls(plain, month)

    def age_on(self, day: datetime.date) -> int | None:
        """Return the age in whole years; None in the month of birth, and before the birth."""
        year, month = int(self.born[:4]), int(self.born[5:])
        if day.month == month or day < datetime.date(year, month, 1):
            return None
        return day.year - year - (1 if day.month < month else 0)

    def may_be_aged(self, age: int, day: datetime.date) -> bool:
        """Say whether a patient with this birth month can be so old on a day."""
        known = self.age_on(day)
        years = day.year - int(self.born[:4])
        return age in ({years - 1, years} if known is None else {known})


def normalised(number: str) -> str:
    """Return a record number in its one spelling: no spaces, capitals, plain digits."""
    plain = unicodedata.normalize("NFKC", number)
    return "".join(sign for sign in plain.upper() if not sign.isspace() and sign.isprintable())


def stands_in(number: str, text: str) -> bool:
    """Say whether a normalised record number stands in a text, however it is spelled there.

    A number so short that a dose could be it is not looked for.
    """
    if len(number) < SHORTEST_SOUGHT:
        return False
    spelled = r"\s*".join(map(re.escape, number))
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.search(rf"(?<![0-9A-Z.]){spelled}(?![0-9A-Z])", plain) is not None
