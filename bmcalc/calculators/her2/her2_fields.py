"""What must be known before a dose of a HER2 agent."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.her2.her2_interval import needs_partner, schedule_of
from bmcalc.calculators.her2.her2_products import (
    DERUXTECAN,
    EVERY_3_WEEKS,
    EVERY_WEEK,
    PRODUCT_NAMES,
)
from bmcalc.calculators.her2.lvef_fields import DEFAULT_LVEF_LLN, LVEF_LLN
from bmcalc.calculators.questions.course_fields import DAYS_SINCE_LAST
from bmcalc.calculators.questions.heart_fields import LVEF_BASELINE, LVEF_NOW
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.calculators.questions.patient_fields import WEIGHT
from bmcalc.calculators.shared.ordered_dose import ORDERED_DOSE
from bmcalc.core.ask import AskChoice, AskDate, AskFlag, AskInteger, AskText
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.rules.entered import question
from bmcalc.rules.rule import Profile

INTERVAL = _("Interval")
HEART = _("Heart and lung")
POLICY = _("Method")

DRUG = AskChoice(label=_("Product"), options=PRODUCT_NAMES)
CYCLE_LENGTH = AskChoice(
    label=_("Given every"), style="segments", section=INTERVAL,
    options={EVERY_3_WEEKS: _("3 weeks"), EVERY_WEEK: _("1 week")},
)
FIRST_DOSE = AskFlag(label=_("First dose of this product"), section=INTERVAL)
LAST_PRODUCT = AskChoice(
    label=_("Product of the last dose"), section=INTERVAL,
    options={"same": _("The same product"), "intravenous_pair": _("Intravenous pair")},
    hint=_("after pertuzumab and trastuzumab IV the days count from the last intravenous dose"),
)
LAST_DOSE_ON = AskDate(label=_("Date of the last dose"), section=INTERVAL)
PLANNED_ON = AskDate(label=_("Planned date"), section=INTERVAL)
PARTNER_PERTUZUMAB = AskFlag(label=_("Given with pertuzumab"))
PREVIOUS_WEIGHT = WEIGHT.but(
    label=_("Weight behind the current dose"), symbol=_("weight behind the current dose"),
    hint=_("to see whether the dose must be calculated anew"),
)
DOSE_LEVEL = AskInteger(
    label=_("Dose level"), symbol=_("dose level"), low=0, high=2,
    hint=_("0 the full dose, 1 and 2 after reductions"),
)
ILD_HISTORY = question("ild_history").but(section=HEART)
HP_RELOAD_POLICY = AskChoice(
    label=_("Trastuzumab with pertuzumab at day 29 to 41"), section=POLICY,
    options={
        "ask": _("Decide nothing"),
        "trastuzumab_label": _("Trastuzumab label"),
        "perjeta_table": _("Perjeta table"),
    },
)
HP_RELOAD_REASON = AskText(label=_("Reason of that choice"), section=POLICY)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Her2Inputs(Inputs):
    """The product, the weight, the interval, the partner, the heart, the order."""

    drug: Annotated[str | None, DRUG.but(required=True)] = None
    weight: Annotated[Term | None, WEIGHT] = None
    previous_weight: Annotated[Term | None, PREVIOUS_WEIGHT] = None
    dose_level: Annotated[int, DOSE_LEVEL] = 0
    cycle_length: Annotated[str, CYCLE_LENGTH] = EVERY_3_WEEKS
    first_dose: Annotated[bool | None, FIRST_DOSE.but(required=True)] = None
    last_product: Annotated[str, LAST_PRODUCT] = "same"
    days_since_last: Annotated[int | None, DAYS_SINCE_LAST.but(section=INTERVAL)] = None
    last_dose_on: Annotated[datetime.date | None, LAST_DOSE_ON] = None
    planned_on: Annotated[datetime.date | None, PLANNED_ON] = None
    partner_pertuzumab: Annotated[bool | None, PARTNER_PERTUZUMAB.but(section=INTERVAL)] = None
    lvef_baseline: Annotated[Term | None, LVEF_BASELINE.but(section=HEART, noted=True)] = None
    lvef_now: Annotated[Term | None, LVEF_NOW.but(section=HEART)] = None
    lvef_lln: Annotated[Term, LVEF_LLN.but(section=HEART)] = DEFAULT_LVEF_LLN
    ild_history: Annotated[bool | None, ILD_HISTORY] = None
    label_profile: Annotated[Profile, LABEL_PROFILE.but(section=POLICY)] = "cn"
    hp_reload_policy: Annotated[str, HP_RELOAD_POLICY] = "ask"
    hp_reload_reason: Annotated[str | None, HP_RELOAD_REASON] = None
    ordered_dose: Annotated[Term | None, ORDERED_DOSE] = None

    @property
    def days(self) -> int | None:
        """Days from the last dose to this one, or None for a first dose."""
        if self.first_dose and not self.changed:
            return None
        if self.days_since_last is None and self.last_dose_on and self.planned_on:
            return (self.planned_on - self.last_dose_on).days
        return self.days_since_last

    @property
    def changed(self) -> bool:
        """Whether the dose before was one of the intravenous pair."""
        return self.last_product == "intravenous_pair"

    @property
    def in_conflict_zone(self) -> bool:
        """Whether two labels ask for different doses of trastuzumab."""
        needed = needs_partner(self.drug, self.cycle_length, self.days)
        return needed and bool(self.partner_pertuzumab)

    def needs(self) -> Iterable[str]:
        """Name what the product, the interval and the heart make necessary."""
        yield from super().needs()
        schedule = schedule_of(self.drug, self.cycle_length)
        if schedule is not None and schedule.by_weight:
            yield "weight"
        later = self.first_dose is False or self.changed
        if later and self.days_since_last is None:
            if self.last_dose_on is None and self.planned_on is None:
                yield "days_since_last"
            else:
                yield from ("last_dose_on", "planned_on")
        if needs_partner(self.drug, self.cycle_length, self.days):
            yield "partner_pertuzumab"
        if self.in_conflict_zone and self.hp_reload_policy != "ask":
            yield "hp_reload_reason"
        if self.lvef_now is not None:
            yield "lvef_baseline"

    def notes(self) -> Iterable[str]:
        """Ask for the heart at later doses, and for the lung before deruxtecan."""
        yield from super().notes()
        if self.first_dose is False:
            yield "lvef_now"
        if self.drug == DERUXTECAN:
            yield "ild_history"

    def conflicts(self) -> Iterable[Problem]:
        """Yield what contradicts itself or does not exist for the product."""
        yield from self._wrong_interval()
        if self.drug is None:
            return
        found = drugs().get(self.drug)
        if found is None:
            return
        schedule = schedule_of(self.drug, self.cycle_length)
        if schedule is None:
            yield Problem(
                "E_LOGIC",
                _("The file of {drug} has no schedule for this interval.",
                  drug=PRODUCT_NAMES[self.drug]),
                ("drug", "cycle_length"),
            )
        if self.changed and schedule is not None and schedule.changed_from is None:
            yield Problem(
                "E_LOGIC",
                _("The file of {drug} does not say how it goes on after the intravenous pair.",
                  drug=PRODUCT_NAMES[self.drug]),
                ("drug", "last_product"),
            )
        if self.dose_level and not found.dose_levels:
            yield Problem(
                "E_LOGIC",
                _("{drug} has no dose levels: it is held or stopped, never reduced.",
                  drug=PRODUCT_NAMES[self.drug]),
                ("drug", "dose_level"),
            )
        if self.dose_level and self.first_dose and schedule is not None:
            yield Problem(
                "E_LOGIC", _("A first dose is given at the full dose {dose}.",
                             dose=schedule.loading or schedule.maintenance),
                ("first_dose", "dose_level"),
            )
        if self.partner_pertuzumab and self.drug == DERUXTECAN:
            yield Problem(
                "E_LOGIC", _("Trastuzumab deruxtecan is not given with pertuzumab."),
                ("drug", "partner_pertuzumab"),
            )

    def _wrong_interval(self) -> Iterable[Problem]:
        dates = self.last_dose_on, self.planned_on
        told = self.days_since_last is not None or self.last_dose_on is not None
        if self.first_dose and told and not self.changed:
            yield Problem(
                "E_LOGIC", _("A first dose has no dose before it."),
                ("first_dose", "days_since_last", "last_dose_on"),
            )
        elif dates[0] is not None and dates[1] is not None:
            apart = (dates[1] - dates[0]).days
            if apart < 0:
                yield Problem(
                    "E_LOGIC", _("The planned date lies before the last dose."),
                    ("last_dose_on", "planned_on"),
                )
            elif self.days_since_last is not None and self.days_since_last != apart:
                yield Problem(
                    "E_LOGIC",
                    _("The dates are {apart} days apart, not {days}.",
                      apart=apart, days=self.days_since_last),
                    ("days_since_last", "last_dose_on", "planned_on"),
                )
