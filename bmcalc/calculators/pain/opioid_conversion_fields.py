"""The questions of the opioid conversion, and what is refused before any number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from bmcalc.calculators.pain.opioid_tables import (
    DRUG_NAMES,
    METHADONE,
    PATCH,
    TABLE_NAMES,
    WEAK,
    converting,
    covers,
)
from bmcalc.calculators.questions.patient_fields import AGE
from bmcalc.core.ask import AskChoice, AskFlag, AskQuantity, AskRows, OptionsOnDemand, Span
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem, Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.rules.limits import Stated

_SPECIALIST_ONLY = _("Methadone is never converted to automatically. Ask a pain specialist.")


class AskConversionTable(AskChoice):
    """Asks for a table to convert with and says why the CDC's is none."""

    def read(self, raw: object) -> str:
        """Return the key; ``E_ENUM`` for the CDC tables and for anything not listed."""
        if isinstance(raw, str) and raw in TABLE_NAMES and raw not in self.options:
            raise Rejected(
                "E_ENUM",
                _("CDC factors weigh the risk of a dose; the CDC says not to convert with them. "
                  "Choose one of: {options}.", options=Joined(list(self.options.values()))),
            )
        return super().read(raw)


REGIMEN = AskRows(
    label=_("Opioids of the last 24 h"), required=True,
    hint=_("each drug with its total of 24 h; a patch in µg/h"),
    columns={
        "drug": AskChoice(label=_("Drug"), options=DRUG_NAMES, required=True),
        "dose": AskQuantity(
            label=_("24 h dose"), symbol=_("dose"), required=True,
            spans=(Span("mg", hard=("0", "5000"), above=True),
                   Span("ug/h", hard=("12", "300"))),
        ),
    },
)
TARGET = AskChoice(
    label=_("Convert to"), required=True,
    options={
        **{drug: name for drug, name in DRUG_NAMES.items() if drug not in WEAK},
        METHADONE: _("methadone, oral"),
    },
)
TABLE = AskConversionTable(
    label=_("Conversion table"),
    options=OptionsOnDemand(lambda: {key: TABLE_NAMES[key] for key in converting()}),
    hint=_("without a choice, the one that gives the smallest dose"),
)
REDUCTION = AskQuantity(
    label=_("Reduction for cross-tolerance"), symbol=_("reduction"), decimals=0,
    hint=_("without an entry {usual}, or {careful} by age, frailty, adverse effects or a patch",
           usual=Stated("conversion_reduction"),
           careful=Stated("conversion_reduction_with_care")),
    spans=(Span("%", hard=("0", "75")),),
)
STRENGTH = AskQuantity(
    label=_("Marketed strength"), symbol=_("strength"),
    hint=_("the tablet of the new opioid; doses are rounded down to it"),
    spans=(Span("mg", hard=("0", "200"), above=True),),
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class OpioidConversionInputs(Inputs):
    """The opioids of a day, the one to change to, and what makes the new one smaller."""

    regimen: Annotated[list[dict[str, Any]] | None, REGIMEN] = None
    to: Annotated[str | None, TARGET] = None
    table: Annotated[str | None, TABLE] = None
    age: Annotated[int | None, AGE] = None
    frail: Annotated[bool | None, AskFlag(label=_("Frail"), noted=True)] = None
    adverse_effects: Annotated[bool | None, AskFlag(
        label=_("Changed for adverse effects"), noted=True)] = None
    tolerant: Annotated[bool | None, AskFlag(
        label=_("Opioid tolerant"),
        hint=_("a week or longer of {dose} oral morphine a day, or its equivalent",
               dose=Stated("opioid_tolerance")),
    )] = None
    reduction: Annotated[Term | None, REDUCTION] = None
    strength: Annotated[Term | None, STRENGTH] = None

    @property
    def doses(self) -> list[tuple[str, Term]]:
        """The regimen as pairs of drug and 24 h dose."""
        return [(row["drug"], row["dose"]) for row in self.regimen or ()]

    @property
    def drugs(self) -> list[str]:
        """The drugs of the regimen."""
        return [drug for drug, _dose in self.doses]

    def halving_reasons(self) -> list[object]:
        """Return why half of the dose is taken off rather than a quarter; age aside."""
        reasons: list[object] = []
        if self.frail:
            reasons.append(_("frail"))
        if self.adverse_effects:
            reasons.append(_("adverse effects"))
        if PATCH in self.drugs:
            reasons.append(_("leaving a patch"))
        return reasons

    def needs(self) -> Iterable[str]:
        """Name the regimen and the target, and for a patch whether the patient is tolerant."""
        yield from ("regimen", "to")
        if self.to == PATCH:
            yield "tolerant"

    def conflicts(self) -> Iterable[Problem]:
        """Yield units that do not fit the drug, missing factors, and unsafe targets."""
        problems = [] if self.regimen is None else list(self._regimen_conflicts())
        if self.to == METHADONE:
            problems.append(Problem("E_SPECIALIST", _SPECIALIST_ONLY, ("to",)))
        elif self.to is not None and self.drugs:
            problems.extend(self._target_conflicts(self.to))
        if not problems and self._age_decides():
            problems.append(
                Problem(
                    "E_MISSING",
                    _("Age is missing and decides the reduction. Enter the age or a reduction."),
                    ("age", "reduction"),
                )
            )
        return problems

    def _age_decides(self) -> bool:
        converts = bool(self.drugs) and self.to not in (None, PATCH)
        unsaid = self.age is None and self.reduction is None
        return converts and unsaid and not self.halving_reasons()

    def _regimen_conflicts(self) -> Iterable[Problem]:
        if not self.doses:
            yield Problem("E_MISSING", _("No opioid was entered."), ("regimen",))
        for drug, dose in self.doses:
            if (dose.unit.key == "ug/h") != (drug == PATCH):
                yield Problem(
                    "E_UNIT",
                    _("{drug}: {dose} has the wrong unit. A patch is entered in µg/h, every other "
                      "drug in mg in 24 h.", drug=DRUG_NAMES[drug], dose=dose),
                    ("regimen",),
                )
        chosen = converting() if self.table is None else (self.table,)
        target = [] if self.to in (None, PATCH, METHADONE) else [str(self.to)]
        if self.doses and not any(covers(table, self.drugs + target) for table in chosen):
            yield Problem(
                "E_NOFACTOR",
                _("The table has no factor for one of these drugs."), ("regimen", "table"),
            )

    def _target_conflicts(self, target: str) -> Iterable[Problem]:
        if set(self.drugs) == {target}:
            yield Problem(
                "E_LOGIC",
                _("{drug} is already the only opioid. Change its dose, do not convert it.",
                  drug=DRUG_NAMES[target]),
                ("regimen", "to"),
            )
        if target == PATCH and self.tolerant is False:
            yield Problem(
                "E_CONTRA", _("A fentanyl patch is for opioid-tolerant patients only."),
                ("tolerant",),
            )
        if target == PATCH and self.reduction is not None and self.reduction > 0 * self.reduction:
            yield Problem(
                "E_LOGIC",
                _("The label's patch table already holds its reduction. Leave this empty."),
                ("reduction",),
            )
