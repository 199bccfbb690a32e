"""A hospital's own regimen: what the program cannot answer for is refused, never passed over."""

from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.resource_files import resource
from tests.orders.asked import checked, close


@pytest.fixture
def tcbhp_with(tmp_path):
    """Return a function that puts a changed TCbHP in force for a test."""
    def put(shipped, own):
        text = resource("regimens", "tcbhp.toml").read_text(encoding="utf-8")
        assert shipped in text
        folder = tmp_path / "regimens"
        folder.mkdir()
        (folder / "tcbhp.toml").write_text(text.replace(shipped, own), encoding="utf-8")
        loaded = load_formulary(tmp_path)
        assert loaded.problems == ()
        put_in_force(loaded)

    yield put
    put_in_force(None)


@pytest.mark.parametrize(("shipped", "own", "drug"), [
    ('loading_dose = "8 mg/kg"', 'loading_dose = "6 mg/kg"', "trastuzumab_iv"),
    ('\ndose = "420 mg"', '\ndose = "400 mg"', "pertuzumab"),
])
def test_an_antibody_beside_its_schedule_is_not_dosed_by_the_schedule(
    tcbhp_with, shipped, own, drug
):
    tcbhp_with(shipped, own)
    answer = checked()
    assert answer.number(drug, "computed") is None
    assert answer.verdict(drug) == "stop"
    assert "OTHER_THAN_SCHEDULE" in answer.codes(drug)


def test_another_dose_by_area_is_the_one_that_is_computed(tcbhp_with):
    tcbhp_with('"75 mg/m^2"', '"70 mg/m^2"')
    area = (Decimal(160) * 58 / 3600).sqrt()
    assert close(checked().number("docetaxel", "computed"), 70 * area)


def test_a_drug_that_a_hospital_adds_can_be_chosen_by_area(tmp_path):
    """Also where the shipped drugs were already looked at, as the window does."""
    asked = {"drug": "cabazitaxel", "dose_per_area": "25 mg/m^2", "height": "160 cm",
             "weight": "58 kg"}
    assert compute("bsa-dose", asked)["errors"][0]["code"] == "E_ENUM"
    text = resource("formulary", "docetaxel.toml").read_text(encoding="utf-8")
    (tmp_path / "formulary").mkdir()
    (tmp_path / "formulary" / "cabazitaxel.toml").write_text(
        text.replace('en = "DOCEtaxel"', 'en = "cabazitaxel"'), encoding="utf-8"
    )
    put_in_force(load_formulary(tmp_path))
    try:
        codes = {error["code"] for error in compute("bsa-dose", asked).get("errors", ())}
        assert "E_ENUM" not in codes
    finally:
        put_in_force(None)
