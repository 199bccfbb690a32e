"""With a fault in the hospital's folder no order is checked, and no shipped dose stands in."""

import json

import pytest

from bmcalc import compute
from bmcalc.catalogue import all_calculators
from bmcalc.cli import run
from bmcalc.formulary.in_force import await_hospital, put_in_force
from bmcalc.formulary.objections import CODE, ORDERS
from bmcalc.gui.pages.order_check.outcome import look
from bmcalc.gui.result.evaluation import evaluate
from bmcalc.site_folder import put_site_in_force
from bmcalc.verification.cases import shipped_cases
from tests.formulary.test_bad_files import written

UNREAD = {"formulary/docetaxel.toml.txt": 'highest_dose = "75 mg/m^2"\n'}
REFUSED = {"formulary/docetaxel.toml": "highest_dose = 3\n"}


@pytest.fixture
def hospital(tmp_path):
    def lay(files):
        for name, text in files.items():
            written(tmp_path, name, text)
        return put_site_in_force(tmp_path)

    yield lay
    put_in_force(None)


def first_cases():
    """Return for every calculator a shipped case that is computed."""
    found = {}
    for case in shipped_cases():
        if case.calculator not in found and compute(case.calculator, case.inputs)["values"]:
            found[case.calculator] = case
    return found


def codes(answer):
    return [one["code"] for one in answer.get("errors", [])]


def test_an_entry_that_was_not_read_stops_all_that_rests_on_a_drug(hospital):
    cases = first_cases()
    before = {name: compute(name, case.inputs) for name, case in cases.items()}
    (line,) = hospital(UNREAD)
    for calculator in all_calculators():
        answer = compute(calculator.id, cases[calculator.id].inputs)
        if calculator.rules_of or calculator.group == ORDERS:
            assert codes(answer) == [CODE], calculator.id
            assert answer["values"] == {}
            assert line in answer["errors"][0]["text"]
            shown = evaluate(calculator, cases[calculator.id].inputs)
            assert shown.work is None
            assert [one.code for one in shown.problems] == [CODE]
        else:
            assert answer["values"] == before[calculator.id]["values"], calculator.id


def test_every_shipped_case_is_refused_or_computed_without_the_formulary(hospital):
    hospital(UNREAD)
    resting = {one.id for one in all_calculators() if one.rules_of or one.group == ORDERS}
    for case in shipped_cases():
        answer = compute(case.calculator, case.inputs)
        assert (codes(answer) == [CODE]) is (case.calculator in resting), case.id


def test_a_refused_file_stops_orders_and_its_own_drug_alone(hospital):
    cases = first_cases()
    hospital(REFUSED)
    for name in ("order-check", "schedule"):
        assert codes(compute(name, cases[name].inputs)) == [CODE]
    per_area = {"dose_per_bsa": "75 mg/m^2", "height": "160 cm", "weight": "58 kg",
                "sex": "female"}
    assert codes(compute("bsa-dose", {"drug": "docetaxel", **per_area})) == ["E_ENUM"]
    assert compute("bsa-dose", {"drug": "paclitaxel", **per_area})["values"]["dose"]


def test_a_signature_that_does_not_hold_stops_nothing(hospital):
    case = first_cases()["order-check"]
    lines = hospital({"reviews.toml": '[[reviews]]\nrule = "docetaxel/GONE"\n'})
    assert lines
    assert codes(compute("order-check", case.inputs)) == []


def test_the_page_of_orders_checks_nothing_and_says_why(hospital):
    case = first_cases()["order-check"]
    assert look(case.inputs).check is not None
    hospital(REFUSED)
    outcome = look(case.inputs)
    assert outcome.check is None
    assert [one.code for one in outcome.problems] == [CODE]


def test_nothing_is_computed_before_the_hospitals_folder_was_read():
    cases = first_cases()
    try:
        await_hospital()
        assert codes(compute("order-check", cases["order-check"].inputs)) == [CODE]
        assert codes(compute("bsa-dose", cases["bsa-dose"].inputs)) == [CODE]
        assert codes(compute("body-size", cases["body-size"].inputs)) == []
    finally:
        put_in_force(None)
    assert codes(compute("order-check", cases["order-check"].inputs)) == []


def test_a_folder_that_breaks_the_reader_stops_all_that_rests_on_a_drug(hospital, monkeypatch):
    case = first_cases()["bsa-dose"]
    monkeypatch.setattr("bmcalc.formulary.loading.load_formulary", lambda _folder: 1 / 0)
    (line,) = hospital({})
    assert "ZeroDivisionError" in line
    assert codes(compute("bsa-dose", case.inputs)) == [CODE]


def test_the_command_refuses_with_the_reason(tmp_path, capsys):
    case = first_cases()["order-check"]
    for name, text in UNREAD.items():
        written(tmp_path / "hospital", name, text)
    order = tmp_path / "order.json"
    order.write_text(json.dumps(case.inputs))
    called = ["compute", "order-check", str(order), "--site", str(tmp_path / "hospital")]
    try:
        assert run(called) == 2
    finally:
        put_in_force(None)
    said = capsys.readouterr()
    assert "formulary/docetaxel.toml.txt" in said.err
    assert json.loads(said.out)["errors"][0]["code"] == CODE
    assert run(["formulary", "check", str(tmp_path / "hospital")]) == 2
    assert "formulary/docetaxel.toml.txt" in capsys.readouterr().out
