"""Anthracyclines over a lifetime: shares of each drug's limit, equivalents, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.calculators.questions.patient_fields import AGE
from bmcalc.calculators.shared.drug_rules import drug_of_page
from bmcalc.core.ask import AskChoice, AskHistory
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.numbers import plain
from bmcalc.core.term import Term, q
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity, Value, Work
from bmcalc.formulary.sources import sources_from_memory
from bmcalc.formulas.cumulative_anthracycline import dose_left_by_equivalent
from bmcalc.rules.anthracycline_measures import SUM_MEASURES
from bmcalc.rules.anthracycline_sum import MEDIASTINAL, AnthracyclineSum, unknown_history
from bmcalc.rules.engine import Asked, judge, tell_on_page
from bmcalc.rules.entered import question
from bmcalc.rules.known import Known
from bmcalc.rules.quantities import written
from bmcalc.rules.tables.anthracyclines import REFERENCE, anthracycline_table

SUM_SOURCE: Final = "anthracycline-sum"
AGE_RULE: Final = "ANTHRACYCLINE_AGE"
_HISTORY = question("anthracycline_history")
assert isinstance(_HISTORY, AskHistory)
HISTORY: Final = _HISTORY.but(required=True)
NEXT_DRUGS: Final = ("doxorubicin", "doxorubicin_liposomal", "epirubicin", "mitoxantrone")
NEXT_DRUG: Final = AskChoice(
    label=_("Drug of the next dose"),
    options={name: HISTORY.drugs.options[name] for name in NEXT_DRUGS},
)
NEXT_DOSE: Final = HISTORY.dose.but(label=_("Next dose"))
EQUIVALENTS: Final = AskChoice(
    label=_("Equivalents"),
    options={name: one.name for name, one in anthracycline_table().equivalents.items()},
)
VERDICTS: Final[dict[str, object]] = {
    "agrees": _("within the limits"), "query": _("ask"), "undecidable": _("cannot be decided"),
    "stop": _("above the limit"),
}


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CumulativeInputs(Inputs):
    """What was given before, the next dose, radiotherapy of the chest, whose limits."""

    anthracycline_history: Annotated[Any, HISTORY] = None
    next_drug: Annotated[str | None, NEXT_DRUG] = None
    next_dose_per_bsa: Annotated[Term | None, NEXT_DOSE] = None
    chest_radiotherapy: Annotated[
        str | None, question("chest_radiotherapy").but(noted=True)] = None
    age: Annotated[int | None, AGE.but(required=False)] = None
    label_profile: Annotated[str, LABEL_PROFILE] = "cn"
    equivalents: Annotated[str, EQUIVALENTS] = "esc_2022"

    def needs(self) -> Iterable[str]:
        """Name the history; the dose of a next drug, and the drug of a next dose."""
        yield "anthracycline_history"
        if self.next_drug is not None:
            yield "next_dose_per_bsa"
        elif self.next_dose_per_bsa is not None:
            yield "next_drug"


def cumulative_anthracycline(given: CumulativeInputs, work: Work) -> None:
    """Write the shares before and after the next dose, the equivalents, and what is left."""
    history = given.anthracycline_history
    before = _by_drug(history) if isinstance(history, list) else {}
    after = dict(before)
    if given.next_drug is not None and given.next_dose_per_bsa is not None:
        after[given.next_drug] = _added(after, given.next_drug, given.next_dose_per_bsa)
    profile: Any = given.label_profile
    total = AnthracyclineSum(
        profile, before, after, given.chest_radiotherapy,
        sources_from_memory(),
    )
    known: dict[str, Any] = total.measures()
    if history == "unknown":
        known |= unknown_history()
    _judge(given, known, work)
    if history == "unknown":
        for value in CALCULATOR.values:
            work.values.setdefault(value.name, None)
        return
    _give_shares(given, total, work)
    _give_equivalents(given, total, work)


def _by_drug(rows: list[Mapping[str, Any]]) -> dict[str, Term]:
    found: dict[str, Term] = {}
    for row in rows:
        found[row["drug"]] = _added(found, row["drug"], row["dose_per_bsa"])
    return found


def _added(doses: Mapping[str, Term], drug: str, dose: Term) -> Term:
    return doses[drug] + dose if drug in doses else dose


def _judge(given: CumulativeInputs, known: dict[str, Any], work: Work) -> None:
    """Ask the rules that the order check asks, and write the verdict that follows."""
    drug = drug_of_page(given.next_drug or REFERENCE)
    rules = [rule for rule in drug.rules
             if rule.code == AGE_RULE or not SUM_MEASURES.keys().isdisjoint(rule.measures)]
    facts = {} if given.age is None else {"age": given.age}
    profile: Any = given.label_profile
    asked = Asked(drug=drug.id, planned=given.next_dose_per_bsa, first=True, profile=profile)
    judgement = judge(rules, Known(facts, known), asked, (profile,))
    tell_on_page(judgement, work)
    if judgement.forbids:
        verdict = "stop"
    elif any(one.rule.undecided for one in judgement.met):
        verdict = "undecidable"
    else:
        asks = any(one.severity is Severity.CAUTION for one in judgement.met)
        verdict = "query" if asks else "agrees"
    work.give("verdict", verdict)


def _give_shares(given: CumulativeInputs, total: AnthracyclineSum, work: Work) -> None:
    rows = []
    for name in total.after:
        found, label = total.limit_of(name), HISTORY.drugs.options[name]
        if found is None:
            work.info("NO_LIMIT", _("{drug}: no limit is known here.", drug=label), SUM_SOURCE,
                      about="anthracycline_history")
        else:
            work.step(
                _("{drug}: share of its limit", drug=label),
                q("100 %") * total.after[name].named(label) / found.limit.named(_("limit")),
                found.sources[0], decimals=1,
            )
        rows.append(_row(name, total))
    work.give("anthracycline_shares", rows)
    share, share_after = total.share(total.before), total.share(total.after)
    if share_after is not None and len(rows) > 1:
        work.step(_("Sum of the shares"), share_after, SUM_SOURCE, decimals=1)
    work.give("share", share)
    work.give("share_after", share_after)
    work.give("left", total.left(given.next_drug or REFERENCE))
    if given.chest_radiotherapy not in (None, "none", MEDIASTINAL):
        work.info(
            "RADIOTHERAPY_UNCLEAR",
            _("Whether the heart lay in the field is not known: the limits shown are those "
              "without radiotherapy."), SUM_SOURCE, about="chest_radiotherapy",
        )


def _row(name: str, total: AnthracyclineSum) -> dict[str, Any]:
    """Return one drug as the contract writes it: its doses, its limit, its shares in percent."""
    found, zero = total.limit_of(name), q("0 mg/m^2")
    before, after = total.before.get(name, zero), total.after[name]
    return {
        "drug": name, "before": written(before), "after": written(after),
        "limit": None if found is None else written(found.limit),
        "share_before": None if found is None else _percent(total.share({name: before})),
        "share_after": None if found is None else _percent(total.share({name: after})),
        "sources": [] if found is None else list(found.sources),
    }


def _percent(share: Term | None) -> str | None:
    return None if share is None else plain(share.settled)


def _give_equivalents(given: CumulativeInputs, total: AnthracyclineSum, work: Work) -> None:
    chosen = anthracycline_table().equivalents[given.equivalents]
    before = total.equivalent(total.before, given.equivalents)
    after = total.equivalent(total.after, given.equivalents)
    work.give("equivalent", before)
    work.give("equivalent_after", after)
    limit = total.limit_of(REFERENCE)
    factor = chosen.terms().get(given.next_drug or REFERENCE)
    left = None
    if before is not None and limit is not None and factor is not None:
        left = dose_left_by_equivalent(before, limit.limit, factor)
    work.give("left_by_equivalent", left)
    if after is None:
        work.info("NO_FACTOR", _("{set} has no factor for one of the drugs.", set=chosen.name),
                  *chosen.sources, about="equivalents")
    elif after.magnitude:
        work.step(_("In doxorubicin, {set}", set=chosen.name), after, chosen.sources[0],
                  decimals=1)
    others: list[object] = [
        one.name for name, one in anthracycline_table().equivalents.items()
        if name != given.equivalents
    ]
    work.info("EQUIVALENTS_DIFFER",
              _("The sets of factors differ ({others} is the other one): the shares of the limits "
                "decide, equivalents only ask.", others=Joined(others)),
              SUM_SOURCE, about="equivalents")


CALCULATOR = Calculator(
    id="cumulative-anthracycline",
    title=_("Cumulative anthracycline"),
    summary=_("What was given of anthracyclines against their lifetime limits, and what is left"),
    group="dosing",
    order=90,
    not_for=NotFor(
        _("Not where an earlier anthracycline or its dose is unknown: then the sum "
          "cannot be judged. It does not replace measuring the LVEF."),
        "anthracycline-sum", "label-doxorubicin-us-heart",
    ),
    inputs=CumulativeInputs,
    values=(
        Value(name="share_after", label=_("Share of the limits with the next dose"), unit="%",
              decimals=1),
        Value(name="share", label=_("Share of the limits so far"), unit="%", decimals=1),
        Value(name="verdict", label=_("Verdict"), options=VERDICTS),
        Value(name="left", label=_("Left by the shares"), unit="mg/m^2", decimals=1),
        Value(name="equivalent", label=_("Doxorubicin equivalents so far"), unit="mg/m^2",
              decimals=1),
        Value(name="equivalent_after", label=_("Doxorubicin equivalents with the next dose"),
              unit="mg/m^2", decimals=1),
        Value(name="left_by_equivalent", label=_("Left by equivalents"), unit="mg/m^2",
              decimals=1),
        Value(name="anthracycline_shares", label=_("Drug by drug"), kind="array"),
    ),
    formula=cumulative_anthracycline,
    headline="share_after",
    picture="anthracycline-shares",
    rules_of=NEXT_DRUGS,
)
