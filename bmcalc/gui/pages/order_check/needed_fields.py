"""Which fields an order still needs: those by which its findings are answered, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.formulary.sequences import Stage
from bmcalc.gui.pages.order_check.entered import PAGE_ID, REACTIONS
from bmcalc.gui.pages.order_check.last_cycle import LAST_CYCLE_ON, given_on_first_day
from bmcalc.gui.pages.order_check.leading import Room, room_of
from bmcalc.gui.pages.order_check.matters import Matter, about_drug
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.window.session import Session
from bmcalc.orders.check_order import OrderCheck
from bmcalc.orders.reading.order_inputs import DAY
from bmcalc.orders.reading.patient_facts import LABORATORY

_ASKED_HERE: Final = frozenset({Room.FACTS, Room.HISTORY})
_DAY: Final = ":on"
_LONGEST: Final = 70
_ABOVE: Final = "creatinine"


class Needed(NamedTuple):
    """One field that is asked for: the finding that it answers, and the drugs that wait for it.

    ``dated`` has the day of the result beside it; ``covers`` are the fields that it answers.
    """

    name: str
    number: int
    sort: Sort
    drugs: tuple[str, ...]
    covers: tuple[str, ...]
    dated: bool = False
    why: str = ""


def needed_now(
    matters: Iterable[Matter], above: Sequence[str], days_filled: Iterable[str] = ()
) -> list[Needed]:
    """Return the fields that the findings ask for, each once, in the order of the findings.

    ``above`` are the patient's fields that stand above the page. ``days_filled`` are the days of
    last doses that the day of the last cycle would fill in.
    """
    found: dict[str, Needed] = {}
    together = frozenset(days_filled)
    for matter, name in _asked(matters, above):
        assert matter.sort is not None
        cell = LAST_CYCLE_ON if name in together else _result_of(name)
        if cell in above and not matter.old and cell == name:
            continue
        before = found.get(cell)
        dated = cell != name if cell in LABORATORY else False
        dated = cell in LABORATORY and (matter.old or dated)
        if before is None:
            why = "" if matter.sort is Sort.ADD and not matter.old else _short(matter)
            found[cell] = Needed(
                cell, matter.number, matter.sort, matter.drugs, (name,), dated, why
            )
        else:
            found[cell] = before._replace(
                covers=(*before.covers, name), dated=before.dated or dated,
                drugs=tuple(dict.fromkeys([*before.drugs, *matter.drugs])),
            )
    return list(found.values())


def answered_above(matter: Matter, above: Sequence[str]) -> dict[str, str]:
    """Return the facts in whose place one above the page is asked for, each with that one."""
    return {
        name: instead for group in matter.either for name in group
        if name not in above and (instead := next((one for one in group if one in above), ""))
    }


def _asked(matters: Iterable[Matter], above: Sequence[str]) -> Iterator[tuple[Matter, str]]:
    """Yield each field of a matter that is neither an ordered dose nor a list to tick.

    None for which one above the page answers as well: a measured clearance for the creatinine.
    """
    for matter in matters:
        instead = answered_above(matter, above)
        for name in matter.fields if matter.number else ():
            room = room_of(name)
            if name not in instead and ((room in _ASKED_HERE and name != REACTIONS) or (
                room is Room.STRIP and name in LABORATORY
            )):
                yield matter, name


def _short(matter: Matter) -> str:
    """Return the sentence of a finding without its drug, cut to what a line or two hold."""
    text = matter.text
    for drug in matter.drugs:
        text = text.removeprefix(about_drug(drug, ""))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _result_of(name: str) -> str:
    """Return the result whose day a field is, the field itself where it is none."""
    result = name.removesuffix(_DAY)
    return result if result in LABORATORY else name


def days_filled(session: Session, stage: Stage | None, matters: Iterable[Matter]) -> list[str]:
    """Return the unknown days of last doses that the day of the last cycle tells, two or more.

    None where that day was typed: what it did not fill in is asked for by itself.
    """
    if stage is None or not session.entry(PAGE_ID, LAST_CYCLE_ON).empty:
        return []
    try:
        if DAY.read(session.entry(PAGE_ID, "day").typed) != 1:
            return []
    except Rejected:
        return []
    given = {f"last:{drug}:on"
             for drug in given_on_first_day(stage.regimen, stage.cycle, stage.before)}
    wanted = [name for matter in matters for name in matter.fields if name in given]
    return wanted if len(wanted) > 1 else []


def age_words(
    check: OrderCheck, matters: Iterable[Matter]
) -> dict[str, tuple[Sort | None, object]]:
    """Return how old the creatinine of a check is; of its finding's sort where it is too old."""
    on, today = check.situation.facts.dates.get(_ABOVE), check.situation.today
    if on is None or today is None:
        return {}
    age = (today - on).days
    if age <= 0:
        return {_ABOVE: (None, _("today"))} if age == 0 else {}
    sort = next((one.sort for one in matters if one.old and _ABOVE in one.fields), None)
    return {_ABOVE: (sort, _("{days} d old", days=age))}
