"""The object that a window and a report draw."""

from datetime import date

import pytest

from bmcalc.catalogue import all_calculators, calculator
from bmcalc.core.texts import in_language
from bmcalc.core.work import Severity
from bmcalc.orders.check_order import check_order
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.orders.verdicts import Verdict, worst
from tests.orders.asked import DENOSUMAB, TCBHP, changed


def check(**changes):
    read, problems = CALCULATOR.read(changed(TCBHP, **changes))
    assert not problems
    return check_order(read)


def test_the_lines_and_the_verdict():
    found = check(order={"carboplatin": "600 mg"})
    assert [line.drug for line in found.lines] == [
        "trastuzumab_iv", "pertuzumab", "docetaxel", "carboplatin"
    ]
    line = found.line("carboplatin")
    assert line.verdict is Verdict.STOP
    assert line.deviation_text == "+16.1 %"
    assert line.reasons[0].code == "ORDER_STOP"
    assert line.vials is None
    assert str(check().line("carboplatin").vials) == "150 mg × 3 + 100 mg × 1"
    assert found.verdict is Verdict.STOP
    assert found.severity is Severity.STOP
    with pytest.raises(KeyError):
        found.line("gemcitabine")


def test_the_texts_follow_the_language_after_the_check_was_made():
    line = check().line("trastuzumab_iv")
    assert str(line.plan) == "8 mg/kg · loading · d1 · intravenous · 90 min"
    assert str(line.name) == "trastuzumab (intravenous)"
    with in_language("zh_CN"):
        assert str(line.name) == "曲妥珠单抗（静脉）"


def test_the_fewest_vials_stand_beside_the_least_waste():
    supply = check(policy={"market": "US"}, order={"docetaxel": "121 mg"}).line("docetaxel").supply
    assert str(supply.vials) == "80 mg × 1 + 20 mg × 3"
    assert str(supply.fewest) == "160 mg × 1"


def test_the_rules_by_label():
    line = check(labs={"anc": "1.2 x10^9/L"}).line("docetaxel")
    assert [gate.rule.code for gate in line.rules_of("eu")] == ["DOCETAXEL_ANC"]


def test_the_schedule_and_its_calendar():
    found = check(bone_agent="denosumab", patient=DENOSUMAB)
    assert found.schedule.dates_of("denosumab")[:2] == (date(2021, 7, 5), date(2021, 8, 2))
    assert found.schedule.calendar(date(2021, 7, 1)).startswith("BEGIN:VCALENDAR")
    assert found.schedule.severity is Severity.INFO


def test_the_worst_line_decides_and_nothing_is_no_agreement():
    assert worst([Verdict.AGREES, Verdict.QUERY]) is Verdict.QUERY
    assert worst([Verdict.QUERY, Verdict.UNDECIDABLE]) is Verdict.UNDECIDABLE
    assert worst([Verdict.UNDECIDABLE, Verdict.STOP]) is Verdict.STOP
    assert worst([]) is Verdict.UNDECIDABLE


def test_the_catalogue_finds_both_packages():
    identifiers = {one.id for one in all_calculators()}
    assert {"order-check", "schedule", "carboplatin", "denosumab"} <= identifiers
    assert calculator("order-check") is CALCULATOR
    for unknown in ("order_check", "vials", "nothing"):
        with pytest.raises(KeyError):
            calculator(unknown)
