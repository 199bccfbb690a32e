"""The order page asks for what bevacizumab is judged by, and for reactions to related drugs."""

import pytest

from bmcalc.gui.pages.order_check.entered import entered
from tests.gui.order_page import enter, field, found, put

ASKED = ("blood_pressure_systolic", "blood_pressure_diastolic", "proteinuria", "thrombosis",
         "thrombosis_on", "significant_bleeding", "unhealed_wound", "surgery_on",
         "nephrotic_syndrome")


@pytest.fixture
def bevacizumab(window, page):
    put(window, regimen="paclitaxel-bevacizumab", cycle="2", day="1", today="2024-03-10",
        order__bevacizumab="580 mg")
    return page


@pytest.mark.parametrize("name", ASKED)
def test_every_question_of_bevacizumab_is_asked(bevacizumab, name):
    assert field(bevacizumab, "facts", name) is not None


@pytest.mark.parametrize(("name", "typed", "kept"), [
    ("proteinuria", "2+", "2+"), ("proteinuria", "2.5 g/24h", "2.5 g/24h"),
    ("surgery_on", "none", "none"), ("surgery_on", "2024-03-01", "2024-03-01"),
])
def test_what_is_typed_reaches_the_check(window, qtbot, bevacizumab, name, typed, kept):
    enter(window, qtbot, bevacizumab, "facts", name, typed)
    given = entered(window.session)
    told = {**given.get("patient", {}), **given.get("labs", {})}[name]
    assert (told["value"] if isinstance(told, dict) else told) == kept


def test_protein_of_3_plus_is_told(window, qtbot, bevacizumab):
    enter(window, qtbot, bevacizumab, "facts", "proteinuria", "3+")
    assert any("3+ or more" in one for one in found(bevacizumab))


def test_a_reaction_to_a_related_drug_can_be_ticked(window, page):
    put(window, regimen="tcbhp", cycle="1", day="1")
    page.side.buttons["facts"].click()
    names = {box.text() for box in page.side.drawers["facts"]._ticks.controls()}
    assert {"CISplatin", "cabazitaxel", "PACLitaxel", "DOCEtaxel"} <= names
