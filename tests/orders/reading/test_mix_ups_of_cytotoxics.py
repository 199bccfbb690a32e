"""Routes and units by which cytotoxic drugs were fatally mixed up: a stop, whatever is unclear."""

import pytest

from bmcalc import compute
from tests.orders.asked import NORMAL

PATIENT = {"sex": "female", "age": 52, "height": "158 cm", "weight": "60 kg", "pregnancy": "no"}


def lines(regimen, text):
    answer = compute("order-check", {
        "patient": PATIENT, "labs": NORMAL, "regimen": regimen, "cycle": 1, "day": 1,
        "today": "2024-03-10", "order": text,
    })
    return {one["drug"]: one for one in answer["values"]["lines"]}


@pytest.mark.parametrize("name", ["长春瑞滨", "酒石酸长春瑞滨注射液", "NVB", "vinorelbine", "盖诺"])
@pytest.mark.parametrize("route", ["鞘内注射", "intrathecal", "腹腔灌注"])
def test_a_vinca_into_the_spine_is_stopped_under_every_name(name, route):
    assert lines("nvb", f"{name} 48mg {route}")["vinorelbine_iv"]["verdict"] == "stop"


@pytest.mark.parametrize("text", ["长春瑞滨 48mg", "NVB 48mg d1"])
def test_the_same_name_without_a_route_is_only_asked_about(text):
    assert lines("nvb", text)["vinorelbine_iv"]["verdict"] == "undecidable"


@pytest.mark.parametrize("text", ["顺铂 AUC 5 静滴 d1", "顺铂 122mg AUC 5 静滴",
                                  "cisplatin AUC=5 iv"])
def test_an_auc_beside_cisplatin_asks_which_drug_is_meant(text):
    line = lines("gp", f"吉西他滨 2030mg 静滴 d1,8\n{text}")["cisplatin"]
    assert line["verdict"] == "stop"
    assert "WHICH_DRUG" in {one["code"] for one in line["findings"]}


def test_cisplatin_itself_agrees():
    text = "吉西他滨 2030mg 静滴 d1,8\n顺铂 122mg 静滴 d1"
    assert {one["verdict"] for one in lines("gp", text).values()} == {"agrees"}
