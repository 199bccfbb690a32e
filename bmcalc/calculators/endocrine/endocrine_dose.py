"""Aromatase inhibitors: the fixed dose, how often, liver and enzyme inducer, and the ovaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, NamedTuple

from bmcalc.calculators.questions.toxicity_fields import CHILD_PUGH
from bmcalc.calculators.shared.ordered_dose import DEVIATION, ORDERED_DOSE, compare_order
from bmcalc.core.ask import AskChoice, AskFlag, Span
from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work

LETROZOLE, ANASTROZOLE, EXEMESTANE = "letrozole", "anastrozole", "exemestane"

DRUG_NAMES: dict[str, object] = {
    LETROZOLE: _("Letrozole"),
    ANASTROZOLE: _("Anastrozole"),
    EXEMESTANE: _("Exemestane"),
}


class Tablet(NamedTuple):
    """The usual dose and where it stands."""

    dose: Term
    source: str


TABLETS = {
    LETROZOLE: Tablet(q("2.5 mg"), "label-letrozole-us"),
    ANASTROZOLE: Tablet(q("1 mg"), "label-anastrozole-us"),
    EXEMESTANE: Tablet(q("25 mg"), "label-exemestane-us"),
}
EXEMESTANE_WITH_INDUCER = q("50 mg")

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
    tablet = TABLETS[given.drug]
    amount, source, frequency = tablet.dose, tablet.source, "once_a_day"
    if given.drug == EXEMESTANE and given.strong_cyp3a4_inducer:
        amount, source = EXEMESTANE_WITH_INDUCER, "exemestane-inducer"
        work.caution(
            "INDUCER", _("With a strong CYP3A4 inducer exemestane is given at 50 mg."),
            "exemestane-inducer", about="strong_cyp3a4_inducer",
        )
    if given.drug == LETROZOLE and given.child_pugh == "c":
        frequency = "every_other_day"
        work.caution(
            "CHILD_PUGH_C",
            _("Cirrhosis with severe hepatic impairment: letrozole every other day."),
            "label-letrozole-us", about="child_pugh",
        )
    dose = work.step(_("Dose"), amount, source)
    work.give("dose", dose)
    work.give("frequency", frequency)
    compare_order(given.ordered_dose, dose, dose, work)
    if given.drug == EXEMESTANE:
        work.info("AFTER_A_MEAL", _("Exemestane is taken after a meal."), "label-exemestane-us")
    _ovaries(given, work)


def _ovaries(given: EndocrineInputs, work: Work) -> None:
    source = "label-aromatase-inhibitor-menopause"
    if given.menopause == "premenopausal" and not given.ovarian_suppression:
        work.stop(
            "OVARIES_ACTIVE",
            _("Premenopausal without ovarian suppression: an aromatase inhibitor does not work and "
              "letrozole is contraindicated."),
            source, about="ovarian_suppression",
        )
    elif given.menopause in (None, "unknown"):
        work.caution(
            "MENOPAUSE_UNKNOWN",
            _("The menopausal status is unknown: an aromatase inhibitor needs menopause or ovarian "
              "suppression."),
            source, about="menopause",
        )


CALCULATOR = Calculator(
    id="endocrine-dose",
    title=_("Aromatase inhibitors"),
    summary=_("Fixed dose, liver, enzyme inducer, and whether the ovaries allow it"),
    group="endocrine",
    order=72,
    inputs=EndocrineInputs,
    values=(
        Value(name="dose", label=_("Dose"), unit="mg", decimals=1, trim=True),
        Value(name="frequency", label=_("How often"), options=FREQUENCY_NAMES),
        DEVIATION,
    ),
    formula=endocrine_dose,
    headline="dose",
)
