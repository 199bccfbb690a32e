"""What a radiotherapy schedule is worth: BED and EQD2 for tumour, late effects and cord."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from bmcalc.calculators.radiotherapy.cord_dose import (
    Course,
    alpha_beta,
    decimals_of_cord,
    judge_course,
    judge_reirradiation,
)
from bmcalc.core.ask import AskFlag, AskInteger, AskQuantity, AskRows, Span
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term, q
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.linear_quadratic import (
    SOURCE,
    biologically_effective_dose,
    dose_per_fraction,
    equivalent_dose,
    total_dose,
)
from bmcalc.rules.limits import Stated, limit
from bmcalc.rules.tables.palliative_schedules import Schedules, lists, palliative_schedules

CORD = _("Spinal cord")
TUMOUR_ALPHA_BETA = alpha_beta("alpha_beta_tumour")
ALPHA_BETA_TABLE = (
    ("10", "alpha_beta_tumour", _("tumour and acute effects")),
    ("3", "alpha_beta_late", _("late effects")),
    ("2", "alpha_beta_cord", _("spinal cord")),
)
"""What the contract's values are called, the limit that holds the α/β, and what it stands for."""

FRACTIONS = AskInteger(
    label=_("Number of fractions"), symbol=_("fractions"), required=True, low=1, high=60,
    usual=(None, 40), hint=_("one number: 20 Gy in 5 and 30 Gy in 10 are two schedules"),
)
LARGEST_FRACTION, LARGEST_TOTAL = "40", "120"
"""Gy that can be entered for one fraction and for all of them."""

DOSE_PER_FRACTION = AskQuantity(
    label=_("Dose per fraction"), symbol=_("dose per fraction"),
    spans=(Span("Gy", hard=("0", LARGEST_FRACTION), usual=("1", "24"), above=True),),
)
EARLIER_COURSES = AskRows(
    label=_("Earlier courses to the same cord"), section=CORD, longest=10,
    columns={
        "fractions": FRACTIONS,
        "dose_per_fraction": DOSE_PER_FRACTION.but(required=True),
    },
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RadiotherapyInputs(Inputs):
    """One schedule, the α/β that leads, and what the cord has had."""

    fractions: Annotated[int | None, FRACTIONS] = None
    dose_per_fraction: Annotated[Term | None, DOSE_PER_FRACTION] = None
    total_dose: Annotated[Term | None, AskQuantity(
        label=_("Total dose"), symbol=_("total dose"),
        hint=_("in place of the dose per fraction, or to check it"),
        spans=(Span("Gy", hard=("0", LARGEST_TOTAL), usual=("4", "80"), above=True),),
    )] = None
    alpha_beta: Annotated[Term, AskQuantity(
        label=_("α/β"), symbol=_("α/β"),
        hint=_("{tumour}, {late} and {cord} are always shown", tumour=Stated("alpha_beta_tumour"),
               late=Stated("alpha_beta_late"), cord=Stated("alpha_beta_cord")),
        spans=(Span("Gy", hard=("0", "30"), usual=("0.5", "20"), above=True),),
    )] = TUMOUR_ALPHA_BETA
    cord_in_field: Annotated[bool | None, AskFlag(
        label=_("Spinal cord in the field"), section=CORD,
        hint=_("unless answered no, the cord is checked with the full dose"),
    )] = None
    earlier_courses: Annotated[list[Course] | None, EARLIER_COURSES] = None
    months_since_last: Annotated[int | None, AskInteger(
        label=_("Months since the last course"), section=CORD, low=0, high=600,
    )] = None

    def needs(self) -> Iterable[str]:
        """Require one of the two doses, and the interval after earlier courses."""
        yield from super().needs()
        if self.total_dose is None and "total_dose" not in self.unread:
            yield "dose_per_fraction"
        if self.earlier_courses:
            yield "months_since_last"

    def conflicts(self) -> Iterable[Problem]:
        """Refuse a total that the fractions do not add up to, and one that cannot be."""
        if self.fractions is None:
            return
        most_in_one, most = q(f"{LARGEST_FRACTION} Gy"), q(f"{LARGEST_TOTAL} Gy")
        if self.dose_per_fraction is None:
            if self.total_dose is not None and self.total_dose > most_in_one * self.fractions:
                yield Problem(
                    "E_RANGE", _("More than {most} in one fraction cannot be.",
                                 most=most_in_one),
                    ("fractions", "total_dose"),
                )
            return
        computed = total_dose(self.fractions, self.dose_per_fraction)
        if computed > most:
            yield Problem(
                "E_RANGE", _("A total of {total} cannot be; more than {most} is refused.",
                             total=computed, most=most),
                ("fractions", "dose_per_fraction"),
            )
        elif self.total_dose is not None and computed != self.total_dose:
            yield Problem(
                "E_LOGIC",
                _("{fractions} fractions of {dose} are {computed}, not {total}.",
                  fractions=self.fractions, dose=self.dose_per_fraction, computed=computed,
                  total=self.total_dose),
                ("fractions", "dose_per_fraction", "total_dose"),
            )


def radiotherapy_eqd2(given: RadiotherapyInputs, work: Work) -> None:
    """Write total dose, BED and EQD2 for the chosen α/β and for tumour, late effects and cord."""
    assert given.fractions is not None
    total, dose = _schedule(given, given.fractions, work)
    ratios = {gray: alpha_beta(name) for gray, name, _meaning in ALPHA_BETA_TABLE}
    worth = {
        gray: _worth(total, dose, ratios[gray], meaning, work)
        for gray, _name, meaning in ALPHA_BETA_TABLE
    }
    chosen = next((worth[gray] for gray in worth if given.alpha_beta == ratios[gray]), None)
    if chosen is None:
        chosen = _worth(total, dose, given.alpha_beta, _("chosen"), work)
    work.give("bed", chosen.bed)
    work.give("eqd2", chosen.eqd2)
    for gray, (bed, eqd2) in worth.items():
        work.give(f"bed_{gray}", bed)
        work.give(f"eqd2_{gray}", eqd2, decimals_of_cord(eqd2))
    _judge_cord(given, total, dose, worth["2"], work)
    _judge_model(dose, work)
    _name_schedule(given.fractions, dose, work)


class Worth(NamedTuple):
    """What a schedule is worth at one α/β: BED and EQD2 in Gy."""

    bed: Term
    eqd2: Term


def _schedule(given: RadiotherapyInputs, fractions: int, work: Work) -> tuple[Term, Term]:
    """Return the total dose and the dose per fraction, the computed one shown as a step."""
    if given.dose_per_fraction is None:
        assert given.total_dose is not None
        total = given.total_dose
        dose = work.step(_("Dose per fraction"), dose_per_fraction(total, fractions), SOURCE,
                         _("dose per fraction"), decimals=2)
    else:
        dose = given.dose_per_fraction
        total = work.step(_("Total dose"), total_dose(fractions, dose), SOURCE,
                          _("total dose"))
    work.give("total_dose", total)
    work.give("dose_per_fraction", dose)
    return total, dose


def _worth(total: Term, dose: Term, ratio: Term, meaning: object, work: Work) -> Worth:
    """Show and return BED and EQD2 for one α/β."""
    bed = work.step(
        _("BED, α/β {ratio} ({meaning})", ratio=ratio, meaning=meaning),
        biologically_effective_dose(total, dose, ratio), SOURCE, _("BED"), decimals=2,
    )
    eqd2 = work.step(
        _("EQD2, α/β {ratio} ({meaning})", ratio=ratio, meaning=meaning),
        equivalent_dose(total, dose, ratio), SOURCE, _("EQD2"), decimals=2,
    )
    return Worth(bed, eqd2)


def _judge_cord(
    given: RadiotherapyInputs, total: Term, dose: Term, worth: Worth, work: Work
) -> None:
    if given.cord_in_field is False:
        return
    if given.cord_in_field is None:
        work.info(
            "CORD_TAKEN_IN",
            _("Whether the spinal cord lies in the field was not given. It is checked with the "
              "full dose."),
            about="cord_in_field",
        )
    judge_course(total, dose, worth.eqd2, work)
    if given.earlier_courses and given.months_since_last is not None:
        judge_reirradiation(worth.bed, given.earlier_courses, given.months_since_last, work)


def _judge_model(dose: Term, work: Work) -> None:
    work.info(
        "ALPHA_BETA",
        _("{tumour} stands for tumour and acute effects, {late} for late effects, {cord} for the "
          "cord; the model has no term for proliferation.", tumour=Stated("alpha_beta_tumour"),
          late=Stated("alpha_beta_late"), cord=Stated("alpha_beta_cord")),
        "alpha-beta-ratios", SOURCE,
    )
    if dose > limit("large_fraction"):
        work.caution(
            "LARGE_FRACTION",
            _("Above about {dose} a fraction the linear-quadratic model is debated. Do not compare "
              "by these numbers alone.", dose=Stated("large_fraction")),
            "linear-quadratic-limit", about="dose_per_fraction",
        )


def _in_words(schedules: Schedules) -> Joined:
    return Joined([
        _("{total} in {fractions}", total=total_dose(one.fractions, one.dose).to("Gy"),
          fractions=one.fractions)
        for one in schedules
    ])


def _name_schedule(fractions: int, dose: Term, work: Work) -> None:
    """Say whether ASTRO lists the schedule, and for what."""
    table = palliative_schedules()
    painful = lists(table.painful_metastasis, fractions, dose)
    compression = lists(table.cord_compression, fractions, dose)
    if painful:
        work.info(
            "SCHEDULE_PAIN",
            _("ASTRO 2024 lists this schedule for painful bone metastases ({schedules}).",
              schedules=_in_words(table.painful_metastasis)), table.source,
        )
    if compression:
        work.info(
            "SCHEDULE_COMPRESSION",
            _("ASTRO 2024 lists this schedule for cord compression without operation "
              "({schedules}).", schedules=_in_words(table.cord_compression)), table.source,
        )
    if not painful and not compression:
        work.info(
            "SCHEDULE_NOT_LISTED",
            _("ASTRO 2024 does not list this schedule for bone metastases or cord compression."),
            table.source,
        )
    if fractions == 1 and painful:
        work.info(
            "SINGLE_FRACTION",
            _("A single fraction relieves pain as well as several, with more retreatment later."),
            "astro-2017",
        )


CALCULATOR = Calculator(
    id="radiotherapy-eqd2",
    title=_("Radiotherapy EQD2"),
    summary=_("What a schedule is worth for tumour, late effects and spinal cord"),
    group="bone",
    order=69,
    not_for=NotFor(
        _("Not to plan a treatment, and not to compare large single fractions by these "
          "numbers alone: there the model is debated."),
        "linear-quadratic-limit",
    ),
    inputs=RadiotherapyInputs,
    values=(
        Value(name="eqd2", label=_("EQD2, chosen α/β"), unit="Gy", decimals=2),
        Value(name="bed", label=_("BED, chosen α/β"), unit="Gy", decimals=2),
        Value(name="total_dose", label=_("Total dose"), unit="Gy", decimals=2, trim=True),
        Value(name="dose_per_fraction", label=_("Dose per fraction"), unit="Gy", decimals=2,
              trim=True),
        Value(name="bed_10", label=_("BED, α/β 10 Gy"), unit="Gy", decimals=2),
        Value(name="eqd2_10", label=_("EQD2, α/β 10 Gy"), unit="Gy", decimals=2),
        Value(name="bed_3", label=_("BED, α/β 3 Gy"), unit="Gy", decimals=2),
        Value(name="eqd2_3", label=_("EQD2, α/β 3 Gy"), unit="Gy", decimals=2),
        Value(name="bed_2", label=_("BED, α/β 2 Gy"), unit="Gy", decimals=2),
        Value(name="eqd2_2", label=_("EQD2, α/β 2 Gy (cord)"), unit="Gy", decimals=2),
        Value(name="cord_bed_cumulative", label=_("Cumulative BED of the cord"), unit="Gy",
              decimals=2),
    ),
    formula=radiotherapy_eqd2,
    headline="eqd2",
)
