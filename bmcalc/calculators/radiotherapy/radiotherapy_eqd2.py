"""What a radiotherapy schedule is worth: BED and EQD2 for tumour, late effects and cord."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from bmcalc.calculators.radiotherapy.cord_dose import (
    CONFIRM_ABOVE,
    STOP_ABOVE,
    Course,
    judge_course,
    judge_reirradiation,
)
from bmcalc.core.ask import AskFlag, AskInteger, AskQuantity, AskRows, Span
from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.linear_quadratic import (
    SOURCE,
    biologically_effective_dose,
    dose_per_fraction,
    equivalent_dose,
    total_dose,
)

CORD = _("Spinal cord")
TUMOUR_ALPHA_BETA = q("10 Gy", _("α/β"))
LARGE_FRACTION = q("8 Gy")
LARGEST_FRACTION = q("40 Gy")
LARGEST_TOTAL = q("120 Gy")

PAINFUL_METASTASIS = ((1, "8 Gy"), (5, "4 Gy"), (6, "4 Gy"), (10, "3 Gy"))
CORD_COMPRESSION = ((1, "8 Gy"), (2, "8 Gy"), (5, "4 Gy"), (10, "3 Gy"))

ALPHA_BETA_TABLE = (
    ("10", _("tumour and acute effects")),
    ("3", _("late effects")),
    ("2", _("spinal cord")),
)

FRACTIONS = AskInteger(
    label=_("Number of fractions"), symbol=_("fractions"), required=True, low=1, high=60,
    usual=(None, 40), hint=_("one number: 20 Gy in 5 and 30 Gy in 10 are two schedules"),
)
DOSE_PER_FRACTION = AskQuantity(
    label=_("Dose per fraction"), symbol=_("dose per fraction"),
    spans=(Span("Gy", hard=("0", "40"), usual=("1", "24"), above=True),),
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
        spans=(Span("Gy", hard=("0", "120"), usual=("4", "80"), above=True),),
    )] = None
    alpha_beta: Annotated[Term, AskQuantity(
        label=_("α/β"), symbol=_("α/β"), hint=_("10 Gy, 3 Gy and 2 Gy are always shown"),
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
        if self.dose_per_fraction is None:
            if self.total_dose is not None and self.total_dose > LARGEST_FRACTION * self.fractions:
                yield Problem(
                    "E_RANGE", _("More than {most} in one fraction cannot be.",
                                 most=LARGEST_FRACTION),
                    ("fractions", "total_dose"),
                )
            return
        computed = total_dose(self.fractions, self.dose_per_fraction)
        if computed > LARGEST_TOTAL:
            yield Problem(
                "E_RANGE", _("A total of {total} cannot be; more than {most} is refused.",
                             total=computed, most=LARGEST_TOTAL),
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
    """Write total dose, BED and EQD2 for the chosen α/β and for 10, 3 and 2 Gy."""
    assert given.fractions is not None
    total, dose = _schedule(given, given.fractions, work)
    worth = {
        gray: _worth(total, dose, q(f"{gray} Gy", _("α/β")), meaning, work)
        for gray, meaning in ALPHA_BETA_TABLE
    }
    chosen = next((worth[gray] for gray in worth if given.alpha_beta == q(f"{gray} Gy")), None)
    if chosen is None:
        chosen = _worth(total, dose, given.alpha_beta, _("chosen"), work)
    work.give("bed", chosen.bed)
    work.give("eqd2", chosen.eqd2)
    for gray, (bed, eqd2) in worth.items():
        work.give(f"bed_{gray}", bed)
        work.give(f"eqd2_{gray}", eqd2, decimals_against(eqd2, [CONFIRM_ABOVE, STOP_ABOVE], 2))
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
        _("10 Gy stands for tumour and acute effects, 3 Gy for late effects, 2 Gy for the cord; "
          "the model has no term for proliferation."),
        "alpha-beta-ratios", SOURCE,
    )
    if dose > LARGE_FRACTION:
        work.caution(
            "LARGE_FRACTION",
            _("Above about 8 Gy a fraction the linear-quadratic model is debated. Do not compare "
              "by these numbers alone."),
            "linear-quadratic-limit", about="dose_per_fraction",
        )


def _name_schedule(fractions: int, dose: Term, work: Work) -> None:
    """Say whether ASTRO lists the schedule, and for what."""
    def listed(schedules: tuple[tuple[int, str], ...]) -> bool:
        return any(fractions == count and dose == q(size) for count, size in schedules)

    if listed(PAINFUL_METASTASIS):
        work.info(
            "SCHEDULE_PAIN",
            _("ASTRO 2024 lists this schedule for painful bone metastases (8 Gy in 1, 20 Gy in 5, "
              "24 Gy in 6, 30 Gy in 10)."), "astro-2024",
        )
    if listed(CORD_COMPRESSION):
        work.info(
            "SCHEDULE_COMPRESSION",
            _("ASTRO 2024 lists this schedule for cord compression without operation (8 Gy in 1, "
              "16 Gy in 2, 20 Gy in 5, 30 Gy in 10)."), "astro-2024",
        )
    if not listed(PAINFUL_METASTASIS) and not listed(CORD_COMPRESSION):
        work.info(
            "SCHEDULE_NOT_LISTED",
            _("ASTRO 2024 does not list this schedule for bone metastases or cord compression."),
            "astro-2024",
        )
    if fractions == 1 and dose == LARGE_FRACTION:
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
