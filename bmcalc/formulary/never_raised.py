"""A label that never raises a reduced dose again."""

from __future__ import annotations

from bmcalc.rules.quantities import Entry, Name
from bmcalc.rules.rule import SourceIds


class NeverRaised(Entry):
    """That the label never raises it again, in its words."""

    text: Name
    sources: SourceIds
