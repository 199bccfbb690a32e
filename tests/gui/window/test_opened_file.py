"""A file opens as the patient; one that is none changes nothing and says why."""

import json

import pytest
from PySide6.QtWidgets import QLabel

from bmcalc.answer import compute
from bmcalc.gui.pages import all_pages
from bmcalc.gui.window import faults
from bmcalc.resource_files import resource
from tests.gui.conftest import settle

ORDER = {
    "patient": {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg"},
    "labs": {"creatinine": {"value": "68 umol/L", "on": "2021-07-04"}},
    "regimen": "tcbhp", "cycle": 1, "day": 1, "today": "2021-07-05", "bone_agent": "denosumab",
    "order": {"carboplatin": "600 mg", "docetaxel": "120 mg"},
}


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "order.bmcalc"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    return write


def test_an_order_file_opens_in_the_order_check(window, written):
    from bmcalc.gui.pages.order_check.entered import entered

    window.open_file(written(ORDER))
    settle(window)
    given = entered(window.session)
    assert given["regimen"] == "tcbhp"
    assert given["order"]["carboplatin"] == "600 mg"
    assert given["labs"]["creatinine"] == {"value": "68 umol/L", "on": "2021-07-04"}
    assert given["patient"]["weight"] == "58 kg"


def test_a_calculation_opens_on_its_page(window, written):
    window.open_file(written({
        "calculator": "carboplatin",
        "inputs": {"target_auc": "5 mg*min/mL", "gfr": "90 mL/min", "gfr_kind": "measured"},
    }))
    settle(window)
    assert window.session.entry("carboplatin", "target_auc").typed == "5 mg*min/mL"


@pytest.mark.parametrize(
    "content", ["{", "[1]", "{}", {"regime": "tcbhp"}, {"order": 3}, {"calculator": "nothing"}]
)
def test_any_other_file_leaves_what_was_typed(window, written, content):
    window.open_case(1)
    before = window.session.entry("", "weight") or window.session.entry("body-size", "weight")
    window.open_file(written(content))
    settle(window)
    after = window.session.entry("", "weight") or window.session.entry("body-size", "weight")
    assert after == before


GOOD = {"calculator": "supplements", "inputs": {"preparations": [
    {"form": "elemental", "calcium": "600 mg", "per_day": "2"}]}}


def headline(window):
    return window.view().findChild(QLabel, "headline").text()


def told(window):
    return window.bottom._words.text()


@pytest.mark.parametrize("rows", [[{"zz": "1"}], {"a": 1}, True, [1], [[]], "1", [{"form": True}],
                                  [{"calcium": {"a": 1}}], [{}] * 500])
def test_rows_that_no_form_can_show_are_refused_before_anything_is_taken(window, written, rows):
    window.open_file(written(GOOD))
    settle(window)
    first = headline(window)
    assert any(sign.isdigit() for sign in first)
    window.open_file(written({"calculator": "supplements", "inputs": {"preparations": rows}}))
    settle(window)
    assert "preparations" in told(window)
    assert headline(window) == first
    assert window.session.entry("supplements", "preparations").typed[0]["calcium"].typed == "600 mg"
    window.visit("body-size")
    window.visit("supplements")
    assert headline(window) == first


@pytest.mark.parametrize("inputs", [
    {"weight": 58}, {"weight": "58"}, {"weight": {"a": 1}}, {"weight": [1]}, {"weight": True},
    {"weight": "58 kg\n61 kg"}, {"weight": "1" * 5000}, {"sex": 1e400}, {"nothing": 1},
])
def test_a_value_that_no_field_can_hold_is_refused_by_name(window, written, inputs):
    content = json.dumps({"calculator": "body-size", "inputs": inputs})
    content = content.replace("Infinity", "1e9999")
    window.open_file(written(content))
    settle(window)
    assert next(iter(inputs)) in told(window) or "no JSON" in told(window)
    assert window.session.is_empty()


@pytest.mark.parametrize("change", [
    {"patient": {"weight": "58"}}, {"patient": {"zz": 1}}, {"labs": {"zz": "1"}},
    {"labs": {"anc": [1]}}, {"order": {"nothing": "1 mg"}}, {"order": {"docetaxel": [1]}},
    {"order": {"docetaxel": {"dose": {}}}}, {"order": {"docetaxel": {}}}, {"last": {"x": {}}},
    {"last": {"docetaxel": {"zz": 1}}}, {"cycle": [1]}, {"regimen": {}}, {"levels": {"x": 1}},
    {"planned": {"docetaxel": 1}}, {"last_cycle": {"zz": 1}}, {"today": True}, {"patient": [1]},
    {"patient": {"hypersensitivity": "docetaxel"}},
])
def test_an_order_file_with_anything_that_has_no_field_is_refused_whole(window, written, change):
    window.open_file(written({**ORDER, **change}))
    settle(window)
    assert window.session.is_empty()
    assert "order.bmcalc" in told(window)


def test_a_limit_that_a_file_switches_off_is_off(window, written):
    window.open_file(written({"calculator": "carboplatin", "inputs": {
        "target_auc": "5 mg*min/mL", "gfr": "140 mL/min", "gfr_kind": "estimated",
        "gfr_cap": None}}))
    settle(window)
    assert window.session.raw("carboplatin", {
        "gfr_cap": window.view().form.rows["gfr_cap"].ask})== {"gfr_cap": None}


@pytest.mark.parametrize("page", [
    page.id for page in all_pages() if page.group not in ("workspace", "records")
])
def test_every_input_of_the_verification_that_is_accepted_opens(window, written, page):
    cases = json.loads(resource("verification", f"{page}.json").read_text(encoding="utf-8"))
    from bmcalc.gui.window.opened_file import open_file

    for case in cases["cases"]:
        if "values" in case["expect"] and "policy" not in case["inputs"]:
            inputs = case["inputs"]
            content = inputs if page == "order-check" else {"calculator": page, "inputs": inputs}
            opened, refused = open_file(window.session, written(content))
            assert opened == page, (case["id"], str(refused))


def test_a_file_whose_reading_fails_takes_nothing(window, written, monkeypatch, tmp_path):
    def broken(*_arguments):
        raise ArithmeticError

    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "bmcalc.log")
    faults.logger.cache_clear()
    window.open_file(written(GOOD))
    settle(window)
    first = headline(window)
    monkeypatch.setattr("bmcalc.gui.window.opened_file.read_json", broken)
    window.open_file(written(ORDER))
    settle(window)
    faults.logger.cache_clear()
    assert "order.bmcalc" in told(window)
    assert headline(window) == first
    assert window.session.entry("order-check", "regimen").empty


@pytest.mark.parametrize(("group", "name", "bare"), [
    ("patient", "weight", "58"), ("patient", "height", 160), ("order", "carboplatin", "600"),
    ("labs", "creatinine", {"value": "68", "on": "2021-07-04"}),
])
def test_a_number_without_a_unit_is_not_given_one(window, written, group, name, bare):
    content = {**ORDER, group: {**ORDER[group], name: bare}}
    assert [one["code"] for one in compute("order-check", content)["errors"]] == ["E_UNIT"]
    window.open_file(written(content))
    settle(window)
    assert window.session.entry("order-check", "regimen").empty
    assert name in window.bottom._words.text()


def test_a_grade_in_capitals_is_seen_in_its_field(window, written):
    window.open_file(written({"calculator": "tokuhashi", "inputs": {"frankel": "E"}}))
    settle(window)
    assert window.view().form.rows["frankel"].editor.entry().typed == "e"


def test_an_answer_that_is_partly_none_is_not_shown_as_another(window, written):
    window.open_file(written({"calculator": "sins", "inputs": {"pain": ["mechanical", "foo"]}}))
    settle(window)
    assert window.session.entry("sins", "pain").empty
    assert "pain" in window.bottom._words.text()
