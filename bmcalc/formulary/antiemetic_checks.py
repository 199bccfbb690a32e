"""What is asked about antiemetics of a pasted order, from ``tables/antiemetic_checks.toml``."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from bmcalc.core.term import Term
from bmcalc.rules.quantities import Amount, Entry, read_positive, written
from bmcalc.rules.read_as import ReadAs
from bmcalc.rules.rule import SourceIds
from bmcalc.rules.tables.reading import read_table

_Age = Annotated[Term, ReadAs(lambda text: read_positive(text, "year"), written, dict)]


class Serotonin(Entry):
    """The 5-HT3 antagonists, and the drugs beside which their QT interval is asked about."""

    drugs: tuple[str, ...]
    qt_beside: tuple[str, ...]
    sources: SourceIds
    qt_sources: SourceIds


class Cyp3a4(Entry):
    """The antiemetics that are moderate inhibitors of CYP3A4."""

    drugs: tuple[str, ...]
    sources: SourceIds


class Ondansetron(Entry):
    """The highest intravenous doses of ondansetron: of everybody, of the old, of a sick liver."""

    highest: Amount
    old_from: _Age
    highest_when_old: Amount
    highest_severe_liver: Amount
    sources: SourceIds
    old_sources: SourceIds


class AntiemeticChecks(Entry):
    """Everything that is asked."""

    serotonin: Serotonin
    cyp3a4: Cyp3a4
    ondansetron: Ondansetron


@cache
def antiemetic_checks() -> AntiemeticChecks:
    """Return what is asked; raises ValueError for an unusable file."""
    return read_table("antiemetic_checks", AntiemeticChecks)
