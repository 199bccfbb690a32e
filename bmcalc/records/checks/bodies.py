"""The bodies of a check's events: how what was shown and what was given stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.check import Done, DoseGiven, Outcome, Shown, ShownLine


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
    """Return what was shown from the body of an event."""
    lines = tuple(
        ShownLine(one["drug"], Verdict(one["verdict"]), one["ordered"], one["dose"],
                  tuple((code, severity) for code, severity in one["findings"]))
        for one in body["lines"]
    )
    return Shown(body["regimen"], body["cycle"], body["day"], body["on"],
                 Verdict(body["verdict"]), lines, body["answer_sha256"], body["bsa"],
                 body["oldest_result"], tuple(body["beside"]), body["unread"])


def outcome_body(given: tuple[DoseGiven, ...], not_given: Mapping[str, str]) -> dict[str, Any]:
    """Return what was given and what was not, as an event holds it."""
    return {
        "doses": [{"drug": one.drug, "on": one.on, "dose": one.dose} for one in given],
        "not_given": dict(not_given),
    }


def outcome_of(body: Mapping[str, Any], by: Done) -> Outcome:
    """Return what was given from the body of an event."""
    doses = tuple(DoseGiven(one["drug"], one["on"], one["dose"]) for one in body["doses"])
    return Outcome(by, doses, dict(body["not_given"]), body.get("corrects"))
