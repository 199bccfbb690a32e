"""Writing down as a second entry what one side states."""

from bmcalc.core.numbers import plain
from bmcalc.formulary.drugs import drug
from bmcalc.records.second_check.from_plan import when
from bmcalc.records.second_check.order_comparison import single_dose

_OFTEN = {1: "qd", 2: "bid", 3: "tid", 4: "qid"}
_PLAIN = ("regimen", "cycle", "day", "sex", "age", "gfr_kind")
_QUANTITIES = ("height", "weight", "creatinine", "gfr", "target_auc")


def quantity(term):
    return f"{plain(term.settled)} {term.unit.key}"


def often(ordered):
    """Return how often a line is given, in words that an order uses."""
    said = when(ordered)
    words = []
    if "times_per_day" in said:
        words.append(_OFTEN[said["times_per_day"]])
    if "times_per_week" in said:
        words.append(f"每周{said['times_per_week']}次")
    if "days" in said:
        words.append("d" + ",".join(map(str, said["days"])))
    if "cycle_days" in said:
        words.append(f"q{said['cycle_days']}d")
    if "duration_days" in said:
        words.append(f"x{said['duration_days']}d")
    words += [word for name, word in (("once", "once"), ("as_needed", "prn")) if name in said]
    return " ".join(words) or None


def row_of(stated):
    if stated.ordered is None:
        return {"drug": str(stated.name), "dose": "1 mg"}
    row = {"drug": drug(stated.drug).name.english, "dose": quantity(single_dose(stated.ordered)[0]),
           "route": stated.ordered.route, "frequency": often(stated.ordered)}
    return {name: said for name, said in row.items() if said is not None}


def entry_of(side):
    """Return the second entry of somebody who reads what a side states."""
    values = side.values
    entry = {"record_number": values["record_number"], "birth": values["birth"]}
    entry |= {name: str(values[name]) for name in _PLAIN if name in values}
    entry |= {name: quantity(values[name]) for name in _QUANTITIES if name in values}
    if "creatinine_on" in values:
        entry["creatinine_on"] = values["creatinine_on"].isoformat()
    rows = [row_of(one) for one in side.order]
    rows += [{"drug": drug(name).name.english, "last_on": on.isoformat()}
             for name, on in side.last.items()]
    return {**entry, "order": rows}
