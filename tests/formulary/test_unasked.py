"""What a formulary says in vain is told as a warning; what ships says nothing in vain."""

import pytest

from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.formulary.unasked import Askers, unasked
from bmcalc.formulary_command import askers, checked_folder
from bmcalc.resource_files import resource
from bmcalc.rules.facts_needed import can_be_known
from bmcalc.rules.measure import MEASURES
from tests.formulary.test_bad_files import GOOD_DRUG, GOOD_REGIMEN, written

WITHOUT_REGIMEN_OR_PAGE = {
    "calcitriol", "calcium_carbonate_d3", "celecoxib", "fentanyl", "ibuprofen", "morphine",
    "oxycodone", "paracetamol", "tramadol", "utidelone",
}
"""Drugs that are ordered beside any regimen, or that no shipped regimen gives."""

RULE = '''
[[rules]]
code = "OWN_RULE"
then = "caution"
any_of = ["anc < 1 x10^9/L"]
text = { en = "x", zh = "甲" }
sources = ["label-docetaxel-us"]
'''
COMPLETE = '''
[[presentations]]
strength = "50 mg"
volume = "25 mL"
concentration = "2 mg/mL"
market = "US"
source = "label-docetaxel-us"

[[infusions]]
route = "iv"
first = "30 min"
text = { en = "x", zh = "甲" }
sources = ["label-docetaxel-us"]

[[essential]]
shared = "counts"
'''


def with_rule(folder, *, rule=RULE, regimen="docetaxel", **replaced):
    """Write an own drug with a rule and a regimen that gives it, or docetaxel."""
    written(folder, "formulary/pirarubicin.toml", GOOD_DRUG + COMPLETE + rule)
    written(folder, "regimens/own.toml", GOOD_REGIMEN.replace("docetaxel", regimen, 1)
            if regimen == "docetaxel" else GOOD_REGIMEN.replace("75 mg/m^2", "90 mg/m^2")
            .replace('drug = "docetaxel"', f'drug = "{regimen}"'))


def warnings(folder):
    problems, found = checked_folder(folder)
    assert problems == ()
    return [(one.file, one.path, str(one.reason)) for one in found]


def test_what_ships_says_nothing_in_vain_but_for_drugs_beside_a_regimen():
    told = {(one.file, str(one.reason)) for one in unasked(shipped_formulary(), askers())}
    assert {file for file, _why in told} <= {
        f"formulary/{name}.toml" for name in WITHOUT_REGIMEN_OR_PAGE
    }
    assert all("in no regimen and on no page" in why for file, why in told
               if file != "formulary/utidelone.toml")


def test_a_rule_of_a_drug_that_nothing_gives(tmp_path):
    with_rule(tmp_path)
    assert warnings(tmp_path) == [(
        "formulary/pirarubicin.toml", "rules[0]",
        "OWN_RULE is never asked: pirarubicin is in no regimen and on no page.",
    )]


def test_a_page_that_asks_the_rules_is_enough(tmp_path):
    with_rule(tmp_path)
    asking = askers()
    with_page = Askers(asking.facts, {*asking.drugs, "pirarubicin"})
    assert [one for one in unasked(load_formulary(tmp_path), with_page)
            if "pirarubicin" in one.file] == []


def test_a_rule_that_a_regimen_asks_is_fine(tmp_path):
    with_rule(tmp_path, regimen="pirarubicin")
    assert warnings(tmp_path) == []


@pytest.mark.parametrize(("scope", "reason"), [
    ("days = [8]", "OWN_RULE is never asked: nothing is given on day 8."),
    ('regimens = ["tcbhp", "thp"]',
     "OWN_RULE is never asked: pirarubicin is given in none of these: tcbhp, thp."),
])
def test_a_rule_for_a_day_or_a_regimen_without_the_drug(tmp_path, scope, reason):
    rule = RULE.replace('then = "caution"', f'then = "caution"\n{scope}')
    with_rule(tmp_path, regimen="pirarubicin", rule=rule)
    assert warnings(tmp_path) == [("formulary/pirarubicin.toml", "rules[0]", reason)]
    asking = askers()
    with_page = Askers(asking.facts, {*asking.drugs, "pirarubicin"})
    [told] = [one for one in unasked(load_formulary(tmp_path), with_page)
              if "pirarubicin" in one.file]
    assert str(told.reason) == reason


def test_a_rule_of_a_regimen_for_a_day_without_the_drug(tmp_path):
    text = resource("regimens", "thp.toml").read_text(encoding="utf-8")
    own = RULE.replace('then = "caution"', 'then = "caution"\ndays = [8]')
    written(tmp_path, "regimens/thp.toml", text + own)
    assert warnings(tmp_path) == [(
        "regimens/thp.toml", "rules[0]", "OWN_RULE is never asked: nothing is given on day 8.",
    )]


@pytest.mark.parametrize("missing", ["presentation", "infusion", "essential"])
def test_a_cytotoxic_lacks_what_makes_it_ready(tmp_path, missing):
    names = ("presentation", "infusion", "essential")
    parts = dict(zip(names, COMPLETE.split("\n\n"), strict=True))
    del parts[missing]
    written(tmp_path, "formulary/pirarubicin.toml", GOOD_DRUG + "\n".join(parts.values()))
    told = warnings(tmp_path)
    assert {(file, path) for file, path, _reason in told} == {("formulary/pirarubicin.toml", "")}
    no_rule, lacks = [reason for _file, _path, reason in told]
    assert "without a rule" in no_rule
    assert any(f"without {article}{missing}" in lacks for article in ("a ", "an ", ""))
    written(tmp_path, "formulary/pirarubicin.toml",
            (GOOD_DRUG + "\n".join(parts.values())).replace("cytotoxic", "endocrine"))
    assert warnings(tmp_path) == []


def test_a_row_that_another_always_hides(tmp_path):
    row = RULE.replace("\nthen", '\ntable = "counts"\nthen')
    lower = row.replace("OWN_RULE", "LOWER").replace("1 x10", "0.5 x10")
    with_rule(tmp_path, regimen="pirarubicin", rule=row + lower)
    assert warnings(tmp_path) == [(
        "formulary/pirarubicin.toml", "rules[1]",
        "LOWER is never told: OWN_RULE of the same table always hides it.",
    )]


def test_a_measure_that_no_question_asks(tmp_path):
    with_rule(tmp_path, regimen="pirarubicin")
    asking = askers()
    without = Askers({one for one in asking.facts if one != "anc"}, asking.drugs)
    told = [str(one) for one in unasked(load_formulary(tmp_path), without)
            if "pirarubicin" in one.file]
    assert told == ["formulary/pirarubicin.toml: rules[0]: OWN_RULE looks at something that no "
                    "question asks: neutrophils (ANC)."]


def test_every_measure_can_be_known_here():
    facts = askers().facts
    assert [one for one in MEASURES if not can_be_known(one, facts)] == []
    assert not can_be_known("creatinine_rise", {"creatinine"})
    assert can_be_known("transaminase_xuln", {"ast", "ast_uln", "alt", "alt_uln"})
    assert not can_be_known("transaminase_xuln", {"ast", "ast_uln", "alt"})
