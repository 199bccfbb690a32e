"""What the headings of a pasted order say of all its lines: regimen, cycle, day, date, body size.

None of it orders anything, and none of it may contradict the check.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.regimens import regimens
from bmcalc.orders.reading.ordered import SaidOfAll
from bmcalc.orders.reading.written_dates import days_meant
from bmcalc.orders.situation import Situation
from bmcalc.orders.size_in_order import is_other_size
from bmcalc.rules.limits import limit

SOURCE: Final = "order-against-regimen"


def judge_headings(situation: Situation, area: Term | None, work: Work) -> None:
    """Ask about each heading that is of another regimen, cycle, day, date or body size."""
    for line in situation.order.told:
        if line.said is None:
            continue
        for code, text in _contradictions(line.said, situation, area):
            work.caution(
                code, Joined([_("Line {number} of the pasted order: “{text}”.",
                                number=line.number, text=line.text), text], " "),
                SOURCE, about="order",
            )


def _contradictions(
    said: SaidOfAll, situation: Situation, area: Term | None
) -> Iterator[tuple[str, object]]:
    stage = situation.stage
    strange = [one for one in said.regimens if one not in _own(situation)]
    if strange:
        names = Joined([regimens()[one].name for one in strange], _(" or "))
        yield FindingCode.CYCLE_DIFFERS, _(
            "It names {said}; this check is of {regimen}.", said=names,
            regimen=stage.name)
    planned = {line.drug for line in situation.regimen.lines}
    for name, drugs in said.other_regimens:
        if set(drugs) != planned:
            yield FindingCode.CYCLE_DIFFERS, _(
                "It names the regimen “{said}”, which is not known here; this check is of "
                "{regimen}: ask.", said=name, regimen=stage.name)
    if said.cycles and not any(stage.means(one, planned) for one in said.cycles):
        yield FindingCode.CYCLE_DIFFERS, _(
            "It is for cycle {said}; this is {cycle}.", said=Joined(list(said.cycles)),
            cycle=stage.text)
    if said.days and situation.day not in said.days:
        yield FindingCode.DAYS_DIFFER, _(
            "It is for day {said}; this is day {day}.", said=Joined(list(said.days)),
            day=situation.day)
    yield from _of_another_patient(said, situation)
    today = situation.today
    for written in said.dates if today is not None else ():
        if today is not None and today not in days_meant(written, today.year):
            yield FindingCode.DAYS_DIFFER, _(
                "It is dated {written}; this day is {today}.", written=written,
                today=today.isoformat())
    for size in said.sizes:
        own = situation.facts["weight"] if size.unit.key == "kg" else area
        if own is not None and is_other_size(size, own):
            yield FindingCode.BASIS_DIFFERS, _(
                "It names {size}; the patient's is {own}.", size=size,
                own=show(own, 2, trim=True))


def _own(situation: Situation) -> Iterator[str]:
    """Give the regimens that a heading may name: this one, its sequence, and what runs beside."""
    yield situation.regimen.id
    yield from situation.regimen.companions
    if situation.stage.sequence is not None:
        yield situation.stage.sequence.id


def _of_another_patient(said: SaidOfAll, situation: Situation) -> Iterator[tuple[str, object]]:
    sex, age = situation.facts["sex"], situation.facts["age"]
    if sex is not None and any(one != sex for one in said.sexes):
        yield FindingCode.PATIENT_DIFFERS, _(
            "Its patient is of the other sex: is this the order of this patient?")
    if said.pregnant and situation.facts["pregnancy"] != "yes":
        yield FindingCode.PATIENT_DIFFERS, _(
            "It speaks of a pregnancy; the answer here is not “pregnant”: ask.")
    for years in said.ages:
        if age is not None and abs(years - age) > limit("age_in_order_differs").magnitude:
            yield FindingCode.PATIENT_DIFFERS, _(
                "Its patient is {said} years old; this one is {age}.", said=years, age=age)
