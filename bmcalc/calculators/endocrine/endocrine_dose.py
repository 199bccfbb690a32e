"""Aromatase inhibitors: the fixed dose, how often, liver and enzyme inducer, and the ovaries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from bmcalc.calculators.questions.toxicity_fields import CHILD_PUGH
from bmcalc.calculators.shared.drug_rules import drug_of_page, judge_drug
from bmcalc.calculators.shared.ordered_dose import DEVIATION, ORDERED_DOSE, compare_order
from bmcalc.core.ask import AskChoice, AskFlag, Span
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.rules.engine import Judgement, tell_on_page

LETROZOLE, ANASTROZOLE, EXEMESTANE = "letrozole", "anastrozole", "exemestane"

DRUG_NAMES: dict[str, object] = {
    LETROZOLE: _("Letrozole"),
    ANASTROZOLE: _("Anastrozole"),
    EXEMESTANE: _("Exemestane"),
}


DRUG = AskChoice(label=_("Drug"), options=DRUG_NAMES, style="segments")
MENOPAUSE = AskChoice(
    label=_("Menopause"), style="segments",
    options={
        "postmenopausal": _("Postmenopausal"),
        "premenopausal": _("Premenopausal"),
        "unknown": _("Unknown"),
    },
)
OVARIAN_SUPPRESSION = AskFlag(
    label=_("Ovarian suppression"), hint=_("agonist, surgery or irradiation")
)
STRONG_INDUCER = AskFlag(
    label=_("Strong CYP3A4 inducer"), hint=_("rifampicin, phenytoin, carbamazepine")
)
ORDERED_TABLETS = ORDERED_DOSE.but(spans=(Span("mg", hard=("0.1", "1000")),))
FREQUENCY_NAMES: dict[str, object] = {
    "once_a_day": _("once a day"),
    "every_other_day": _("every other day"),
}


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class EndocrineInputs(Inputs):
    """The drug, the ovaries, the liver, an inducer, and the order."""

    drug: Annotated[str | None, DRUG.but(required=True)] = None
    menopause: Annotated[str | None, MENOPAUSE] = None
    ovarian_suppression: Annotated[bool | None, OVARIAN_SUPPRESSION] = None
    child_pugh: Annotated[str | None, CHILD_PUGH.but(section=None)] = None
    strong_cyp3a4_inducer: Annotated[bool | None, STRONG_INDUCER] = None
    ordered_dose: Annotated[Term | None, ORDERED_TABLETS] = None

    def notes(self) -> Iterable[str]:
        """Ask for what the drug's label looks at."""
        yield from super().notes()
        if self.drug == LETROZOLE:
            yield "child_pugh"
        if self.drug == EXEMESTANE:
            yield "strong_cyp3a4_inducer"
        if self.menopause == "premenopausal":
            yield "ovarian_suppression"


def endocrine_dose(given: EndocrineInputs, work: Work) -> None:
    """Write the dose and how often it is taken, and whether the ovaries allow it."""
    assert given.drug is not None
    tablet = drug_of_page(given.drug)
    judgement = judge_drug(tablet, _facts(given))
    tell_on_page(judgement, work)
    instead = judgement.instead()
    if instead is None:
        assert tablet.usual_dose is not None
        amount, source = tablet.usual_dose, tablet.sources[0]
    else:
        amount, source = instead[0], instead[1].rule.sources[0]
    limit = judgement.limit()
    if limit is not None and limit[0] < amount:
        amount, source = limit[0], limit[1].rule.sources[0]
    dose = work.step(_("Dose"), amount, source)
    work.give("dose", dose)
    work.give("frequency", _frequency(judgement))
    compare_order(given.ordered_dose, dose, dose, work)
    if given.drug == EXEMESTANE:
        work.info("AFTER_A_MEAL", _("Exemestane is taken after a meal."), *tablet.sources)
    if given.menopause in (None, "unknown"):
        work.caution(
            "MENOPAUSE_UNKNOWN",
            _("The menopausal status is unknown: an aromatase inhibitor needs menopause or ovarian "
              "suppression."),
            "label-aromatase-inhibitor-menopause", about="menopause",
        )


def _facts(given: EndocrineInputs) -> dict[str, Any]:
    """Return the answers by the names that the rules use."""
    menopause = None if given.menopause == "unknown" else given.menopause
    if menopause == "premenopausal" and given.ovarian_suppression:
        menopause = "suppressed"
    return {
        "menopause": menopause, "child_pugh": given.child_pugh,
        "cyp3a4_inducer": "strong" if given.strong_cyp3a4_inducer else None,
    }


def _frequency(judgement: Judgement) -> str:
    rarer = any(one.rule.every_other_day for one in judgement.met)
    return "every_other_day" if rarer else "once_a_day"


CALCULATOR = Calculator(
    id="endocrine-dose",
    title=_("Aromatase inhibitors"),
    summary=_("Fixed dose, liver, enzyme inducer, and whether the ovaries allow it"),
    group="endocrine",
    order=72,
    not_for=NotFor(
        _("Not while the ovaries work: an aromatase inhibitor needs menopause or "
          "ovarian suppression. Not for tamoxifen or fulvestrant."),
        "label-aromatase-inhibitor-menopause",
    ),
    inputs=EndocrineInputs,
    values=(
        Value(name="dose", label=_("Dose"), unit="mg", decimals=1, trim=True),
        Value(name="frequency", label=_("How often"), options=FREQUENCY_NAMES),
        DEVIATION,
    ),
    formula=endocrine_dose,
    headline="dose",
    rules_of=tuple(DRUG_NAMES),
)
