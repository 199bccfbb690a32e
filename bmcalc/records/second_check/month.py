"""The question for a year and a month, such as those of a birth."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from bmcalc.core.ask import Ask
from bmcalc.core.ask.words import FIRST_YEAR, LAST_YEAR
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _

_MONTH: Final = re.compile(r"([0-9]{4})(?:-|年)([0-9]{1,2})月?")


class AskMonth(Ask):
    """Asks for a year and a month, written 1974-03 or 1974年3月."""

    kind = "month"

    def read(self, raw: object) -> str:
        """Return the month as ``1974-03``; ``E_DATE`` for none, ``E_RANGE`` for its year."""
        written = unicodedata.normalize("NFKC", raw).strip() if isinstance(raw, str) else ""
        found = _MONTH.fullmatch(written)
        if found is None or not 1 <= int(found[2]) <= 12:
            raise Rejected("E_DATE", _("Write year and month as 1974-03."))
        if not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise Rejected("E_RANGE", _("The year must lie between {first} and {last}.",
                                        first=str(FIRST_YEAR), last=str(LAST_YEAR)))
        return f"{found[1]}-{int(found[2]):02}"

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the month."""
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}
