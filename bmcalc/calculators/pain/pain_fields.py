"""The questions of the pain ladder and what its rules look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.questions.blood_fields import PLATELETS
from bmcalc.calculators.questions.laboratory_fields import CRCL
from bmcalc.calculators.questions.patient_fields import AGE, WEIGHT
from bmcalc.calculators.scores.point_scores import AskGrade
from bmcalc.core.ask import AskChoice, AskFlag, AskInteger
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.rules.entered import question
from bmcalc.rules.limits import Stated, StatedNumber, contract_choice, limit

WEAK_OPIOIDS = ("tramadol", "codeine")
STRONG_OPIOIDS = ("morphine", "oxycodone", "hydromorphone", "fentanyl")
OPIOID_NAMES: dict[str, object] = {
    "tramadol": _("tramadol"),
    "codeine": _("codeine"),
    "morphine": _("morphine"),
    "oxycodone": _("oxycodone"),
    "hydromorphone": _("hydromorphone"),
    "fentanyl": _("fentanyl patch"),
}

NRS = AskInteger(
    label=_("Pain now (NRS)"), symbol=_("NRS"), low=0, high=10,
    hint=_("0 none, 10 worst; whole numbers only"),
)
OPIOID_STATUS = AskChoice(
    label=_("Opioid now"), style="segments",
    options={"naive": _("None"), "weak": _("Weak opioid"), "strong": _("Strong opioid")},
)
CURRENT_DRUG = AskChoice(label=_("Current opioid"), options=OPIOID_NAMES)
GI_RISK = AskChoice(
    label=_("Gastrointestinal risk"), options={"low": _("Low"), "high": _("High")}, noted=True,
    hint=_("high: ulcer or bleeding before, or on a steroid"),
)
HEPATIC = AskGrade(
    label=_("Liver (Child-Pugh)"), noted=True,
    options={"none": _("No liver disease"), "a": _("Child-Pugh A"), "b": _("Child-Pugh B"),
             "c": _("Child-Pugh C")},
)
CYP3A4 = AskChoice(
    label=_("CYP3A4 inhibitor"), noted=True,
    options={"none": _("None"), "moderate": _("Moderate"), "strong": _("Strong")},
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PainInputs(Inputs):
    """The pain, the opioid in use, and what makes an analgesic unsafe."""

    nrs: Annotated[int | None, NRS.but(required=True)] = None
    opioid_status: Annotated[str | None, OPIOID_STATUS] = None
    current_drug: Annotated[str | None, CURRENT_DRUG] = None
    weak_at_max: Annotated[bool | None, AskFlag(label=_("Weak opioid at its ceiling"))] = None
    tolerant: Annotated[bool | None, AskFlag(
        label=_("Opioid tolerant"),
        hint=_("a week or longer of {dose} oral morphine a day, or its equivalent",
               dose=Stated("opioid_tolerance")),
    )] = None
    crcl: Annotated[Term | None, CRCL] = None
    age: Annotated[int | None, AGE.but(noted=True)] = None
    platelets: Annotated[Term | None, PLATELETS] = None
    gi_risk: Annotated[str | None, GI_RISK] = None
    hepatic: Annotated[str | None, HEPATIC] = None
    anticoagulant: Annotated[bool | None, question("anticoagulant").but(
        label=_("Therapeutic anticoagulation"), noted=True)] = None
    bevacizumab: Annotated[bool | None, AskFlag(label=_("Bevacizumab"), noted=True)] = None
    nephrotoxic: Annotated[bool | None, AskFlag(
        label=_("Nephrotoxic drug beside it"), noted=True,
        hint=_("such as carboplatin, cisplatin or zoledronic acid"),
    )] = None
    seizure: Annotated[bool | None, AskFlag(label=_("Seizures"), noted=True)] = None
    serotonergic: Annotated[bool | None, AskFlag(
        label=_("Serotonergic drug"), noted=True)] = None
    maoi: Annotated[bool | None, AskFlag(
        label=_("MAO inhibitor within {days} days", days=StatedNumber("maoi_apart")),
        noted=True)] = None
    cyp3a4: Annotated[str | None, CYP3A4] = None
    qt_risk: Annotated[bool | None, AskFlag(
        label=_("QT risk"), noted=True, hint=_("such as ribociclib"))] = None
    frail: Annotated[bool | None, AskFlag(label=_("Frail"), noted=True)] = None
    weight: Annotated[Term | None, WEIGHT] = None
    platelets_age_days: Annotated[int | None, AskInteger(
        label=_("Age of the platelet count"), low=0, high=3650, suffix=_("d"))] = None

    @property
    def status(self) -> str:
        """``naive``, ``weak`` or ``strong``; naive where nothing was said."""
        return self.opioid_status or "naive"

    def clearance_below(self, name: str) -> bool:
        """Say whether the clearance is known and below the limit of this name."""
        return self.crcl is not None and self.crcl < limit(name)

    def clearance_between(self, low: str, high: str) -> bool:
        """Say whether the clearance is known, at least one limit and below the other."""
        return self.clearance_below(high) and not self.clearance_below(low)

    def platelets_low(self) -> bool:
        """Say whether the last known platelet count is too low for an NSAID, by shipped policy."""
        return self.platelets is not None and self.platelets < contract_choice("nsaid_platelets")

    def platelets_unknown(self) -> bool:
        """Say whether there is no platelet count that still counts."""
        stale = (self.platelets_age_days or 0) > limit("platelets_stale").magnitude
        return self.platelets is None or stale

    def older_than(self, name: str) -> bool:
        """Say whether the age is known and above the limit of this name."""
        return self.age is not None and self.age > limit(name).magnitude

    def as_old_as(self, name: str) -> bool:
        """Say whether the age is known and at least the limit of this name."""
        return self.age is not None and self.age >= limit(name).magnitude

    def lighter_than(self, name: str) -> bool:
        """Say whether the weight is known and below the limit of this name."""
        return self.weight is not None and self.weight < limit(name)

    def frail_or_old(self) -> bool:
        """Say whether strong opioids must start low."""
        return bool(self.frail) or self.older_than("strong_opioid_age")

    def needs(self) -> Iterable[str]:
        """Name the NRS, and whatever the opioid in use makes necessary."""
        yield "nrs"
        if any(value is not None for value in (self.current_drug, self.weak_at_max, self.tolerant)):
            yield "opioid_status"
        if self.status != "naive":
            yield "current_drug"

    def notes(self) -> Iterable[str]:
        """Name what was not given and could have changed the answer."""
        yield from super().notes()
        if self.status == "weak":
            yield "weak_at_max"
        if self.status == "strong":
            yield "tolerant"

    def conflicts(self) -> Iterable[Problem]:
        """Yield where the opioid in use contradicts itself."""
        if self.opioid_status is None:
            return
        fitting = {"naive": (), "weak": WEAK_OPIOIDS, "strong": STRONG_OPIOIDS}[self.status]
        if self.current_drug is not None and self.current_drug not in fitting:
            yield Problem(
                "E_LOGIC",
                _("“{status}” does not fit the current opioid {drug}.",
                  status=OPIOID_STATUS.options[self.status],
                  drug=OPIOID_NAMES[self.current_drug]),
                ("opioid_status", "current_drug"),
            )
        if self.weak_at_max and self.status != "weak":
            yield Problem(
                "E_LOGIC", _("Only a weak opioid has a ceiling to be at."),
                ("opioid_status", "weak_at_max"),
            )
        if self.tolerant and self.status == "naive":
            yield Problem(
                "E_LOGIC", _("Nobody is opioid tolerant without an opioid."),
                ("opioid_status", "tolerant"),
            )
