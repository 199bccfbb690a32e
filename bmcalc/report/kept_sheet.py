"""A sheet as it was signed, kept as JSON so that the same pages can be printed again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.formulary.hospital.signing import Signature, sheet_name
from bmcalc.formulary.signed_entries import EntryReview
from bmcalc.report.document import Block, Facts, Notice, Paragraph, Report, Section, Table


class NotAsSigned(Exception):
    """A kept sheet is missing, or is not the one that was signed; its text says which."""

    def __init__(self, reason: object) -> None:
        super().__init__(str(reason))
        self.reason = reason


def signed_report(report: Report, signature: Signature, sha256: str) -> Report:
    """Return a sheet with its signature at the head, in the place of the empty lines."""
    facts = Facts((
        (str(_("Signed by")), signature.name.strip()),
        (str(_("Registration")), signature.registration.strip()),
        (str(_("Date")), signature.date.isoformat()),
        ("SHA-256", sha256),
        (str(_("From memory, confirmed by name")),
         ", ".join(sorted(signature.confirmed)) or str(_("none"))),
    ))
    return replace(report, sections=(Section(str(_("Signature")), (facts,)), *report.sections),
                   signatures=())


def kept(report: Report) -> bytes:
    """Return a report as the bytes that are kept."""
    entries = asdict(report)
    for section, found in zip(entries["sections"], report.sections, strict=True):
        section["blocks"] = [_block(one) for one in found.blocks]
    return json.dumps(entries, ensure_ascii=False, indent=1).encode()


def kept_report(folder: Path, review: EntryReview) -> Report:
    """Return the sheet that a signature stands for; raises :class:`NotAsSigned` without it."""
    name = sheet_name(review)
    try:
        content = (folder / name).read_bytes()
    except OSError:
        raise NotAsSigned(_("The sheet that was signed is not there: {file}.", file=name)) from None
    if hashlib.sha256(content).hexdigest() != review.sheet:
        raise NotAsSigned(_("{file} is not the sheet that was signed.", file=name))
    entries = json.loads(content)
    sections = tuple(
        Section(one["heading"], tuple(map(_read, one["blocks"]))) for one in entries["sections"]
    )
    return Report(entries["title"], entries["subtitle"], sections, entries["footer"],
                  tuple(entries["signatures"]))


def _block(block: Block) -> dict[str, Any]:
    entries = asdict(block)
    for name, value in entries.items():
        if isinstance(value, frozenset):
            entries[name] = sorted(value)
    return {"kind": type(block).__name__, **entries}


def _read(entries: dict[str, Any]) -> Block:
    rest = {name: value for name, value in entries.items() if name != "kind"}
    match entries["kind"]:
        case "Facts":
            return Facts(tuple(tuple(pair) for pair in rest["pairs"]))
        case "Table":
            return Table(
                tuple(rest["heads"]), tuple(tuple(row) for row in rest["rows"]),
                frozenset(rest["right"]), tuple(rest["widths"]),
                frozenset((row, column) for row, column in rest["struck"]),
            )
        case "Notice":
            return Notice(Severity(rest["severity"]), rest["word"], rest["text"], rest["sources"])
        case _:
            return Paragraph(rest["text"], rest["large"], rest["struck"])
