"""The bodies of a check's events: how what was shown and what was given stand in them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.check import Done, DoseGiven, Outcome, Shown, ShownLine

_MOST: Final = 1_000_000


def shown_body(shown: Shown) -> dict[str, Any]:
    """Return what was shown, as an event holds it."""
    return {
        "regimen": shown.regimen, "cycle": shown.cycle, "day": shown.day, "on": shown.on,
        "verdict": shown.verdict.value, "answer_sha256": shown.answer_sha256, "bsa": shown.bsa,
        "oldest_result": shown.oldest_result, "beside": list(shown.beside),
        "unread": shown.unread,
        "lines": [
            {"drug": one.drug, "verdict": one.verdict.value, "ordered": one.ordered,
             "dose": one.dose, "findings": [list(pair) for pair in one.findings]}
            for one in shown.lines
        ],
    }


def shown_of(body: Mapping[str, Any]) -> Shown:
    """Return what was shown from the body of an event; ValueError for a body that holds none."""
    lines = tuple(
        ShownLine(text_in(one["drug"]), Verdict(one["verdict"]), _number_or_none(one["ordered"]),
                  _number_or_none(one["dose"]),
                  tuple((text_in(code), text_in(severity)) for code, severity in one["findings"]))
        for one in body["lines"]
    )
    return Shown(text_in(body["regimen"]), _count(body["cycle"]), _count(body["day"]),
                 _day_or_none(body["on"]), Verdict(body["verdict"]), lines,
                 text_in(body["answer_sha256"]), _number_or_none(body["bsa"]),
                 _day_or_none(body["oldest_result"]), tuple(map(text_in, body["beside"])),
                 _count(body["unread"]))


def outcome_body(given: tuple[DoseGiven, ...], not_given: Mapping[str, str]) -> dict[str, Any]:
    """Return what was given and what was not, as an event holds it."""
    return {
        "doses": [{"drug": one.drug, "on": one.on, "dose": one.dose} for one in given],
        "not_given": dict(not_given),
    }


def outcome_of(body: Mapping[str, Any], by: Done) -> Outcome:
    """Return what was given from the body of an event; ValueError for a body that holds none."""
    doses = tuple(DoseGiven(text_in(one["drug"]), _day(one["on"]), _number(one["dose"]))
                  for one in body["doses"])
    not_given = {drug: text_in(why) for drug, why in body["not_given"].items()}
    return Outcome(by, doses, not_given, text_or_none(body.get("corrects")))


def text_in(held: Any) -> str:
    """Return a text of a body; ValueError for anything else."""
    if not isinstance(held, str):
        raise ValueError("no text")
    return held


def text_or_none(held: Any) -> str | None:
    """Return a text of a body, or None; ValueError for anything else."""
    return None if held is None else text_in(held)


def _count(held: Any) -> int:
    if type(held) is not int or not 0 <= held <= _MOST:
        raise ValueError("no count")
    return held


def _day(held: Any) -> str:
    return datetime.date.fromisoformat(text_in(held)).isoformat()


def _day_or_none(held: Any) -> str | None:
    return None if held is None else _day(held)


def _number(held: Any) -> str:
    try:
        is_number = Decimal(text_in(held)).is_finite()
    except ArithmeticError:
        is_number = False
    if not is_number:
        raise ValueError("no number")
    return str(held)


def _number_or_none(held: Any) -> str | None:
    return None if held is None else _number(held)
