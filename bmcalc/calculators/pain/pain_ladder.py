"""Cancer pain: the step, what to do, which drugs fit this patient, and which do not."""

from __future__ import annotations

from bmcalc.calculators.pain.analgesics import (
    ADJUNCT,
    CELECOXIB,
    CELECOXIB_HALF,
    CURRENT_OPIOID,
    IBUPROFEN,
    OFFERED,
    PARACETAMOL,
    RESCUE_DRUGS,
    TRAMADOL_CIRRHOSIS,
    TRAMADOL_IR,
    Offer,
    moderate_pain,
    non_opioids,
    rotation,
    severe_pain,
    tramadol,
)
from bmcalc.calculators.pain.opioid_tables import opioid_data
from bmcalc.calculators.pain.opioid_titration import RescueShare, titration_percent
from bmcalc.calculators.pain.pain_exclusions import (
    CAUTIONS,
    EXCLUSIONS,
    WARNINGS,
    applying,
    drugs_of,
    texts_of,
)
from bmcalc.calculators.pain.pain_fields import (
    NRS,
    OPIOID_NAMES,
    OPIOID_STATUS,
    STRONG_OPIOIDS,
    PainInputs,
)
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.numbers import plain
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.rules.limits import Stated, StatedNumber, limit
from bmcalc.rules.tables.analgesics import Offered

MAINTAIN = "MAINTAIN"
SWITCH = "SWITCH_WEAK_TO_STRONG"
TITRATE_WEAK = "TITRATE_WEAK_TO_MAX_OR_SWITCH"
LAXATIVE = "LAXATIVE"
RESCUE = "RESCUE_10-20%"
MONITOR = "MONITOR_SEDATION_RR"
ROTATE = "ROTATE:"
TITRATE = {(25, 50): "TITRATE_+25-50%", (50, 100): "TITRATE_+50-100%"}

ACTIONS: dict[str, object] = {
    MAINTAIN: _("keep the current treatment; low pain on treatment is success, no step down"),
    SWITCH: _("stop the weak opioid and start a strong one"),
    TITRATE_WEAK: _("raise the weak opioid towards its ceiling, or switch to a strong one"),
    **{action: _("raise the 24 h dose by {lowest} to {highest} % and reassess",
                 lowest=lowest, highest=highest)
       for (lowest, highest), action in TITRATE.items()},
    **{ROTATE + key: _("leave {drug} for another opioid", drug=name)
       for key, name in OPIOID_NAMES.items()},
    LAXATIVE: _("a laxative with every regular opioid"),
    RESCUE: _("rescue doses: {share} of the 24 h opioid as an immediate-release strong opioid",
              share=RescueShare()),
    MONITOR: _("watch sedation and respiratory rate"),
}


def ladder_step(given: PainInputs) -> int:
    """Return the step from 0 to 3: by the NRS without an opioid, by the opioid in use with one."""
    nrs, pain = given.nrs or 0, opioid_data().severity
    if given.status == "strong":
        return 3
    if given.status == "weak":
        return 3 if nrs >= pain.severe or (nrs >= pain.moderate and given.weak_at_max) else 2
    return sum(nrs >= begins for begins in (pain.mild, pain.moderate, pain.severe))


def must_leave(given: PainInputs, excluded: frozenset[str]) -> bool:
    """Say whether the opioid in use is one that this patient must not have."""
    return given.current_drug in excluded


def titrates_with_care(given: PainInputs) -> bool:
    """Say whether an increase is capped: age, frailty, kidney (or unknown), Child-Pugh B, C."""
    kidney = given.crcl is None or given.clearance_below("titration_clearance")
    old = given.as_old_as("titration_age")
    return old or bool(given.frail) or kidney or given.hepatic in ("b", "c")


def main_action(given: PainInputs, step: int, excluded: frozenset[str]) -> list[str]:
    """Return what happens to the opioid in use; nothing where there is none."""
    nrs = given.nrs or 0
    if given.status == "naive":
        return []
    if given.status == "weak" and step == 3:
        return [SWITCH]
    if must_leave(given, excluded):
        return [f"{ROTATE}{given.current_drug}"]
    if nrs < opioid_data().severity.moderate:
        return [MAINTAIN]
    if given.status == "weak":
        return [TITRATE_WEAK]
    return [TITRATE[titration_percent(nrs, titrates_with_care(given))]]


def opioid_offers(given: PainInputs, step: int, excluded: frozenset[str]) -> list[Offer]:
    """Return the opioids of the step, before the rules take any away."""
    if step < 2:
        return []
    if given.status == "naive" or (given.status == "weak" and step == 3):
        return moderate_pain(given) if step == 2 else severe_pain(given)
    if must_leave(given, excluded):
        return moderate_pain(given) if given.status == "weak" else rotation(given)
    if given.current_drug == "tramadol" and tramadol(given).key in (
        TRAMADOL_IR, TRAMADOL_CIRRHOSIS
    ):
        return [tramadol(given)]
    return [Offer(str(given.current_drug), CURRENT_OPIOID)]


def pain_ladder(given: PainInputs, work: Work) -> None:
    """Write the step, the actions, and the drugs that may, may not, or cannot yet be offered."""
    avoid, cautions = applying(EXCLUSIONS, given), applying(CAUTIONS, given)
    warnings = applying(WARNINGS, given)
    excluded, waiting = drugs_of(avoid), drugs_of(warnings)
    step = ladder_step(given)
    actions = main_action(given, step, excluded)
    if step >= 2:
        actions += [LAXATIVE, RESCUE, MONITOR]
    opioids = opioid_offers(given, step, excluded)
    beside = non_opioids(given) if step else []
    if step >= 2:
        beside = [Offer(offer.drug, ADJUNCT + offer.key) for offer in beside]
    allowed = [offer for offer in opioids + beside if offer.drug not in excluded]
    ready = [o.key for o in allowed if o.drug not in waiting or o.key == CURRENT_OPIOID]
    unverified = [offer.key for offer in allowed if offer.key not in ready]
    rescue = [key for key in RESCUE_DRUGS if step >= 2 and not _needs(key, excluded | waiting)]
    _show_step(given, step, work)
    work.give("step", step)
    work.give("actions", list(actions))
    work.give("candidates", list(ready))
    work.give("unverified", list(unverified))
    work.give("rescue", list(rescue))
    work.give("avoid", [rule.key for rule in avoid])
    work.give("cautions", [rule.key for rule in cautions])
    work.give("warnings", [rule.key for rule in warnings])
    for code, rules in (("PAIN_WARNING", warnings), ("PAIN_AVOID", avoid),
                        ("PAIN_CAUTION", cautions)):
        for rule in rules:
            work.caution(code, rule.text, rule.source)
    _explain_actions(given, actions, work)
    _explain_drugs(ready + unverified, ready, step, work)


def _needs(rescue_drug: str, unavailable: frozenset[str]) -> bool:
    return rescue_drug.partition("_")[0] in unavailable


def _show_step(given: PainInputs, step: int, work: Work) -> None:
    pain = opioid_data().severity
    rules = {
        "naive": _("NRS below {mild}: none; {mild} to {mild_end}: step 1; {moderate} to "
                   "{moderate_end}: step 2; {severe} to {worst}: step 3",
                   mild=pain.mild, mild_end=pain.moderate - 1, moderate=pain.moderate,
                   moderate_end=pain.severe - 1, severe=pain.severe, worst=NRS.high),
        "weak": _("step 3 from NRS {severe}, or from NRS {moderate} at the ceiling; otherwise "
                  "step 2", severe=pain.severe, moderate=pain.moderate),
        "strong": _("on a strong opioid the step stays 3, whatever the NRS"),
    }
    work.decide(
        _("Step of the ladder"), rules[given.status],
        _("NRS {nrs}, opioid now: {status}", nrs=given.nrs,
          status=OPIOID_STATUS.options[given.status]),
        str(step), pain.source,
    )
    if given.opioid_status is None:
        work.info(
            "OPIOID_STATUS_ABSENT",
            _("Whether an opioid is in use was not said. The answer is for a patient without one."),
            about="opioid_status",
        )
    work.info(
        "LADDER_STATUS",
        _("The WHO no longer recommends the ladder as a strict protocol (2018): NSAID, paracetamol "
          "and opioids are chosen by severity, alone or together."),
        "who-2018", "who-ladder-1986",
    )


def _explain_actions(given: PainInputs, actions: list[str], work: Work) -> None:
    titration = opioid_data().titration
    leaves = any(action.startswith(ROTATE) for action in actions)
    if SWITCH in actions or (leaves and given.status == "weak"):
        work.caution(
            "START_AS_NAIVE",
            _("Stop the weak opioid. Start the strong one at or below the starting dose of a "
              "patient without opioids, whatever a conversion says."),
            "naive-start",
        )
    if leaves and given.status == "strong":
        work.caution(
            "ROTATE_WITH_SPECIALIST",
            _("Rotate with a pain or palliative specialist. A dose converted from the present "
              "opioid is not given here."),
            "rotation-by-specialist", about="current_drug",
        )
    if any(action in TITRATE.values() for action in actions):
        work.info(
            "TITRATION",
            _("The increase follows the pain score; with age {age} or more, frailty, a clearance "
              "below {clearance} or unknown, or Child-Pugh B or C it is at most {lowest} to "
              "{highest}.", age=plain(limit("titration_age").magnitude),
              clearance=limit("titration_clearance"),
              lowest=plain(titration.with_care.lowest.magnitude),
              highest=titration.with_care.highest),
            titration.source, titration.with_care.source,
        )
    if RESCUE in actions:
        work.info(
            "RESCUE",
            _("A rescue dose is an immediate-release strong opioid. It is never tramadol, a "
              "controlled-release tablet, a patch, or a drug to avoid."),
            "rescue-share", "rescue-form",
        )
        work.info(
            "OPIOID_CARE",
            _("Every regular opioid needs a laxative, and sedation and breathing are watched."),
            "laxative-with-opioid", "opioid-monitoring",
        )
    if given.hepatic == "c":
        work.caution(
            "CHILD_C_SPECIALIST",
            _("Child-Pugh C: any analgesic needs a pain or palliative specialist."),
            "hepatic-analgesics", about="hepatic",
        )
    if given.tolerant is False and given.current_drug in STRONG_OPIOIDS:
        work.info(
            "NO_PATCH",
            _("A fentanyl patch is for opioid-tolerant patients only."),
            "fentanyl-td-uspi", "opioid-tolerance", about="tolerant",
        )


def _explain_drugs(offered: list[str], ready: list[str], step: int, work: Work) -> None:
    plain = {key.removeprefix(ADJUNCT) for key in offered}
    if IBUPROFEN in plain and plain & {CELECOXIB, CELECOXIB_HALF}:
        work.info(
            "ONE_NSAID",
            _("Choose one NSAID only, never two, for the shortest time. The ibuprofen insert "
              "limits use for pain without a doctor to {days} days.",
              days=StatedNumber("ibuprofen_longest")),
            "nsaid-choice", "ibuprofen-sr-insert", "celecoxib-dose",
        )
    if PARACETAMOL in plain:
        work.info(
            "PARACETAMOL_LIMIT",
            _("The dose is {dose}; combination products count.", dose=Offered(PARACETAMOL)),
            "paracetamol-limits",
        )
    if any(key.startswith("tramadol") for key in plain):
        work.info(
            "TRAMADOL_LIMIT",
            _("Tramadol begins with {first} every 12 h, doses at least {apart} apart, and never "
              "exceeds {most} a day.", first=Stated("tramadol_first"),
              apart=Stated("tramadol_apart"), most=Stated("tramadol_most")),
            "tramadol-sr-insert", "tramadol-uspi", "tramadol-elderly",
        )
    if any(key.startswith("low-dose") for key in plain):
        work.info(
            "STRONG_AT_LOW_DOSE",
            _("In moderate pain a strong opioid at a low dose may take the place of the weak one."),
            "eapc-2012-step-2", "bandieri-2016", "nhc-china-2018",
        )
    if step and not ready:
        work.caution(
            "NO_AUTOMATIC_DRUG",
            _("No drug can be offered automatically here. Ask a pain or palliative specialist."),
            "rotation-by-specialist",
        )


CALCULATOR = Calculator(
    id="pain-ladder",
    title=_("Pain ladder"),
    summary=_("Analgesics for cancer pain, with kidney, liver, platelets and interactions"),
    group="scores",
    order=130,
    not_for=NotFor(
        _("Not in Child-Pugh C, and not where no drug is left to offer: a pain or "
          "palliative specialist decides. The ladder is an aid, no strict protocol."),
        "hepatic-analgesics", "rotation-by-specialist", "who-2018",
    ),
    inputs=PainInputs,
    values=(
        Value(name="step", label=_("Ladder step"), kind="integer"),
        Value(name="actions", label=_("Actions"), options=ACTIONS, kind="array"),
        Value(name="candidates", label=_("Candidates"), options=OFFERED, kind="array"),
        Value(name="unverified", label=_("Waiting for kidney function or platelets"),
              options=OFFERED, kind="array"),
        Value(name="rescue", label=_("Rescue drug"), options=RESCUE_DRUGS, kind="array"),
        Value(name="avoid", label=_("Avoid"), options=texts_of(EXCLUSIONS), kind="array"),
        Value(name="cautions", label=_("With care"), options=texts_of(CAUTIONS), kind="array"),
        Value(name="warnings", label=_("Not known"), options=texts_of(WARNINGS), kind="array"),
    ),
    formula=pain_ladder,
    headline="step",
)
