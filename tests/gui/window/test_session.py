"""What was typed is kept raw and shared between pages by name."""

from bmcalc.calculators import calculator
from bmcalc.gui.result.evaluation import evaluate
from bmcalc.gui.window.session import NOTHING, Session, Typed, raw_of

WEIGHT = calculator("body-size").inputs.asks()["weight"]
CAP = calculator("carboplatin").inputs.asks()["gfr_cap"]


def test_a_bare_number_takes_the_unit_beside_it():
    assert raw_of(Typed("60", "kg"), WEIGHT) == "60 kg"


def test_a_unit_in_the_text_is_stronger_than_the_one_beside_it():
    assert raw_of(Typed("60 lb", "kg"), WEIGHT) == "60 lb"


def test_text_that_is_no_number_stays_as_it_was_typed():
    for typed in ("1,5", "abc", "1⁵", "60 61"):
        assert raw_of(Typed(typed, "kg"), WEIGHT).startswith(typed)


def test_off_is_an_explicit_null_and_empty_is_left_out():
    session = Session()
    session.put("carboplatin", "gfr_cap", Typed("", "mL/min", off=True))
    assert session.raw("carboplatin", {"gfr_cap": CAP}) == {"gfr_cap": None}
    session.put("carboplatin", "gfr_cap", Typed("", "mL/min"))
    assert session.raw("carboplatin", {"gfr_cap": CAP}) == {}


def test_patient_fields_are_shared_and_page_fields_are_not():
    session = Session()
    session.put("denosumab", "calcium_total", Typed("2.45", "mmol/L"))
    session.put("denosumab", "correction", Typed("payne_1973"))
    assert session.entry("corrected-calcium", "calcium_total") == Typed("2.45", "mmol/L")
    assert session.entry("corrected-calcium", "correction") == NOTHING


def test_a_listener_hears_of_a_change_and_not_of_a_repetition():
    session, heard = Session(), []
    session.listen(lambda: heard.append(1))
    session.put("", "weight", Typed("60", "kg"))
    session.put("", "weight", Typed("60", "kg"))
    assert len(heard) == 1


def test_a_cleared_patient_comes_back():
    session = Session()
    session.put("", "weight", Typed("60", "kg"))
    session.clear()
    assert session.is_empty()
    session.restore()
    assert session.entry("", "weight") == Typed("60", "kg")


def test_an_invented_value_is_invented_until_someone_types_another():
    session = Session()
    session.open("a case", "", {"weight": "58 kg", "age": "52"}, ("weight",), {})
    assert session.is_invented("body-size", "weight")
    assert not session.is_invented("body-size", "age")
    session.put("", "weight", Typed("61", "kg"))
    assert not session.is_invented("body-size", "weight")


def test_an_untouched_page_says_what_is_needed():
    outcome = evaluate(calculator("body-size"), {})
    assert outcome.status == "missing"
    assert outcome.missing() == ["sex", "height", "weight"]


def test_what_is_needed_follows_the_choices():
    renal = calculator("renal-function")
    by_weight = evaluate(renal, {"equation": "cockcroft_gault", "sex": "female"})
    by_age = evaluate(renal, {"equation": "ckd_epi_2021", "sex": "female"})
    assert "weight" in by_weight.needs
    assert "weight" not in by_age.needs


def test_a_refusal_has_no_number():
    given = {"sex": "female", "height": "160 cm", "weight": "abc"}
    outcome = evaluate(calculator("body-size"), given)
    assert outcome.work is None
    assert outcome.status == "refused"


def test_what_does_not_apply_is_no_fault():
    given = {"site": "lower_limb", "lesion": "lytic", "size": "gt_2_3", "pain": "functional",
             "fracture_present": True}
    assert evaluate(calculator("mirels"), given).status == "not_applicable"
