"""The questions about a patient, asked under the same names everywhere.

Limits: hard ones refuse, usual ones ask for confirmation (evidence mark: from memory; source
``plausibility-limits``). The unit typed is kept; 0.77 where only µmol/L fits is a wrong unit.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from bmcalc.core.ask import AskChoice, AskInteger, AskQuantity, Span
from bmcalc.core.term import Term
from bmcalc.core.texts import _

SEX = AskChoice(label=_("Sex"), symbol=_("sex"), options={"female": _("Female"), "male": _("Male")})
AGE = AskInteger(label=_("Age"), symbol=_("age"), low=18, high=110, usual=(None, 80), suffix=_("y"))
HEIGHT = AskQuantity(
    label=_("Height"), symbol=_("height"), decimals=1,
    spans=(
        Span("cm", hard=("100", "230"), usual=("140", "200")),
        Span("m", hard=("1.00", "2.30"), usual=("1.40", "2.00")),
    ),
)
WEIGHT = AskQuantity(
    label=_("Weight"), symbol=_("weight"), decimals=1,
    spans=(Span("kg", hard=("25", "300"), usual=("35", "130")),),
)
CREATININE = AskQuantity(
    label=_("Creatinine"), symbol=_("creatinine"), decimals=1,
    spans=(
        Span("umol/L", hard=("18", "1300"), usual=("45", "180")),
        Span("mg/dL", hard=("0.2", "15"), usual=("0.5", "2.0")),
    ),
)
ALBUMIN = AskQuantity(
    label=_("Albumin"), symbol=_("albumin"), decimals=1,
    spans=(
        Span("g/L", hard=("10", "65"), usual=("25", "55")),
        Span("g/dL", hard=("1.0", "6.5"), usual=("2.5", "5.5")),
    ),
)
CALCIUM_TOTAL = AskQuantity(
    label=_("Total calcium"), symbol=_("calcium"),
    spans=(
        Span("mmol/L", hard=("1", "5")),
        Span("mg/dL", hard=("4", "20")),
    ),
)
CALCIUM_IONISED = AskQuantity(
    label=_("Ionised calcium"), symbol=_("ionised calcium"),
    spans=(Span("mmol/L", hard=("0.5", "2.5")),),
)
BILIRUBIN = AskQuantity(
    label=_("Bilirubin"), symbol=_("bilirubin"), decimals=1,
    spans=(
        Span("umol/L", hard=("1", "1000"), usual=(None, "20")),
        Span("mg/dL", hard=("0.1", "58"), usual=(None, "1.2")),
    ),
)
ALT = AskQuantity(
    label=_("ALT"), symbol=_("ALT"), decimals=0, spans=(Span("U/L", hard=("1", "20000")),)
)
AST = AskQuantity(
    label=_("AST"), symbol=_("AST"), decimals=0, spans=(Span("U/L", hard=("1", "20000")),)
)
ALP = AskQuantity(
    label=_("ALP"), symbol=_("ALP"), decimals=0, spans=(Span("U/L", hard=("5", "10000")),)
)
ANC = AskQuantity(
    label=_("Neutrophils (ANC)"), symbol=_("ANC"),
    spans=(
        Span("x10^9/L", hard=("0", "100"), usual=("1.5", "20")),
        Span("/uL", hard=("0", "100000"), usual=("1500", "20000")),
        Span("/mm3", hard=("0", "100000"), usual=("1500", "20000")),
    ),
)
PLATELETS = AskQuantity(
    label=_("Platelets"), symbol=_("platelets"), decimals=0,
    spans=(
        Span("x10^9/L", hard=("1", "3000"), usual=("100", "600")),
        Span("/uL", hard=("1000", "3000000"), usual=("100000", "600000")),
        Span("/mm3", hard=("1000", "3000000"), usual=("100000", "600000")),
    ),
)
HAEMOGLOBIN = AskQuantity(
    label=_("Haemoglobin"), symbol=_("haemoglobin"), decimals=0,
    spans=(
        Span("g/L", hard=("30", "250"), usual=("80", None)),
        Span("g/dL", hard=("3.0", "25.0"), usual=("8.0", None)),
    ),
)
LVEF_BASELINE = AskQuantity(
    label=_("LVEF at baseline"), symbol=_("baseline LVEF"), decimals=0,
    spans=(Span("%", hard=("5", "90"), usual=("50", "80")),),
)
LVEF_NOW = AskQuantity(
    label=_("LVEF now"), symbol=_("LVEF now"), decimals=0,
    spans=(Span("%", hard=("5", "90"), usual=("50", "80")),),
)
QTCF = AskQuantity(
    label=_("QTcF"), symbol=_("QTcF"), decimals=0,
    spans=(Span("ms", hard=("300", "700"), usual=("350", "480")),),
)

Sex: TypeAlias = Annotated[str | None, SEX]
Age: TypeAlias = Annotated[int | None, AGE]
Height: TypeAlias = Annotated[Term | None, HEIGHT]
Weight: TypeAlias = Annotated[Term | None, WEIGHT]
Creatinine: TypeAlias = Annotated[Term | None, CREATININE]
Albumin: TypeAlias = Annotated[Term | None, ALBUMIN]
CalciumTotal: TypeAlias = Annotated[Term | None, CALCIUM_TOTAL]
CalciumIonised: TypeAlias = Annotated[Term | None, CALCIUM_IONISED]
Anc: TypeAlias = Annotated[Term | None, ANC]
Platelets: TypeAlias = Annotated[Term | None, PLATELETS]
LvefBaseline: TypeAlias = Annotated[Term | None, LVEF_BASELINE]
LvefNow: TypeAlias = Annotated[Term | None, LVEF_NOW]
Qtcf: TypeAlias = Annotated[Term | None, QTCF]
