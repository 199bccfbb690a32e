"""What changed since the last cycle: weight, creatinine and its age, the previous dose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.formulary.drug_entry import Basis
from bmcalc.formulary.drugs import drug
from bmcalc.formulas.analytes import creatinine_in_umol_per_l
from bmcalc.formulas.relative_change import relative_change
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.raised_dose import tell_raised
from bmcalc.orders.schedule.dose_dates import days_between
from bmcalc.orders.situation import Situation
from bmcalc.rules.limits import limit

WEIGHT_SOURCE: Final = "weight-change"
CREATININE_SOURCE: Final = "creatinine-change"
PREVIOUS_SOURCE: Final = "previous-dose-comparison"


def tell_changes(lines: Iterable[OrderLine], situation: Situation, work: Work) -> None:
    """Add what changed since the last cycle: about the patient, and about each dose."""
    _weight(situation, work)
    _creatinine(situation, work)
    checked = list(lines)
    stale = _stale_creatinine(situation)
    undated = "creatinine" in situation.facts.dates and situation.today is None
    rest_on_it = [
        line for line in checked if _rests_on_creatinine(line, situation)
    ] if stale is not None or undated else []
    if stale is not None:
        if not rest_on_it:
            work.info("CREATININE_OLD", _age_text(stale, situation), CREATININE_SOURCE,
                      about="labs.creatinine")
        for line in rest_on_it:
            _stale_for(line, stale, situation)
    elif undated:
        for line in rest_on_it:
            _of_no_known_age(line)
    for line in checked:
        _previous_dose(line, situation)
        tell_raised(line, situation)


def _weight(situation: Situation, work: Work) -> None:
    now, before = situation.facts["weight"], situation.weight_before
    if now is None or before is None:
        return
    anew = situation.policy.weight_change.to("%").magnitude
    shown = limit("weight_change_shown").magnitude
    change = work.step(
        _("Change of weight since the last cycle"),
        relative_change(before.to("kg").named(_("weight before")), now.to("kg").named(_("weight"))),
        WEIGHT_SOURCE, decimals=1,
    )
    size = abs(change.settled)
    cut_offs = (-anew, -shown, shown, anew)
    percent = show(change, decimals_against(change, cut_offs, 1))
    if size >= anew:
        work.caution(
            "WEIGHT_CHANGED",
            _("The weight changed by {percent} since the last cycle: every dose by weight or area "
              "is calculated anew from today's weight.", percent=percent),
            WEIGHT_SOURCE, about="patient.weight",
        )
    elif size > shown:
        work.info(
            "WEIGHT_CHANGED_A_LITTLE",
            _("The weight changed by {percent} since the last cycle, less than {limit} %.",
              percent=percent, limit=anew),
            WEIGHT_SOURCE, about="patient.weight",
        )


def _creatinine(situation: Situation, work: Work) -> None:
    now, before = situation.facts["creatinine"], situation.creatinine_before
    if now is None or before is None:
        return
    change = work.step(
        _("Change of creatinine since the last cycle"),
        relative_change(creatinine_in_umol_per_l(before).named(_("creatinine before")),
                        creatinine_in_umol_per_l(now).named(_("creatinine"))),
        CREATININE_SOURCE, decimals=1,
    )
    most = limit("creatinine_change_confirmed")
    if abs(change.settled) > most.magnitude:
        work.caution(
            "CREATININE_CHANGED",
            _("The creatinine changed by {percent} since the last cycle, more than {limit}. Repeat "
              "it or confirm it.", limit=most,
              percent=show(change, decimals_against(
                  change, (-most.magnitude, most.magnitude), 1))),
            CREATININE_SOURCE, about="labs.creatinine",
        )


def _stale_creatinine(situation: Situation) -> int | None:
    """Return the age in days of a creatinine that is older than the policy allows, else None."""
    measured, today = situation.facts.dates.get("creatinine"), situation.today
    if measured is None or today is None:
        return None
    age = days_between(measured, today)
    return age if age > _allowed_age(situation) else None


def _rests_on_creatinine(line: OrderLine, situation: Situation) -> bool:
    """Say whether the dose of a line goes by a clearance that the creatinine gave."""
    if line.gfr_used is not None:
        return situation.facts["gfr"] is None
    if line.due is None or line.computed is None or situation.facts["crcl"] is not None:
        return False
    return any("crcl" in one.measures for one in drug(line.drug).essential)


def _of_no_known_age(line: OrderLine) -> None:
    line.work.findings.append(Finding(
        FindingCode.FACT_OLD, Severity.CAUTION,
        _("{fact} has a date and the day of this check is not given: its age is not known.",
          fact=_("Creatinine")), "labs.creatinine", (CREATININE_SOURCE,),
    ))
    line.essential_old = (*line.essential_old, "creatinine")


def _allowed_age(situation: Situation) -> int:
    return int(situation.policy.creatinine_age.to("day").magnitude)


def _age_text(age: int, situation: Situation) -> object:
    return _("The creatinine is {age} days old; the policy allows {allowed}.", age=age,
             allowed=_allowed_age(situation))


def _stale_for(line: OrderLine, age: int, situation: Situation) -> None:
    oldest = limit("creatinine_too_old").magnitude
    if age > oldest:
        line.work.stop(
            "CREATININE_TOO_OLD",
            _("The dose rests on a creatinine of {age} days ago, more than {oldest}: measure it "
              "again.", age=age, oldest=oldest),
            CREATININE_SOURCE, about="labs.creatinine",
        )
    else:
        line.work.caution(
            "CREATININE_OLD", _age_text(age, situation), CREATININE_SOURCE,
            about="labs.creatinine",
        )


def _previous_dose(line: OrderLine, situation: Situation) -> None:
    last = situation.last.get(line.drug)
    now = line.ordered if line.ordered is not None else line.rounded
    if last is None or last.dose is None or now is None:
        return
    change: Term = line.work.step(
        _("Change from the previous dose"),
        relative_change(
            last.dose.to("mg").named(_("previous dose")), now.to("mg").named(_("dose"))
        ),
        PREVIOUS_SOURCE, decimals=1,
    )
    text = _("The previous dose was {previous}, {on}; this one differs by {percent}.",
             previous=last.dose, on=last.on.isoformat(), percent=show(change, 1))
    calculated = line.computed is not None and drug(line.drug).basis is not Basis.FIXED
    loaded = line.phase in ("loading", "reload")
    if calculated and not loaded and change.settled > limit("dose_jump").magnitude:
        line.work.caution(FindingCode.DOSE_JUMPED, text, PREVIOUS_SOURCE, about=f"last.{line.drug}")
    else:
        line.work.info(FindingCode.PREVIOUS_DOSE, text, PREVIOUS_SOURCE, about=f"last.{line.drug}")
