from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from bmcalc.calculators.pain.opioid_tables import TABLE_NAMES, label_patch
from bmcalc.core.problems import Refused
from bmcalc.core.term import q
from tests.calculators.score_vectors import error_codes, expected_error, finding_codes, vectors

NAMES = {"adverse": "adverse_effects"}
CLOSE = Decimal("1e-6")


def rows(regimen):
    return [
        {"drug": drug, "dose": f"{dose} {'ug/h' if drug == 'fentanyl_td' else 'mg'}"}
        for drug, dose in regimen
    ]


def convert(regimen, **inputs):
    return compute("opioid-conversion", {"regimen": rows(regimen)} | inputs)


def number(value):
    return Decimal(value["value"])


def close(value, expected):
    return abs(number(value) - Decimal(str(expected))) <= CLOSE * abs(Decimal(str(expected)))


@pytest.mark.parametrize("vector", vectors("ome_all"))
def test_equivalents_by_every_table(vector):
    [regimen] = vector["args"]
    target = "hydromorphone_po" if regimen[0][0] != "hydromorphone_po" else "morphine_po"
    answer = convert(regimen, to=target, age=50)
    assert answer["status"] != "refused", answer["errors"]
    for table, expected in vector["expect"].items():
        key = table.lower().replace("cdc", "cdc_").replace("fpm", "fpm_")
        key = key.replace("eapc", "eapc_").replace("cn2018", "cn_2018")
        got = answer["values"]["ome"][key]
        assert got is None if expected is None else close(got, expected), key


@pytest.mark.parametrize("vector", vectors("ome"))
def test_what_has_no_equivalent(vector):
    regimen, table = vector["args"]
    key = {"CN2018_lo": "cn_2018_lo", "NCCN": "nccn"}.get(table)
    answer = convert(regimen, to="oxycodone_po", age=50, **({"table": key} if key else {}))
    assert error_codes(answer) == [expected_error(vector)]


@pytest.mark.parametrize("vector", vectors("convert"))
def test_worked_conversions(vector):
    regimen, target, table = vector["args"]
    key = table.lower().replace("cn2018", "cn_2018").replace("fpm", "fpm_").replace("cdc", "cdc_")
    inputs = {"to": target, "table": key}
    for name, value in vector["kwargs"].items():
        if name == "unit":
            inputs["strength"] = f"{value} mg"
        elif name == "reduction":
            inputs["reduction"] = f"{100 * Decimal(str(value)):f} %"
        else:
            inputs[NAMES.get(name, name)] = value
    answer = convert(regimen, **inputs)
    error, expect = expected_error(vector), vector["expect"]
    if error:
        assert error_codes(answer) == [error]
        return
    values = answer["values"]
    assert close(values["ome"][key], expect["ome"])
    if target == "fentanyl_td":
        assert number(values["patch"]) == expect["patch_ug_h"]
        assert values["target_per_day"] is None
        return
    assert close(values["equianalgesic"], expect["equianalgesic_24h"])
    assert number(values["reduction"]) == 100 * Decimal(expect["reduction"])
    assert close(values["target_per_day"], expect["target_24h"])
    assert number(values["dose_q12h"]) == Decimal(str(expect["per_dose_rounded_down"]))


@pytest.mark.parametrize("vector", vectors("morphine_to_td_label"))
def test_the_labels_patch_table(vector):
    [dose] = vector["args"]
    error = expected_error(vector)
    if error:
        with pytest.raises(Refused) as refused:
            label_patch(q(f"{dose} mg"))
        assert [problem.code for problem in refused.value.problems] == [error]
    else:
        assert label_patch(q(f"{dose} mg")) == q(f"{vector['expect']} ug/h")


@pytest.mark.parametrize("table", ["cdc_2016", "cdc_2022"])
def test_cdc_tables_show_equivalents_but_never_convert(table):
    answer = convert([("tramadol_po", 400)], to="oxycodone_po", table=table, age=55)
    assert error_codes(answer) == ["E_ENUM"]
    assert "CDC" in answer["errors"][0]["text"]
    shown = convert([("tramadol_po", 400)], to="oxycodone_po", age=55)["values"]["ome"]
    assert number(shown["cdc_2022"]) == 80
    assert number(shown["cdc_2016"]) == 40


def test_without_a_table_the_smallest_target_decides_in_both_directions():
    to = convert([("morphine_po", 60)], to="oxycodone_po", age=55)
    assert to["values"]["table"] == "cn_2018_hi"
    assert number(to["values"]["target_per_day"]) == Decimal("22.5")
    back = convert([("oxycodone_po", 40)], to="morphine_po", age=55)
    assert number(back["values"]["target_per_day"]) == 45
    assert "TABLE_BY_RULE" in finding_codes(to)


@pytest.mark.parametrize("drugs", [
    [("morphine_po", 60)], [("oxycodone_po", 40)], [("fentanyl_td", 25)],
    [("morphine_parenteral", 20)], [("tramadol_po", 300)], [("codeine_po", 200)],
])
@pytest.mark.parametrize("target", ["morphine_po", "oxycodone_po", "hydromorphone_po"])
def test_no_table_gives_less_than_the_default_one(drugs, target):
    if drugs[0][0] == target:
        return
    default = number(convert(drugs, to=target, age=50)["values"]["target_per_day"])
    for table in TABLE_NAMES:
        answer = convert(drugs, to=target, age=50, table=table)
        if answer["status"] != "refused":
            assert number(answer["values"]["target_per_day"]) >= default


def test_above_200_mg_only_a_specialist_converts():
    at = convert([("morphine_po", 200)], to="oxycodone_po", table="fpm_2020", age=50)
    assert at["status"] != "refused"
    above = convert([("morphine_po", "200.1")], to="oxycodone_po", table="fpm_2020", age=50)
    assert error_codes(above) == ["E_SPECIALIST"]
    assert error_codes(convert([("fentanyl_td", 100)], to="morphine_po")) == ["E_SPECIALIST"]


@pytest.mark.parametrize(
    ("inputs", "reduction"),
    [({"age": 64}, 25), ({"age": 65}, 50), ({"frail": True}, 50), ({"adverse_effects": True}, 50),
     ({"age": 50, "frail": False, "adverse_effects": False}, 25), ({"reduction": "30 %"}, 30)],
)
def test_the_reduction_and_what_halves_the_dose(inputs, reduction):
    answer = convert([("morphine_po", 60)], to="oxycodone_po", **inputs)
    assert number(answer["values"]["reduction"]) == reduction


def test_leaving_a_patch_halves_the_dose_and_warns():
    answer = convert([("fentanyl_td", 25)], to="morphine_po", age=50)
    assert number(answer["values"]["reduction"]) == 50
    assert "PATCH_STILL_ACTS" in finding_codes(answer)


def test_age_is_asked_only_where_it_decides():
    missing = convert([("morphine_po", 60)], to="oxycodone_po")
    assert [(e["code"], e["field"]) for e in missing["errors"]] == [("E_MISSING", None)]
    assert "Age" in missing["errors"][0]["text"]
    assert error_codes(convert([], to="oxycodone_po")) == ["E_MISSING"]
    assert error_codes(convert([("tramadol_po", 200)], to="oxycodone_po",
                               table="cn_2018_lo")) == ["E_NOFACTOR"]


def test_a_small_reduction_is_said():
    answer = convert([("morphine_po", 60)], to="oxycodone_po", age=70, reduction="25 %")
    assert "REDUCTION_SMALL" in finding_codes(answer)


@pytest.mark.parametrize(("dose", "patch"), [(60, 25), ("134.9", 25), (135, 50), (200, 50)])
def test_to_a_patch_only_by_the_label(dose, patch):
    answer = convert([("morphine_po", dose)], to="fentanyl_td", tolerant=True, table="fpm_2020")
    assert number(answer["values"]["patch"]) == patch
    assert answer["values"]["dose_q12h"] is None


def test_a_patch_is_refused_to_those_who_are_not_tolerant():
    assert error_codes(convert([("morphine_po", 60)], to="fentanyl_td")) == ["E_MISSING"]
    assert error_codes(
        convert([("morphine_po", 60)], to="fentanyl_td", tolerant=False)) == ["E_CONTRA"]
    assert error_codes(
        convert([("morphine_po", 59)], to="fentanyl_td", tolerant=True)) == ["E_CONTRA"]
    assert error_codes(convert(
        [("morphine_po", 90)], to="fentanyl_td", tolerant=True, reduction="25 %")) == ["E_LOGIC"]


@pytest.mark.parametrize(
    ("drug", "dose", "code"),
    [("fentanyl_td", "4.2 mg", "E_UNIT"), ("morphine_po", "25 ug/h", "E_UNIT"),
     ("fentanyl_td", "11 ug/h", "E_UNIT"), ("morphine_po", "60", "E_UNIT"),
     ("morphine_po", "1,5 mg", "E_TYPE"), ("methadone_po", "10 mg", "E_ENUM")],
)
def test_a_dose_has_the_unit_of_its_drug(drug, dose, code):
    answer = compute("opioid-conversion", {
        "regimen": [{"drug": drug, "dose": dose}], "to": "hydromorphone_po", "age": 50,
    })
    assert error_codes(answer) == [code]


def test_an_opioid_is_not_converted_to_itself():
    assert error_codes(convert([("morphine_po", 60)], to="morphine_po", age=50)) == ["E_LOGIC"]


def test_a_weak_opioid_is_left_as_by_a_patient_without_opioids():
    answer = convert([("tramadol_po", 200)], to="oxycodone_po", age=52, strength="5 mg")
    assert "START_AS_NAIVE" in finding_codes(answer)
    strong = convert([("morphine_po", 60)], to="oxycodone_po", age=52, strength="5 mg")
    assert "START_AS_NAIVE" not in finding_codes(strong)


def test_a_table_from_memory_is_said_to_be_so():
    unsure = convert([("morphine_po", 60)], to="oxycodone_po", age=50, table="eapc_2012")
    assert "TABLE_FROM_MEMORY" in finding_codes(unsure)
    sure = convert([("morphine_po", 60)], to="oxycodone_po", age=50, table="fpm_2020")
    assert "TABLE_FROM_MEMORY" not in finding_codes(sure)
    partly = convert([("morphine_parenteral", 20)], to="oxycodone_po", age=50, table="fpm_2020")
    assert "TABLE_FROM_MEMORY" in finding_codes(partly)
    assert partly["steps"][0]["source"] == "fpm-2020-parenteral"


def test_the_12_hour_dose_is_a_whole_tablet_or_none():
    small = convert([("morphine_po", 20)], to="oxycodone_po", age=50, strength="10 mg")
    assert small["values"]["dose_q12h"] is None
    assert "STRENGTH_TOO_LARGE" in finding_codes(small)
    unknown = convert([("morphine_po", 20)], to="oxycodone_po", age=50)
    assert "NOT_ROUNDED" in finding_codes(unknown)


def test_a_parenteral_dose_is_not_split_into_two():
    answer = convert([("morphine_po", 60)], to="morphine_parenteral", age=50)
    assert answer["values"]["dose_q12h"] is None
    assert number(answer["values"]["target_per_day"]) == 15


@settings(max_examples=50, deadline=None)
@given(dose=st.integers(1, 130), more=st.integers(1, 60),
       table=st.sampled_from(["fpm_2020", "eapc_2012", "cn_2018_lo", "cn_2018_hi"]))
def test_more_opioid_never_converts_to_less(dose, more, table):
    low = convert([("morphine_po", dose)], to="oxycodone_po", table=table, age=50)
    high = convert([("morphine_po", dose + more)], to="oxycodone_po", table=table, age=50)
    assert number(low["values"]["target_per_day"]) < number(high["values"]["target_per_day"])
    assert number(low["values"]["rescue_high"]) == 2 * number(low["values"]["rescue_low"])


@settings(max_examples=50, deadline=None)
@given(dose=st.integers(10, 200), strength=st.sampled_from([1, 2, 5, 10, 20]))
def test_rounding_down_never_adds(dose, strength):
    answer = convert([("morphine_po", dose)], to="oxycodone_po", table="fpm_2020", age=50,
                     strength=f"{strength} mg")
    values = answer["values"]
    if values["dose_q12h"] is None:
        return
    tablets = number(values["dose_q12h"]) / strength
    assert tablets == int(tablets)
    exact = number(values["target_per_day"]) / 2
    assert exact - strength < number(values["dose_q12h"]) <= exact + CLOSE
