"""Loading the formulary: the shipped files, and over them a hospital's own, entry by entry.

A bad file is refused whole and the rest loads. Nothing falls back: a drug, regimen or policy whose
hospital file was refused is missing, and :attr:`Formulary.problems` says so, because the shipped
values may be the very ones that the hospital meant to replace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from bmcalc.core.texts import _
from bmcalc.formulary.cross_checks import (
    drug_problems,
    folder_problems,
    lvef_problems,
    regimen_problems,
    source_problems,
    stock_problems,
)
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.essential_entry import ESSENTIAL, with_shared_essentials
from bmcalc.formulary.file_problems import FileProblem, Unreadable, read_toml, validated
from bmcalc.formulary.identity import (
    LOCAL,
    FormularyIdentity,
    overlaid_identity,
    policy_sha256,
    shipped_identity,
)
from bmcalc.formulary.interval_entry import common_bands
from bmcalc.formulary.lvef_entry import LVEF, LvefLabel, LvefTable
from bmcalc.formulary.overlay import not_left_out, overlaid
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.reviews import Review, read_reviews, rules_by_key
from bmcalc.formulary.shared_rules import SHARED_RULES, with_shared_rules
from bmcalc.formulary.sources import Source, origin_of, source_of, sources
from bmcalc.resource_files import resource
from bmcalc.rules.quantities import Refusal
from bmcalc.rules.rule import Rule

DRUGS, REGIMENS, SOURCES, POLICY = "formulary", "regimens", "sources", "policy.toml"
LVEF_TABLE = f"tables/{LVEF}.toml"

_M = TypeVar("_M", bound=BaseModel)


@dataclass(frozen=True)
class Formulary:
    """Everything in force: drugs, regimens, the policy, the sources, and what is missing.

    ``lvef`` are the rules on the ejection fraction, by label; a drug that names one has them too.
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
    lvef: Mapping[str, LvefLabel] = field(default_factory=dict)


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
                    self.problems.extend(not_left_out(name, below, entries))
                    merged[path.stem] = (name, overlaid(below, entries))
        return merged

    def table(self, name: str) -> dict[str, Any]:
        """Return the entries of one table, a hospital's over the shipped; none where refused."""
        merged: dict[str, Any] = {}
        for root in filter(None, (resource(), self.own)):
            if root is self.own and not (root / name).exists():
                continue
            entries = self._entries(root / name, name)
            if entries is None:
                return {}
            for label, own in entries.items():
                below = merged.get(label, {})
                if not (below and isinstance(own, dict)):
                    merged[label] = own
                    continue
                self.problems.extend(
                    replace(problem, path=f"{label}.{problem.path}")
                    for problem in not_left_out(name, below, own)
                )
                merged[label] = overlaid(below, own)
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
            merged = overlaid(merged, entries)
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
            entries = read_toml(path, name)
        except Unreadable as refused:
            self.problems.extend(refused.problems)
            return None
        for part, complete in (
            (SHARED_RULES, with_shared_rules), (ESSENTIAL, with_shared_essentials),
        ):
            try:
                entries = complete(entries)
            except Refusal as refused:
                self.problems.append(FileProblem(name, part, refused.text))
                return None
        return entries

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
    lvef = _load_lvef(layers, cited)
    drugs = _load_drugs(layers, cited, lvef)
    regimens = _load_regimens(layers, cited, drugs)
    of_the_heart = (rule for label in lvef.values() for rule in label.rules)
    for rule in (*rules_of(drugs, regimens), *of_the_heart):
        rule.rest_on(origin_of(rule.sources, cited))
    policy = None if unusable else _load_policy(layers, cited, drugs)
    own = shipped_identity() if extra_folder is None else overlaid_identity(extra_folder)
    reviews: Mapping[str, Review] = {}
    if extra_folder is not None:
        reviews, void = read_reviews(extra_folder, rules_by_key(rules_of(drugs, regimens)))
        layers.problems.extend(void)
    return Formulary(
        drugs, regimens, policy, cited, own, policy_sha256(extra_folder), tuple(layers.problems),
        reviews, lvef,
    )


def rules_of(
    drugs: Mapping[str, Drug], regimens: Mapping[str, Regimen]
) -> Iterator[Rule]:
    """Give every rule of the drugs, the common bands, then the regimens'; a shared one once."""
    of_drugs = [rule for drug in drugs.values() for rule in drug.rules]
    yield from {id(rule): rule for rule in of_drugs}.values()
    yield from common_bands()
    for regimen in regimens.values():
        yield from regimen.rules


def _load_lvef(layers: _Layers, cited: Mapping[str, Source]) -> dict[str, LvefLabel]:
    table = layers.model(LvefTable, LVEF_TABLE, layers.table(LVEF_TABLE))
    labels = {} if table is None else table.root
    found = [
        replace(problem, path=f"{identifier}.{problem.path}")
        for identifier, label in labels.items()
        for problem in source_problems(LVEF_TABLE, label, cited)
    ]
    return labels if layers.accepted(found) else {}


def _load_drugs(
    layers: _Layers, cited: Mapping[str, Source], lvef: Mapping[str, LvefLabel]
) -> dict[str, Drug]:
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
            [*source_problems(name, drug, cited), *drug_problems(name, drug, raw, known_regimens),
             *lvef_problems(name, drug, lvef)]
        ):
            shared = [rule for label in drug.lvef for rule in lvef[label].rules]
            drugs[identifier] = drug.model_copy(update={"rules": (*drug.rules, *shared)})
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
