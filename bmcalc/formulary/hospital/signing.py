"""Signing a sheet: who, under which registration, on which day, and the hash of what was read.

The whole entry is signed and every rule on its sheet with it. A signature that this one replaces
moves to the former ones, which are kept for the record.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.file_problems import read_content
from bmcalc.formulary.folder_entries import FolderEntries
from bmcalc.formulary.hospital.comments import comments_of
from bmcalc.formulary.hospital.fault import Fault, missing
from bmcalc.formulary.hospital.written_toml import written_toml
from bmcalc.formulary.review_sheet import Sheet
from bmcalc.formulary.reviews import REVIEWS, RULES
from bmcalc.formulary.signed_entries import (
    ENTRIES,
    FORMER,
    EntryReview,
    entry_key,
    entry_sha256,
)
from bmcalc.formulary.site_names import SHEETS
from bmcalc.formulary.sources import Mark

SHOWN_DIGITS: Final = 16
"""Digits of a hash in the name of a file."""


@dataclass(frozen=True)
class Signature:
    """Who signs a sheet and when; ``confirmed`` are the rules from memory that are named."""

    name: str
    registration: str
    date: datetime.date
    confirmed: frozenset[str] = frozenset()

    def faults(self, sheet: Sheet) -> list[Fault]:
        """Return what is still needed: each rule that rests on memory is confirmed by name."""
        found = list(missing({"name": self.name, "registration": self.registration}))
        found += [
            Fault(key, _("Confirm {rule}, which rests on memory, or leave it unsigned.", rule=key),
                  is_missing=True)
            for key in from_memory(sheet) if key not in self.confirmed
        ]
        return found

    def review(self, sheet: Sheet, kept: bytes) -> EntryReview:
        """Return the signature of a sheet whose kept form has these bytes."""
        return EntryReview(
            entry=entry_key(sheet.subject), sha256=entry_sha256(sheet.subject),
            sheet=hashlib.sha256(kept).hexdigest(), name=self.name.strip(),
            registration=self.registration.strip(), date=self.date,
        )


def from_memory(sheet: Sheet) -> list[str]:
    """Return the keys of what rests on memory on a sheet: rules, and a drug's names as one."""
    found = [rule.key for rule in sheet.rules if rule.mark is Mark.MEMORY]
    return [*found, f"{sheet.subject.id}/names"] if names_from_memory(sheet) else found


def names_from_memory(sheet: Sheet) -> list[str]:
    """Return the names of a drug that nobody read in a text; none of a regimen."""
    names = sheet.subject.names if isinstance(sheet.subject, Drug) else ()
    return [text for one in names if one.mark == "memory" for text in one.texts]


def sheet_name(review: EntryReview) -> str:
    """Return the place of the kept sheet of a signature."""
    return f"{SHEETS}/{review.entry.replace('/', '-')}-{(review.sheet or '')[:SHOWN_DIGITS]}.json"


def signed_files(
    signature: Signature, sheet: Sheet, kept: bytes, own: FolderEntries
) -> dict[str, bytes]:
    """Return the files to write: the kept sheet first, then the signatures.

    Raises Unreadable where the hospital's signatures cannot be read.
    """
    review = signature.review(sheet, kept)
    file = own.alone.get(REVIEWS)
    before = {} if file is None else read_content(file.content, REVIEWS)
    text = written_toml(_signatures(before, review, sheet), comments_of(file))
    return {sheet_name(review): kept, REVIEWS: text.encode()}


def _signatures(before: Mapping[str, Any], review: EntryReview, sheet: Sheet) -> dict[str, Any]:
    rules = {rule.key for rule in sheet.rules}
    entries = _rows(before, ENTRIES)
    gone = [one for one in entries if one.get("entry") == review.entry]
    signed = {"name": review.name, "registration": review.registration, "date": review.date}
    return {
        **before,
        RULES: [
            *(one for one in _rows(before, RULES) if one.get("rule") not in rules),
            *({"rule": rule.key, "sha256": rule.sha256, **signed} for rule in sheet.rules),
        ],
        ENTRIES: [
            *(one for one in entries if one not in gone),
            {"entry": review.entry, "sha256": review.sha256, "sheet": review.sheet, **signed},
        ],
        FORMER: [*_rows(before, FORMER), *gone],
    }


def _rows(entries: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = entries.get(name, [])
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def signed_by(key: str, reviews: Iterable[EntryReview]) -> list[EntryReview]:
    """Return the signatures of one entry among some, the latest first."""
    found = [one for one in reviews if one.entry == key]
    return sorted(found, key=lambda one: one.date, reverse=True)


