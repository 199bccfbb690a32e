"""A source that a hospital writes down itself: its citation in both languages, and how sure it is.

Each stands in a file of its own, so that adding one leaves every other file as it is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from bmcalc.core.texts import _
from bmcalc.formulary.hospital.fault import MISSING, Fault
from bmcalc.formulary.hospital.written_toml import written_toml
from bmcalc.formulary.sources import Mark

PREFIX: Final = "own"

UNCHOSEN: Final = "?"
"""Stands in the place of a known source that was not chosen yet."""


@dataclass(frozen=True)
class SourceDraft:
    """What is said of a source: one of those that are known, or the hospital's own."""

    known: str = ""
    english: str = ""
    chinese: str = ""
    mark: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the hospital writes it down itself."""
        return not self.known

    def faults(self, sources: Collection[str]) -> list[Fault]:
        """Return what is still wrong with it."""
        if not self.is_own:
            if self.known in sources:
                return []
            if self.known == UNCHOSEN:
                return [Fault("source", MISSING, is_missing=True)]
            return [Fault("source", _("There is no source “{id}”.", id=self.known))]
        found = [
            Fault(name, _("Say where it stands: protocol, version, date."), is_missing=True)
            for name, text in (("citation_en", self.english), ("citation_zh", self.chinese))
            if not text.strip()
        ]
        if self.mark not in list(Mark):
            found.append(Fault("mark", _("Say how sure it is."), is_missing=True))
        return found

    def identifier(self, owner: str, sources: Collection[str]) -> str:
        """Return its id: the known one, or one after the drug or regimen that first cites it."""
        if not self.is_own:
            return self.known
        stem = f"{PREFIX}-{owner.replace('_', '-')}"
        number, chosen = 1, stem
        while chosen in sources:
            number += 1
            chosen = f"{stem}-{number}"
        return chosen

    def file(self, identifier: str) -> dict[str, bytes]:
        """Return the file in which it stands; none for a known one."""
        if not self.is_own:
            return {}
        entry = {"citation": {"en": self.english.strip(), "zh": self.chinese.strip()},
                 "mark": self.mark}
        text = written_toml({identifier: entry})
        return {f"sources/{identifier}.toml": text.encode()}


UNSAID: Final = SourceDraft()
"""A source of which nothing was said yet."""
