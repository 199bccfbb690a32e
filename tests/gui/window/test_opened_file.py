"""A file opens as the patient; one that is none changes nothing and says why."""

import json

import pytest

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
