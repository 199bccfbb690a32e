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
from bmcalc.formulary.ceiling_entry import Ceiling, LargestArea
from bmcalc.formulary.course_entry import Course
from bmcalc.formulary.dose_levels import DoseLevels
from bmcalc.formulary.drug_group import NEVER_ANOTHER_DOSE, Group
from bmcalc.formulary.drug_names import WrittenNames
from bmcalc.formulary.essential_entry import Essential
from bmcalc.formulary.handling_entry import Emetic, Extravasation, Keeping
from bmcalc.formulary.lvef_entry import code_twice
from bmcalc.formulary.missed_dose import MissedDose
from bmcalc.formulary.never_raised import NeverRaised
from bmcalc.formulary.preparation import SWALLOWED, Infusion, Preparation, Presentation
from bmcalc.formulary.schedule_entry import Schedule
from bmcalc.formulary.shared_rules import SharedRules
from bmcalc.formulary.weight_limits import LargestWeight, NeverExceeded
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


class Confusion(Entry):
    """A drug with which this one has been, or may be, confused.

    ``within`` is how close an order comes to the usual dose of the other one before its name is
    asked; None: the number does not ask.
    """

    drug: str
    text: Name
    within: Amount | None = None
    sources: SourceIds


class Sequence(Entry):
    """In which order two drugs of one day are given."""

    code: Code
    relation: Literal["before", "after"]
    drug: str
    text: Name
    sources: SourceIds


class Content(Entry):
    """What one tablet or vial supplies, such as elemental calcium."""

    substance: Literal["elemental_calcium", "vitamin_d3", "trastuzumab"]
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
    ``highest_dose`` the label's highest, ``highest_usual`` one above which somebody is asked;
    ``highest_total`` are ceilings of one administration in mg whatever the area,
    ``highest_per_cycle`` those of a whole cycle on the basis of the drug, ``largest_area`` the area
    that is counted at most. ``unverified_profiles`` are the label profiles whose text nobody
    has read for this build. ``days_are_said`` asks where a written order lacks its days.
    ``schedules`` hold the bands of its interval; ``lvef`` names the labels of
    ``tables/lvef.toml`` that it follows, whose rules stand among ``rules`` once the formulary
    is loaded. ``more_names`` are what a hospital adds to ``names``, among which they stand once
    it is loaded. ``reviewed_by`` stays empty until a pharmacist signs. ``rules`` are its own
    and those of the tables that ``shared_rules`` names; ``without_rules`` are the codes of
    shipped rules that a hospital leaves out on purpose. ``essential`` are the facts without
    which a dose is not decided, ``without_essential`` those a hospital does not ask for.
    """

    id: FileName
    name: Name
    group: Group
    basis: Basis
    usual_dose: Dose | None = None
    loading_dose: Dose | None = None
    highest_dose: Dose | None = None
    highest_usual: Dose | None = None
    highest_per_day: Dose | None = None
    highest_total: tuple[Ceiling, ...] = ()
    highest_per_cycle: tuple[Ceiling, ...] = ()
    largest_area: LargestArea | None = None
    sources: SourceIds
    unverified_profiles: tuple[Profile, ...] = ()
    reviewed_by: str = ""
    reviewed_on: datetime.date | None = None
    names: tuple[WrittenNames, ...] = ()
    more_names: tuple[WrittenNames, ...] = ()
    labels: tuple[LabelRead, ...] = ()
    presentations: tuple[Presentation, ...] = ()
    contents: tuple[Content, ...] = ()
    preparations: tuple[Preparation, ...] = ()
    infusions: tuple[Infusion, ...] = ()
    keeping: tuple[Keeping, ...] = ()
    extravasation: Extravasation | None = None
    emetic: tuple[Emetic, ...] = ()
    dose_levels: tuple[DoseLevels, ...] = ()
    never_raised: NeverRaised | None = None
    missed_dose: MissedDose | None = None
    largest_weight: LargestWeight | None = None
    never_exceeded: NeverExceeded | None = None
    schedules: tuple[Schedule, ...] = ()
    lvef: tuple[str, ...] = ()
    days_are_said: bool = False
    confusions: tuple[Confusion, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    course: Course | None = None
    shared_rules: tuple[SharedRules, ...] = ()
    rules: tuple[Rule, ...] = ()
    without_rules: tuple[Code, ...] = ()
    essential: tuple[Essential, ...] = ()
    without_essential: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _doses_are_on_the_basis(self) -> Self:
        for dose in (self.usual_dose, self.loading_dose, self.highest_dose):
            if dose is not None and not self.basis.fits(dose):
                raise Refusal(_("{dose} is not a dose on the basis {basis}.", dose=dose,
                                basis=self.basis.value))
        if self.highest_dose is not None:
            for dose in (self.usual_dose, *(one.planned for one in self.dose_levels)):
                if dose is not None and dose > self.highest_dose:
                    raise Refusal(_("{dose} is above the highest dose {highest}.", dose=dose,
                                    highest=self.highest_dose))
        return self

    @model_validator(mode="after")
    def _ceilings_are_on_their_basis(self) -> Self:
        cycles = [one.above for one in self.highest_per_cycle]
        planned = [one.planned_up_to for one in (*self.highest_total, *self.highest_per_cycle)]
        for dose in (self.highest_usual, *cycles, *planned):
            if dose is not None and not self.basis.fits(dose):
                raise Refusal(_("{dose} is not a dose on the basis {basis}.", dose=dose,
                                basis=self.basis.value))
        for one in self.highest_total:
            if not Basis.FIXED.fits(one.above):
                raise Refusal(_("{dose} is not a dose on the basis {basis}.", dose=one.above,
                                basis=Basis.FIXED.value))
        highest, usual = self.highest_dose, self.highest_usual
        if usual is not None and (highest is None or usual >= highest):
            raise Refusal(_("highest_usual stands below highest_dose."))
        if self.largest_area is not None and self.basis is not Basis.AREA:
            raise Refusal(_("Only a dose per m² has a largest area."))
        return self

    @model_validator(mode="after")
    def _rules_give_doses_of_this_drug(self) -> Self:
        for rule in self.rules:
            planned = [one.limit for one in rule.conditions() if one.measure == "planned_dose"]
            for dose in (rule.at_most, rule.gives, *planned):
                if isinstance(dose, Term) and not self.basis.fits(dose):
                    raise Refusal(_("{dose} is not a dose on the basis {basis}.", dose=dose,
                                    basis=self.basis.value))
            if rule.gives is not None and self.group in NEVER_ANOTHER_DOSE:
                raise Refusal(_("{code}: this kind of drug has levels, not another dose.",
                                code=rule.code))
        return self

    @model_validator(mode="after")
    def _schedules_fit(self) -> Self:
        cycles = [schedule.interval for schedule in self.schedules]
        if len(set(cycles)) < len(cycles):
            raise Refusal(_("Two schedules have the same cycle."))
        for schedule in self.schedules:
            for dose in (schedule.loading, schedule.maintenance):
                if dose is None:
                    continue
                if not self.basis.fits(dose):
                    raise Refusal(_("{dose} is not a dose on the basis {basis}.", dose=dose,
                                    basis=self.basis.value))
                if self.highest_dose is not None and dose > self.highest_dose:
                    raise Refusal(_("{dose} is above the highest dose {highest}.", dose=dose,
                                    highest=self.highest_dose))
        return self

    @model_validator(mode="after")
    def _a_code_stands_once(self) -> Self:
        """Refuse a code that stands twice, except in rows of one table or named apart on a page."""
        repeated = code_twice(self.rules, [one.code for one in self.sequences])
        if repeated is not None:
            raise Refusal(_("The code {code} stands twice.", code=repeated))
        return self

    @model_validator(mode="after")
    def _an_essential_fact_stands_once(self) -> Self:
        codes = [one.code for one in self.essential]
        for code in codes:
            if codes.count(code) > 1:
                raise Refusal(_("The code {code} stands twice.", code=code))
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
    def has_gates(self) -> bool:
        """Whether any rule of its own can hold or reduce it for what is known of a patient."""
        return any(rule.gates for rule in self.rules)

    @cached_property
    def rules_by_measure(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that look at a measure, by its key, in the order of the file."""
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            for measure in rule.measures:
                found[measure] = (*found.get(measure, ()), rule)
        return found

    @cached_property
    def by_market(self) -> Mapping[str, tuple[Presentation, ...]]:
        """What the drug comes in by the market, each time the smallest strength first."""
        found: dict[str, list[Presentation]] = {}
        for one in self.presentations:
            found.setdefault(one.market, []).append(one)
        return {
            market: tuple(sorted(there, key=lambda one: one.strength))
            for market, there in found.items()
        }

    @cached_property
    def pieces_by_market(self) -> Mapping[str, tuple[Presentation, ...]]:
        """The tablets and capsules by the market that has any, the smallest strength first."""
        found = {
            market: tuple(
                one for one in there
                if one.form in SWALLOWED and one.strength.unit.key in ("mg", "g")
            )
            for market, there in self.by_market.items()
        }
        return {market: there for market, there in found.items() if there}

    def presentations_in(self, market: str) -> tuple[Presentation, ...]:
        """Return what the drug comes in on one market, the smallest strength first."""
        return self.by_market.get(market, ())

    def schedule(self, days: int) -> Schedule | None:
        """Return how it is given on a cycle of so many days, or None where no label says."""
        for one in self.schedules:
            if one.interval == days:
                return one
        return None

    def concentration_of(self, dose: Term) -> Term | None:
        """Return the concentration of what a dose in mg is drawn from; None where they differ.

        A vial that holds the dose decides; else all must be alike.
        """
        there = [one for one in self.presentations if one.concentration is not None]
        exactly = [
            one for one in there
            if one.strength.unit.same_dimension(dose.unit) and one.strength == dose
        ]
        found = [one.concentration for one in exactly or there]
        return found[0] if found and all(one == found[0] for one in found) else None

    def levels(self, planned: Term, profile: Profile) -> DoseLevels | None:
        """Return the label's dose levels below a planned dose, or None where it has none."""
        for table in self.dose_levels:
            if profile in table.profiles and table.planned == planned:
                return table
        return None
