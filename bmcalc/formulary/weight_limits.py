"""What a label says of the highest dose by weight: the weight that counts, and never more."""

from __future__ import annotations

from bmcalc.rules.quantities import Entry, Name, Weight
from bmcalc.rules.rule import SourceIds


class LargestWeight(Entry):
    """The weight that a label counts at most; ``text`` is what it says of it."""

    weight: Weight
    text: Name
    sources: SourceIds


class NeverExceeded(Entry):
    """That the label never gives more than its highest dose, in its words."""

    text: Name
    sources: SourceIds
