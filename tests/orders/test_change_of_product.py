"""Phesgo after the intravenous pair, and the pair after a product of the same antibodies."""

import pytest

from bmcalc import compute
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from tests.orders.asked import NORMAL, checked

REGIMEN = """
name = { en = "Phesgo", zh = "帕妥珠曲妥珠" }
sources = ["regimen-casebook"]
[[tracks]]
id = "her2"
name = { en = "HER2", zh = "HER2" }
cycle_length = "21 day"
[[lines]]
drug = "phesgo"
track = "her2"
dose = "600 mg"
loading_dose = "1200 mg"
days = [1]
route = "sc"
sources = ["regimen-casebook"]
"""
DATES = {20: "2024-02-20", 17: "2024-02-23", 21: "2024-02-19", 41: "2024-01-30", 42: "2024-01-29",
         100: "2023-12-02"}
"""The day so many days before 2024-03-11."""


@pytest.fixture(autouse=True)
def hospital(tmp_path):
    folder = tmp_path / "regimens"
    folder.mkdir()
    (folder / "sc-pair.toml").write_text(REGIMEN, encoding="utf-8")
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    put_in_force(loaded)
    yield
    put_in_force(None)


def phesgo(dose, cycle=1, **days):
    return checked({
        "patient": {"weight": "58 kg", "pregnancy": "no"}, "labs": NORMAL,
        "regimen": "sc-pair", "cycle": cycle, "day": 1,
        "today": "2024-03-11", "order": {"phesgo": dose},
        "last": {drug: DATES[ago] for drug, ago in days.items()},
    })


PAIR_21 = {"pertuzumab": 21, "trastuzumab_iv": 21}
PAIR_41 = {"pertuzumab": 41, "trastuzumab_iv": 41}
PAIR_42 = {"pertuzumab": 42, "trastuzumab_iv": 42}


@pytest.mark.parametrize(("last", "dose", "phase"), [
    (PAIR_21, 600, "maintenance"), (PAIR_41, 600, "maintenance"), (PAIR_42, 1200, "reload"),
    ({"pertuzumab": 41}, 600, "maintenance"), ({"phesgo": 41}, 600, "maintenance"),
    ({"phesgo": 42}, 1200, "reload"), ({"phesgo": 21, "pertuzumab": 100}, 600, "maintenance"),
    ({"pertuzumab": 21, "phesgo": 100}, 600, "maintenance"), ({}, 1200, "loading"),
    ({"pertuzumab": 42, "trastuzumab_iv": 21}, 1200, "reload"),
])
@pytest.mark.parametrize("cycle", [1, 5])
def test_the_loading_dose_follows_the_last_dose_of_either_product(last, dose, phase, cycle):
    if not last and cycle > 1:
        assert phesgo("600 mg", cycle).verdict("phesgo") == "undecidable"
        return
    for ordered in (600, 1200):
        answer = phesgo(f"{ordered} mg", cycle, **last)
        assert answer.lines["phesgo"]["phase"] == phase
        assert answer.number("phesgo", "computed") == dose
        assert answer.verdict("phesgo") == ("agrees" if ordered == dose else "stop")


@pytest.mark.parametrize(("ago", "verdict"), [(17, "stop"), (20, "query"), (21, "agrees")])
def test_the_interval_counts_from_the_later_of_the_pair(ago, verdict):
    assert phesgo("600 mg", pertuzumab=21, trastuzumab_iv=ago).verdict("phesgo") == verdict


def test_after_trastuzumab_alone_nothing_says_whether_it_is_loaded():
    assert phesgo("600 mg", trastuzumab_iv=21).verdict("phesgo") == "undecidable"


@pytest.mark.parametrize("cycle", [1, 5])
def test_the_intravenous_pair_after_phesgo_is_undecided(cycle):
    answer = checked({
        "patient": {"weight": "58 kg", "pregnancy": "no"}, "labs": NORMAL,
        "regimen": "thp", "cycle": cycle, "day": 1,
        "today": "2024-03-11", "order": {"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg"},
        "last": {"phesgo": DATES[21]},
    })
    for drug in ("trastuzumab_iv", "pertuzumab"):
        assert answer.verdict(drug) == "undecidable"
        assert answer.lines[drug]["computed"] is None


def test_the_schedule_counts_from_the_intravenous_pair_too():
    values = compute("schedule", {
        "regimen": "sc-pair", "cycle": 1, "day": 1, "today": "2024-03-11",
        "last": {"pertuzumab": DATES[42], "trastuzumab_iv": DATES[42]},
    })["values"]
    [track] = values["tracks"]
    assert (track["state"], track["days_since_last"]) == ("reload", 42)
