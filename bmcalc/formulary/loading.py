"""Loading the formulary: the shipped files, and over them a hospital's own, entry by entry.

A bad file is refused whole and the rest loads. Nothing falls back: a drug, regimen or policy whose
hospital file was refused is missing, and :attr:`Formulary.problems` says so, because the shipped
values may be the very ones that the hospital meant to replace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bmcalc.formulary.cross_checks import (
    drug_problems,
    lvef_problems,
    regimen_problems,
    sequence_problems,
    source_problems,
    stock_problems,
)
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.file_problems import FileProblem
from bmcalc.formulary.folder_entries import FolderEntries, entries_of
from bmcalc.formulary.identity import (
    FormularyIdentity,
    overlaid_identity,
    policy_sha256,
    shipped_identity,
)
from bmcalc.formulary.interval_entry import common_bands
from bmcalc.formulary.layers import DRUGS, NO_FOLDER, POLICY, REGIMENS, SOURCES, Layers
from bmcalc.formulary.lvef_entry import LVEF, LvefLabel, LvefTable
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.reviews import REVIEWS, Review, read_reviews, rules_by_key
from bmcalc.formulary.signed_entries import (
    UNSIGNED,
    EntrySignatures,
    read_entry_reviews,
    with_signature,
)
from bmcalc.formulary.sources import Source, origin_of, sources
from bmcalc.resource_files import resource
from bmcalc.rules.rule import Rule

__all__ = [
    "DRUGS", "POLICY", "REGIMENS", "SOURCES", "Formulary", "check_folder", "closed_formulary",
    "laid_over", "load_formulary", "rules_of",
]

LVEF_TABLE = f"tables/{LVEF}.toml"


@dataclass(frozen=True)
class Formulary:
    """Everything in force: drugs, regimens, the policy, the sources, and what is missing.

    ``lvef`` are the rules on the ejection fraction, by label; a drug that names one has them too.
    ``reviews`` are the hospital's signatures that hold, by rule, ``signatures`` those of whole
    entries, and ``own`` is what its folder held. ``policy`` is None where the
    hospital's policy file was refused or its folder cannot be used.

    ``problems`` are the hospital's entries that were refused. ``is_closed`` says that one was not
    read at all, so that no dose is taken from the shipped files either.
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
    is_closed: bool = False
    own: FolderEntries = NO_FOLDER
    signatures: EntrySignatures = UNSIGNED

    @property
    def faults(self) -> tuple[FileProblem, ...]:
        """The problems with which no order is checked: all but those of signatures.

        A signature that does not hold leaves its rule unsigned and changes no number.
        """
        return tuple(one for one in self.problems if self.is_closed or one.file != REVIEWS)


def load_formulary(extra_folder: Path | None = None) -> Formulary:
    """Return the shipped formulary with a hospital's folder over it, entry by entry.

    The folder is laid out as the shipped one: ``formulary/*.toml``, ``regimens/*.toml``,
    ``sources/*.toml``, ``policy.toml`` and ``reviews.toml``, each optional. An entry that it names
    replaces the shipped one whole; entries that it leaves out stay. Where one of its entries was
    not read, nobody knows what it was meant to replace: then no drug, regimen or policy is in
    force.
    """
    return laid_over(NO_FOLDER if extra_folder is None else entries_of(extra_folder))


def laid_over(own: FolderEntries) -> Formulary:
    """Return the shipped formulary with the entries of a folder over it, wherever they stand."""
    layers = Layers(own)
    layers.problems.extend(own.faults)
    cited = layers.sources()
    identity = overlaid_identity(own, layers.version())
    lvef = _load_lvef(layers, cited)
    drugs = _load_drugs(layers, cited, lvef)
    regimens = _load_regimens(layers, cited, drugs)
    of_the_heart = (rule for label in lvef.values() for rule in label.rules)
    for rule in (*rules_of(drugs, regimens), *of_the_heart):
        rule.rest_on(origin_of(rule.sources, cited))
    policy = _load_policy(layers, cited, drugs)
    signed = own.alone.get(REVIEWS)
    reviews, void = read_reviews(signed, rules_by_key(rules_of(drugs, regimens)))
    layers.problems.extend(void)
    signatures, void = read_entry_reviews(signed, drugs, regimens)
    layers.problems.extend(void)
    if own.faults:
        return closed_formulary(layers.problems, cited, identity, own)
    drugs = {name: with_signature(one, signatures) for name, one in drugs.items()}
    regimens = {name: with_signature(one, signatures) for name, one in regimens.items()}
    return Formulary(
        drugs, regimens, policy, cited, identity, policy_sha256(own), tuple(layers.problems),
        reviews, lvef, own=own, signatures=signatures,
    )


def closed_formulary(
    problems: Iterable[FileProblem],
    cited: Mapping[str, Source] | None = None,
    identity: FormularyIdentity | None = None,
    own: FolderEntries = NO_FOLDER,
) -> Formulary:
    """Return a formulary from which no dose is taken, because of these problems."""
    return Formulary(
        {}, {}, None, sources() if cited is None else cited, identity or shipped_identity(), "",
        tuple(problems), is_closed=True, own=own,
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


def _load_lvef(layers: Layers, cited: Mapping[str, Source]) -> dict[str, LvefLabel]:
    table = layers.model(LvefTable, LVEF_TABLE, layers.table(LVEF_TABLE))
    labels = {} if table is None else table.root
    found = [
        replace(problem, path=f"{identifier}.{problem.path}")
        for identifier, label in labels.items()
        for problem in source_problems(LVEF_TABLE, label, cited)
    ]
    return labels if layers.accepted(found) else {}


def _load_drugs(
    layers: Layers, cited: Mapping[str, Source], lvef: Mapping[str, LvefLabel]
) -> dict[str, Drug]:
    raw = layers.read(DRUGS)
    known_regimens = {
        *(path.stem for path in resource(REGIMENS).glob("*.toml")),
        *(one.id for one in layers.own.files(REGIMENS)),
    }
    drugs = {}
    for identifier, (name, entries) in raw.items():
        drug = layers.model(Drug, name, entries, identifier)
        if drug is not None and layers.accepted(
            [*source_problems(name, drug, cited), *drug_problems(name, drug, raw, known_regimens),
             *lvef_problems(name, drug, lvef)]
        ):
            shared = [rule for label in drug.lvef for rule in lvef[label].rules]
            drugs[identifier] = drug.model_copy(update={"rules": (*drug.rules, *shared)})
    return drugs


def _load_regimens(
    layers: Layers, cited: Mapping[str, Source], drugs: Mapping[str, Drug]
) -> dict[str, Regimen]:
    raw = layers.read(REGIMENS)
    regimens = {}
    for identifier, (name, entries) in raw.items():
        regimen = layers.model(Regimen, name, entries, identifier)
        if regimen is not None and layers.accepted(
            [*source_problems(name, regimen, cited),
             *regimen_problems(name, regimen, drugs, raw, ceilings=not layers.is_shipped(name))]
        ):
            regimens[identifier] = regimen
    return _without_bad_sequences(layers, raw, regimens)


def _without_bad_sequences(
    layers: Layers, raw: Mapping[str, tuple[str, object]], regimens: Mapping[str, Regimen]
) -> dict[str, Regimen]:
    """Return the regimens without the sequences whose phases are not among them."""
    return {
        identifier: one for identifier, one in regimens.items()
        if layers.accepted(sequence_problems(raw[identifier][0], one, regimens))
    }


def _load_policy(
    layers: Layers, cited: Mapping[str, Source], drugs: Mapping[str, Drug]
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
