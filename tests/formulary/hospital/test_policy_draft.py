"""A policy decided by a form: written whole, read again as decided, nothing else touched."""

import tomllib
from dataclasses import replace

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.hospital.own_folder import folder_now, judged, save_files
from bmcalc.formulary.hospital.policy_draft import LIMITS, SOURCE, draft_of_policy
from bmcalc.formulary.layers import NO_FOLDER
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.shipped import shipped_formulary
from tests.formulary.test_bad_files import written

GROUNDS = "Pharmacy committee, 28 November 2026"


@pytest.fixture
def draft():
    return replace(draft_of_policy(shipped_formulary().policy, NO_FOLDER), grounds=GROUNDS)


def saved(draft, folder):
    own = folder_now(folder)
    files = draft.files(own)
    assert judged(own, files).problems == ()
    save_files(folder, files)
    return load_formulary(folder)


def test_what_is_confirmed_as_shipped_is_written_all_the_same(draft, tmp_path):
    assert list(draft.faults()) == []
    laid = saved(draft, tmp_path)
    assert laid.problems == ()
    entries = tomllib.loads((tmp_path / "policy.toml").read_text("utf-8"))
    assert entries["label_profile"] == "cn" and entries["rounding"] == "none"
    assert entries["laboratory"]["calcium_lln"] == "2.11 mmol/L"
    assert laid.policy.sources[0] == SOURCE
    assert laid.sources[SOURCE].citation.english == GROUNDS


def test_what_is_decided_is_in_force_and_the_rest_stays(draft, tmp_path):
    written(tmp_path, "policy.toml", '# ours\nvial_limit = 4\n[laboratory]\nbilirubin_uln = '
                                     '"21 umol/L"\n[stock]\ndocetaxel = ["20 mg"]\n')
    decided = {**draft.decided, "label_profile": "eu", "rounding": "nearest_step",
               "rounding_step": "5 mg"}
    limits = {**draft.laboratory, "calcium_lln": "2.20 mmol/L", "bilirubin_uln": "20 umol/L"}
    laid = saved(replace(draft, decided=decided, laboratory=limits), tmp_path)
    policy = laid.policy
    assert (policy.label_profile, policy.rounding_step) == ("eu", q("5 mg"))
    assert policy.laboratory.calcium_lln == q("2.20 mmol/L")
    assert policy.laboratory.bilirubin_uln == q("20 umol/L")
    assert policy.vial_limit == 4 and policy.stock == {"docetaxel": (q("20 mg"),)}
    assert (tmp_path / "policy.toml").read_text("utf-8").startswith("# ours\n")


def test_a_changed_policy_loses_its_signature_and_its_version(draft, tmp_path):
    signed = 'version = "2026-11"\nsigned_by = "Wang"\nsigned_on = 2026-11-01\n'
    written(tmp_path, "policy.toml", signed)
    assert load_formulary(tmp_path).policy.signed_by == "Wang"
    policy = saved(draft, tmp_path).policy
    assert policy.signed_by == "" and policy.version.endswith("local")


def test_the_same_policy_saved_again_keeps_its_signature(draft, tmp_path):
    saved(draft, tmp_path)
    path = tmp_path / "policy.toml"
    text = path.read_text("utf-8")
    path.write_text(f'signed_by = "Wang"\nsigned_on = 2026-11-01\n{text}', "utf-8")
    again = draft_of_policy(load_formulary(tmp_path).policy, folder_now(tmp_path))
    assert again.grounds == GROUNDS
    assert saved(again, tmp_path).policy.signed_by == "Wang"


@pytest.mark.parametrize(("field", "text", "whole"), [
    ("calcium_lln", "2.00 mmol/L", True), ("calcium_lln", "1.99 mmol/L", False),
    ("calcium_lln", "2.11", False), ("calcium_lln", "", False),
    ("lvef_lln", "45 %", True), ("lvef_lln", "44 %", False),
    ("bilirubin_uln", "", True), ("bilirubin_uln", "35 umol/L", True),
    ("bilirubin_uln", "36 umol/L", False),
])
def test_a_limit_that_no_laboratory_has_is_refused_at_its_field(draft, field, text, whole):
    assert field in LIMITS
    faults = list(replace(draft, laboratory={**draft.laboratory, field: text}).faults())
    assert [one.field for one in faults] == ([] if whole else [f"laboratory.{field}"])


@pytest.mark.parametrize(("rounding", "step", "whole"), [
    ("none", "", True), ("none", "5 mg", False), ("nearest_step", "5 mg", True),
    ("nearest_step", "", False),
])
def test_a_step_stands_with_rounding_to_a_step_alone(draft, rounding, step, whole):
    decided = {**draft.decided, "rounding": rounding, "rounding_step": step}
    faults = list(replace(draft, decided=decided).faults())
    assert [one.field for one in faults] == ([] if whole else ["rounding_step"])


def test_nobody_decides_without_saying_who(draft):
    assert [one.field for one in replace(draft, grounds=" ").faults()] == ["grounds"]


def test_limits_the_wrong_way_round_are_told_by_the_check_of_the_folder(draft):
    limits = {**draft.laboratory, "calcium_lln": "2.40 mmol/L", "calcium_uln": "2.40 mmol/L"}
    files = replace(draft, laboratory=limits).files(NO_FOLDER)
    assert judged(NO_FOLDER, files).problems
