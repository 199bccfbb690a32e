"""Columns beside dose and times: compared, asked about, or shown as unread, never passed over."""

import pytest

from tests.orders.asked import checked
from tests.orders.reading.written import in_shorthand
from tests.orders.routine import ROUTINE

PACLITAXEL = ROUTINE["paclitaxel"]
NAB = ROUTINE["nab-paclitaxel, weekly"]
ORAL = ROUTINE["letrozole and ribociclib"]


def in_chinese(heading, cell):
    return f"药品名称\t剂量\t用法\t{heading}\n紫杉醇\t280mg\t静滴\t{cell}"


def in_english(heading, cell):
    return f"Drug\tDose\tRoute\t{heading}\nPaclitaxel\t280 mg\tIV\t{cell}"


def asked_of(order, case=PACLITAXEL, **changes):
    return checked(case, order=order, **changes)


ASKED = [
    in_chinese("首日次数", "2"), in_chinese("首日次数", "2次"), in_chinese("首日次数", "0"),
    in_chinese("末日次数", "3"), in_english("Times on first day", "2"),
    in_english("Doses", "3"), in_english("Refills", "2"),
    in_chinese("总量", "560 mg"), in_chinese("总量", "0.56g"), in_chinese("总量(mg)", "560"),
    in_english("Total quantity", "560 mg"), "紫杉醇 280mg 静滴 总量：560mg",
    in_chinese("数量", "2袋"), in_english("Qty", "2 bags"), in_chinese("数量", "6"),
    in_chinese("规格\t数量", "100mg:16.7ml\t6支"), in_chinese("规格\t数量", "100mg:16.7ml\t2支"),
    in_chinese("数量\t数量单位", "2\t袋"),
]
PLAIN = [
    in_chinese("首日次数", "1"), in_chinese("首日次数", "1次"), in_chinese("首日次数", ""),
    in_chinese("末日次数", "1"), in_chinese("末日次数", "0"), in_chinese("末日次数", "-"),
    in_english("Times on first day", "1"), in_english("Doses", "1"), in_english("Refills", "0"),
    in_chinese("总量", "280 mg"), in_chinese("总量", "0.28g"), in_chinese("总量(mg)", "280"),
    in_english("Total quantity", "280 mg"), "紫杉醇 280mg 静滴 总量：280mg",
    in_chinese("数量", "1袋"), in_english("Qty", "1 bag"), in_chinese("数量", "1"),
    in_chinese("规格\t数量", "100mg:16.7ml\t3支"), in_chinese("数量\t数量单位", "1\t袋"),
    in_chinese("床号\t病区\t医生\t护士\t序号\t单价\t费用",
               "12\t肿瘤科三病区\t王医生\t李护士\t4\t138.00\t414.00"),
    in_chinese("厂家", "扬子江药业"), in_english("Manufacturer", "Hospira"),
]


@pytest.mark.parametrize("order", ASKED)
def test_a_number_that_the_line_does_not_explain_is_asked_about(order):
    answer = asked_of(order)
    assert answer.verdict("paclitaxel") == "query"
    assert "TO_CONFIRM" in answer.codes("paclitaxel")
    assert answer.verdict() == "query"


@pytest.mark.parametrize("order", PLAIN)
def test_what_says_the_same_or_nothing_of_the_dose_is_plain(order):
    assert asked_of(order).verdict() == "agrees"


@pytest.mark.parametrize("order", [
    in_chinese("首日次数", "见备注"), in_chinese("数量", "适量"), in_english("Qty", "some"),
    in_chinese("类型", "奇怪"), in_english("Doses", "several"),
])
def test_a_cell_that_is_not_understood_is_shown_as_unread(order):
    answer = asked_of(order)
    assert answer.verdict("paclitaxel") == "undecidable"
    (unread,) = answer.values["not_understood"]
    assert unread["unread"] == order.rsplit("\t", 1)[1]


@pytest.mark.parametrize(("cells", "read"), [
    ("qd\t21\t63片", "ribociclib 600mg x1 n21"), ("qd\t21\t1盒", "ribociclib 600mg x1 n21"),
    ("qd\t21\t12600mg", "ribociclib 600mg x1 n21"), ("qd\t\t12600mg", "ribociclib 600mg x1"),
    ("qd\t21\t42片", "ribociclib 600mg x1 n21 ?"), ("qd\t21\t2盒", "ribociclib 600mg x1 n21 ?"),
    ("qd\t21\t600mg", "ribociclib 600mg x1 n21 ?"), ("qd\t\t12700mg", "ribociclib 600mg x1 ?"),
    ("qd\t\t64片", "ribociclib 600mg x1 ?"),
])
def test_the_total_of_tablets_goes_with_dose_times_and_days(cells, read):
    order = f"药品名称\t规格\t剂量\t频次\t天数\t总量\n瑞波西利片\t200mg*63片\t600mg\t{cells}"
    assert in_shorthand(order)[-1] == read


@pytest.mark.parametrize(("cells", "read"), [
    ("bid\t2", "abemaciclib 150mg x2"), ("bid\t1", "abemaciclib 150mg x2"),
    ("bid\t3", "abemaciclib 150mg x2 ?"),
])
def test_the_first_day_may_have_fewer_times_and_never_more(cells, read):
    assert in_shorthand(f"药品\t剂量\t频次\t首日次数\n阿贝西利\t150mg\t{cells}")[-1] == read


def test_what_was_read_and_cannot_be_compared_is_told():
    order = "药品名称\t剂量\t频次\t数量\n来曲唑片\t2.5mg\tqd\t1盒\n瑞波西利\t600mg\tqd\t63片"
    answer = asked_of(order, ORAL)
    assert answer.verdict("letrozole") == "agrees"
    assert "TAKEN_FOR_GRANTED" in answer.codes("letrozole")


@pytest.mark.parametrize(("order", "verdict"), [
    (in_chinese("方案", "THP"), "query"), (in_english("Regimen", "TCbHP"), "query"),
    ("方案：THP\n紫杉醇 280mg 静滴", "query"), ("Regimen: THP\npaclitaxel 280 mg IV", "query"),
    (in_chinese("方案", "EC-T"), "query"), ("Regimen: AC-T\npaclitaxel 280 mg IV", "query"),
    (in_chinese("方案", "紫杉醇+卡铂"), "query"), (in_chinese("方案", "紫杉醇双周"), "query"),
    ("姓名:张三 性别:女 方案：THP\n紫杉醇 280mg 静滴", "query"),
    (in_chinese("方案", "paclitaxel"), "agrees"), (in_chinese("方案", "紫杉醇"), "agrees"),
    (in_english("Regimen", "paclitaxel"), "agrees"), (in_chinese("方案", ""), "agrees"),
    ("方案：紫杉醇 第2周期\n紫杉醇 280mg 静滴", "agrees"), (in_chinese("方案", "化疗"), "agrees"),
    ("方案：紫杉醇 第3周期\n紫杉醇 280mg 静滴", "query"),
])
def test_the_regimen_of_the_order_is_that_of_the_check(order, verdict):
    answer = asked_of(order)
    assert answer.verdict() == verdict
    assert ("CYCLE_DIFFERS" in answer.codes()) is (verdict == "query")


PREGNANT = [
    in_chinese("诊断", "乳腺癌 妊娠20周"), "诊断：右乳浸润癌，妊娠20周\n紫杉醇 280mg 静滴",
    "紫杉醇 280mg 静滴 诊断：宫内孕20周", "姓名:张三 诊断：孕20周 乳癌\n紫杉醇 280mg 静滴",
    in_english("Diagnosis", "breast cancer, pregnant 20 weeks"),
    "Diagnosis: breast cancer in pregnancy\npaclitaxel 280 mg IV",
]


@pytest.mark.parametrize("order", PREGNANT)
def test_an_order_that_speaks_of_a_pregnancy_is_asked_about(order):
    answer = asked_of(order)
    assert answer.verdict() == "query"
    assert "PATIENT_DIFFERS" in answer.codes()


@pytest.mark.parametrize("order", PREGNANT)
def test_and_not_where_the_same_was_answered(order):
    answer = asked_of(order, patient={"pregnancy": "yes", "menopause": "premenopausal"})
    assert "PATIENT_DIFFERS" not in answer.codes()
    assert answer.verdict() == "stop"


@pytest.mark.parametrize("order", [
    in_chinese("诊断", "右乳浸润性导管癌"), in_chinese("诊断", "乳腺癌 未怀孕"),
    in_chinese("诊断", "乳腺癌 否认妊娠"), "诊断：乳癌 妊娠试验阴性\n紫杉醇 280mg 静滴",
    in_english("Diagnosis", "breast cancer, not pregnant"),
])
def test_no_pregnancy_is_plain(order):
    assert asked_of(order).verdict() == "agrees"


@pytest.mark.parametrize("order", [
    in_chinese("厂家", "石药(白蛋白)"), in_chinese("生产厂家", "石药白蛋白结合型"),
    in_chinese("产地", "绿叶 脂质体"), in_english("Manufacturer", "Abraxis (albumin-bound)"),
])
def test_a_maker_of_another_form_names_another_drug(order):
    answer = asked_of(order)
    assert answer.verdict("paclitaxel") == "stop"
    assert "WHICH_DRUG" in answer.codes("paclitaxel")


def test_the_same_form_in_the_name_and_beside_the_maker_is_plain():
    order = "药品\t剂量\t用法\t厂家\n注射用紫杉醇（白蛋白结合型）\t160mg\t静滴\t石药(白蛋白)"
    assert asked_of(order, NAB).verdict() == "agrees"


@pytest.mark.parametrize(("order", "verdict"), [
    (in_chinese("类型", "长期"), "query"), (in_chinese("医嘱类型", "长期医嘱"), "query"),
    (in_english("Order type", "standing"), "query"), ("长期医嘱\n紫杉醇 280mg 静滴", "query"),
    ("【长期医嘱】\n\n药品\t剂量\n紫杉醇\t280mg", "query"),
    ("standing order\npaclitaxel 280 mg IV", "query"),
    (in_chinese("类型", "临时"), "agrees"), (in_chinese("类型", "西药"), "agrees"),
    (in_chinese("频次\t类型", "q3w\t长期"), "agrees"),
    ("长期医嘱\n紫杉醇 280mg 静滴 st", "agrees"), ("长期医嘱\n紫杉醇 280mg 静滴 d1", "agrees"),
    ("长期医嘱\n地塞米松 10mg iv qd\n临时医嘱\n紫杉醇 280mg 静滴", "agrees"),
])
def test_a_standing_order_of_one_day_is_asked_about_wherever_it_says_so(order, verdict):
    assert asked_of(order).verdict("paclitaxel") == verdict


@pytest.mark.parametrize("order", [
    "[已执行] 紫杉醇 280mg 静滴", "紫杉醇 280mg 静滴\n[已执行]", in_chinese("状态", "已执行"),
    in_chinese("状态", "已配置"), "紫杉醇 280mg 静滴 补录", in_chinese("类型", "补录"),
    "paclitaxel 280 mg IV given", "paclitaxel 280 mg IV (given)", in_english("Status", "given"),
    "paclitaxel 280 mg IV given 2026-03-16", in_english("Status", "completed"),
    "紫杉醇 280mg 静滴 自备", in_chinese("类型", "自备"), in_chinese("备注", "自备药"),
    "【自备药】紫杉醇 280mg 静滴", in_english("Remarks", "own supply"),
])
def test_an_order_that_may_not_be_for_now_or_not_for_us_is_asked_about(order):
    answer = asked_of(order)
    assert answer.verdict("paclitaxel") == "query"
    assert "TO_CONFIRM" in answer.codes("paclitaxel")


@pytest.mark.parametrize("order", [
    in_chinese("状态", "在用"), in_chinese("状态", "已审核"), in_english("Status", "verified"),
    "paclitaxel 280 mg given IV over 3 h",
    "paclitaxel 280 mg IV administered over 3 h",
])
def test_an_order_that_is_in_force_is_plain(order):
    assert asked_of(order).verdict() == "agrees"


def test_the_fluid_of_a_bag_that_was_carried_out_is_asked_about_too():
    order = ("组号\t药品\t剂量\t途径\t状态\n1\t0.9%氯化钠注射液\t500ml\t静滴\t已执行\n"
             "1\t紫杉醇注射液\t280mg\t\t")
    assert asked_of(order).verdict("paclitaxel") == "query"


@pytest.mark.parametrize(
    ("quantity", "verdict"), [("1袋", "agrees"), ("2袋", "query"), ("2", "query")]
)
def test_more_bags_of_the_fluid_than_doses_are_asked_about(quantity, verdict):
    order = ("组号\t药品\t剂量\t途径\t数量\n"
             f"1\t0.9%氯化钠注射液\t500ml\t静滴\t{quantity}\n1\t紫杉醇注射液\t280mg\t\t")
    assert asked_of(order).verdict("paclitaxel") == verdict


def test_a_stop_behind_what_orders_nothing_still_stops():
    answer = asked_of("紫杉醇 280mg 静滴\n医生：王某 停用 方案：紫杉醇")
    assert answer.verdict("paclitaxel") != "agrees"
    answer = asked_of("紫杉醇 280mg 静滴\n床号：3 停用")
    assert answer.verdict("paclitaxel") != "agrees"


@pytest.mark.parametrize("order", [
    "紫杉醇 280mg 静滴 性别：男", "紫杉醇 280mg 静滴 年龄：30岁", "paclitaxel 280 mg IV Sex: male",
])
def test_another_patient_behind_the_dose_is_asked_about(order):
    assert asked_of(order).verdict() == "query"


@pytest.mark.parametrize(("line", "verdict"), [
    ("类型：长期", "query"), ("首日次数：2", "query"), ("数量：2袋", "query"),
    ("状态：已执行", "query"),
    ("厂家：石药(白蛋白)", "stop"), ("方案：THP 停用", "query"), ("类型：临时", "agrees"),
    ("首日次数：1", "agrees"), ("数量：1袋", "agrees"), ("厂家：恒瑞医药", "agrees"),
])
def test_a_label_on_a_line_of_its_own_belongs_to_the_drug_above(line, verdict):
    assert asked_of(f"紫杉醇 280mg 静滴\n{line}").verdict("paclitaxel") == verdict


def test_a_stop_in_the_cell_of_the_regimen_stops():
    answer = asked_of(in_chinese("方案", "停用"))
    assert answer.values["discontinued"] == ["paclitaxel"]


@pytest.mark.parametrize("order", [
    "注射用紫杉醇（白蛋白结合型） 160mg 静滴\n厂家：石药(白蛋白)",
    "Drug\tDose\tManufacturer\nAbraxane\t160 mg\tCelgene (albumin-bound)",
])
def test_the_form_of_the_drug_itself_is_plain_wherever_the_maker_stands(order):
    assert asked_of(order, NAB).verdict() == "agrees"
