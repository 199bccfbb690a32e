"""Signatures of whole drugs and regimens: who read a sheet to its end, and what it held.

They stand in ``reviews.toml`` as ``[[entries]]``, beside the rules that were signed with them. An
entry that changes afterwards is unsigned again. ``[[former]]`` are those of before, for the record
alone.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, TypeVar

from pydantic import BeforeValidator, Field

from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.file_problems import (
    FileProblem,
    Unreadable,
    read_content,
    structure_path,
    validated,
)
from bmcalc.formulary.folder_entries import FolderFile
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.reviews import REVIEWS, read_date, read_hash, read_signer
from bmcalc.rules.quantities import Entry

ENTRIES: Final = "entries"
FORMER: Final = "former"

_UNSIGNED_PARTS: Final = frozenset({"reviewed_by", "reviewed_on"})
_T = TypeVar("_T", Drug, Regimen)


class EntryReview(Entry):
    """One signature of a whole entry: ``drug/docetaxel`` or ``regimen/tcbhp``.

    ``sha256`` is that of :func:`entry_sha256`, ``sheet`` that of the sheet which was kept.
    ``registration`` is the number under which the signer is registered.
    """

    entry: Annotated[str, Field(pattern=r"^(drug|regimen)/[a-z][a-z0-9_-]*$")]
    sha256: Annotated[str, BeforeValidator(read_hash)]
    sheet: Annotated[str, BeforeValidator(read_hash)] | None = None
    name: Annotated[str, BeforeValidator(read_signer)]
    registration: str = ""
    date: Annotated[datetime.date, BeforeValidator(read_date)]


@dataclass(frozen=True)
class EntrySignatures:
    """The signatures of a hospital by entry: those that hold, the void ones, all former ones."""

    valid: Mapping[str, EntryReview] = field(default_factory=dict)
    void: Mapping[str, EntryReview] = field(default_factory=dict)
    former: tuple[EntryReview, ...] = ()


UNSIGNED: Final = EntrySignatures()


def entry_key(subject: Drug | Regimen) -> str:
    """Return the name under which an entry is signed."""
    return f"{'drug' if isinstance(subject, Drug) else 'regimen'}/{subject.id}"


def entry_sha256(subject: Drug | Regimen) -> str:
    """Return the SHA-256 of all that an entry says, but for who read its file.

    It is that of JSON in UTF-8 with sorted keys and no spaces, without what stands at its default.
    """
    entries = subject.model_dump(mode="json", exclude_defaults=True, exclude=set(_UNSIGNED_PARTS))
    written = json.dumps(entries, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def read_entry_reviews(
    file: FolderFile | None, drugs: Mapping[str, Drug], regimens: Mapping[str, Regimen]
) -> tuple[EntrySignatures, list[FileProblem]]:
    """Return the signatures of a hospital's entries, and what is wrong with those that are void."""
    if file is None:
        return UNSIGNED, []
    try:
        content = read_content(file.content, REVIEWS)
    except Unreadable:
        return UNSIGNED, []  # the signatures of rules tell of it
    known: dict[str, Drug | Regimen] = {
        **{entry_key(one): one for one in drugs.values()},
        **{entry_key(one): one for one in regimens.values()},
    }
    wrong: list[FileProblem] = []
    valid: dict[str, EntryReview] = {}
    void: dict[str, EntryReview] = {}
    for place, review in _read(content, ENTRIES, wrong):
        subject = known.get(review.entry)
        if subject is None:
            wrong.append(FileProblem(REVIEWS, f"{place}.entry", _(
                "“{id}” is not in the formulary.", id=review.entry)))
        elif entry_sha256(subject) == review.sha256:
            valid.setdefault(review.entry, review)
        else:
            void[review.entry] = review
            wrong.append(FileProblem(REVIEWS, f"{place}.sha256", _(
                "{rule} is not what {name} signed on {date}: the signature is void.",
                rule=review.entry, name=review.name, date=review.date.isoformat())))
    former = tuple(review for _place, review in _read(content, FORMER, wrong))
    return EntrySignatures(valid, void, former), wrong


def with_signature(subject: _T, signatures: EntrySignatures) -> _T:
    """Return an entry with the name of who signed it as it stands; as it is where nobody did."""
    review = signatures.valid.get(entry_key(subject))
    if review is None:
        return subject
    return subject.model_copy(update={"reviewed_by": review.name, "reviewed_on": review.date})


def _read(
    content: Mapping[str, Any], name: str, wrong: list[FileProblem]
) -> list[tuple[str, EntryReview]]:
    listed = content.get(name, [])
    if not isinstance(listed, list):
        reason = _("Signatures are written as [[{name}]].", name=name)
        wrong.append(FileProblem(REVIEWS, name, reason))
        return []
    found = []
    for index, entry in enumerate(listed):
        place = structure_path((name, index))
        try:
            found.append((place, validated(EntryReview, REVIEWS, entry)))
        except Unreadable as refused:
            wrong += [
                FileProblem(one.file, f"{place}.{one.path}" if one.path else place, one.reason)
                for one in refused.problems
            ]
    return found
