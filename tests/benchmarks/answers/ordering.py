"""The order that somebody writes: mostly the calculated doses, now and then a mistake."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from bmcalc import compute
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.formulary.planned_days import days_of
from bmcalc.formulary.regimens import Line, Regimen
from tests.benchmarks.answers.asked import Json
from tests.benchmarks.answers.patients import text_of
from tests.benchmarks.answers.questions import ORDER_CHECK

_SHARES: Final = ("1.049", "1.05", "1.051", "1.06", "1.099", "1.1", "1.101", "1.12", "0.96",
                  "0.94", "0.88", "0.8", "2", "10", "0.1", "0.5")


def ordered_by_somebody(
    dice: random.Random, asked: Json, regimen: Regimen, preferred: Json
) -> Json:
    """Add the order: the doses that the program calculates, mostly as they are."""
    if dice.random() < 0.02:
        return asked
    answer = compute(ORDER_CHECK, {**asked, "order": preferred} if preferred else asked)
    planned = {line.drug: line for line in regimen.lines}
    doses: dict[str, Json] = {}
    for line in answer["values"].get("lines", []) if answer["status"] != "refused" else []:
        if line["due"] not in ("today", "going_on", "unknown"):
            continue
        if line["due"] == "going_on" and dice.random() < 0.5:
            continue
        forbidden = any(one["severity"] == "stop" for one in line["findings"])
        if forbidden and dice.random() < 0.3:
            continue
        given = line["dose"] or (line["alternatives"][-1]["dose"] if line["alternatives"] else None)
        amount = Decimal(given["value"]) if given else Decimal(dice.choice([100, 120, 500]))
        doses[line["drug"]] = {"dose": amount}
    style = dice.choices(["whole", "hundredth", "five", "ten"], weights=[4, 6, 1, 1])[0]
    for order in doses.values():
        order["dose"] = _rounded(order["dose"], style)
    if dice.random() < 0.3 and doses:
        _spoil(dice, doses, asked, planned)
    for name, order in doses.items():
        _say_how(dice, order, planned.get(name), asked["cycle"])
    if doses and dice.random() < 0.12:
        return {**asked, "order": _pasted(dice, doses, asked["day"])}
    return {**asked, "order": {name: _written(order) for name, order in doses.items()}}


def _rounded(dose: Decimal, style: str) -> Decimal:
    step = {"whole": Decimal(1), "hundredth": Decimal("0.01"), "five": Decimal(5),
            "ten": Decimal(10)}[style]
    step = step if dose > step * 10 else Decimal("0.01")
    return (dose / step).to_integral_value() * step


def _spoil(
    dice: random.Random, doses: dict[str, Json], asked: Json, planned: Mapping[str, Line]
) -> None:
    """Make one mistake in an order."""
    name = dice.choice(list(doses))
    order = doses[name]
    kind = dice.choices(
        ["dose", "missing", "extra", "swapped", "route", "days", "per day", "choice"],
        weights=[10, 2, 2, 2, 1, 1, 2, 1],
    )[0]
    if kind == "dose":
        exact = order["dose"] * Decimal(dice.choice(_SHARES))
        order["dose"] = exact.quantize(Decimal("0.01"))
    elif kind == "missing" and len(doses) > 1:
        del doses[name]
    elif kind == "extra":
        other = dice.choice([*drugs(), "some_other_drug"])
        doses.setdefault(other, {"dose": Decimal(dice.choice([1, 60, 120, 420]))})
    elif kind == "swapped":
        others = [one.drug for one in drug(name).confusions if one.drug in drugs()]
        other = dice.choice(others or list(drugs()))
        if other not in doses:
            doses[other] = doses.pop(name)
    elif kind == "route":
        order["route"] = dice.choice(["iv", "sc", "im", "po"])
    elif kind == "days":
        order["days"] = dice.choice([[1], [8], [1, 8], [15], [asked["day"]]])
    elif kind == "per day":
        order["per_day"] = True
        order["dose"] *= dice.choice([1, 2])
    elif name in planned and planned[name].choice is not None:
        same = [one for one in planned.values() if one.choice == planned[name].choice]
        chosen = dice.choice(same)
        del doses[name]
        doses[chosen.drug] = {"dose": chosen.dose.magnitude}


def _say_how(dice: random.Random, order: Json, line: Line | None, cycle: int) -> None:
    """Add the route and the days as the regimen has them, now and then."""
    if line is None:
        return
    if dice.random() < 0.3:
        order.setdefault("route", line.route)
    if dice.random() < 0.12:
        order.setdefault("days", list(days_of(line, cycle)))
    if line.times_per_day > 1 and dice.random() < 0.3 and "per_day" not in order:
        order["per_day"] = True
        order["dose"] *= line.times_per_day


def _written(order: Json) -> str | Json:
    written: Json = {**order, "dose": text_of(order["dose"], "mg")}
    if order["dose"] > 900 and order["dose"] % 10 == 0:
        written["dose"] = text_of(order["dose"] / 1000, "g")
    return written["dose"] if written.keys() == {"dose"} else written


_ROUTE_WORDS: Final = {"iv": ("iv", "静脉滴注"), "sc": ("sc", "皮下注射"), "im": ("im", "肌内注射"),
                       "po": ("po", "口服"), "td": ("transdermal", "外用")}


def _pasted(dice: random.Random, doses: Mapping[str, Json], day: int) -> str:
    """Return an order as a person pastes it, one drug a line."""
    language = dice.choice([0, 1])
    tabs = dice.random() < 0.2
    rows = ["药品\t剂量" if language else "Drug\tDose"] if tabs else []
    for name, order in doses.items():
        found = drugs().get(name)
        word = name if found is None else (found.name.english, found.name.chinese)[language]
        dose = text_of(order["dose"], "mg") + ("/d" if order.get("per_day") else "")
        parts = [word, dose]
        if "route" in order and not tabs:
            parts.append(_ROUTE_WORDS[order["route"]][language])
        if not tabs and dice.random() < 0.5:
            parts.append(f"d{day}")
        rows.append(("\t" if tabs else " ").join(parts))
    if dice.random() < 0.1:
        rows.insert(dice.randint(0, len(rows)), dice.choice(
            ["0.9% NaCl 250 mL iv", "check blood count", "多西他赛 100-120 mg", ""]
        ))
    return "\n".join(rows)
