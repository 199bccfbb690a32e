"""The corrected QT interval by Fridericia or Bazett, with its CTCAE grade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.questions.heart_fields import QTCF
from bmcalc.calculators.toxicity.ctcae_grades import qtc_grade, table
from bmcalc.core.ask import AskChoice, AskQuantity, Span
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.qt_correction import QT_FORMULAS, rr_interval, whole_milliseconds
from bmcalc.rules.limits import StatedNumber, limit

QT = AskQuantity(
    label=_("QT interval"), symbol=_("QT"), decimals=0, required=True,
    spans=(Span("ms", hard=("200", "800"), usual=("300", "550")),
           Span("s", hard=("0.2", "0.8"), usual=("0.3", "0.55"))),
)
HEART_RATE = AskQuantity(
    label=_("Heart rate"), symbol=_("heart rate"), decimals=0, required=True,
    spans=(Span("/min", hard=("20", "250"), usual=("40", "130")),),
)
FORMULA = AskChoice(
    label=_("Formula"),
    options={key: formula.name for key, formula in QT_FORMULAS.items()},
)


class _Rise:
    """The rise that is grade 3, looked up when the hint is read."""

    def __str__(self) -> str:
        return show(table().qtc.rise)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class QtcInputs(Inputs):
    """A measured QT with its heart rate, and the QTc before treatment."""

    qt: Annotated[Term | None, QT] = None
    heart_rate: Annotated[Term | None, HEART_RATE] = None
    formula: Annotated[str, FORMULA] = "fridericia"
    qtc_baseline: Annotated[Term | None, QTCF.but(
        label=_("QTc at baseline"), symbol=_("QTc at baseline"), noted=True,
        hint=_("by the same formula; a rise of more than {rise} counts as grade 3",
               rise=_Rise()),
    )] = None


def qtc(given: QtcInputs, work: Work) -> None:
    """Write the QTc and its grade from whole milliseconds."""
    qt, heart_rate = given.qt, given.heart_rate
    assert qt is not None and heart_rate is not None
    formula = QT_FORMULAS[given.formula]
    rr = work.step(_("RR interval"), rr_interval(heart_rate), formula.source, _("RR"))
    corrected = work.step(
        _("QTc, {formula}", formula=formula.name), formula.corrected(qt, rr), formula.source,
        _("QTc"), decimals=1,
    )
    work.give("qtc", corrected)
    milliseconds = whole_milliseconds(corrected)
    work.decide(
        _("Whole milliseconds"), _("half-up, before grading"), corrected,
        _("{ms} ms", ms=milliseconds), "qtc-whole-ms",
    )
    grade = qtc_grade(corrected, given.qtc_baseline)
    one, two, three = table().qtc.begins
    work.decide(
        _("Grade of the QTc"),
        _("grade 1 from {one}, grade 2 from {two}, grade 3 from {three} or more than {rise} above "
          "the baseline", one=one, two=two, three=three, rise=table().qtc.rise),
        _("{ms} ms", ms=milliseconds) if given.qtc_baseline is None else
        _("{ms} ms, baseline {baseline}", ms=milliseconds, baseline=given.qtc_baseline),
        str(grade), "ctcae-5",
    )
    work.give("grade", grade)
    _warn(given, grade, work)


def _warn(given: QtcInputs, grade: int, work: Work) -> None:
    if grade >= 1:
        work.caution(
            "QTC_PROLONGED",
            _("The QTc is prolonged, grade {grade}. Check potassium, magnesium, calcium and drugs "
              "that prolong QT.", grade=grade),
            "ctcae-5", "ctcae-6", about="qt",
        )
    if grade == len(table().qtc.begins):
        work.caution(
            "QTC_ARRHYTHMIA",
            _("With torsade de pointes, ventricular tachycardia or signs of severe arrhythmia it "
              "is grade 4: an emergency."),
            "ctcae-5", "ctcae-6",
        )
    rate = given.heart_rate
    assert rate is not None
    if given.formula == "bazett":
        work.info(
            "BAZETT_RATE",
            _("Bazett overcorrects fast and undercorrects slow hearts. Rules for ribociclib ask "
              "for Fridericia."),
            "bazett-1920", "ribociclib-qt", about="formula",
        )
    if not limit("qtc_rate_lowest") <= rate <= limit("qtc_rate_highest"):
        work.info(
            "RATE_OUTSIDE_60_100",
            _("Outside {lowest} to {highest} beats a minute every correction is less reliable. "
              "Repeat the tracing at rest.", lowest=StatedNumber("qtc_rate_lowest"),
              highest=StatedNumber("qtc_rate_highest")),
            QT_FORMULAS[given.formula].source, about="heart_rate",
        )


CALCULATOR = Calculator(
    id="qtc",
    title=_("QTc"),
    summary=_("Corrected QT interval by Fridericia or Bazett, with its grade"),
    group="scores",
    order=160,
    not_for=NotFor(
        _("Not by Bazett for ribociclib, whose rules are written for Fridericia. "
          "Torsade or ventricular tachycardia is an emergency at any QTc."),
        "ribociclib-qt", "ctcae-5",
    ),
    inputs=QtcInputs,
    values=(
        Value(name="qtc", label=_("QTc"), unit="ms", decimals=0),
        Value(name="grade", label=_("Grade of the QTc"), kind="integer"),
    ),
    formula=qtc,
    headline="qtc",
)
