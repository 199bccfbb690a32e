"""Limits: each is used, each name that is used exists, and each says what it means."""

import ast
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from bmcalc.core.term import Term, q
from bmcalc.core.texts import in_language
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.formulary.sources import sources
from bmcalc.resource_files import resource
from bmcalc.rules import limits as module
from bmcalc.rules.data_files import entries_of, quantity_of, sources_of, text_of
from bmcalc.rules.limits import (
    FILES,
    Stated,
    StatedChoice,
    StatedNumber,
    contract_choice,
    counted,
    limit,
    limits_of,
)

PACKAGE = Path(module.__file__).parents[1]
BY_NAME = {
    "limit", "counted", "Stated", "StatedNumber", "clearance_below", "clearance_between",
    "older_than", "as_old_as", "lighter_than", "alpha_beta",
}
"""The functions that take the name of a limit."""
LIMITS = {name: one for file in FILES for name, one in limits_of(*file).items()}


def trees():
    for path in sorted(PACKAGE.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def test_every_file_of_limits_is_read_and_no_name_stands_twice():
    folder = {path.name for path in resource("limits").glob("*.toml")}
    assert folder == {file[-1] for file in FILES[1:]}
    assert len(LIMITS) == sum(len(limits_of(*file)) for file in FILES)


def test_every_limit_is_used():
    strings = {
        node.value for tree in trees() for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not LIMITS.keys() - strings


def test_every_name_that_is_used_exists():
    named = {
        argument.value
        for tree in trees() for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in BY_NAME
        for argument in node.args if isinstance(argument, ast.Constant)
    }
    assert len(named) > 40
    assert named <= LIMITS.keys()


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_a_limit_says_what_it_means_and_where_it_is_from(name):
    found = LIMITS[name]
    assert isinstance(found.value, Term) and (found.value.unit.key or found.value == counted(name))
    assert set(found.sources) <= sources().keys()
    assert re.search(r"[\u4e00-\u9fff]", found.text.chinese)
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]|—", found.text.english)


def test_a_name_that_nobody_wrote_down_fails_loudly():
    with pytest.raises(LookupError, match="no_such_limit"):
        limit("no_such_limit")
    with pytest.raises(LookupError, match="no_such_choice"):
        contract_choice("no_such_choice")


def test_the_contract_goes_by_the_shipped_policy():
    policy = shipped_formulary().policy
    for name in ("tolerance_agrees", "tolerance_stops", "nsaid_platelets",
                 "opioid_conversion_limit"):
        assert contract_choice(name) == getattr(policy, name)


def test_a_sentence_shows_the_limit_when_it_is_read():
    assert str(Stated("paracetamol_light")) == "50 kg"
    assert str(StatedNumber("paracetamol_light")) == "50"
    assert str(StatedChoice("nsaid_platelets")) == "100 ×10⁹/L"
    with in_language("zh_CN"):
        assert str(Stated("paracetamol_light")) == "50 kg"


@pytest.mark.parametrize(("read", "entry"), [
    (quantity_of, "5"), (quantity_of, 5), (quantity_of, Decimal(5)), (quantity_of, "5 furlong"),
    (text_of, "one language"), (text_of, {"en": "one"}), (text_of, {"en": "one", "zh": " "}),
    (sources_of, []), (sources_of, "one"), (sources_of, [1]),
])
def test_an_unusable_entry_is_refused(read, entry):
    with pytest.raises(ValueError, match="here"):
        read("here", entry)


@pytest.mark.parametrize("count", [0, -1, True, "5", 5.0])
def test_a_count_that_counts_nothing_is_refused(count):
    entry = {"count": count, "text": {"en": "one", "zh": "一"}, "sources": ["one"]}
    with pytest.raises(ValueError, match="here does not count anything"):
        module._limit_of("here", entry)


def test_an_entry_has_exactly_its_keys():
    assert entries_of("here", {"a": 1}, ("a",)) == {"a": 1}
    for entry in ({}, {"a": 1, "b": 2}, [], "a"):
        with pytest.raises(ValueError, match="here needs exactly: a"):
            entries_of("here", entry, ("a",))


PROBE = """
import sys
from bmcalc.calculators import calculator
calculator("carboplatin")
from bmcalc.rules.limits import limits_of
tables = ("bags", "ctcae", "dose_bands", "opioids", "palliative_schedules")
read = (name for name in tables if f"bmcalc.rules.tables.{name}" in sys.modules)
print(limits_of.cache_info().currsize, *read)
"""


def test_no_limit_and_no_large_table_is_read_before_one_is_asked_for():
    done = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["0"]


@pytest.mark.parametrize(("low", "high"), [
    ("bmi_lowest", "bmi_usual_lowest"), ("bmi_usual_lowest", "bmi_usual_highest"),
    ("bmi_usual_highest", "bmi_highest"), ("bsa_lowest", "bsa_usual_lowest"),
    ("bsa_usual_lowest", "bsa_usual_highest"), ("bsa_usual_highest", "bsa_highest"),
    ("gfr_lowest", "gfr_overestimated_below"), ("gfr_cap_fda", "gfr_highest"),
    ("dose_per_area_lowest", "dose_per_area_confirmed"),
    ("albumin_reliable_lowest", "albumin_reliable_highest"),
    ("tramadol_clearance", "tramadol_sr_clearance"),
    ("nsaid_clearance", "nsaid_clearance_with_care"),
    ("morphine_clearance", "morphine_clearance_reduced"),
    ("oxycodone_clearance_low", "oxycodone_clearance_reduced"),
    ("conversion_reduction", "conversion_reduction_with_care"),
    ("protein_lowest", "protein_target"), ("protein_target", "protein_highest"),
    ("energy_lowest", "energy_highest"), ("calcium_at_once", "calcium_with_calcitriol"),
    ("calcium_with_calcitriol", "calcium_with_calcitriol_highest"),
    ("target_smallest", "target_node_smallest"), ("cord_eqd2_confirmed", "cord_eqd2_highest"),
    ("cord_bed_of_a_course", "cord_bed_without_injury"),
    ("cord_bed_without_injury", "cord_bed_cumulative"),
    ("alpha_beta_cord", "alpha_beta_late"), ("alpha_beta_late", "alpha_beta_tumour"),
    ("qtc_rate_lowest", "qtc_rate_highest"),
    ("tramadol_most_renal", "tramadol_most_elderly"), ("tramadol_most_elderly", "tramadol_most"),
    ("oxycodone_share_lowest", "oxycodone_share_highest"),
])
def test_limits_lie_in_their_order(low, high):
    assert limit(low) < limit(high)


def test_the_values_of_the_documents():
    assert limit("gfr_cap_fda") == q("125 mL/min")
    assert limit("auc_of_a_cycle") == q("7.5 mg*min/mL")
    assert limit("opioid_tolerance") == q("60 mg")
