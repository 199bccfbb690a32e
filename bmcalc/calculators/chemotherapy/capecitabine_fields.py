"""What the page of capecitabine's tablets asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from bmcalc.calculators.body.body_size import BSA_FORMULA
from bmcalc.calculators.chemotherapy.bsa_dose import DOSE_PER_BSA, REDUCTION, REDUCTION_REASON
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.calculators.questions.patient_fields import HEIGHT, SEX, WEIGHT
from bmcalc.core.ask import AskChoice, AskInteger, Span
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS
from bmcalc.rules.entered import question
from bmcalc.rules.rule import Profile

CAPECITABINE: Final = "capecitabine"
BOTH, LARGE_ONLY = "500_and_150", "500_only"

_POLICY = _("Method")
_TODAY = _("Before this cycle")
_ORDER = _("The order")
TABLETS = AskChoice(
    label=_("Tablets at hand"), style="segments",
    options={BOTH: _("500 and 150 mg"), LARGE_ONLY: _("500 mg only")},
)
MOST_SMALL = AskInteger(
    label=_("At most so many 150 mg tablets a dose"), symbol=_("150 mg tablets"), low=0, high=5,
)
DAYS = AskInteger(
    label=_("Days of tablets"), symbol=_("days"), low=1, high=28, suffix=_("d"),
)
PER_ADMINISTRATION = DOSE_PER_BSA.but(
    label=_("Dose per m², single dose"), hint=_("twice a day; empty: 1250 mg/m²"),
)


def _ordered(label: object, symbol: object) -> object:
    from bmcalc.calculators.shared.ordered_dose import ORDERED_DOSE

    return ORDERED_DOSE.but(label=label, symbol=symbol, section=_ORDER,
                            spans=(Span("mg", hard=("100", "10000")),))


MORNING = _ordered(_("Ordered in the morning"), _("ordered dose"))
EVENING = _ordered(_("Ordered in the evening"), _("evening dose"))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CapecitabineInputs(Inputs):
    """The patient's size, the dose of one administration, what limits it, tablets and order."""

    sex: Annotated[str | None, SEX] = None
    height: Annotated[Term | None, HEIGHT.but(required=True)] = None
    weight: Annotated[Term | None, WEIGHT.but(required=True)] = None
    dose_per_bsa: Annotated[Term | None, PER_ADMINISTRATION] = None
    reduction: Annotated[Term | None, REDUCTION] = None
    reduction_reason: Annotated[str | None, REDUCTION_REASON] = None
    days: Annotated[int, DAYS] = 14
    tablets: Annotated[str, TABLETS] = BOTH
    ordered_dose: Annotated[Term | None, MORNING] = None
    ordered_evening: Annotated[Term | None, EVENING] = None
    crcl: Annotated[Term | None, question("crcl").but(section=_TODAY)] = None
    dpd: Annotated[str | None, question("dpd").but(section=_TODAY)] = None
    ppe_grade: Annotated[int | None, question("ppe_grade").but(section=_TODAY)] = None
    mucositis_grade: Annotated[int | None, question("mucositis_grade").but(section=_TODAY)] = None
    diarrhoea_grade: Annotated[int | None, question("diarrhoea_grade").but(section=_TODAY)] = None
    worst_toxicity_grade: Annotated[
        int | None, question("worst_toxicity_grade").but(section=_TODAY)
    ] = None
    toxicity_occurrence: Annotated[
        int | None, question("toxicity_occurrence").but(section=_TODAY)
    ] = None
    bsa_formula: Annotated[str, BSA_FORMULA.but(section=_POLICY)] = "mosteller"
    most_small: Annotated[int, MOST_SMALL.but(section=_POLICY)] = 2
    label_profile: Annotated[Profile, LABEL_PROFILE.but(section=_POLICY)] = "cn"

    def needs(self) -> Iterable[str]:
        """Name the size, the sex where the formula goes by it, and a reason."""
        yield from super().needs()
        if BSA_FORMULAS[self.bsa_formula].by_sex:
            yield "sex"
        if self.reduction is not None and self.reduction.magnitude:
            yield "reduction_reason"

    def notes(self) -> Iterable[str]:
        """Ask for the clearance and the DPYD result."""
        yield from super().notes()
        yield from ("crcl", "dpd")

    def conflicts(self) -> Iterable[Problem]:
        """Yield an evening dose without a morning one, and a dose that cannot be the drug's."""
        from bmcalc.calculators.chemotherapy.dose_per_area import AREA_DRUGS, too_low

        if self.ordered_evening is not None and self.ordered_dose is None:
            yield Problem("E_LOGIC", _("An evening dose stands beside a morning dose."),
                          ("ordered_dose", "ordered_evening"))
        if self.dose_per_bsa is not None:
            yield from too_low(AREA_DRUGS[CAPECITABINE], self.dose_per_bsa)
