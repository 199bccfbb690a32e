"""Every result says which rules decided it, how sure they are and who signed them."""

import pytest

from bmcalc import compute
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import in_language
from bmcalc.core.work import DecidingRule, Work
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.formulary.in_force import formulary, put_in_force, source
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.reviewed import from_memory, mark_of, memory_line, reviewed
from bmcalc.formulary.sources import Mark, sources
from bmcalc.rules.canonical import rule_sha256
from tests.formulary.test_bad_files import written
from tests.orders.asked import checked

LOW_ANC = {"anc": {"value": "1.2 x10^9/L", "on": "2021-07-03"}}


def marked(mark):
    """Return the id of a source with a mark."""
    return next(one.id for one in sources().values() if one.mark is mark)


VERIFIED, MEMORY, CONVENTION = map(marked, (Mark.VERIFIED, Mark.MEMORY, Mark.CONVENTION))


@pytest.mark.parametrize(("cited", "mark"), [
    ([VERIFIED], Mark.VERIFIED), ([VERIFIED, CONVENTION], Mark.CONVENTION),
    ([CONVENTION, MEMORY], Mark.MEMORY), ([MEMORY, VERIFIED], Mark.MEMORY),
])
def test_a_rule_is_as_sure_as_the_least_sure_of_its_sources(cited, mark):
    assert mark_of(cited) is mark


def test_a_result_names_the_rules_that_decided_and_nobody_signed():
    answer = checked(labs=LOW_ANC).answer
    assert answer["reviewed"]["rules"][0] == {
        "rule": "docetaxel/DOCETAXEL_ANC", "code": "DOCETAXEL_ANC",
        "sources": ["label-docetaxel-us"], "mark": "verified", "reviewed_by": None,
        "reviewed_on": None,
    }
    assert [one["rule"] for one in answer["reviewed"]["rules"]] == [
        "docetaxel/DOCETAXEL_ANC", "carboplatin/CARBOPLATIN_COUNTS",
    ]


def test_a_line_says_it_of_its_own_rules():
    line = checked(labs=LOW_ANC).lines["docetaxel"]
    assert [(one["code"], one["mark"], one["reviewed_by"]) for one in line["rules"]] == [
        ("DOCETAXEL_ANC", "verified", None)
    ]


def test_a_signed_rule_carries_name_and_day(tmp_path):
    rule = next(one for one in drug("docetaxel").rules if one.code == "DOCETAXEL_ANC")
    written(tmp_path, "reviews.toml",
            f'[[reviews]]\nrule = "{rule.key}"\nsha256 = "{rule_sha256([rule])}"\n'
            'name = "the pharmacist"\ndate = 2026-11-28\n')
    put_in_force(load_formulary(tmp_path))
    try:
        answer = checked(labs=LOW_ANC)
    finally:
        put_in_force(None)
    told = {one["rule"]: (one["reviewed_by"], one["reviewed_on"])
            for one in answer.answer["reviewed"]["rules"]}
    assert told["docetaxel/DOCETAXEL_ANC"] == ("the pharmacist", "2026-11-28")
    assert told["carboplatin/CARBOPLATIN_COUNTS"] == (None, None)
    [line] = answer.lines["docetaxel"]["rules"]
    assert (line["reviewed_by"], line["reviewed_on"]) == ("the pharmacist", "2026-11-28")


def test_no_rule_no_name():
    nothing = {"rules": [], "from_memory": []}
    assert checked().answer["reviewed"] == nothing
    assert compute("corrected-calcium", {"calcium_total": "2.1 mmol/L", "albumin": "30 g/L"})[
        "reviewed"] == nothing
    refused = compute("corrected-calcium", {})
    assert refused["status"] == "refused"
    assert refused["reviewed"] == nothing


def test_the_rules_of_a_bone_agent_and_of_the_partner_are_named_once():
    rules = [one["rule"] for one in checked(labs=LOW_ANC).answer["reviewed"]["rules"]]
    assert len(rules) == len(set(rules))


def test_a_work_notes_each_rule_once():
    one, other = DecidingRule("a/X", "X", ("s",)), DecidingRule("b/X", "X", ("s",))
    work = Work()
    work.decided_by(one, other)
    work.decided_by(one)
    assert work.rules == [one, other]


def test_the_rules_from_memory_are_named_in_one_line_in_both_languages():
    rules = [DecidingRule("a/X", "X", (MEMORY,)), DecidingRule("b/Y", "Y", (VERIFIED,)),
             DecidingRule("c/Z", "Z", (MEMORY, VERIFIED))]
    assert from_memory(rules) == ["X", "Z"]
    assert reviewed(rules)["from_memory"] == ["X", "Z"]
    assert str(memory_line(rules)) == f"From memory: {source(MEMORY).citation}"
    assert memory_line(rules[1:2]) == ""
    with in_language("zh_CN"):
        assert str(source(MEMORY).citation) in str(memory_line(rules))


def test_every_shipped_rule_knows_whose_it_is():
    shared = {id(rule) for label in formulary().lvef.values() for rule in label.rules}
    for one in drugs().values():
        for rule in one.rules:
            owner = "lvef" if id(rule) in shared else one.id
            assert rule.key == f"{owner}/{rule.code}"


def test_a_rule_from_memory_is_named_as_such_in_the_answer():
    with_memory = [
        (one.id, rule) for one in drugs().values() for rule in one.rules
        if mark_of(rule.sources) is Mark.MEMORY
    ]
    assert with_memory
    answer = checked(patient={"cyp3a4_inhibitor": "strong"})
    listed = answer.answer["reviewed"]
    assert listed["from_memory"] == [
        one["code"] for one in listed["rules"] if one["mark"] == "memory"
    ]
    assert "DOCETAXEL_CYP3A4" in listed["from_memory"]


def test_the_answer_holds_plain_texts():
    codes = [one["code"] for one in checked(order={"docetaxel": None}).answer["findings"]]
    assert "MISSING_DRUG" in codes
    assert not any(isinstance(code, FindingCode) for code in codes)
