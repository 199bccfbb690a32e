"""The formulary as it ships, read on demand: what nobody asks for is neither read nor validated.

An entry is judged as :func:`~bmcalc.formulary.loading.load_formulary` judges it, which reads all of
them; it is missing where it is refused. A hospital's folder is never read so: it is judged whole.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from bmcalc.formulary.cross_checks import (
    drug_problems,
    lvef_problems,
    regimen_problems,
    sequence_problems,
    source_problems,
    stock_problems,
)
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.essential_entry import with_shared_essentials
from bmcalc.formulary.file_problems import FileProblem, Unreadable, read_toml, validated
from bmcalc.formulary.identity import FormularyIdentity, policy_sha256, shipped_identity
from bmcalc.formulary.loading import DRUGS, LVEF_TABLE, POLICY, REGIMENS, Formulary
from bmcalc.formulary.lvef_entry import LVEF, LvefLabel
from bmcalc.formulary.on_demand import OnDemand
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.reviews import Review
from bmcalc.formulary.shared_rules import with_shared_rules
from bmcalc.formulary.sources import Source, origin_of, sources
from bmcalc.resource_files import resource
from bmcalc.rules.quantities import Refusal
from bmcalc.rules.rule import Rule

_M = TypeVar("_M", bound=BaseModel)
_ENDING = ".toml"


class ShippedFormulary(Formulary):
    """Everything that ships, read when it is asked for.

    ``problems`` are those of the entries that were asked for.
    """

    def __init__(self) -> None:
        """Read nothing yet."""

    @cached_property
    def drugs(self) -> Mapping[str, Drug]:
        """The drugs by id."""
        return OnDemand(DRUGS, _ids(DRUGS), self._drug)

    @cached_property
    def regimens(self) -> Mapping[str, Regimen]:
        """The regimens by id."""
        return OnDemand(REGIMENS, _ids(REGIMENS), self._regimen)

    @cached_property
    def policy(self) -> Policy | None:
        """The policy, or None where it was refused."""
        policy = self._model(Policy, POLICY)
        return policy if policy is not None and self._accepted(
            [*source_problems(POLICY, policy, self.sources),
             *stock_problems(POLICY, policy, self.drugs)]
        ) else None

    @cached_property
    def lvef(self) -> Mapping[str, LvefLabel]:
        """The rules on the ejection fraction, by label; each is read when it is asked for."""
        return OnDemand(LVEF, tuple(self._lvef_table), self._label)

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return sources()

    @property
    def identity(self) -> FormularyIdentity:
        """The version that people name and the hash that proves it."""
        return shipped_identity()

    @cached_property
    def policy_sha256(self) -> str:
        """The SHA-256 of the policy file."""
        return policy_sha256()

    @property
    def problems(self) -> tuple[FileProblem, ...]:
        """What is wrong with the entries that were asked for."""
        return tuple(self._problems)

    @cached_property
    def reviews(self) -> Mapping[str, Review]:
        """No signature: a hospital signs in its own folder."""
        return {}

    @cached_property
    def _problems(self) -> list[FileProblem]:
        return []

    def _drug(self, identifier: str) -> Drug | None:
        name = f"{DRUGS}/{identifier}{_ENDING}"
        drug = self._model(Drug, name, identifier)
        if drug is None or not self._accepted([
            *source_problems(name, drug, self.sources),
            *drug_problems(name, drug, _ids(DRUGS), _ids(REGIMENS)),
            *lvef_problems(name, drug, self.lvef if drug.lvef else {}),
        ]):
            return None
        self._rest(drug.rules)
        if not drug.lvef:
            return drug
        shared = [rule for label in drug.lvef for rule in self.lvef[label].rules]
        return drug.model_copy(update={"rules": (*drug.rules, *shared)})

    def _regimen(self, identifier: str) -> Regimen | None:
        name = f"{REGIMENS}/{identifier}{_ENDING}"
        regimen = self._model(Regimen, name, identifier)
        if regimen is None or not self._accepted([
            *source_problems(name, regimen, self.sources),
            *regimen_problems(name, regimen, self.drugs, _ids(REGIMENS)),
            *sequence_problems(name, regimen, self.regimens),
        ]):
            return None
        self._rest(regimen.rules)
        return regimen

    @cached_property
    def _lvef_table(self) -> Mapping[str, Any]:
        return self._entries(LVEF_TABLE) or {}

    def _label(self, identifier: str) -> LvefLabel | None:
        """Return one label; that no other has a rule of the same code, the whole table shows."""
        try:
            label = validated(LvefLabel, LVEF_TABLE, self._lvef_table[identifier])
        except Unreadable as refused:
            found = list(refused.problems)
        else:
            found = source_problems(LVEF_TABLE, label, self.sources)
        if not self._accepted(
            [replace(problem, path=f"{identifier}.{problem.path}") for problem in found]
        ):
            return None
        for rule in label.rules:
            rule.belong_to(LVEF)
        self._rest(label.rules)
        return label

    def _model(self, kind: type[_M], name: str, identifier: str | None = None) -> _M | None:
        entries = self._entries(name)
        if entries is None:
            return None
        named = {} if identifier is None else {"id": identifier}
        try:
            return validated(kind, name, {**entries, **named})
        except Unreadable as refused:
            self._problems.extend(refused.problems)
        return None

    def _entries(self, name: str) -> dict[str, Any] | None:
        """Return what a file says with the shared rules and facts that it names."""
        try:
            return with_shared_essentials(with_shared_rules(
                read_toml(resource(*name.split("/")), name)
            ))
        except Unreadable as refused:
            self._problems.extend(refused.problems)
        except Refusal as refused:
            self._problems.append(FileProblem(name, "", refused.text))
        return None

    def _accepted(self, found: list[FileProblem]) -> bool:
        self._problems.extend(found)
        return not found

    def _rest(self, rules: tuple[Rule, ...]) -> None:
        for rule in rules:
            rule.rest_on(origin_of(rule.sources, self.sources))


@cache
def _ids(kind: str) -> tuple[str, ...]:
    """Return the ids of the shipped drugs or regimens: the names of their files."""
    names = sorted(os.listdir(resource(kind)))  # noqa: PTH208 - a path for each takes ten times as long
    return tuple(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))


@cache
def shipped_formulary() -> ShippedFormulary:
    """Return the formulary as it ships; an entry of it is read once."""
    return ShippedFormulary()
