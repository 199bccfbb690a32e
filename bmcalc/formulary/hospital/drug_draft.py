"""A drug that a hospital adds, as a form holds it: what is wrong with it, and its file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bmcalc.core.texts import LANGUAGES, Bilingual, _, in_language
from bmcalc.formulary.cross_checks import drug_problems, source_problems
from bmcalc.formulary.drug_entry import Basis, Drug
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.essential_entry import shared_essentials, with_shared_essentials
from bmcalc.formulary.file_problems import Unreadable, validated
from bmcalc.formulary.hospital.fault import Fault, faults_of, missing, quantity_fault
from bmcalc.formulary.hospital.own_rule import RuleDraft
from bmcalc.formulary.hospital.own_source import UNSAID, SourceDraft
from bmcalc.formulary.hospital.written_toml import written_toml
from bmcalc.formulary.loading import DRUGS, Formulary

ID: Final = re.compile(r"[a-z][a-z0-9_]*")

ROUTE_NAMES: Final[Mapping[str, object]] = {
    "iv": _("intravenous"), "sc": _("subcutaneous"), "im": _("intramuscular"), "po": _("by mouth"),
    "td": _("through the skin"),
}


@dataclass(frozen=True)
class PresentationDraft:
    """One vial, tablet or another form: its strength, and the liquid ready to draw."""

    strength: str = ""
    unit: str = "mg"
    volume: str = ""
    concentration: str = ""
    form: str = ""
    market: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said in it."""
        return not (self.strength.strip() or self.volume.strip() or self.concentration.strip())

    def faults(self, place: str) -> Iterator[Fault]:
        """Give what cannot be read or is not there yet."""
        yield from missing({f"{place}.strength": self.strength, f"{place}.form": self.form,
                            f"{place}.market": self.market})
        for name, text, unit in (("strength", self.strength, self.unit),
                                 ("volume", self.volume, "mL"),
                                 ("concentration", self.concentration, "mg/mL")):
            fault = quantity_fault(f"{place}.{name}", f"{text.strip()} {unit}", unit) \
                if text.strip() else None
            if fault is not None:
                yield fault

    def entries(self, source: str) -> dict[str, Any]:
        """Return the presentation as the file holds it."""
        made = {"strength": f"{self.strength.strip()} {self.unit}", "form": self.form,
                "market": self.market, "source": source}
        if self.volume.strip():
            made["volume"] = f"{self.volume.strip()} mL"
        if self.concentration.strip():
            made["concentration"] = f"{self.concentration.strip()} mg/mL"
        return made


@dataclass(frozen=True)
class NameDraft:
    """One more name: its kind, its market, and whether somebody read it on the package."""

    text: str = ""
    kind: str = "brand"
    market: str = ""
    is_read: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said in it."""
        return not self.text.strip()

    def entries(self) -> dict[str, Any]:
        """Return the name as a file holds it."""
        made: dict[str, Any] = {"kind": self.kind,
                                "mark": "verified" if self.is_read else "memory",
                                "texts": [self.text.strip()]}
        if self.market:
            made["market"] = self.market
        return made


@dataclass(frozen=True)
class DrugDraft:
    """One new drug. ``essentials`` are the shared facts that must be there before its dose."""

    id: str = ""
    english: str = ""
    chinese: str = ""
    group: str = ""
    basis: str = ""
    usual: str = ""
    highest: str = ""
    unit: str = ""
    route: str = ""
    minutes: str = ""
    names: tuple[NameDraft, ...] = ()
    presentations: tuple[PresentationDraft, ...] = ()
    rules: tuple[RuleDraft, ...] = ()
    essentials: tuple[str, ...] = ()
    source: SourceDraft = UNSAID

    @property
    def file_name(self) -> str:
        """The place of its file in the folder."""
        return f"{DRUGS}/{self.id}.toml"

    @property
    def dose_unit(self) -> str:
        """The unit of its doses: the one beside the number, where it is one of the basis."""
        units = Basis(self.basis).units if self.basis in list(Basis) else ()
        return self.unit if self.unit in units else units[0] if units else self.unit

    def entries(self, source: str) -> dict[str, Any]:
        """Return the drug as its file holds it; what cannot be read yet is left out."""
        name = Bilingual(self.english.strip(), self.chinese.strip())
        made: dict[str, Any] = {
            "name": {"en": name.english, "zh": name.chinese}, "group": self.group,
            "basis": self.basis, "usual_dose": self._dose(self.usual),
            "highest_dose": self._dose(self.highest), "sources": [source],
            "unverified_profiles": ["us", "eu", "cn"],
        }
        rules = [one for one in self.rules if not one.is_empty]
        lists = {
            "names": [one.entries() for one in self.names if not one.is_empty],
            "presentations": [one.entries(source) for one in self._presentations()],
            "infusions": [self._infusion(source)] if self.route else [],
            "essential": [{"shared": one} for one in self.essentials],
            "rules": [one.entries(self._code(one, rules), name, source)
                      for one in rules if not list(one.faults(""))],
        }
        made.update({one: rows for one, rows in lists.items() if rows})
        return {part: value for part, value in made.items() if value not in (None, "")}

    def _presentations(self) -> list[PresentationDraft]:
        return [one for one in self.presentations if not one.is_empty]

    def _dose(self, text: str) -> str | None:
        return f"{text.strip()} {self.dose_unit}" if text.strip() else None

    def _code(self, rule: RuleDraft, rules: list[RuleDraft]) -> str:
        number = rules.index(rule) + 1
        stem = re.sub(r"[^A-Z0-9]+", "_", f"{self.id}_{rule.measure}".upper()).strip("_")
        return f"OWN_{stem}_{number}"

    def _infusion(self, source: str) -> dict[str, Any]:
        timed = self.minutes.strip()
        text = {}
        for language, key in zip(LANGUAGES, ("en", "zh"), strict=True):
            with in_language(language):
                route = ROUTE_NAMES.get(self.route, self.route)
                over = _("{route}, over {minutes} min", route=route, minutes=timed)
                text[key] = str(over if timed else route)
        made: dict[str, Any] = {"route": self.route, "text": text, "sources": [source]}
        if timed:
            made["first"] = made["later"] = f"{timed} min"
        return made

    def check(self, formulary: Formulary) -> list[Fault]:
        """Return every fault, each at its field, as the check of the folder would tell it."""
        source = self.source.identifier(self.id or "x", formulary.sources)
        found = [*self._own_faults(formulary), *self.source.faults(formulary.sources)]
        entries = with_shared_essentials(self.entries(source))
        try:
            drug = validated(Drug, self.file_name, {**entries, "id": self.id})
        except Unreadable as refused:
            models = faults_of(refused.problems)
        else:
            known = {*formulary.sources, source}
            models = faults_of([
                *source_problems(self.file_name, drug, known),
                *drug_problems(self.file_name, drug, formulary.drugs, formulary.regimens),
            ])
        return found + [one for one in models if not any(
            other.field == one.field or one.field in ("id", "name") for other in found)]

    def _own_faults(self, formulary: Formulary) -> Iterator[Fault]:
        yield from missing({
            "id": self.id, "name.en": self.english, "name.zh": self.chinese, "group": self.group,
            "basis": self.basis, "infusions[0].route": self.route,
        })
        if self.id and not ID.fullmatch(self.id):
            yield Fault("id", _("Small letters, digits and “_”, a letter first."))
        elif self.id in formulary.drugs:
            yield Fault("id", _("There is a drug “{id}” already.", id=self.id))
        for name, text in (("usual_dose", self.usual), ("highest_dose", self.highest)):
            if text.strip() and self.dose_unit:
                yield from _read(name, text, self.dose_unit)
        if self.minutes.strip():
            yield from _read("infusions[0].first", self.minutes, "min")
        for index, one in enumerate(self._presentations()):
            yield from one.faults(f"presentations[{index}]")
        for index, rule in enumerate(one for one in self.rules if not one.is_empty):
            yield from rule.faults(f"rules[{index}]")

    def notes(self) -> list[object]:
        """Return what a pharmacist must know of this draft, though nothing is wrong with it."""
        found: list[object] = []
        if self.group == Group.CYTOTOXIC and not any(not one.is_empty for one in self.rules):
            found.append(_("A cytotoxic without a rule: every answer will say that no count, "
                           "liver or kidney value holds or reduces it."))
        if self.group == Group.CYTOTOXIC and not self.essentials:
            found.append(_("A cytotoxic without facts that must be there: every answer will say "
                           "that it is compared whatever is not known."))
        return found

    def files(self, formulary: Formulary) -> dict[str, bytes]:
        """Return the files to write: a source of the hospital's own first, then the drug."""
        source = self.source.identifier(self.id, formulary.sources)
        text = written_toml(self.entries(source))
        return {**self.source.file(source), self.file_name: text.encode()}


def _read(name: str, text: str, unit: str) -> Iterator[Fault]:
    fault = quantity_fault(name, f"{text.strip()} {unit}", unit)
    if fault is not None:
        yield fault


def offered_essentials() -> tuple[str, ...]:
    """Return the facts that a form offers, by the names under which drugs share them."""
    return tuple(shared_essentials())
