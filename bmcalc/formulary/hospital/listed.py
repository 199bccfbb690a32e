"""Every drug and regimen with its state, read from the heads of the files: none is judged here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from bmcalc.core.texts import Bilingual, Joined, _
from bmcalc.core.unit_labels import SPELLINGS
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.file_problems import FileProblem
from bmcalc.formulary.hospital.raw_entries import (
    FOLDERS,
    Kind,
    entries_in_force,
    own_file,
    shipped_ids,
)
from bmcalc.formulary.in_force import in_force
from bmcalc.formulary.layers import NO_FOLDER
from bmcalc.formulary.loading import Formulary
from bmcalc.formulary.signed_entries import UNSIGNED, EntryReview

_DAYS: Final = re.compile(r"\s*([0-9]+)\s*day\s*")


class Origin(StrEnum):
    """Whose file an entry rests on."""

    SHIPPED = "shipped"
    OVER = "over"
    OWN = "own"


class State(StrEnum):
    """How an entry stands, in the order in which a pharmacist looks at them."""

    REFUSED = "refused"
    CHANGED_SINCE = "changed_since"
    TO_SIGN = "to_sign"
    SIGNED = "signed"
    SHIPPED = "shipped"

    @property
    def label(self) -> object:
        """What people read of one entry."""
        return {
            State.REFUSED: _("refused"),
            State.CHANGED_SINCE: _("changed since signed"),
            State.TO_SIGN: _("to sign"),
            State.SIGNED: _("signed"),
            State.SHIPPED: _("shipped"),
        }[self]

    @property
    def heading(self) -> object:
        """What people read above the entries of this state."""
        return {
            State.REFUSED: _("Refused: a fault in the file"),
            State.CHANGED_SINCE: _("Hospital, changed since it was signed"),
            State.TO_SIGN: _("Hospital, waiting for a signature"),
            State.SIGNED: _("Signed by this hospital"),
            State.SHIPPED: _("Shipped, not reviewed here"),
        }[self]


@dataclass(frozen=True)
class Listed:
    """One drug or regimen of the list; ``review`` is the signature, also one that is void."""

    kind: Kind
    id: str
    name: Bilingual
    about: object
    origin: Origin
    state: State
    review: EntryReview | None = None
    problems: tuple[FileProblem, ...] = ()
    other_names: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name under which it is signed."""
        return f"{self.kind}/{self.id}"


def listed(kind: Kind) -> list[Listed]:
    """Return every entry of a kind by state, then by name; the shipped ones are not judged."""
    laid = in_force().laid
    own = NO_FOLDER if laid is None else laid.own
    ids = dict.fromkeys([*shipped_ids(kind), *(one.id for one in own.files(FOLDERS[kind]))])
    found = [_one(kind, identifier, laid) for identifier in ids]
    states = list(State)
    return sorted(found, key=lambda one: (states.index(one.state), one.name.english.casefold()))


def counted(entries: list[Listed]) -> Iterator[tuple[State, int]]:
    """Give every state that occurs with how many entries stand so."""
    for state in State:
        count = sum(1 for one in entries if one.state is state)
        if count:
            yield state, count


def _one(kind: Kind, identifier: str, laid: Formulary | None) -> Listed:
    own = NO_FOLDER if laid is None else laid.own
    entries = entries_in_force(own, kind, identifier)
    origin = Origin.SHIPPED
    if own_file(own, kind, identifier) is not None:
        origin = Origin.OVER if identifier in shipped_ids(kind) else Origin.OWN
    signatures = UNSIGNED if laid is None else laid.signatures
    key = f"{kind}/{identifier}"
    problems = () if laid is None else tuple(
        one for one in laid.problems if one.file == f"{FOLDERS[kind]}/{identifier}.toml"
    )
    there: Mapping[str, object] = {}
    if laid is not None:
        there = laid.drugs if kind == "drug" else laid.regimens
    state = State.SHIPPED if origin is Origin.SHIPPED else State.TO_SIGN
    if laid is not None and identifier not in there:
        state = State.REFUSED
    elif key in signatures.valid:
        state = State.SIGNED
    elif key in signatures.void:
        state = State.CHANGED_SINCE
    return Listed(
        kind, identifier, _name(entries, identifier),
        _about_regimen(entries) if kind == "regimen" else _about_drug(entries), origin, state,
        signatures.valid.get(key) or signatures.void.get(key), problems,
        tuple(_names(entries)) if kind == "drug" else tuple(_drugs(entries)),
    )


def _name(entries: Mapping[str, Any], identifier: str) -> Bilingual:
    name = entries.get("name")
    if isinstance(name, dict) and all(isinstance(name.get(one), str) for one in ("en", "zh")):
        return Bilingual(name["en"], name["zh"])
    return Bilingual(identifier, identifier)


def _names(entries: Mapping[str, Any]) -> Iterator[str]:
    for one in _tables(entries, "names"):
        texts = one.get("texts")
        yield from map(str, texts if isinstance(texts, list) else ())


def _drugs(entries: Mapping[str, Any]) -> Iterator[str]:
    for one in _tables(entries, "lines"):
        yield str(one.get("drug", "")).replace("_", " ")


def _about_drug(entries: Mapping[str, Any]) -> object:
    try:
        group: object = Group(str(entries.get("group"))).label
    except ValueError:
        return ""
    number, _space, key = str(entries.get("usual_dose", "")).partition(" ")
    unit = SPELLINGS[key].label if key in SPELLINGS else key
    return Joined([group, f"{number} {unit}"], " · ") if number else group


def _about_regimen(entries: Mapping[str, Any]) -> object:
    lines, tracks = _tables(entries, "lines"), _tables(entries, "tracks")
    drugs = len(dict.fromkeys(str(one.get("drug")) for one in lines))
    parts: list[object] = [_("1 drug") if drugs == 1 else _("{count} drugs", count=drugs)]
    if tracks:
        days = _DAYS.fullmatch(str(tracks[0].get("cycle_length")))
        if days is not None:
            parts.append(_("every {days} days", days=days[1]))
        cycles = tracks[0].get("cycles")
        if isinstance(cycles, int):
            parts.append(_("{count} cycles", count=cycles))
    return Joined(parts, " · ")


def _tables(entries: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = entries.get(name, [])
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []
