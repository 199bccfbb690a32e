"""One pasted text with an order, results and a banner: each line goes to one reader."""

import json
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.intake.parts import read_intake
from bmcalc.orders.reading.intake.patient_said import other_patient, patient_said
from bmcalc.orders.reading.laboratory.print_out import read_laboratory
from bmcalc.orders.reading.pasted_order import read_pasted
from tests.orders.reading.test_laboratory_texts import TEXTS
from tests.orders.reading.test_laboratory_vectors import VECTORS, amount

HERE = Path(__file__).parent
ORDERS = [
    one["text"] for one in json.loads(
        (HERE.parents[1] / "vectors" / "order_text.json").read_text(encoding="utf-8"))
] + [
    one["order"] for one in tomllib.loads(
        (HERE / "order_texts.toml").read_text(encoding="utf-8"))["texts"]
]
LABORATORY = "血常规 采样 2024-03-10\nNEUT# 3.2 10^9/L 1.8-6.3\nPLT 210 10^9/L\n肌酐 66 umol/L"
ORDER = "注射用曲妥珠单抗 348mg 静滴 st\n帕妥珠单抗 420mg 静滴 st\n多西他赛 120mg 静滴 st"
BANNER = "姓名：王某 性别：女 年龄：52岁 病历号：20240011 身高：160cm 体重：58kg"
MESSAGE = (
    "MSH|^~\\&|LIS|H|||20240310||ORU^R01|1|P|2.3\nPID|1||999888^^^H~V-1||WANG^MOU||19720101|F\n"
    "OBR|1||S1|CBC|||20240310071200\nOBX|1|NM|777-3^PLT^LN||214|10*9/L|125-350|N|||F\n")


def read(text, sex="female"):
    return read_intake(text, drugs(), 1, sex)


def lines(pasted):
    return [
        (type(one).__name__, one.number, one.text, str(getattr(one, "reason", "")),
         str(getattr(one, "ordered", "")))
        for each in fields(pasted) for one in getattr(pasted, each.name)
    ]


@pytest.mark.parametrize("text", ORDERS, ids=lambda text: text[:30])
def test_an_order_alone_is_read_as_before_and_gives_no_result(text):
    found = read(text)
    assert lines(found.pasted) == lines(read_pasted(text, drugs()))
    assert found.laboratory.results == ()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_results_alone_order_nothing(vector):
    found = read(vector["text"])
    assert not found.has_order
    assert found.order.is_empty
    alone = read_laboratory(vector["text"], "female")
    assert [(one.fact, one.value, one.on) for one in found.laboratory.results] == [
        (one.fact, one.value, one.on) for one in alone.results]


@pytest.mark.parametrize("entry", [one for one in TEXTS if one["takes"]],
                         ids=lambda entry: entry["text"][:30])
def test_no_dose_is_read_from_results(entry):
    assert not read(entry["text"]).order.doses


@pytest.mark.parametrize("text", [
    f"{ORDER}\n{LABORATORY}", f"{LABORATORY}\n{ORDER}", f"{BANNER}\n{ORDER}\n\n{LABORATORY}",
    f"{LABORATORY}\n\n{BANNER}\n{ORDER}",
])
def test_an_order_and_results_in_one_text_are_parted(text):
    found = read(text)
    assert found.order.doses.keys() == {"trastuzumab_iv", "pertuzumab", "docetaxel"}
    assert found.order.not_understood == ()
    assert {one.fact: (amount(one.value), one.on.isoformat()) for one in found.laboratory.results
            } == {
        "anc": (amount("3.2 x10^9/L"), "2024-03-10"),
        "platelets": (amount("210 x10^9/L"), "2024-03-10"),
        "creatinine": (amount("66 umol/L"), "2024-03-10"),
    }
    assert found.doubtful == ()


@pytest.mark.parametrize("text", [
    f"{ORDER}\n{LABORATORY}", f"{BANNER}\n{LABORATORY}\n随访\n{ORDER}\n\n奇怪的一行 77",
    f"{LABORATORY}\n{ORDER} 肌酐 66 umol/L",
])
def test_every_line_is_with_one_reader_and_shown_there(text):
    found = read(text)
    laboratory, pasted = found.laboratory, found.pasted
    of_laboratory = {
        one.number for one in (*laboratory.results, *laboratory.not_used, *laboratory.offered,
                               *laboratory.told, *laboratory.unknown)}
    of_order = {number for _kind, number, *_rest in lines(pasted)}
    assert of_laboratory.isdisjoint(of_order)
    assert of_laboratory | of_order == {
        number for number, line in enumerate(text.splitlines(), 1) if line.strip()}


@pytest.mark.parametrize("line", [
    "多西他赛 120mg 静滴 ANC 3.2 10^9/L", "ANC 3.2 10^9/L 多西他赛 120mg 静滴",
    "卡铂 516mg 肌酐 66 umol/L", "docetaxel 120 mg IV, ALT 22 U/L, 2024-03-10",
])
def test_a_line_with_a_drug_and_a_result_gives_neither(line):
    found = read(f"{LABORATORY}\n{line}")
    assert found.order.doses == {}
    assert found.order.not_understood or found.order.others
    assert found.doubtful == (5,)
    assert {one.fact for one in found.laboratory.results} == {"anc", "platelets", "creatinine"}
    assert all(one.number < 5 for one in found.laboratory.results)


@pytest.mark.parametrize("line", [
    "Mg 120 mg", "钾 516 mg", "ALP 120 mg", "IP 516 mg", "白蛋白 260 mg", "PLT 348 mg 静滴",
])
def test_a_dose_is_no_result(line):
    for before in ("", f"{LABORATORY}\n", f"{ORDER}\n", f"{ORDER}\n{LABORATORY}\n"):
        found = read(before + line)
        assert {one.fact for one in found.laboratory.results} <= {"anc", "platelets", "creatinine"}
        assert found.order.doses.keys() <= {"trastuzumab_iv", "pertuzumab", "docetaxel"}


@pytest.mark.parametrize("line", ["白蛋白 41 g/L", "镁 0.85 mmol/L", "钙 2.3 mmol/L",
                                  "空腹血糖 5.6 mmol/L", "25-羟维生素D 30 ng/mL"])
def test_a_result_is_no_dose(line):
    found = read(f"{ORDER}\n采样 2024-03-10\n{line}")
    assert found.order.doses.keys() == {"trastuzumab_iv", "pertuzumab", "docetaxel"}
    assert found.order.not_understood == () and not found.order.others
    assert len(found.laboratory.results) == 1


def test_what_nobody_understands_stays_with_the_order():
    found = read(f"{LABORATORY}\n{ORDER}\n以上按减量方案")
    assert [one.text for one in found.order.not_understood] == ["以上按减量方案"]


def test_a_stop_under_the_order_is_not_lost_among_results():
    found = read(f"{ORDER}\n{LABORATORY}\n多西他赛 停用")
    assert [one.drug for one in found.order.discontinued] == ["docetaxel"]


# The patient

def test_a_banner_gives_what_it_labels():
    said = patient_said(BANNER)
    assert said.values["sex"] == "female"
    assert said.values["age"] == 52
    assert amount(said.values["height"]) == amount("160 cm")
    assert amount(said.values["weight"]) == amount("58 kg")
    assert said.records == ("20240011",)
    assert said.names == ("王某",)


@pytest.mark.parametrize(("text", "fact", "expected"), [
    ("Height: 160 cm", "height", "160 cm"), ("height 1.60 m", "height", "1.60 m"),
    ("Weight 58 kg", "weight", "58 kg"), ("体重:58公斤", "weight", "58 kg"),
    ("Body weight: 58 kg", "weight", "58 kg"), ("height 160 cm weight 58 kg", "weight", "58 kg"),
    ("Weight: 58 kg, ideal body weight: 52 kg", "weight", "58 kg"),
    ("Current weight 58 kg", "weight", "58 kg"), ("Wt: 58.5kg", "weight", "58.5 kg"),
    ("身高160厘米", "height", "160 cm"),
])
def test_sizes_are_read_with_label_and_unit(text, fact, expected):
    assert amount(patient_said(text).values[fact]) == amount(expected)


@pytest.mark.parametrize("text", [
    "160 cm 58 kg", "理想体重 50kg", "标准体重：50kg", "身高 160", "体重 58", "weight 128 lb",
    "体重 8 kg", "剂量 6mg/kg 体重", "体重 58 kg/m2", "年龄 8 月", "日龄 52", "身高 16O cm", "女",
    "52岁", "体重指数 22.7 kg/m2", "上次体重 60kg", "Ideal body weight: 54 kg",
    "adjusted weight 58 kg", "Ward 3, dry weight: 58 kg",
    "Previous weight: 65 kg", "lean-body weight 45 kg", "Ideal  body  weight = 54 kg",
])
def test_what_is_not_labelled_unmistakably_is_not_taken(text):
    assert dict(patient_said(text).values) == {}


def test_two_values_of_a_fact_are_none():
    said = patient_said("体重：58kg\n体重：61kg")
    assert "weight" not in said.values
    assert said.unclear == ("weight",)


@pytest.mark.parametrize(("text", "known"), [
    ("姓名：王某\n姓名：李某", {}), ("病历号：1001\n病历号：1002", {}), ("性别：女\n性别：男", {}),
    ("年龄：52岁\n年龄：60岁", {}), ("病历号：1001", {"record_id": "1002"}),
    ("性别：男", {"sex": "female"}), ("年龄：60", {"age": 52}),
    ("Patient ID: A-778 Sex: F", {"record_id": "BM-0001", "sex": "female"}),
    (MESSAGE, {"record_id": "BM-0001"}), (MESSAGE.replace("|F\n", "|M\n"), {"sex": "female"}),
    (MESSAGE + MESSAGE.replace("999888", "999889").replace("V-1", "V-2"), {}),
    (MESSAGE + MESSAGE.replace("WANG", "LI"), {}),
    ("H|\\^&|||analyser\nP|1|999888|||WANG^MOU||19720101|F\nR|1|^^^PLT|201|10*9/L|||||F",
     {"record_id": "BM-0001"}),
    *((f"{label}\n肌酐 68 umol/L", {"record_id": "BM-1", "sex": "female", "age": 52}) for label in (
        "病历号 ZZ-9", "ID 0042", "ID: 0042", "PATIENT ID|0042", "Patient No. 0042", "Record 0042",
        "就诊卡号：0042", "病人编号 0042", "姓名 张三 男 52岁", "张三，女，80岁", "80岁 女 3床",
        "M 52y", "F/80y", "Female, 80 years", "80 y/o F", "80yo female")),
    ("张三 女 52岁\n李四 女 60岁", {}),
])
def test_another_patient_is_told(text, known):
    assert [str(one) for one in other_patient(patient_said(text), known)]


@pytest.mark.parametrize(("text", "known"), [
    (BANNER, {"record_id": "20240011", "sex": "female", "age": 52}), (BANNER, {}),
    (MESSAGE, {"record_id": "999888", "sex": "female"}), (MESSAGE, {"record_id": "V-1"}),
    (MESSAGE + MESSAGE.replace("V-1", "V-2"), {}), (MESSAGE, {}),
    ("P|1.1|mmol/L|0.85-1.51", {"record_id": "1"}),
    *((text, {"record_id": "bm-1", "sex": "female", "age": 52}) for text in (
        "住院号：BM-1 就诊卡号：7788", "ID: 5511\n住院号：BM-1", "王某 女 52岁", "52岁 女",
        "F 52y", "血红蛋白 110 g/L 男 120-160 女 110-150", "参考：男 18岁以上 59-104",
        "record of the dose", "Sample ID: 5511", "标本ID 5511", "MRN to follow",
        "F 52 mg")),
    ("年龄：53岁", {"age": 52}), ("多西他赛 120mg", {"record_id": "1", "sex": "female", "age": 52}),
])
def test_the_same_patient_is_not_told(text, known):
    assert list(other_patient(patient_said(text), known)) == []
