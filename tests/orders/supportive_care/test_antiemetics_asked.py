"""What is asked about antiemetics of a pasted order: two of one kind, QT, CYP3A4, ondansetron."""

from __future__ import annotations

import pytest

from bmcalc.formulary.antiemetic_checks import antiemetic_checks
from bmcalc.formulary.in_force import source
from bmcalc.formulary.regimens import regimen
from bmcalc.parsed_files import read_toml_file
from bmcalc.resource_files import resource
from tests.orders.healthy import answer, of_today

DOCETAXEL = "多西他赛注射液 120mg 静滴 d1"


def told(text, name="thp", **facts):
    given = of_today(regimen(name))
    patient = {**given["patient"], **facts}
    found = answer({**given, "order": text, "patient": patient})["values"]
    codes = {one["code"] for one in found["findings"]} if "findings" in found else set()
    whole = answer({**given, "order": text, "patient": patient})
    codes |= {one["code"] for one in whole.get("findings", ())}
    codes |= {one["code"] for line in found["lines"] for one in line["findings"]}
    return codes


@pytest.mark.parametrize(("lines", "asked"), [
    ("昂丹司琼 8mg 静推 d1", False), ("昂丹司琼 8mg 静推 d1\n帕洛诺司琼 0.25mg 静推 d1", True),
    ("昂丹司琼 8mg 静推 d1\n昂丹司琼 8mg 静推 d2", False),
    ("昂丹司琼 8mg 静推 d1\n地塞米松 10mg 静推 d1", False),
])
def test_two_5_ht3_antagonists_are_asked_about(lines, asked):
    assert ("TWO_SEROTONIN_ANTAGONISTS" in told(f"{DOCETAXEL}\n{lines}")) is asked


@pytest.mark.parametrize(("line", "facts", "asked"), [
    ("昂丹司琼 16mg 静滴 d1", {}, False), ("昂丹司琼 16.1mg 静滴 d1", {}, True),
    ("昂丹司琼 24mg 静滴 d1", {}, True), ("昂丹司琼片 24mg 口服 d1", {}, False),
    ("昂丹司琼 16mg 静滴 d1", {"age": 74}, False), ("昂丹司琼 16mg 静滴 d1", {"age": 75}, True),
    ("昂丹司琼 8mg 静滴 d1", {"age": 75}, False),
    ("昂丹司琼 16mg 静滴 d1", {"child_pugh": "c"}, True),
    ("昂丹司琼 8mg 静滴 d1", {"child_pugh": "c"}, False),
])
def test_more_than_one_dose_of_ondansetron_is_asked_about(line, facts, asked):
    assert ("ONDANSETRON_DOSE" in told(f"{DOCETAXEL}\n{line}", **facts)) is asked


@pytest.mark.parametrize(("line", "inhibitor", "asked"), [
    ("阿瑞匹坦 125mg 口服 d1", "none", True), ("阿瑞匹坦 125mg 口服 d1", "moderate", False),
    ("地塞米松 10mg 静推 d1", "none", False),
])
def test_aprepitant_beside_a_drug_with_a_rule_on_moderate_inhibitors(line, inhibitor, asked):
    text = f"阿贝西利 150mg 口服 bid d1-28\n{line}"
    found = told(text, "abemaciclib-endocrine", cyp3a4_inhibitor=inhibitor)
    assert ("CYP3A4_BESIDE_ANTIEMETIC" in found) is asked


def test_aprepitant_beside_docetaxel_is_the_standard_and_not_asked_about():
    found = told(f"{DOCETAXEL}\n阿瑞匹坦 125mg 口服 d1", cyp3a4_inhibitor="none")
    assert "CYP3A4_BESIDE_ANTIEMETIC" not in found


def test_a_5_ht3_antagonist_beside_ribociclib_asks_about_qt():
    text = "瑞波西利 600mg 口服 qd d1-21\n来曲唑 2.5mg 口服 qd d1-28"
    assert "QT_BESIDE_ANTIEMETIC" not in told(text, "letrozole-ribociclib")
    assert "QT_BESIDE_ANTIEMETIC" in told(f"{text}\n昂丹司琼 8mg 静推 d1", "letrozole-ribociclib")


def test_every_drug_and_source_of_the_table_exists():
    checks = antiemetic_checks()
    read = read_toml_file(resource("tables", "other_drugs.toml"))["drugs"]
    assert {*checks.serotonin.drugs, *checks.cyp3a4.drugs} <= read.keys()
    for one in (*checks.serotonin.sources, *checks.serotonin.qt_sources, *checks.cyp3a4.sources,
                *checks.ondansetron.sources, *checks.ondansetron.old_sources):
        assert source(one).citation
