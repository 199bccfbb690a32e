"""Loading the formulary: the shipped files, and over them a hospital's own, entry by entry.

A bad file is refused whole and the rest loads. Nothing falls back: a drug, regimen or policy whose
hospital file was refused is missing, and :attr:`Formulary.problems` says so, because the shipped
values may be the very ones that the hospital meant to replace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from bmcalc.core.texts import _
from bmcalc.formulary.cross_checks import (
    drug_problems,
    folder_problems,
    regimen_problems,
    source_problems,
    stock_problems,
)
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.file_problems import FileProblem, Unreadable, read_toml, validated
from bmcalc.formulary.identity import (
    LOCAL,
    FormularyIdentity,
    overlaid_identity,
    policy_sha256,
    shipped_identity,
)
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.reviews import Review, read_reviews, rules_by_key
from bmcalc.formulary.sources import Source, source_of, sources
from bmcalc.resource_files import resource
from bmcalc.rules.rule import Rule

DRUGS, REGIMENS, SOURCES, POLICY = "formulary", "regimens", "sources", "policy.toml"

_RULES, _WITHOUT = "rules", "without_rules"
_SIGNATURES = ("reviewed_by", "reviewed_on", "signed_by", "signed_on")
_M = TypeVar("_M", bound=BaseModel)


@dataclass(frozen=True)
class Formulary:
    """Everything in force: drugs, regimens, the policy, the sources, and what is missing.

    ``reviews`` are the hospital's signatures that hold, by rule. ``policy`` is None where the
    hospital's policy file was refused or its folder cannot be used.
    """

    drugs: Mapping[str, Drug]
    regimens: Mapping[str, Regimen]
    policy: Policy | None
    sources: Mapping[str, Source]
    identity: FormularyIdentity
    policy_sha256: str
    problems: tuple[FileProblem, ...] = ()
    reviews: Mapping[str, Review] = field(default_factory=dict)


def _overlaid(below: Mapping[str, Any], entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries over those below, whose signature does not carry over."""
    kept = {name: value for name, value in below.items() if name not in _SIGNATURES}
    merged = {**kept, **entries}
    if _RULES in below and (_RULES in entries or _WITHOUT in entries):
        merged[_RULES] = _rules_over(below[_RULES], entries)
    return merged


def _rules_over(shipped: Any, entries: Mapping[str, Any]) -> Any:
    """Return a hospital's rules over the shipped ones: by their code, never the whole list.

    A rule that the hospital adds takes none away. One of a code that ships takes its place, and
    one that ``without_rules`` names is left out.
    """
    own = entries.get(_RULES, [])
    if not (isinstance(shipped, list) and isinstance(own, list)):
        return own
    left_out = entries.get(_WITHOUT, ())
    replaced = {_code_of(rule) for rule in own}
    if isinstance(left_out, list):
        replaced.update(one for one in left_out if isinstance(one, str))
    return [*(rule for rule in shipped if _code_of(rule) not in replaced), *own]


def _not_left_out(
    name: str, below: Mapping[str, Any], entries: Mapping[str, Any]
) -> list[FileProblem]:
    """Return each code that a hospital leaves out and that no shipped rule has."""
    left_out, shipped = entries.get(_WITHOUT, ()), below.get(_RULES, ())
    if not (isinstance(left_out, list) and isinstance(shipped, (list, tuple))):
        return []
    known = {_code_of(rule) for rule in shipped}
    return [
        FileProblem(name, f"{_WITHOUT}[{index}]", _("There is no rule “{code}”.", code=code))
        for index, code in enumerate(left_out) if code not in known
    ]


def _code_of(rule: Any) -> object:
    code = rule.get("code") if isinstance(rule, dict) else None
    return code if isinstance(code, str) else None


@dataclass
class _Layers:
    """The raw contents of the shipped folder and, over it, the hospital's."""

    own: Path | None
    problems: list[FileProblem] = field(default_factory=list)

    def read(self, kind: str) -> dict[str, tuple[str, dict[str, Any]]]:
        """Return for every id the file that had the last word and the merged entries."""
        merged: dict[str, tuple[str, dict[str, Any]]] = {}
        for root in filter(None, (resource(), self.own)):
            for path in sorted(root.joinpath(kind).glob("*.toml")):
                name = f"{kind}/{path.name}"
                below = merged.pop(path.stem, (name, {}))[1]
                entries = self._entries(path, name)
                if entries is not None:
                    self.problems.extend(_not_left_out(name, below, entries))
                    merged[path.stem] = (name, _overlaid(below, entries))
        return merged

    def policy(self) -> tuple[str, dict[str, Any]] | None:
        """Return the shipped policy with the hospital's entries over it.

        A hospital that decides something without a version of its own reads ``… + local``.
        """
        merged: dict[str, Any] = {}
        for root in filter(None, (resource(), self.own)):
            path = root / POLICY
            if root is self.own and not path.exists():
                continue
            entries = self._entries(path, POLICY)
            if entries is None:
                return None
            laboratory = entries.get("laboratory")
            if isinstance(laboratory, dict) and root is self.own:
                entries = {**entries, "laboratory": {**merged["laboratory"], **laboratory}}
            if entries and merged and "version" not in entries:
                entries = {**entries, "version": f"{merged['version']} + {LOCAL}"}
            merged = _overlaid(merged, entries)
        return POLICY, merged

    def sources(self) -> dict[str, Source]:
        """Return the shipped sources and the hospital's own beside them."""
        found = dict(sources())
        for path in sorted((self.own / SOURCES).glob("*.toml")) if self.own else ():
            name = f"{SOURCES}/{path.name}"
            for identifier, entry in (self._entries(path, name) or {}).items():
                self._add_source(found, name, identifier, entry)
        return found

    def _add_source(
        self, found: dict[str, Source], name: str, identifier: str, entry: Any
    ) -> None:
        if identifier in found:
            reason: object = _("This source stands already.")
        else:
            try:
                found[identifier] = source_of(identifier, entry)
            except (KeyError, TypeError, ValueError):
                reason = _("A source has a citation and a mark: verified, memory or convention.")
            else:
                return
        self.problems.append(FileProblem(name, identifier, reason))

    def _entries(self, path: Path, name: str) -> dict[str, Any] | None:
        try:
            return read_toml(path, name)
        except Unreadable as refused:
            self.problems.extend(refused.problems)
            return None

    def model(self, kind: type[_M], name: str, entries: dict[str, Any]) -> _M | None:
        """Return the validated model of one file, or None after noting why it was refused."""
        try:
            return validated(kind, name, entries)
        except Unreadable as refused:
            self.problems.extend(refused.problems)
            return None

    def accepted(self, found: list[FileProblem]) -> bool:
        """Note the problems of one file; say whether there were none."""
        self.problems.extend(found)
        return not found


def load_formulary(extra_folder: Path | None = None) -> Formulary:
    """Return the shipped formulary with a hospital's folder over it, entry by entry.

    The folder is laid out as the shipped one: ``formulary/*.toml``, ``regimens/*.toml``,
    ``sources/*.toml``, ``policy.toml`` and ``reviews.toml``, each optional. An entry that it names
    replaces the shipped one whole; entries that it leaves out stay. A folder that is named but
    cannot be used leaves no policy in force: the hospital meant to have another than the shipped
    one.
    """
    layers = _Layers(extra_folder)
    unusable = False
    if extra_folder is not None:
        found = folder_problems(extra_folder)
        unusable = any(problem.file == str(extra_folder) for problem in found)
        layers.problems.extend(found)
    cited = layers.sources()
    drugs = _load_drugs(layers, cited)
    regimens = _load_regimens(layers, cited, drugs)
    policy = None if unusable else _load_policy(layers, cited, drugs)
    own = shipped_identity() if extra_folder is None else overlaid_identity(extra_folder)
    reviews: Mapping[str, Review] = {}
    if extra_folder is not None:
        reviews, void = read_reviews(extra_folder, rules_by_key(rules_of(drugs, regimens)))
        layers.problems.extend(void)
    return Formulary(
        drugs, regimens, policy, cited, own, policy_sha256(extra_folder), tuple(layers.problems),
        reviews,
    )


def rules_of(
    drugs: Mapping[str, Drug], regimens: Mapping[str, Regimen]
) -> Iterator[Rule]:
    """Give every rule of the drugs, then of the regimens."""
    for drug in drugs.values():
        yield from drug.rules
    for regimen in regimens.values():
        yield from regimen.rules


def _load_drugs(layers: _Layers, cited: Mapping[str, Source]) -> dict[str, Drug]:
    raw = layers.read(DRUGS)
    known_regimens = {
        path.stem
        for root in filter(None, (resource(), layers.own))
        for path in root.joinpath(REGIMENS).glob("*.toml")
    }
    drugs = {}
    for identifier, (name, entries) in raw.items():
        drug = layers.model(Drug, name, {**entries, "id": identifier})
        if drug is not None and layers.accepted(
            [*source_problems(name, drug, cited), *drug_problems(name, drug, raw, known_regimens)]
        ):
            drugs[identifier] = drug
    return drugs


def _load_regimens(
    layers: _Layers, cited: Mapping[str, Source], drugs: Mapping[str, Drug]
) -> dict[str, Regimen]:
    raw = layers.read(REGIMENS)
    regimens = {}
    for identifier, (name, entries) in raw.items():
        regimen = layers.model(Regimen, name, {**entries, "id": identifier})
        if regimen is not None and layers.accepted(
            [*source_problems(name, regimen, cited), *regimen_problems(name, regimen, drugs, raw)]
        ):
            regimens[identifier] = regimen
    return regimens


def _load_policy(
    layers: _Layers, cited: Mapping[str, Source], drugs: Mapping[str, Drug]
) -> Policy | None:
    raw = layers.policy()
    if raw is None:
        return None
    name, entries = raw
    policy = layers.model(Policy, name, entries)
    if policy is None:
        return None
    found = [*source_problems(name, policy, cited), *stock_problems(name, policy, drugs)]
    return policy if layers.accepted(found) else None


def check_folder(folder: Path) -> tuple[FileProblem, ...]:
    """Return what is wrong with a hospital's own folder, laid over the shipped formulary."""
    return load_formulary(folder).problems


@cache
def shipped_formulary() -> Formulary:
    """Return the formulary as it ships, read once."""
    return load_formulary()
