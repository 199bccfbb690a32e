"""Signatures of rules: who read which rule of the hospital's formulary, and when.

A hospital's ``reviews.toml`` holds them. Each names the SHA-256 of what was read, so that a rule
that changes afterwards is unsigned again.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Final

from pydantic import BeforeValidator

from bmcalc.core.texts import _
from bmcalc.formulary.file_problems import (
    FileProblem,
    Unreadable,
    read_content,
    structure_path,
    validated,
)
from bmcalc.formulary.folder_entries import FolderFile
from bmcalc.rules.canonical import rule_sha256
from bmcalc.rules.quantities import Entry, Refusal
from bmcalc.rules.rule import Rule

REVIEWS: Final = "reviews.toml"

RULES: Final = "reviews"
OTHERS: Final = ("entries", "former")
"""Lists of the file that hold the signatures of whole drugs and regimens."""


def read_date(given: object) -> object:
    """Return a date as TOML writes it; refuse anything else."""
    if isinstance(given, datetime.date) and not isinstance(given, datetime.datetime):
        return given
    raise Refusal(_("A date is written without quotes, as 2026-11-28."))


def read_signer(given: object) -> object:
    """Return the name of who signed; refuse an empty one."""
    if isinstance(given, str) and given.strip():
        return given.strip()
    raise Refusal(_("A signature names who signed."))


def read_hash(given: object) -> object:
    """Return a SHA-256 in hexadecimal digits; refuse anything else."""
    if isinstance(given, str) and re.fullmatch(r"[0-9a-f]{64}", given):
        return given
    raise Refusal(_("The hash is the 64 digits that the review sheet prints."))


class Review(Entry):
    """One signature: the rule, its hash, the name, the day, and a number of registration.

    The rule reads ``drug/CODE``, ``regimen/CODE`` or ``lvef/CODE``.
    """

    rule: str
    sha256: Annotated[str, BeforeValidator(read_hash)]
    name: Annotated[str, BeforeValidator(read_signer)]
    registration: str = ""
    date: Annotated[datetime.date, BeforeValidator(read_date)]


def rules_by_key(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """Return the rows of every rule by the key under which it is signed.

    A rule of a table that several drugs share is one rule, however many of them have it.
    """
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        rows = found.setdefault(rule.key, [])
        if not any(one is rule for one in rows):
            rows.append(rule)
    return found


def read_reviews(
    file: FolderFile | None, rules: Mapping[str, Sequence[Rule]]
) -> tuple[dict[str, Review], list[FileProblem]]:
    """Return the valid signatures of a hospital by rule, and what is wrong with the others.

    One suffices; of several for one rule the first counts.
    """
    if file is None:
        return {}, []
    try:
        entries = read_content(file.content, REVIEWS)
    except Unreadable as refused:
        return {}, list(refused.problems)
    listed = entries.pop(RULES, [])
    wrong = [FileProblem(REVIEWS, name, _("This entry is not known here."))
             for name in entries if name not in OTHERS]
    if not isinstance(listed, list):
        wrong.append(FileProblem(REVIEWS, "reviews", _(
            "Signatures are written as [[{name}]].", name=RULES)))
        listed = []
    valid: dict[str, Review] = {}
    for index, entry in enumerate(listed):
        found = _read(index, entry, rules)
        if isinstance(found, Review):
            valid.setdefault(found.rule, found)
        else:
            wrong += found
    return valid, wrong


def _read(
    index: int, entry: Any, rules: Mapping[str, Sequence[Rule]]
) -> Review | list[FileProblem]:
    place = structure_path(("reviews", index))
    try:
        review = validated(Review, REVIEWS, entry)
    except Unreadable as refused:
        return [
            FileProblem(one.file, f"{place}.{one.path}" if one.path else place, one.reason)
            for one in refused.problems
        ]
    rows = rules.get(review.rule)
    if rows is None:
        reason: object = _("There is no rule “{rule}”.", rule=review.rule)
        return [FileProblem(REVIEWS, f"{place}.rule", reason)]
    if rule_sha256(rows) != review.sha256:
        reason = _("{rule} is not what {name} signed on {date}: the signature is void.",
                   rule=review.rule, name=review.name, date=review.date.isoformat())
        return [FileProblem(REVIEWS, f"{place}.sha256", reason)]
    return review
