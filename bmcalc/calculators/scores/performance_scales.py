"""Karnofsky and ECOG performance status, and the three tables that disagree about them."""

from __future__ import annotations

from typing import NamedTuple

from bmcalc.core.ask import AskInteger
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _


class AskTens(AskInteger):
    """Asks for a whole number of tens, as the Karnofsky scale has no other."""

    def read(self, raw: object) -> int:
        """Return the number; ``E_RANGE`` for one that is not a multiple of ten."""
        value = super().read(raw)
        if value % 10:
            raise Rejected("E_RANGE", _("The Karnofsky scale has whole tens only, such as 70."))
        return value


KPS = AskTens(label=_("Karnofsky (KPS)"), symbol=_("KPS"), low=0, high=100)
ECOG = AskInteger(label=_("ECOG"), symbol=_("ECOG"), low=0, high=4)


class PerformanceTable(NamedTuple):
    """One published table: the ECOG grade of each Karnofsky score from 0 to 100."""

    name: object
    grades: tuple[int, ...]
    source: str


PERFORMANCE_TABLES: dict[str, PerformanceTable] = {
    "oken": PerformanceTable(
        _("Conventional (Oken)"), (5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0), "oken-table"
    ),
    "ma_2010": PerformanceTable(
        _("Ma 2010"), (5, 4, 4, 4, 3, 3, 2, 2, 1, 1, 0), "ma-2010"
    ),
    "prasad_2018": PerformanceTable(
        _("Prasad 2018"), (5, 4, 4, 4, 4, 3, 3, 2, 1, 1, 0), "prasad-2018"
    ),
}


def ecog_of(table: str, kps: int) -> int:
    """Return the ECOG grade that a table gives a Karnofsky score in tens."""
    return PERFORMANCE_TABLES[table].grades[kps // 10]
