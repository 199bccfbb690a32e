"""Signatures of rules hold for what was signed, and for nothing else."""

import datetime

import pytest

from bmcalc.core.texts import in_language
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.identity import shipped_identity
from bmcalc.formulary.loading import check_folder, load_formulary
from bmcalc.formulary.reviews import rules_by_key
from bmcalc.resource_files import resource
from bmcalc.rules.canonical import canonical_form, rule_sha256
from bmcalc.rules.rule import Rule
from tests.formulary.test_bad_files import written

KEY = "docetaxel/DOCETAXEL_ANC"


def anc_rule():
    return next(rule for rule in drug("docetaxel").rules if rule.code == "DOCETAXEL_ANC")


def entry(rule=KEY, sha256=None, name='"the pharmacist"', date="2026-11-28", **more):
    sha256 = rule_sha256([anc_rule()]) if sha256 is None else sha256
    lines = [f'rule = "{rule}"', f'sha256 = "{sha256}"', f"name = {name}", f"date = {date}"]
    return "\n".join(["[[reviews]]", *lines, *(f"{key} = {value}" for key, value in more.items())])


def signed(folder, *entries):
    return written(folder, "reviews.toml", "\n\n".join(entries) + "\n")


def problems_in(folder):
    return [(one.file, one.path, str(one.reason)) for one in check_folder(folder)]


def rule(**entries):
    text = {"en": "Hold.", "zh": "暂停。"}
    return Rule.model_validate({
        "code": "X", "then": "delay", "text": text, "sources": ["a", "b"],
        "any_of": ["anc < 1.5 x10^9/L"], **entries,
    })


def test_a_rule_has_one_canonical_form():
    assert canonical_form(rule()).decode() == (
        '{"any_of":["anc < 1.5 x10^9/L"],"code":"X","sources":["a","b"],'
        '"text":{"en":"Hold.","zh":"暂停。"},"then":"delay"}'
    )
    same = rule(occasion="every_dose", profiles=["us", "eu", "cn"], unknown="tell")
    assert rule_sha256([rule()]) == rule_sha256([same])
    assert len(rule_sha256([rule()])) == 64


@pytest.mark.parametrize("change", [
    {"any_of": ["anc < 1.4 x10^9/L"]}, {"any_of": ["anc <= 1.5 x10^9/L"]},
    {"any_of": ["platelets < 1.5 x10^9/L"]}, {"then": "omit"}, {"code": "Y"},
    {"sources": ["a"]}, {"text": {"en": "Hold.", "zh": "停。"}},
    {"text": {"en": "Hold", "zh": "暂停。"}}, {"profiles": ["us"]}, {"days": [8]},
    {"unknown": "caution"}, {"undecided": True}, {"until": ["anc >= 1.5 x10^9/L"]},
    {"occasion": "first_dose"}, {"table": "t"},
])
def test_whatever_changes_in_a_rule_changes_its_hash(change):
    assert rule_sha256([rule(**change)]) != rule_sha256([rule()])


def test_the_owner_of_a_rule_is_not_part_of_what_it_says():
    mine, other = rule(), rule()
    mine.belong_to("docetaxel")
    other.belong_to("paclitaxel")
    assert rule_sha256([mine]) == rule_sha256([other])
    assert (mine.key, other.key) == ("docetaxel/X", "paclitaxel/X")


def test_rows_of_one_code_are_signed_together():
    assert rule_sha256([rule(), rule(days=[8])]) != rule_sha256([rule()])
    assert rule_sha256([rule(), rule(days=[8])]) != rule_sha256([rule(), rule(days=[15])])


def test_a_rule_that_several_drugs_share_is_signed_once():
    shared, own = rule(), rule(code="OWN")
    shared.belong_to("lvef")
    assert rules_by_key([shared, own, shared]) == {"lvef/X": [shared], "/OWN": [own]}


def test_a_signature_holds_and_leaves_the_formulary_the_shipped_one(tmp_path):
    signed(tmp_path, entry())
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    review = loaded.reviews[KEY]
    assert (review.name, review.date) == ("the pharmacist", datetime.date(2026, 11, 28))
    assert loaded.identity == shipped_identity()
    assert loaded.reviews.keys() == {KEY}


def test_a_regimens_rule_is_signed_as_well(tmp_path):
    loaded = load_formulary()
    own = next(one for regimen in loaded.regimens.values() for one in regimen.rules)
    signed(tmp_path, entry(rule=own.key, sha256=rule_sha256([own])))
    assert load_formulary(tmp_path).reviews.keys() == {own.key}


def test_a_changed_rule_voids_its_signature_and_the_check_says_so(tmp_path):
    text = resource("formulary", "docetaxel.toml").read_text(encoding="utf-8")
    assert 'any_of = ["anc < 1.5 x10^9/L"]' in text
    written(tmp_path, "formulary/docetaxel.toml", text.replace(
        'any_of = ["anc < 1.5 x10^9/L"]', 'any_of = ["anc < 1.4 x10^9/L"]'
    ))
    signed(tmp_path, entry())
    assert problems_in(tmp_path) == [(
        "reviews.toml", "reviews[0].sha256",
        "docetaxel/DOCETAXEL_ANC is not what the pharmacist signed on 2026-11-28: the signature is "
        "void.",
    )]
    assert load_formulary(tmp_path).reviews == {}
    assert "docetaxel" in load_formulary(tmp_path).drugs


@pytest.mark.parametrize(("wrong", "path"), [
    (entry(rule="docetaxel/NO_SUCH_RULE"), "reviews[0].rule"),
    (entry(rule="DOCETAXEL_ANC"), "reviews[0].rule"),
    (entry(sha256="0" * 64), "reviews[0].sha256"),
    (entry(sha256="abc"), "reviews[0].sha256"),
    (entry(name='" "'), "reviews[0].name"),
    (entry(name="7"), "reviews[0].name"),
    (entry(date='"28.11.2026"'), "reviews[0].date"),
    (entry(date='"2026-11-28"'), "reviews[0].date"),
    (entry(date="2026-11-28T10:00:00"), "reviews[0].date"),
    (entry(stamp='"x"'), "reviews[0].stamp"),
    ('[[reviews]]\nrule = "docetaxel/DOCETAXEL_ANC"', "reviews[0].sha256"),
])
def test_a_signature_that_cannot_stand_is_named_and_the_others_hold(tmp_path, wrong, path):
    good = drug("docetaxel").rules[1]
    signed(tmp_path, wrong, entry(rule=good.key, sha256=rule_sha256([good])))
    loaded = load_formulary(tmp_path)
    assert path in [one.path for one in loaded.problems]
    assert all(one.file == "reviews.toml" and str(one.reason) for one in loaded.problems)
    assert loaded.reviews.keys() == {good.key}
    with in_language("zh_CN"):
        assert all(str(one.reason) for one in loaded.problems)


@pytest.mark.parametrize(("text", "path"), [
    ("reviews = 3\n", "reviews"), ("signed = true\n", "signed"), ("[[reviews]\n", ""),
    ("[reviews]\nrule = 1\n", "reviews"),
])
def test_a_file_that_is_not_a_list_of_signatures_is_refused(tmp_path, text, path):
    written(tmp_path, "reviews.toml", text)
    assert [(file, where) for file, where, _why in problems_in(tmp_path)] == [
        ("reviews.toml", path)
    ]


def test_one_signature_suffices_and_the_first_of_two_counts(tmp_path):
    signed(tmp_path, entry(), entry(name='"Wang Fang"'))
    assert load_formulary(tmp_path).reviews[KEY].name == "the pharmacist"
