"""A hospital's folder lies over the shipped files, entry by entry, and answers name it."""

from __future__ import annotations

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.folder_entries import entries_of
from bmcalc.formulary.hospital.own_folder import folder_now
from bmcalc.formulary.identity import policy_sha256, shipped_identity
from bmcalc.formulary.in_force import formulary_identity, problems, put_in_force
from bmcalc.formulary.layers import NO_FOLDER
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.site_folder import site_folder
from tests.formulary.test_bad_files import written

LOWER_CEILING = 'highest_dose = "75 mg/m^2"\ndose_levels = []\n'


@pytest.fixture
def in_force():
    yield put_in_force
    put_in_force(None)


def test_one_entry_changes_and_the_others_stay(tmp_path):
    written(tmp_path, "formulary/docetaxel.toml", LOWER_CEILING)
    loaded = load_formulary(tmp_path)
    own, shipped = loaded.drugs["docetaxel"], shipped_formulary().drugs["docetaxel"]
    assert loaded.problems == ()
    assert own.highest_dose == q("75 mg/m^2")
    assert own.dose_levels == ()
    assert own.usual_dose == shipped.usual_dose
    assert own.rules == shipped.rules
    assert loaded.drugs["paclitaxel"] == shipped_formulary().drugs["paclitaxel"]


OWN_RULE = """
[[rules]]
code = "{code}"
then = "do_not_give"
any_of = ["anc < 2 x10^9/L"]
text = {{ en = "Ours.", zh = "本院。" }}
sources = ["label-docetaxel-us"]
"""


def codes_of(folder):
    loaded = load_formulary(folder)
    return loaded, [rule.code for rule in loaded.drugs["docetaxel"].rules]


def test_a_rule_that_a_hospital_adds_takes_no_shipped_one_away(tmp_path):
    shipped = [rule.code for rule in shipped_formulary().drugs["docetaxel"].rules]
    written(tmp_path, "formulary/docetaxel.toml", OWN_RULE.format(code="OURS"))
    assert codes_of(tmp_path)[1] == [*shipped, "OURS"]


def test_a_rule_of_a_shipped_code_takes_its_place(tmp_path):
    shipped = {rule.code for rule in shipped_formulary().drugs["docetaxel"].rules}
    written(tmp_path, "formulary/docetaxel.toml", OWN_RULE.format(code="DOCETAXEL_ANC"))
    loaded, codes = codes_of(tmp_path)
    assert set(codes) == shipped
    changed = next(one for one in loaded.drugs["docetaxel"].rules if one.code == "DOCETAXEL_ANC")
    assert str(changed.text) == "Ours."


def test_a_shipped_rule_is_left_out_only_by_name(tmp_path):
    written(tmp_path, "formulary/docetaxel.toml", 'without_rules = ["DOCETAXEL_ANC"]\n')
    loaded, codes = codes_of(tmp_path)
    assert loaded.problems == ()
    assert "DOCETAXEL_ANC" not in codes
    assert len(codes) == len(shipped_formulary().drugs["docetaxel"].rules) - 1
    written(tmp_path, "formulary/docetaxel.toml", 'without_rules = ["DOCETAXEL_ANX"]\n')
    assert [one.path for one in load_formulary(tmp_path).problems] == ["without_rules[0]"]


def test_a_signature_does_not_carry_over_to_what_was_changed(tmp_path):
    written(tmp_path, "formulary/docetaxel.toml",
            'reviewed_by = "the pharmacist"\nreviewed_on = 2026-11-02\n')
    loaded = load_formulary(tmp_path)
    assert loaded.drugs["docetaxel"].reviewed_by == "the pharmacist"
    written(tmp_path, "formulary/docetaxel.toml", 'reviewed_by = "the pharmacist"\n')
    assert "docetaxel" not in load_formulary(tmp_path).drugs


def test_a_hospital_brings_its_own_sources(tmp_path):
    written(tmp_path, "sources/own.toml",
            '[own-protocol]\ncitation = "Protocol 7, 2026"\nmark = "convention"\n')
    written(tmp_path, "formulary/docetaxel.toml", 'sources = ["own-protocol"]\n')
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    assert loaded.sources["own-protocol"].citation == "Protocol 7, 2026"


def test_a_source_that_stands_already_or_has_no_mark_is_refused(tmp_path):
    written(tmp_path, "sources/own.toml",
            '[label-phesgo]\ncitation = "x"\nmark = "verified"\n\n[own]\ncitation = "y"\n')
    loaded = load_formulary(tmp_path)
    assert [(one.file, one.path) for one in loaded.problems] == [
        ("sources/own.toml", "label-phesgo"), ("sources/own.toml", "own"),
    ]


def test_a_policy_names_only_what_it_decides(tmp_path):
    written(tmp_path, "policy.toml", 'label_profile = "eu"\ncreatinine_floor = "off"\n'
            '\n[laboratory]\ncalcium_lln = "2.10 mmol/L"\n')
    policy = load_formulary(tmp_path).policy
    assert policy is not None
    assert policy.label_profile == "eu"
    assert policy.creatinine_floor is None
    assert policy.laboratory.calcium_lln == q("2.10 mmol/L")
    assert policy.laboratory.calcium_uln == q("2.52 mmol/L")
    assert policy.weight_basis == "nrg"
    assert policy.version == f"{shipped_formulary().policy.version} + local"


def test_a_refused_policy_is_missing_and_never_replaced_by_the_shipped_one(tmp_path):
    written(tmp_path, "policy.toml", 'label_profile = "jp"\n')
    loaded = load_formulary(tmp_path)
    assert loaded.policy is None
    assert [(one.file, one.path) for one in loaded.problems] == [("policy.toml", "label_profile")]


def test_stock_names_strengths_that_exist(tmp_path):
    written(tmp_path, "policy.toml", '[stock]\ncarboplatin = ["100 mg", "450 mg"]\n'
            'daunorubicin = ["10 mg"]\n')
    places = [one.path for one in load_formulary(tmp_path).problems]
    assert places == ["stock.carboplatin[1]", "stock.daunorubicin"]
    written(tmp_path, "policy.toml", '[stock]\ncarboplatin = ["100 mg"]\n')
    policy = load_formulary(tmp_path).policy
    assert policy is not None
    assert policy.in_stock("carboplatin") == (q("100 mg"),)
    assert policy.in_stock("docetaxel") is None


def test_the_identity_proves_which_files_were_used(tmp_path):
    written(tmp_path, "formulary.toml", 'version = "hospital 3"\n')
    written(tmp_path, "formulary/docetaxel.toml", LOWER_CEILING)
    first = load_formulary(tmp_path).identity
    assert first.version == f"{shipped_identity().version} + hospital 3"
    assert first.sha256 != shipped_identity().sha256
    written(tmp_path, "formulary/docetaxel.toml", 'highest_dose = "80 mg/m^2"\n')
    assert load_formulary(tmp_path).identity.sha256 != first.sha256


def test_a_nameless_folder_reads_local(tmp_path):
    written(tmp_path, "formulary/docetaxel.toml", LOWER_CEILING)
    assert load_formulary(tmp_path).identity.version.endswith(" + local")


def test_a_policy_alone_leaves_the_formulary_the_shipped_one(tmp_path):
    written(tmp_path, "policy.toml", 'label_profile = "eu"\n')
    assert load_formulary(tmp_path).identity == shipped_identity()


def test_a_policy_of_comments_alone_decides_nothing(tmp_path):
    written(tmp_path, "policy.toml", '# label_profile = "eu"\n\n')
    loaded = load_formulary(tmp_path)
    assert loaded.identity == shipped_identity()
    assert loaded.policy == shipped_formulary().policy
    assert loaded.policy_sha256 == policy_sha256()
    assert loaded.problems == ()


@pytest.mark.parametrize("name", ["", "Policy.toml"])
def test_a_folder_that_cannot_be_used_leaves_no_policy_in_force(tmp_path, name):
    folder = tmp_path / "missing"
    if name:
        written(folder, name, 'label_profile = "eu"\n')
    loaded = load_formulary(folder)
    assert loaded.policy is None
    assert loaded.problems[0].file == str(folder)


def test_the_systems_folder_counts_once_a_hospital_put_something_in(tmp_path, monkeypatch):
    monkeypatch.delenv("BMCALC_SITE", raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("PROGRAMDATA", str(tmp_path))
    assert site_folder() is None
    written(tmp_path, "bmcalc/bmcalc.ini", "[General]\nlanguage=zh_CN\n")
    (tmp_path / "bmcalc" / "records").mkdir()
    assert site_folder() is None
    assert folder_now(tmp_path / "bmcalc") is NO_FOLDER
    written(tmp_path, "bmcalc/policy.toml", 'label_profile = "eu"\n')
    assert site_folder() == tmp_path / "bmcalc"
    written(tmp_path, "bmcalc/records/ledger.db", "events")
    assert load_formulary(tmp_path / "bmcalc").problems == ()


def test_the_policy_has_its_own_hash(tmp_path):
    written(tmp_path, "policy.toml", 'label_profile = "eu"\n')
    own = policy_sha256(entries_of(tmp_path))
    assert load_formulary(tmp_path).policy_sha256 == own != policy_sha256()


def test_what_was_put_in_force_is_what_is_looked_up(tmp_path, in_force):
    written(tmp_path, "formulary/docetaxel.toml", LOWER_CEILING)
    in_force(load_formulary(tmp_path))
    assert drug("docetaxel").highest_dose == q("75 mg/m^2")
    assert formulary_identity().version.endswith(" + local")
    assert problems() == ()
    in_force(None)
    assert drug("docetaxel").highest_dose == q("100 mg/m^2")
    assert formulary_identity() == shipped_identity()
