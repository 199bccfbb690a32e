"""The same entry leaves no difference in any regimen that ships, by English and Chinese names."""

import pytest

from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimens import regimen, regimens
from bmcalc.formulary.sequences import stage_of
from bmcalc.records.second_check.second_check import SecondCheck
from bmcalc.records.second_check.side import FirstCheck
from tests.orders.healthy import last_cycle, of_today

OFTEN = {1: "qd", 2: "bid", 3: "tid", 4: "qid"}


def often(line):
    days = line["days"]
    run = len(days) > 2 and days == list(range(days[0], days[-1] + 1))
    listed = f"{days[0]}-{days[-1]}" if run else ",".join(map(str, days))
    return f"{OFTEN[line['times_per_day']]} d{listed}"


def entry_of(given, language):
    """Return the second entry that says what the inputs say."""
    patient = given["patient"]
    asked = {name: str(patient[name]) for name in ("sex", "age", "height", "weight")}
    rows = [
        {"drug": getattr(drug(name).name, language), "dose": line["dose"], "route": line["route"],
         "frequency": often(line)}
        for name, line in given["order"].items()
    ]
    rows += [
        {"drug": getattr(drug(name).name, language), "last_on": last["on"]}
        for name, last in given.get("last", {}).items()
    ]
    planned = [one.dose for one in stage_of(regimen(given["regimen"]), given["cycle"]).regimen.lines
               if one.drug in given["order"] and drug(one.drug).basis == "auc"]
    auc = {"target_auc": f"{planned[0].magnitude} mg*min/mL"} if planned else {}
    return {
        "record_number": "BM-1", "birth": "1972-01", "regimen": given["regimen"],
        "cycle": str(given["cycle"]), "day": str(given["day"]), **asked, **auc,
        "creatinine": given["labs"]["creatinine"], "order": rows,
    }


@pytest.mark.parametrize("language", ["english", "chinese"])
@pytest.mark.parametrize("identifier", tuple(regimens()))
def test_the_same_entry_leaves_no_difference(identifier, language):
    found = regimen(identifier)
    given = of_today(found, cycle=1, last=last_cycle(found))
    if not given["order"]:
        pytest.skip("nothing is due on the first day")
    check = SecondCheck(FirstCheck(given, "BM-1", "1972-01"))
    entry = check.enter(entry_of(given, language))
    assert [(one.field, str(one.text)) for one in entry.faults] == []
    assert [(row.what, str(row.first.shown), str(row.second.shown))
            for row in check.comparison.differences] == []
