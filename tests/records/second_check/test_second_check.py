"""From the first entry to what is signed: differences are settled, facts ticked, all is kept."""

import json

import pytest
import rfc8785

from bmcalc import compute
from bmcalc.orders.reading.policy_input import contract_policy
from bmcalc.records.faults import RecordsFault
from bmcalc.records.second_check.second_check import SecondCheck
from bmcalc.records.second_check.side import FirstCheck
from tests.records.second_check.given import (
    BIRTH,
    INPUTS,
    RECORD_NUMBER,
    differing,
    entered,
    entry,
    first,
    rows,
    second,
)


def ticked(check):
    for one in check.facts():
        check.tick(one.what, True)
    return check


def body_of(check):
    """Return a body with what is sealed in it in the open."""
    return check.body(dict)


def test_an_equal_entry_with_every_fact_ticked_can_be_signed():
    body = body_of(ticked(entered(entry())))
    assert body["differences"] == []
    assert body["verdicts"]["whole"] == "agrees"
    assert {one["state"] for one in body["comparison"]} == {"same"}
    assert body["sealed"]["entries"] == {"first": entry(), "corrected": []}
    assert body["corrections"] == 0
    assert body["facts"] == [one["what"] for one in body["sealed"]["facts"]]
    rfc8785.dumps(body)


def test_only_what_is_sealed_holds_a_value_or_an_identifier():
    order = INPUTS["order"] + "\n患者 王小明 床 12\nwangximab 12 mg iv"
    check = ticked(entered(entry(order=[*rows(), {"drug": "wangximab", "dose": "12 mg",
                                                  "route": "iv"}]), order=order))
    for body in (check.body(lambda _hidden: "…"), check.returned("why", lambda _hidden: "…")):
        told = json.dumps(body, ensure_ascii=False)
        values = (RECORD_NUMBER, BIRTH, "61.7", "537", "2026-11", "3.27", "王小明", "wangximab")
        assert [one for one in values if one in told] == []
        assert {"what": "record_number", "state": "same"} in body["comparison"]
    sealed = body_of(check)["sealed"]
    assert sealed["entries"]["first"]["record_number"] == RECORD_NUMBER
    assert any(one["what"] == "order.other:wangximab" for one in sealed["comparison"])


def test_a_correction_settles_a_difference_and_both_entries_are_kept_in_their_order():
    check = entered(entry(weight="67.1 kg"))
    assert "weight" in differing(check)
    with pytest.raises(RecordsFault):
        body_of(check)
    check.enter(entry(weight="67.1 kg"))
    check.enter(entry())
    body = body_of(ticked(check))
    entries = body["sealed"]["entries"]
    assert entries["first"]["weight"] == "67.1 kg"
    assert [one["weight"] for one in entries["corrected"]] == ["61.7 kg"]
    assert body["corrections"] == 1
    assert body["differences"] == []


def test_a_correction_that_cannot_be_read_keeps_the_entry_before():
    check = entered(entry(weight="67.1 kg"))
    assert check.enter(entry(weight="61.7")).faults
    assert check.newest["weight"] == "67.1 kg"
    assert "weight" in differing(check)


def test_facts_are_hidden_while_anything_differs():
    check = entered(entry(weight="67.1 kg"))
    with pytest.raises(RecordsFault):
        check.facts()
    with pytest.raises(RecordsFault):
        second().facts()


def test_nobody_signs_before_the_last_fact_is_ticked():
    check = entered(entry())
    *others, last = check.facts()
    for one in others:
        check.tick(one.what, True)
    assert check.left_to_tick == (last.what,) and not check.is_settled
    with pytest.raises(RecordsFault):
        body_of(check)
    check.tick(last.what, True)
    assert check.is_settled
    check.tick(last.what, False)
    assert not check.is_settled
    with pytest.raises(KeyError):
        check.tick("patient.weight", True)


def test_every_fact_of_the_first_check_is_entered_again_or_ticked():
    facts = {one.what: one.written for one in entered(entry()).facts()}
    assert facts["labs.anc"] == {"value": "3.27 x10^9/L", "on": "2026-11-29"}
    assert facts["patient.pregnancy"] == "no"
    assert facts["last.trastuzumab_iv"] == {"dose": "370 mg"}
    asked = {"patient.sex", "patient.age", "patient.height", "patient.weight", "labs.creatinine"}
    for group in ("patient", "labs"):
        for name in INPUTS[group]:
            assert (f"{group}.{name}" in facts) != (f"{group}.{name}" in asked), name
    assert facts["today"] == "2026-11-30"


def test_the_policy_that_was_used_is_ticked_by_its_name_and_version():
    shipped = {one.what: one for one in entered(entry()).facts()}["policy"]
    assert shipped.written == {"name": contract_policy().name.english,
                               "version": contract_policy().version}
    assert str(shipped.shown) == f"{contract_policy().name} {contract_policy().version}"
    own = {"name": {"en": "Ward 7", "zh": "七病区"}, "version": "2026-3"}
    fact = {one.what: one for one in entered(entry(), policy=own).facts()}["policy"]
    assert fact.written == {"name": "Ward 7", "version": "2026-3"}
    assert str(fact.shown) == "Ward 7 2026-3"


def test_what_was_set_by_hand_is_ticked():
    check = entered(
        entry(target_auc="4 mg*min/mL"),
        planned={"carboplatin": {"dose": "4 mg*min/mL", "reason": "frail"}},
        reductions={"docetaxel": {"percent": "20 %", "reason": "neuropathy"}},
        last_cycle={"weight": "62.3 kg"}, bone_agent="denosumab",
    )
    assert differing(check) == []
    written = {one.what: one.written for one in check.facts()}
    assert written["planned.carboplatin"] == {"dose": "4 mg*min/mL", "reason": "frail"}
    assert written["reductions.docetaxel"]["percent"] == "20 %"
    assert written["last_cycle.weight"] == "62.3 kg" and written["bone_agent"] == "denosumab"


def test_the_second_answer_is_computed_from_the_second_entry():
    ours = entry(weight="71.7 kg", target_auc="6 mg*min/mL")
    check = entered(ours)
    inputs = json.loads(json.dumps(INPUTS))
    inputs["patient"]["weight"] = "71.7 kg"
    inputs["planned"] = {"carboplatin": {"dose": "6 mg*min/mL", "reason": "any"}}
    expected = compute("order-check", inputs)["values"]
    told = check.comparison.answer
    assert told.verdicts["whole"] == expected["verdict"]
    assert told.doses.keys() == {"docetaxel", "carboplatin", "trastuzumab_iv", "pertuzumab"}
    for line in expected["lines"]:
        assert told.verdicts[line["drug"]] == line["verdict"]
        assert str(told.doses[line["drug"]].magnitude)[:9] == line["computed"]["value"][:9]
    assert {one.drug for one in check.comparison.moved} == {"docetaxel", "carboplatin",
                                                            "trastuzumab_iv"}


def test_a_gate_fact_counts_in_both_answers():
    labs = {**INPUTS["labs"], "anc": {"value": "0.4 x10^9/L", "on": "2026-11-29"}}
    check = entered(entry(), labs=labs)
    assert differing(check) == []
    assert check.comparison.answer.verdicts["whole"] == "stop"


@pytest.mark.parametrize("order", [
    "docetaxel 127 mg ivgtt d1\ncarboplatin 537 mg ivgtt d1\ntrastuzumab 370 mg ivgtt d1\n"
    "pertuzumab 420 mg ivgtt d1\nsomething that nobody 3 mg understands",
    "docetaxel 127 mg + NS 250 mL ivgtt 60 min d1\ncarboplatin 537 mg ivgtt d1\n"
    "trastuzumab 370 mg ivgtt d1\npertuzumab 420 mg ivgtt d1\n停 denosumab 120 mg",
])
def test_what_the_order_says_besides_is_carried_and_ticked(order):
    check = entered(entry(), order=order)
    theirs = compute("order-check", {**INPUTS, "order": order})["values"]["verdict"]
    assert differing(check) == []
    assert check.comparison.answer.verdicts["whole"] == theirs
    assert [one for one in check.facts() if one.what.startswith("order")]


def test_a_verdict_that_was_signed_and_is_another_now_is_a_difference():
    signed = FirstCheck(INPUTS, RECORD_NUMBER, BIRTH, {
        "whole": "query", "docetaxel": "query", "carboplatin": "agrees",
        "trastuzumab_iv": "agrees", "pertuzumab": "agrees",
    })
    check = SecondCheck(signed)
    check.enter(entry())
    assert differing(check) == ["verdict.whole", "verdict.docetaxel"]
    assert check.comparison.judged_anew == {"verdict.whole", "verdict.docetaxel"}


def test_a_verdict_that_follows_from_a_rounded_creatinine_is_a_difference_of_the_entries():
    labs = {**INPUTS["labs"], "creatinine": {"value": "75 umol/L", "on": "2026-11-29"}}
    check = entered(entry(creatinine="0.8 mg/dL"), labs=labs)
    assert differing(check) == ["verdict.whole", "verdict.carboplatin"]
    assert check.comparison.judged_anew == frozenset()
    assert [one.drug for one in check.comparison.moved] == ["carboplatin"]


def test_an_answer_that_cannot_be_computed_is_a_difference():
    check = entered(entry(day="22"))
    assert {"day", "verdict.whole"} <= set(differing(check))


def test_a_doubt_about_a_name_is_answered_by_the_same_drug_on_the_other_side():
    order = {"docetaxel": "127 mg", "carboplatin": "537 mg", "trastuzumab_iv": "370 mg",
             "pertuzumab": "420 mg"}
    plain = [{**row, "route": None, "frequency": None} for row in rows()]
    check = entered(entry(order=plain), order=order)
    assert differing(check) == []


def test_a_returned_check_keeps_what_was_entered_and_needs_a_reason():
    check = entered(entry(weight="67.1 kg"))
    body = check.returned(" the chart says 67.1 kg ", dict)
    assert body["reason"] == "the chart says 67.1 kg"
    assert body["differences"] == [one.what for one in check.comparison.differences]
    assert body["sealed"]["entries"]["first"]["weight"] == "67.1 kg"
    with pytest.raises(RecordsFault):
        check.returned("  ", dict)
    assert second().returned("cannot be read", dict)["sealed"]["entries"]["first"] is None


def test_a_first_check_that_cannot_be_read_is_refused():
    with pytest.raises(RecordsFault):
        SecondCheck(first(regimen="no such regimen"))
