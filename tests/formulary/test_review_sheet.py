"""The sheet shows every rule with a case on each side of every edge, as the program decides."""

import pytest

from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.review_sheet import review_sheets
from bmcalc.rules.edges import sides
from tests.formulary.test_bad_files import written

IDS = sorted({*drugs(), *regimens()})


COMMON_BANDS = [
    "intervals/GIVEN_TODAY", "intervals/TOO_EARLY", "intervals/EARLY", "intervals/LATE",
]


@pytest.mark.parametrize("identifier", IDS)
def test_every_edge_of_every_shipped_rule_has_a_case_on_each_side(identifier):
    for sheet in review_sheets(identifier):
        for row in (row for rule in sheet.rules for row in rule.rows):
            edges = {(one.measure, sides(one)[0]) for one in row.rule.conditions() if sides(one)}
            assert {(one.measure, one.value) for one in row.cases if one.holds} == edges
            assert 2 * sum(1 for one in row.cases if one.holds) == len(row.cases)


@pytest.mark.parametrize("identifier", IDS)
def test_a_case_beyond_the_edge_never_meets_the_rule(identifier):
    for sheet in review_sheets(identifier):
        for row in (row for rule in sheet.rules for row in rule.rows):
            for case in row.cases:
                met = [one.rule for one in case.judgement.met]
                assert case.holds or row.rule not in met


def test_every_rule_of_a_drug_is_on_its_sheet_once():
    [sheet] = review_sheets("docetaxel")
    own = dict.fromkeys(one.key for one in drugs()["docetaxel"].rules)
    assert [rule.key for rule in sheet.rules] == [*own, *COMMON_BANDS]


@pytest.mark.parametrize(("drug", "shown"), [
    ("gemcitabine", True), ("fulvestrant", False), ("palbociclib", False), ("denosumab", False),
    ("trastuzumab_iv", False), ("letrozole", False), ("morphine", False),
])
def test_the_common_bands_are_on_the_sheet_of_a_drug_that_is_asked_them(drug, shown):
    keys = {rule.key for rule in review_sheets(drug)[0].rules}
    assert keys.isdisjoint({"intervals/EARLY", "intervals/LATE"}) is not shown


def test_an_id_of_a_drug_and_a_regimen_gives_both():
    drug, regimen = review_sheets("denosumab")
    assert drug.subject is drugs()["denosumab"]
    assert regimen.subject is regimens()["denosumab"]
    assert review_sheets("no-such-id") == ()


def test_a_hospitals_rule_is_calculated_and_its_signature_shown(tmp_path):
    [before] = review_sheets("docetaxel")
    anc = next(rule for rule in before.rules if rule.key.endswith("_ANC"))
    written(tmp_path, "reviews.toml",
            f'[[reviews]]\nrule = "{anc.key}"\nsha256 = "{anc.sha256}"\n'
            'name = "the pharmacist"\ndate = 2026-11-28\n')
    put_in_force(load_formulary(tmp_path))
    try:
        [sheet] = review_sheets("docetaxel")
    finally:
        put_in_force(None)
    assert before.signed == 0
    assert sheet.signed == 1
    assert {rule.key for rule in sheet.rules if rule.review is not None} == {anc.key}


def test_a_convention_is_ours_and_a_label_is_not():
    [sheet] = review_sheets("docetaxel")
    ours = {rule.key for rule in sheet.rules if rule.is_ours}
    assert ours == {
        "docetaxel/DOCETAXEL_BONE_ALP", "docetaxel/PREGNANT", "docetaxel/PREGNANT_FROM_WEEK_14",
        *COMMON_BANDS,
    }
    marks = {rule.key: rule.mark.value for rule in sheet.rules}
    assert marks["docetaxel/DOCETAXEL_CYP3A4"] == "memory"
    assert marks["docetaxel/DOCETAXEL_ANC"] == "verified"
