"""What one drug's file holds: names, dose, what it comes in, how it is prepared, its rules."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.preparation import Infusion, Preparation, Presentation
from bmcalc.rules.quantities import Amount, Dose, Entry, Name, Refusal, of_dimension
from bmcalc.rules.rule import Code, Profile, Rule, SourceIds


class Basis(StrEnum):
    """What a dose is calculated from."""

    AREA = "mg/m2"
    WEIGHT = "mg/kg"
    FIXED = "fixed"
    AUC = "auc"

    @property
    def units(self) -> tuple[str, ...]:
        """The units in which a dose on this basis is written."""
        return {
            Basis.AREA: ("mg/m^2",),
            Basis.WEIGHT: ("mg/kg",),
            Basis.FIXED: ("mg", "ug", "IU", "ug/h"),
            Basis.AUC: ("mg*min/mL",),
        }[self]

    def fits(self, dose: Term) -> bool:
        """Say whether a dose is written on this basis."""
        return of_dimension(dose.unit, self.units)


class Group(StrEnum):
    """What kind of drug it is."""

    CYTOTOXIC = "cytotoxic"
    ANTIBODY = "antibody"
    CONJUGATE = "conjugate"
    ENDOCRINE = "endocrine"
    CDK46_INHIBITOR = "cdk46_inhibitor"
    BONE_AGENT = "bone_agent"
    ANALGESIC = "analgesic"
    SUPPLEMENT = "supplement"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            Group.CYTOTOXIC: _("cytotoxic"),
            Group.ANTIBODY: _("antibody"),
            Group.CONJUGATE: _("antibody-drug conjugate"),
            Group.ENDOCRINE: _("endocrine therapy"),
            Group.CDK46_INHIBITOR: _("CDK4/6 inhibitor"),
            Group.BONE_AGENT: _("bone agent"),
            Group.ANALGESIC: _("analgesic"),
            Group.SUPPLEMENT: _("calcium and vitamin D"),
        }[self]


class DoseLevels(Entry):
    """The steps below a planned dose, the highest first; below the last the drug is stopped."""

    planned: Dose
    levels: tuple[Dose, ...]
    profiles: Annotated[tuple[Profile, ...], Field(min_length=1)] = ("us", "eu", "cn")
    below: Name | None = None
    sources: SourceIds

    @model_validator(mode="after")
    def _each_below_the_one_above(self) -> Self:
        above = self.planned
        for level in self.levels:
            if not level.unit.same_dimension(above.unit):
                raise Refusal(_("{level} and {above} are no doses of one kind.",
                                level=level, above=above))
            if level >= above:
                raise Refusal(_("The dose level {level} is not below {above}.",
                                level=level, above=above))
            above = level
        return self

    def at(self, level: int) -> Term | None:
        """Return the dose of a level: 0 is the planned dose, None means that the drug stops."""
        doses = (self.planned, *self.levels)
        return doses[level] if level < len(doses) else None


class Confusion(Entry):
    """A drug with which this one has been, or may be, confused."""

    drug: str
    text: Name
    sources: SourceIds


class Sequence(Entry):
    """In which order two drugs of one day are given."""

    code: Code
    relation: Literal["before", "after"]
    drug: str
    text: Name
    sources: SourceIds


class Content(Entry):
    """What one tablet supplies, such as elemental calcium."""

    substance: Literal["elemental_calcium", "vitamin_d3"]
    amount: Amount
    sources: SourceIds


class LabelRead(Entry):
    """A label text that this file rests on: its region, its date where known, the source."""

    region: Literal["US", "EU", "CN", "IE"]
    date: str | None = None
    source: str


FileName: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Drug(Entry):
    """One drug as the formulary knows it; ``id`` is the name of its file.

    ``usual_dose`` is the dose of one administration that the casebook or the label gives,
    ``highest_dose`` the label's highest; ``unverified_profiles`` are the label profiles whose
    text nobody has read for this build. ``reviewed_by`` stays empty until a pharmacist signs.
    """

    id: FileName
    name: Name
    group: Group
    basis: Basis
    usual_dose: Dose | None = None
    loading_dose: Dose | None = None
    highest_dose: Dose | None = None
    highest_per_day: Dose | None = None
    sources: SourceIds
    unverified_profiles: tuple[Profile, ...] = ()
    reviewed_by: str = ""
    reviewed_on: datetime.date | None = None
    labels: tuple[LabelRead, ...] = ()
    presentations: tuple[Presentation, ...] = ()
    contents: tuple[Content, ...] = ()
    preparations: tuple[Preparation, ...] = ()
    infusions: tuple[Infusion, ...] = ()
    dose_levels: tuple[DoseLevels, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    rules: tuple[Rule, ...] = ()

    @model_validator(mode="after")
    def _doses_are_on_the_basis(self) -> Self:
        for dose in (self.usual_dose, self.loading_dose, self.highest_dose):
            if dose is not None and not self.basis.fits(dose):
                raise Refusal(_("{dose} is no dose on the basis {basis}.", dose=dose,
                                basis=self.basis.value))
        if self.highest_dose is not None:
            for dose in (self.usual_dose, *(one.planned for one in self.dose_levels)):
                if dose is not None and dose > self.highest_dose:
                    raise Refusal(_("{dose} is above the highest dose {highest}.", dose=dose,
                                    highest=self.highest_dose))
        return self

    @model_validator(mode="after")
    def _a_code_stands_once(self) -> Self:
        """Refuse a code that stands twice, except in rows of one table or named apart on a page."""
        tables: dict[str, str | None] = {one.code: None for one in self.sequences}
        named: set[tuple[str, str | None]] = set()
        for rule in self.rules:
            name = (rule.code, rule.page_code)
            of_one_table = rule.table is not None and tables.get(rule.code) == rule.table
            named_apart = rule.page_code is not None and name not in named
            if rule.code in tables and not (of_one_table or named_apart):
                raise Refusal(_("The code {code} stands twice.", code=rule.code))
            tables[rule.code] = rule.table
            named.add(name)
        return self

    @model_validator(mode="after")
    def _signed_with_a_date(self) -> Self:
        if bool(self.reviewed_by) != (self.reviewed_on is not None):
            raise Refusal(_("A review has a name and a date."))
        return self

    @model_validator(mode="after")
    def _owns_its_rules(self) -> Self:
        for rule in self.rules:
            rule.belong_to(self.id)
        return self

    @cached_property
    def rules_by_measure(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that look at a measure, by its key, in the order of the file."""
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            for measure in rule.measures:
                found[measure] = (*found.get(measure, ()), rule)
        return found

    def presentations_in(self, market: str) -> tuple[Presentation, ...]:
        """Return what the drug comes in on one market, the smallest strength first."""
        there = [one for one in self.presentations if one.market == market]
        return tuple(sorted(there, key=lambda one: one.strength))

    def levels(self, planned: Term, profile: Profile) -> DoseLevels | None:
        """Return the label's dose levels below a planned dose, or None where it has none."""
        for table in self.dose_levels:
            if profile in table.profiles and table.planned == planned:
                return table
        return None
