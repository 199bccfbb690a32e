"""What follows where a line is unread, stops a drug, stands twice, or names another drug."""

import pytest

from tests.orders.asked import NORMAL, TCBHP, changed, checked

DUE = {"weight": "58 kg", "height": "160 cm", "sex": "female", "age": 52, "pregnancy": "no"}
THP = {
    "patient": DUE, "regimen": "thp", "cycle": 3, "day": 1, "today": "2024-03-11",
    "labs": NORMAL,
    "last": {"trastuzumab_iv": {"on": "2024-02-19"}, "pertuzumab": {"on": "2024-02-19"},
             "docetaxel": {"on": "2024-02-19"}},
}
LINES = {
    "docetaxel": "多西他赛 120mg 静滴", "trastuzumab_iv": "曲妥珠单抗 348mg 静滴",
    "pertuzumab": "帕妥珠单抗 420mg 静滴",
}


def thp(**lines):
    """Return the answer to a THP order with some lines replaced; None leaves one out."""
    text = "\n".join(one for one in {**LINES, **lines}.values() if one)
    return checked(THP | {"order": text})


def test_all_lines_agree():
    assert thp().verdict() == "agrees"


def test_a_drug_whose_line_went_unread_is_neither_ordered_nor_missing():
    answer = thp(trastuzumab_iv="曲妥珠单抗 348 静滴")
    assert answer.verdict("trastuzumab_iv") == "undecidable"
    assert answer.verdict("pertuzumab") == "undecidable"
    assert not answer.codes() & {"MISSING_DRUG", "PERTUZUMAB_ALONE"}
    assert answer.status == "caution"


def test_an_unknown_name_may_be_any_drug():
    answer = thp(trastuzumab_iv="赫赛丁 348mg 静滴")
    assert answer.verdict("trastuzumab_iv") == "undecidable"
    assert answer.verdict("pertuzumab") == "undecidable"
    assert not answer.codes() & {"MISSING_DRUG", "PERTUZUMAB_ALONE"}


def test_a_drug_that_is_ordered_to_stop_is_not_given():
    answer = thp(trastuzumab_iv="曲妥珠单抗 348mg 静滴 停用")
    line = answer.lines["trastuzumab_iv"]
    assert line["verdict"] == "query"
    assert line["vials"] is None
    assert line["volume"] is None
    assert "ORDERED_TO_STOP" in answer.codes("trastuzumab_iv")
    assert "MISSING_DRUG" not in answer.codes()
    assert answer.values["discontinued"] == ["trastuzumab_iv"]
    assert answer.verdict("pertuzumab") == "stop"
    assert "PERTUZUMAB_ALONE" in answer.codes("pertuzumab")


def test_a_cancelled_row_beside_a_new_one_is_no_duplicate():
    answer = thp(docetaxel="【作废】多西他赛 110mg 静滴\n多西他赛 120mg 静滴")
    assert answer.verdict("docetaxel") == "agrees"
    assert answer.values["discontinued"] == ["docetaxel"]


def test_a_stop_that_names_no_drug_leaves_every_line_open():
    answer = thp(pertuzumab="帕妥珠单抗 420mg 静滴\n\n以上医嘱停用")
    assert {answer.verdict(drug) for drug in LINES} == {"undecidable"}


def test_a_drug_that_stands_twice_is_stopped_and_leaves_its_partner_open():
    answer = thp(trastuzumab_iv="曲妥珠单抗 348mg 静滴\n赫赛汀 348mg 静滴")
    assert answer.verdict("trastuzumab_iv") == "stop"
    assert answer.verdict("pertuzumab") == "undecidable"
    text = next(one["text"] for one in answer.lines["trastuzumab_iv"]["findings"]
                if one["code"] == "ORDERED_TWICE")
    assert "696 mg" in text


@pytest.mark.parametrize("name", [
    "德曲妥珠单抗", "恩美曲妥珠单抗", "瑞康曲妥珠单抗", "博度曲妥珠单抗", "伊尼妥单抗",
    "帕妥珠曲妥珠单抗", "某某曲妥珠单抗", "Kadcyla", "Enhertu", "foomab",
])
def test_another_drug_of_the_family_is_a_stop_for_the_planned_one(name):
    answer = thp(trastuzumab_iv=f"{name} 348mg 静滴")
    assert answer.verdict() == "stop"
    assert answer.verdict("trastuzumab_iv") != "agrees"
    assert answer.lines["trastuzumab_iv"]["ordered"] is None
    assert any(
        answer.verdict(drug) == "stop" for drug in answer.lines if drug not in LINES
    )


@pytest.mark.parametrize("name", [
    "曲妥珠单抗", "注射用曲妥珠单抗", "赫赛汀", "恩美曲妥珠单抗", "Phesgo",
])
def test_and_in_a_plan_of_trastuzumab_deruxtecan(name):
    answer = checked({
        "patient": DUE, "regimen": "tdxd", "cycle": 3, "day": 1, "today": "2024-03-11",
        "order": f"{name} 313mg 静滴",
    })
    assert answer.verdict() == "stop"
    assert answer.lines["trastuzumab_deruxtecan"]["ordered"] is None
    assert answer.verdict("trastuzumab_deruxtecan") != "agrees"


@pytest.mark.parametrize("name", [
    "紫杉醇脂质体", "力扑素", "注射用紫杉醇聚合物胶束", "紫杉醇 胶束型", "某某紫杉醇",
])
def test_another_paclitaxel_in_a_plan_of_paclitaxel(name):
    answer = checked({
        "patient": DUE, "regimen": "paclitaxel", "cycle": 1, "day": 1,
        "order": f"{name} 281mg 静滴",
    })
    assert answer.verdict("paclitaxel") == "stop"
    assert "WHICH_DRUG" in answer.codes("paclitaxel")


def test_another_drug_of_no_family_leaves_the_whole_undecided_and_no_line_stopped():
    answer = thp(docetaxel="多西他赛 120mg 静滴\n培美曲塞 800mg 静滴")
    assert answer.verdict() == "undecidable"
    assert all(answer.verdict(drug) == "agrees" for drug in LINES)
    (unread,) = answer.values["not_understood"]
    assert "pemetrexed" in unread["reason"]


def test_supportive_drugs_change_no_verdict():
    answer = thp(docetaxel="地塞米松 10mg iv st\n昂丹司琼 8mg iv\n多西他赛 120mg 静滴")
    assert answer.verdict() == "agrees"
    assert answer.values["read_not_checked"] == ["dexamethasone", "ondansetron"]


def test_titles_and_rules_are_told_and_change_no_verdict():
    answer = thp(docetaxel="THP 第3周期\n----------\n多西他赛 120mg 静滴")
    assert answer.verdict() == "agrees"
    assert [one["line"] for one in answer.values["other_lines"]] == [1, 2]


@pytest.mark.parametrize(("line", "verdict"), [
    ("多西他赛 120mg 静滴 d1 q21d", "agrees"),
    ("多西他赛 75mg/m2 120mg 静滴 1h", "agrees"),
    ("多西他赛 100mg/m2 120mg 静滴", "query"),
    ("多西他赛 75mg/m2×1.61m2=120mg 静滴", "agrees"),
    ("多西他赛 75mg/m2×1.8m2=135mg 静滴", "stop"),
    ("多西他赛 120mg 静滴 C3D1", "agrees"),
    ("多西他赛 120mg 静滴 C4D1", "query"),
    ("多西他赛 120mg 静滴 qd", "query"),
    ("多西他赛 120mg 静滴 qd×3", "stop"),
    ("多西他赛 120mg 静滴 bid", "stop"),
    ("多西他赛 120mg 静滴 qw", "stop"),
    ("多西他赛 120mg 静滴 q4w", "query"),
    ("多西他赛 120mg 静滴 d8", "stop"),
    ("多西他赛 120mg 静滴 prn", "stop"),
    ("多西他赛 120mg 鞘内注射", "stop"),
    ("多西他赛 120mg 静推", "stop"),
    ("多西他赛 120mg 静脉注射", "query"),
    ("多西他赛 120mg 静滴 30min", "query"),
    ("多西他赛 120mg+5%葡萄糖氯化钠 250ml 静滴", "query"),
    ("多西他赛 120mg 静滴 40滴/分", "query"),
    ("多西他赛 120.0mg 静滴", "query"),
    ("注射用多西他赛 120mg 静滴", "agrees"),
    ("奥名润 120mg 静滴", "query"),
    ("多西他赛 首剂 120mg 静滴", "query"),
    ("DTX 120mg 静滴", "query"),
    ("DTX 120mg", "undecidable"),
    ("多西他赛 120mg 静滴 请核对", "undecidable"),
])
def test_every_word_of_a_line_counts(line, verdict):
    assert thp(docetaxel=line).verdict("docetaxel") == verdict


READY = {"patient": DUE, "labs": NORMAL}
CASES = [
    ({**READY, "regimen": "letrozole-ribociclib", "cycle": 4, "day": 1,
      "order": "letrozole 2.5 mg qd\nribociclib 600 mg bid"}, "ribociclib", {"stop"}),
    ({**READY, "regimen": "abemaciclib-endocrine", "cycle": 2, "day": 1,
      "order": "阿贝西利 150mg qd\n来曲唑 2.5mg qd"}, "abemaciclib", {"stop", "query"}),
    ({**READY, "regimen": "fulvestrant", "cycle": 3, "day": 1, "today": "2024-03-11",
      "last": {"fulvestrant": {"on": "2024-02-12"}}, "order": "氟维司群 500mg im 停用"},
     "fulvestrant", {"query"}),
    ({**READY, "regimen": "paclitaxel", "cycle": 1, "day": 1,
      "order": "紫杉醇 281mg 鞘内注射"}, "paclitaxel", {"stop"}),
    ({**READY, "regimen": "paclitaxel", "cycle": 1, "day": 1,
      "order": "紫杉醇 281mg ivgtt qd×3"}, "paclitaxel", {"stop"}),
    (THP | {"order": "多西他赛 120 mg\n多西他赛 120 mg\n曲妥珠单抗 348 mg\n帕妥珠单抗 420 mg"},
     "docetaxel", {"stop", "query"}),
    (THP | {"order": "多西他赛 120 mg\n赫赛汀 348mg 静滴\n帕妥珠单抗 420 mg"}, "pertuzumab",
     {"agrees"}),
    ({**READY, "regimen": "nab-paclitaxel-weekly", "cycle": 1, "day": 1,
      "order": "注射用紫杉醇（白蛋白结合型） 160 mg"}, "nab_paclitaxel", {"agrees"}),
    ({**READY, "regimen": "paclitaxel", "cycle": 1, "day": 1,
      "order": "0.9%氯化钠注射液 250ml + 紫杉醇注射液 281mg ivgtt"}, "paclitaxel", {"agrees"}),
]


@pytest.mark.parametrize(("case", "drug", "right"), CASES)
def test_the_faults_of_reading_that_were_found_by_hand(case, drug, right):
    answer = checked(case)
    assert answer.verdict(drug) in right
    assert not answer.codes() & {"MISSING_DRUG", "PERTUZUMAB_ALONE"}


def test_what_was_understood_is_the_same_as_an_object():
    text = checked(changed(TCBHP) | {
        "order": "多西他赛 120mg+0.9%氯化钠注射液 250ml 静滴 1h d1 q21d\n卡铂 515mg\n"
                 "曲妥珠单抗 464mg\n帕妥珠单抗 840mg"
    })
    order = {drug: line["order"] for drug, line in text.lines.items()}
    assert order["docetaxel"] == {
        "dose": "120 mg", "route": "iv", "days": [1], "cycle_days": 21, "infusion": "60 min",
        "diluent": "sodium_chloride_0.9", "volume": "250 mL",
    }
    again = checked(changed(TCBHP) | {"order": order})
    assert {drug: again.verdict(drug) for drug in order} == {
        drug: text.verdict(drug) for drug in order
    }
