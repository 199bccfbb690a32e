"""The self-test: passes here, and notices one changed byte or one changed number."""

import functools
import json
import shutil
import sys
from decimal import Decimal

import pytest

from bmcalc import resource_files
from bmcalc.catalogue import all_calculators
from bmcalc.cli import run
from bmcalc.core.arithmetic import sqrt
from bmcalc.core.term import number, q
from bmcalc.core.texts import in_language
from bmcalc.formulary import in_force
from bmcalc.formulary import shipped as shipped_files
from bmcalc.formulary.shipped import ShippedFormulary
from bmcalc.formulas import bsa_formulas, calvert
from bmcalc.verification import cases
from bmcalc.verification.cases import Case, agrees, run_cases, shipped_cases
from bmcalc.verification.manifest import (
    Fault,
    check_installation,
    check_manifest,
    department_hashes,
    write_manifest,
)
from bmcalc.verification.selftest import SelfTest, machine, run_selftest
from bmcalc.verification.selftest_report import selftest_report, verdict_line


@pytest.fixture(scope="module")
def here():
    return run_selftest("WenQuanYi Micro Hei")


def test_every_shipped_case_agrees(here):
    assert not [(o.case.id, o.fault) for o in here.failed_cases]
    assert len(here.outcomes) > 500
    assert len({o.case.id for o in here.outcomes}) == len(here.outcomes)


def test_every_calculator_has_cases(here):
    assert here.untested == []
    assert set(here.counts()) == {found.id for found in all_calculators()}


def test_a_checkout_says_that_no_files_were_compared(here):
    assert here.files is None
    assert "source checkout" in verdict_line(here)


@pytest.mark.parametrize("case", [
    Case("x", "body-size", {"sex": "female", "height": "160 cm", "weight": "58 kg"},
         {"values": {"bsa": "1.6055"}}),
    Case("x", "body-size", {"sex": "female", "height": "160 cm", "weight": "58 kg"},
         {"status": "stop"}),
    Case("x", "body-size", {"sex": "female"}, {"values": {"bsa": "1.6"}}),
    Case("x", "body-size", {"sex": "female"}, {"errors": ["E_CONTRA"]}),
    Case("x", "no-such-calculator", {}, {}),
])
def test_a_case_that_is_not_met_is_told(case):
    assert not run_cases([case])[0].passed


def test_numbers_agree_within_one_in_a_million():
    assert agrees({"value": "1.0000009", "unit": "kg"}, "1")
    assert not agrees({"value": "1.0000011", "unit": "kg"}, "1")
    assert agrees({"a": {"value": "2"}, "b": None}, {"a": "2"})
    assert not agrees({"a": {"value": "2"}}, {"b": "2"})
    rows = [{"drug": "a", "dose": {"value": "2", "unit": "mg"}}, {"drug": "b", "dose": None}]
    assert agrees(rows, [{"drug": "a", "dose": "2"}])
    assert not agrees(rows, [{"drug": "b", "dose": "2"}])


def test_a_finding_that_must_be_absent_fails_its_case():
    low = {"calcium_total": "2.00 mmol/L", "albumin": "40 g/L"}
    for word, passed in (("codes", True), ("absent", False)):
        case = Case("x", "corrected-calcium", low, {word: ["CALCIUM_LIMITS"]})
        assert run_cases([case])[0].passed is passed


def test_each_expected_number_counts():
    for case in shipped_cases():
        for name, wanted in case.expect.get("values", {}).items():
            if isinstance(wanted, str) and wanted.replace(".", "").isdigit() and Decimal(wanted):
                other = dict(case.expect["values"]) | {name: str(Decimal(wanted) * 2)}
                changed = Case(case.id, case.calculator, case.inputs, {"values": other})
                assert not run_cases([changed])[0].passed
                break


def test_one_changed_byte_is_noticed(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "one.toml").write_bytes(b"dose = 120")
    (tmp_path / "bmcalc").write_bytes(b"program")
    write_manifest(tmp_path)
    assert [check.fault for check in check_manifest(tmp_path)] == [None, None]
    (tmp_path / "data" / "one.toml").write_bytes(b"dose = 121")
    (tmp_path / "bmcalc").unlink()
    (tmp_path / "other.dll").write_bytes(b"")
    found = {check.path: check.fault for check in check_manifest(tmp_path)}
    assert found == {
        "data/one.toml": Fault.CHANGED, "bmcalc": Fault.MISSING, "other.dll": Fault.ADDED,
    }
    (tmp_path / "manifest.json").unlink()
    assert check_manifest(tmp_path)[0].fault is Fault.MISSING


def test_the_departments_program_is_checked_where_it_is_installed(monkeypatch, tmp_path):
    window, department = tmp_path / "bmcalc", tmp_path / "bmcalc-department"
    window.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(window / "bmcalc"))
    (window / "bmcalc").write_bytes(b"program")
    write_manifest(window)
    assert [check.path for check in check_installation()] == ["bmcalc"]
    department.mkdir()
    assert [check.path for check in check_installation()] == ["bmcalc"]
    program = department / "bmcalc-department"
    program.write_bytes(b"program")
    assert [(check.path, check.fault) for check in check_installation()][1:] == [
        ("../bmcalc-department/manifest.json", Fault.MISSING)]
    write_manifest(department)
    assert [check.fault for check in check_installation()] == [None, None]
    program.write_bytes(b"changed")
    assert [(check.path, check.fault) for check in check_installation()][1:] == [
        ("../bmcalc-department/bmcalc-department", Fault.CHANGED)]
    assert department_hashes().keys() == {"bmcalc-department"}


def test_a_checkout_has_no_files_to_check():
    assert check_installation() is None
    assert department_hashes() is None


def test_a_failure_is_said_and_ends_with_1(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(cases, "TOLERANCE", Decimal("-1"))
    report = tmp_path / "report.json"
    assert run(["selftest", "--report", str(report)]) == 1
    said = capsys.readouterr()
    assert "FAILED" in said.out
    assert "carboplatin-001" in said.err
    assert json.loads(report.read_text(encoding="utf-8"))["verdict"] == "fail"


def failed_cases_of(calculator):
    chosen = [case for case in shipped_cases() if case.calculator == calculator]
    return {outcome.case.id for outcome in run_cases(chosen) if not outcome.passed}


def test_a_changed_constant_fails_the_command(monkeypatch, capsys):
    monkeypatch.setattr(calvert, "NON_RENAL", q("25.1 mL/min"))
    assert run(["selftest"]) == 1
    said = capsys.readouterr()
    assert "FAILED" in said.out
    assert "carboplatin-001" in said.err


def test_a_changed_area_is_noticed(monkeypatch):
    mosteller = bsa_formulas.BSA_FORMULAS["mosteller"]
    monkeypatch.setitem(bsa_formulas.BSA_FORMULAS, "mosteller", mosteller._replace(
        area=lambda height, weight, sex: sqrt(number(height, "cm") * number(weight, "kg") / 3601)
    ))
    assert "bsa-dose-001" in failed_cases_of("bsa-dose")
    assert "body-size-001" in failed_cases_of("body-size")


@pytest.mark.parametrize(("drug", "shipped", "changed"), [
    ("docetaxel", 'usual_dose = "75 mg/m^2"', 'usual_dose = "76 mg/m^2"'),
    ("paclitaxel", 'highest_dose = "175 mg/m^2"', 'highest_dose = "176 mg/m^2"'),
])
def test_a_changed_dose_of_the_formulary_is_noticed(monkeypatch, tmp_path, drug, shipped, changed):
    root = tmp_path / "resources"
    shutil.copytree(resource_files.resource(), root)
    entry = root / "formulary" / f"{drug}.toml"
    text = entry.read_text(encoding="utf-8")
    assert shipped in text
    entry.write_text(text.replace(shipped, changed), encoding="utf-8")
    monkeypatch.setattr(resource_files, "_INSIDE", root)
    monkeypatch.setattr(shipped_files, "shipped_formulary", functools.cache(ShippedFormulary))
    monkeypatch.setattr(in_force, "_IN_FORCE", in_force.InForce())
    assert failed_cases_of("bsa-dose")


@pytest.mark.parametrize("ending", ["html", "pdf", "json"])
def test_the_report_is_written_by_its_ending(tmp_path, ending):
    report = tmp_path / f"report.{ending}"
    assert run(["selftest", "--report", str(report)]) == 0
    assert report.stat().st_size > 1000


def test_another_ending_is_refused(tmp_path, capsys):
    assert run(["selftest", "--report", str(tmp_path / "report.doc")]) == 2
    assert "report must end" in capsys.readouterr().err


def test_the_report_names_every_fault():
    wrong = run_cases([Case("x-1", "qtc", {"qt": "400 ms", "heart_rate": "60 /min"},
                            {"values": {"qtc": "1"}})])
    with in_language("zh_CN"):
        report = selftest_report(SelfTest(wrong, None, machine("")))
    assert any("x-1" in notice.text for section in report.sections for notice in section.blocks
               if hasattr(notice, "severity"))
