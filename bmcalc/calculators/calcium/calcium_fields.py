"""The questions about calcium, asked under the same names by every calculator that judges it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from bmcalc.calculators.questions.laboratory_fields import CALCIUM_IONISED, CALCIUM_TOTAL
from bmcalc.calculators.questions.patient_fields import ALBUMIN
from bmcalc.core.ask import AskChoice, AskQuantity, Span
from bmcalc.core.calculator import Inputs
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulas.calcium_correction import CORRECTION_NAMES, in_unit
from bmcalc.rules.calcium_grades import Range
from bmcalc.rules.calcium_status import (
    DEFAULT_IONISED_LLN,
    DEFAULT_IONISED_ULN,
    DEFAULT_LLN,
    DEFAULT_ULN,
    CalciumResults,
    results_of,
)
from bmcalc.rules.entered import question

CALCIUM = _("Calcium")
DECIMALS_OF_LIMIT: Final = 2

CALCIUM_LLN = question("calcium_lln")
CALCIUM_ULN = question("calcium_uln")
CALCIUM_IONISED_LLN = question("calcium_ionised_lln")
CALCIUM_IONISED_ULN = question("calcium_ionised_uln")
SYMPTOMS = question("symptoms")
CORRECTION = AskChoice(
    label=_("Correction for albumin"),
    hint=_("left empty: the rule made for the unit reported"),
    options=CORRECTION_NAMES,
    style="segments",
)
CORRECTION_SLOPE = AskQuantity(
    label=_("Slope of the laboratory"), symbol=_("slope"), decimals=4,
    spans=(
        Span("mmol/g", hard=("0.005", "0.05")),
        Span("mg/g", hard=("0.2", "2.0")),
    ),
)
CORRECTION_REFERENCE = AskQuantity(
    label=_("Reference albumin of the laboratory"), symbol=_("reference albumin"), decimals=1,
    spans=(
        Span("g/L", hard=("30", "50")),
        Span("g/dL", hard=("3.0", "5.0")),
    ),
)


def are_national(lower: Term, upper: Term) -> bool:
    """Say whether limits of total calcium, in mmol/L or mg/dL, are the Chinese national ones."""
    return (in_unit(lower, "mmol/L"), in_unit(upper, "mmol/L")) == (DEFAULT_LLN, DEFAULT_ULN)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CalciumInputs(Inputs):
    """Total and ionised calcium with all that judging them needs."""

    calcium_total: Annotated[Term | None, CALCIUM_TOTAL.but(section=CALCIUM)] = None
    albumin: Annotated[Term | None, ALBUMIN.but(section=CALCIUM)] = None
    calcium_ionised: Annotated[Term | None, CALCIUM_IONISED.but(section=CALCIUM)] = None
    symptoms: Annotated[bool | None, SYMPTOMS.but(section=CALCIUM, noted=True)] = None
    calcium_lln: Annotated[Term, CALCIUM_LLN.but(section=CALCIUM)] = DEFAULT_LLN
    calcium_uln: Annotated[Term, CALCIUM_ULN.but(section=CALCIUM)] = DEFAULT_ULN
    calcium_ionised_lln: Annotated[Term, CALCIUM_IONISED_LLN.but(section=CALCIUM)] = (
        DEFAULT_IONISED_LLN
    )
    calcium_ionised_uln: Annotated[Term, CALCIUM_IONISED_ULN.but(section=CALCIUM)] = (
        DEFAULT_IONISED_ULN
    )
    correction: Annotated[str | None, CORRECTION.but(section=CALCIUM)] = None
    correction_slope: Annotated[Term | None, CORRECTION_SLOPE.but(section=CALCIUM)] = None
    correction_reference: Annotated[Term | None, CORRECTION_REFERENCE.but(section=CALCIUM)] = None

    def needs(self) -> Iterable[str]:
        """Require the laboratory's slope and reference for its own correction."""
        yield from super().needs()
        if self.correction == "local":
            yield from ("correction_slope", "correction_reference")

    def conflicts(self) -> Iterable[Problem]:
        """Refuse a slope or reference that the chosen correction would not use."""
        yield from super().conflicts()
        if self.correction != "local":
            for name in ("correction_slope", "correction_reference"):
                if getattr(self, name) is not None:
                    yield Problem(
                        "E_LOGIC",
                        _("A slope or reference of the laboratory is used only with the "
                          "laboratory's own correction."),
                        (name, "correction"),
                    )

    @property
    def calcium_results(self) -> CalciumResults:
        """The results with the limits and the correction, as the rules judge them."""
        return results_of(lambda name: getattr(self, name))


def note_limits(results: CalciumResults, work: Work) -> None:
    """Say which reference intervals were used, and whose they are."""
    if results.total is not None:
        _note_total_limits(results, work)
    if results.ionised is not None:
        _note_ionised_limits(results.ionised_limits, work)


def shown_limit(limit: Term) -> str:
    """Return a limit as laboratories print it, whatever the unit it was converted from."""
    return show(limit, DECIMALS_OF_LIMIT, trim=True) if limit.operation else show(limit)


def _note_total_limits(results: CalciumResults, work: Work) -> None:
    national = are_national(results.lower, results.upper)
    limits = results.limits
    lower, upper = shown_limit(limits.lower), shown_limit(limits.upper)
    if national:
        text = _("Limits of total calcium: {lower} to {upper}, the Chinese national interval. "
                 "The laboratory's own limits are preferred.", lower=lower, upper=upper)
    else:
        text = _("Limits of total calcium: {lower} to {upper}, as entered.",
                 lower=lower, upper=upper)
    work.info(FindingCode.CALCIUM_LIMITS, text, "ws-t-404-6" if national else "laboratory-limits")


def _note_ionised_limits(limits: Range, work: Work) -> None:
    usual = limits == Range(DEFAULT_IONISED_LLN, DEFAULT_IONISED_ULN)
    lower, upper = shown_limit(limits.lower), shown_limit(limits.upper)
    if usual:
        text = _("Limits of ionised calcium: {lower} to {upper}, a convention. The "
                 "laboratory's own limits are preferred.", lower=lower, upper=upper)
    else:
        text = _("Limits of ionised calcium: {lower} to {upper}, as entered.",
                 lower=lower, upper=upper)
    work.info(FindingCode.IONISED_LIMITS, text, "ionised-limits" if usual else "laboratory-limits")
