"""What is asked of the prescriber, ready to be sent: the order, the findings, in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from bmcalc.core.texts import Joined, _
from bmcalc.gui.pages.order_check.matters import Matter
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.result.sort import Sort

_ASKED = (Sort.STOP, Sort.CONFIRM)


def worth_asking(matters: Iterable[Matter]) -> list[Matter]:
    """Return what a prescriber is asked about: what stops and what is to be confirmed."""
    return [one for one in matters if one.sort in _ASKED]


def query_text(outcome: OrderOutcome, matters: Iterable[Matter], number: str) -> str:
    """Return the question about these findings, in the language in force.

    ``number`` is the patient's record number, empty where none was typed.
    """
    head: list[object] = []
    check = outcome.check
    if check is not None:
        place = check.situation
        head = [check.regimen.name, _("cycle {cycle}, day {day}", cycle=place.cycle, day=place.day)]
        if place.today is not None:
            head.append(place.today.isoformat())
    if number:
        head.insert(0, _("record {number}", number=number))
    lines = [str(_("Question about the order: {order}", order=Joined(head, " · ")))]
    for place_in_list, one in enumerate(matters, 1):
        assert one.sort is not None
        said = " ".join(one.told)
        lines.append(f"{place_in_list}. {said}")
    lines.append(str(_("Please confirm or correct the order.")))
    return "\n".join(lines)


def finding_text(matter: Matter) -> str:
    """Return one finding with its sources, as it is copied."""
    word = _("Note") if matter.sort is None else matter.sort.word
    lines = [f"{word}: {matter.text}", *(one for one in matter.told if one != matter.text)]
    if matter.citations:
        lines.append(str(_("Sources: {sources}", sources=Joined([*matter.citations], "; "))))
    return "\n".join(lines)
