"""What keeps an analgesic from a patient, and what asks for care with it, each rule once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bmcalc.calculators.pain.analgesics import MORPHINE_HEPATIC
from bmcalc.calculators.pain.pain_fields import PainInputs
from bmcalc.core.texts import _
from bmcalc.rules.limits import Stated, StatedChoice, StatedNumber
from bmcalc.rules.tables.analgesics import Offered

NSAIDS = ("ibuprofen", "celecoxib")


@dataclass(frozen=True)
class PainRule:
    """One rule: its key, when it applies, its sentence, its source, the drugs it takes away."""

    key: str
    applies: Callable[[PainInputs], bool]
    text: object
    source: str
    drugs: tuple[str, ...] = ()


EXCLUSIONS = (
    PainRule("NSAID:CrCl<30", lambda p: p.clearance_below("nsaid_clearance"),
             _("No NSAID: creatinine clearance is below {limit}.",
               limit=Stated("nsaid_clearance")), "nsaid-renal", NSAIDS),
    PainRule("NSAID:PLT<100", lambda p: p.platelets_low(),
             _("No NSAID: platelets are below {limit}.", limit=StatedChoice("nsaid_platelets")),
             "nsaid-platelets", NSAIDS),
    PainRule("NSAID:anticoagulant", lambda p: bool(p.anticoagulant),
             _("No NSAID beside therapeutic anticoagulation."), "nsaid-risks", NSAIDS),
    PainRule("NSAID:ChildC", lambda p: p.hepatic == "c",
             _("No NSAID in Child-Pugh C."), "hepatic-analgesics", NSAIDS),
    PainRule("ibuprofen:GI-high", lambda p: p.gi_risk == "high",
             _("No ibuprofen with a high gastrointestinal risk."), "nsaid-risks", ("ibuprofen",)),
    PainRule("paracetamol:ChildC", lambda p: p.hepatic == "c",
             _("No paracetamol in Child-Pugh C without a specialist."), "hepatic-analgesics",
             ("paracetamol",)),
    PainRule("tramadol:CrCl<10", lambda p: p.clearance_below("tramadol_clearance"),
             _("No tramadol: creatinine clearance is below {limit}.",
               limit=Stated("tramadol_clearance")), "tramadol-warnings",
             ("tramadol", "tramadol_SR")),
    PainRule("tramadol_SR:CrCl<30", lambda p: p.clearance_below("tramadol_sr_clearance"),
             _("No sustained-release tramadol: creatinine clearance is below {limit}.",
               limit=Stated("tramadol_sr_clearance")),
             "tramadol-uspi", ("tramadol_SR",)),
    PainRule("tramadol_SR:ChildC", lambda p: p.hepatic == "c",
             _("No sustained-release tramadol in Child-Pugh C."), "tramadol-uspi",
             ("tramadol", "tramadol_SR")),
    PainRule("tramadol:seizure", lambda p: bool(p.seizure),
             _("No tramadol with seizures."), "tramadol-warnings", ("tramadol", "tramadol_SR")),
    PainRule("tramadol:MAOI", lambda p: bool(p.maoi),
             _("No tramadol within {days} days of an MAO inhibitor.",
               days=StatedNumber("maoi_apart")), "tramadol-warnings",
             ("tramadol", "tramadol_SR")),
    PainRule("codeine:CrCl<30", lambda p: p.clearance_below("codeine_clearance"),
             _("No codeine: creatinine clearance is below {limit}.",
               limit=Stated("codeine_clearance")), "codeine-renal",
             ("codeine",)),
    PainRule("codeine:ChildC", lambda p: p.hepatic == "c",
             _("No codeine in Child-Pugh C."), "hepatic-analgesics", ("codeine",)),
    PainRule("morphine:CrCl<30", lambda p: p.clearance_below("morphine_clearance"),
             _("No morphine: creatinine clearance is below {limit} and its metabolites "
               "accumulate.", limit=Stated("morphine_clearance")), "morphine-renal", ("morphine",)),
)

CAUTIONS = (
    PainRule("NSAID:CrCl30-59",
             lambda p: p.clearance_between("nsaid_clearance", "nsaid_clearance_with_care"),
             _("NSAID with care: creatinine clearance is {low} to below {high}.",
               low=StatedNumber("nsaid_clearance"), high=Stated("nsaid_clearance_with_care")),
             "nsaid-renal"),
    PainRule("NSAID:age>=65+PPI", lambda p: p.as_old_as("nsaid_age_with_inhibitor"),
             _("NSAID from {age} years: add a proton pump inhibitor.",
               age=StatedNumber("nsaid_age_with_inhibitor")), "nsaid-age"),
    PainRule("NSAID:nephrotoxic-comedication", lambda p: bool(p.nephrotoxic),
             _("NSAID is not the first choice beside a nephrotoxic drug such as carboplatin or "
               "zoledronic acid."), "nsaid-risks"),
    PainRule("NSAID:bevacizumab", lambda p: bool(p.bevacizumab),
             _("NSAID is not the first choice beside bevacizumab: bleeding and blood pressure."),
             "nsaid-bevacizumab"),
    PainRule("celecoxib:GI-high+PPI", lambda p: p.gi_risk == "high",
             _("Celecoxib with a high gastrointestinal risk: add a proton pump inhibitor."),
             "nsaid-age"),
    PainRule("celecoxib:ChildB_half_dose", lambda p: p.hepatic == "b",
             _("Celecoxib at half the dose in Child-Pugh B."), "hepatic-analgesics"),
    PainRule("paracetamol:max2g",
             lambda p: p.hepatic in ("a", "b") or p.lighter_than("paracetamol_light"),
             _("Paracetamol at most {most} a day: liver disease or less than {limit}.",
               most=Stated("paracetamol_most_with_care"), limit=Stated("paracetamol_light")),
             "paracetamol-limits"),
    PainRule("tramadol_IR:q12h_max200", lambda p: p.clearance_below("tramadol_sr_clearance"),
             _("Tramadol only immediate-release every 12 h and at most {most} a day: creatinine "
               "clearance is below {limit}.", most=Stated("tramadol_most_renal"),
               limit=Stated("tramadol_sr_clearance")),
             "tramadol-uspi"),
    PainRule("tramadol:age>75_max300", lambda p: p.older_than("tramadol_age"),
             _("Tramadol above {age} years: at most {most} a day.",
               age=StatedNumber("tramadol_age"), most=Stated("tramadol_most_elderly")),
             "tramadol-elderly"),
    PainRule("tramadol:serotonergic", lambda p: bool(p.serotonergic),
             _("Tramadol beside a serotonergic drug: serotonin syndrome and seizures."),
             "tramadol-warnings"),
    PainRule("morphine:CrCl30-59_reduce",
             lambda p: p.clearance_between("morphine_clearance", "morphine_clearance_reduced"),
             _("Morphine reduced: creatinine clearance is {low} to below {high}.",
               low=StatedNumber("morphine_clearance"),
               high=Stated("morphine_clearance_reduced")), "morphine-start"),
    PainRule("morphine:hepatic_low_dose_longer_interval", lambda p: p.hepatic in ("b", "c"),
             _("In Child-Pugh B or C: {dose}.", dose=Offered(MORPHINE_HEPATIC)),
             "morphine-child-pugh-b"),
    PainRule("oxycodone:CrCl30-59_reduce", lambda p: p.clearance_between(
                 "oxycodone_clearance_low", "oxycodone_clearance_reduced"),
             _("Oxycodone at {least} to {most} of the starting dose: creatinine clearance is {low} "
               "to below {high}.", least=StatedNumber("oxycodone_share_lowest"),
               most=Stated("oxycodone_share_highest"), low=StatedNumber("oxycodone_clearance_low"),
               high=Stated("oxycodone_clearance_reduced")), "oxycodone-renal"),
    PainRule("oxycodone:CrCl<30_start_1/3-1/2",
             lambda p: p.clearance_below("oxycodone_clearance_low"),
             _("Oxycodone at a third to a half of the starting dose: creatinine clearance is "
               "below {limit}.", limit=Stated("oxycodone_clearance_low")), "oxycodone-renal"),
    PainRule("oxycodone:hepatic_start_1/3-1/2", lambda p: p.hepatic in ("a", "b", "c"),
             _("Oxycodone at a third to a half of the starting dose: liver disease."),
             "oxycontin-uspi"),
    PainRule("strong_opioid:frail_or_age>75_start_1/3-1/2", lambda p: p.frail_or_old(),
             _("Strong opioids at a third to a half of the starting dose: frail or above {age} "
               "years.", age=StatedNumber("strong_opioid_age")), "elderly-opioid-start"),
    PainRule("oxycodone/fentanyl:CYP3A4-inhibitor", lambda p: p.cyp3a4 == "strong",
             _("A strong CYP3A4 inhibitor raises oxycodone and fentanyl: start lower and watch "
               "breathing."), "oxycontin-interactions"),
    PainRule("oxycodone/fentanyl:CYP3A4-moderate", lambda p: p.cyp3a4 == "moderate",
             _("A moderate CYP3A4 inhibitor raises oxycodone and fentanyl: watch sedation when it "
               "starts or stops."), "oxycontin-interactions"),
    PainRule("QT:avoid-methadone,review-ondansetron", lambda p: bool(p.qt_risk),
             _("QT risk: no methadone, and review ondansetron."), "ribociclib-qt"),
)

WARNINGS = (
    PainRule("W_CRCL_UNKNOWN", lambda p: p.crcl is None,
             _("Creatinine clearance is unknown. NSAID, sustained-release tramadol and morphine "
               "wait for it."), "unverified-drugs", (*NSAIDS, "tramadol_SR", "morphine")),
    PainRule("W_PLT_UNKNOWN", lambda p: p.platelets_unknown(),
             _("There is no recent platelet count. NSAID wait for it."), "platelets-age", NSAIDS),
)


def applying(rules: tuple[PainRule, ...], given: PainInputs) -> list[PainRule]:
    """Return the rules that apply to a patient, in the order of their keys."""
    return sorted((rule for rule in rules if rule.applies(given)), key=lambda rule: rule.key)


def drugs_of(rules: list[PainRule]) -> frozenset[str]:
    """Return the drugs that these rules take away."""
    return frozenset(drug for rule in rules for drug in rule.drugs)


def texts_of(rules: tuple[PainRule, ...]) -> dict[str, object]:
    """Return the sentence of each rule by its key."""
    return {rule.key: rule.text for rule in rules}
