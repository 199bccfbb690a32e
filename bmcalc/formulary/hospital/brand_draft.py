"""One more name of a drug, such as the brand that the hospital buys now, and its file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from bmcalc.formulary.folder_entries import FolderEntries
from bmcalc.formulary.hospital.comments import comments_of
from bmcalc.formulary.hospital.drug_draft import NameDraft
from bmcalc.formulary.hospital.fault import Fault, missing
from bmcalc.formulary.hospital.raw_entries import own_entries, own_file
from bmcalc.formulary.hospital.written_toml import written_toml
from bmcalc.formulary.layers import DRUGS


@dataclass(frozen=True)
class BrandDraft:
    """A name that is added to a drug which is there already."""

    drug: str
    name: NameDraft

    @property
    def file_name(self) -> str:
        """The place of its file in the folder."""
        return f"{DRUGS}/{self.drug}.toml"

    def faults(self) -> Iterator[Fault]:
        """Give what is not there yet."""
        yield from missing({"text": self.name.text})

    def files(self, own: FolderEntries) -> dict[str, bytes]:
        """Return the drug's file with the name at its end; what stands in it stays as it is."""
        before = own_file(own, "drug", self.drug)
        entries = own_entries(own, "drug", self.drug)
        wanted = {**entries, "more_names": [*entries.get("more_names", []), self.name.entries()]}
        block = written_toml({"more_names": [self.name.entries()]})
        text = block
        if before is not None:
            text = before.content.decode("utf-8-sig").rstrip() + "\n\n" + block
        return {self.file_name: (text if _says(text, wanted) else written_toml(
            wanted, comments_of(before))).encode()}


def _says(text: str, wanted: dict[str, object]) -> bool:
    """Say whether a text holds these entries and nothing else."""
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
