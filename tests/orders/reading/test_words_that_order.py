"""Words that sound harmless and order something: none of them may disappear."""

import pytest

from tests.orders.asked import checked
from tests.orders.reading.written import in_shorthand
from tests.orders.routine import ROUTINE


@pytest.mark.parametrize("sign", ["<", "＜", "＜ ", "< "])
def test_a_limit_before_a_dose_is_not_the_dose(sign):
    assert in_shorthand(f"紫杉醇 {sign}280mg") == ["lost:paclitaxel"]


def test_pointed_brackets_around_a_dose_are_brackets():
    assert in_shorthand("紫杉醇 <280mg> 静滴") == ["paclitaxel 280mg iv"]


@pytest.mark.parametrize("word", ["持续静滴", "持续静脉泵入", "CIV", "civ"])
def test_a_continuous_infusion_says_how_long(word):
    """An infusion of three hours given over a day is another treatment."""
    assert in_shorthand(f"紫杉醇 280mg {word}") == ["paclitaxel 280mg iv ?"]
    assert in_shorthand(f"紫杉醇 280mg {word} 3小时") == ["paclitaxel 280mg iv t180"]


def test_a_pump_that_is_named_twice_is_one_route():
    assert in_shorthand("紫杉醇 280mg 泵入 持续静脉泵入") == ["paclitaxel 280mg iv ?"]


@pytest.mark.parametrize(
    "text",
    ["氟维司群 双臀各500mg 肌注", "氟维司群 各500mg 肌注", "fulvestrant 500 mg im in each buttock",
     "fulvestrant 500 mg im each buttock", "氟维司群 每侧500mg 肌注"],
)
def test_a_dose_of_each_side_is_asked_about(text):
    """500 mg in each buttock is 1000 mg; one syringe of 250 mg in each is the label's dose."""
    assert in_shorthand(text) == ["fulvestrant 500mg im ?"]


def test_one_injection_in_each_buttock_is_the_plain_instruction():
    text = "fulvestrant 500 mg im one in each buttock"
    assert in_shorthand(text) == ["fulvestrant 500mg im"]


@pytest.mark.parametrize(
    ("words", "read"),
    [("IV each day", "paclitaxel 280mg iv x1"), ("IV on each day", "paclitaxel 280mg iv x1"),
     ("a day IV", "paclitaxel 280mg iv day")],
)
def test_each_day_is_every_day(words, read):
    assert in_shorthand(f"paclitaxel 280 mg {words}") == [read]


@pytest.mark.parametrize("word", ["备用医嘱", "长期备用医嘱", "临时备用医嘱"])
def test_a_standby_order_is_given_when_needed(word):
    assert in_shorthand(f"紫杉醇 280mg 静滴 {word}") == ["paclitaxel 280mg iv prn"]


@pytest.mark.parametrize("word", ["长期", "长期医嘱", "长嘱", "standing order"])
def test_a_standing_order_of_one_day_says_how_often(word):
    """It runs every day until somebody stops it, as one that says «qd»."""
    routine = ROUTINE["paclitaxel"]
    assert checked(routine, order=f"紫杉醇 280mg 静滴 {word}").verdict("paclitaxel") == "query"
    for said in ("d1", "q3w", "st"):
        answer = checked(routine, order=f"紫杉醇 280mg 静滴 {word} {said}")
        assert answer.verdict("paclitaxel") == "agrees", said


def test_a_standing_order_of_every_day_is_plain():
    answer = checked(ROUTINE["letrozole and ribociclib"],
                     order="瑞波西利 600mg po qd d1-21\n来曲唑 2.5mg po 长期医嘱")
    assert answer.verdict("letrozole") == "agrees"


@pytest.mark.parametrize(
    "order",
    ["药品名称\t剂量\t用法\t体重\n紫杉醇\t280mg\t静滴\t80kg",
     "药品名称\t剂量\t用法\t体表面积\n紫杉醇\t280mg\t静滴\t2.1m2",
     "Drug\tDose\tBSA\nPaclitaxel\t280 mg\t2.1 m2"],
)
def test_a_body_size_in_a_column_is_compared(order):
    """As it is where it stands in a heading or in the line."""
    answer = checked(ROUTINE["paclitaxel"], order=order)
    assert "BASIS_DIFFERS" in answer.codes()
    assert answer.verdict() == "query"


@pytest.mark.parametrize(
    "order",
    ["药品名称\t剂量\t用法\t体重\n紫杉醇\t280mg\t静滴\t58kg",
     "Drug\tDose\tBSA\nPaclitaxel\t280 mg\t1.6 m2"],
)
def test_the_patients_own_size_in_a_column_is_plain(order):
    assert checked(ROUTINE["paclitaxel"], order=order).verdict() == "agrees"


@pytest.mark.parametrize(
    "order",
    ["性别：男\n紫杉醇 280mg 静滴", "姓名:张三 性别:男 年龄:56岁\n紫杉醇 280mg 静滴",
     "Sex: male\npaclitaxel 280 mg IV", "姓名:张三 性别:女 年龄:80岁\n紫杉醇 280mg 静滴",
     "药品名称\t剂量\t性别\n紫杉醇\t280mg\t男"],
)
def test_an_order_of_another_patient_is_asked_about(order):
    answer = checked(ROUTINE["paclitaxel"], order=order)
    assert answer.verdict() == "query"
    assert "PATIENT_DIFFERS" in answer.codes()


@pytest.mark.parametrize(
    "order",
    ["性别：女\n紫杉醇 280mg 静滴", "姓名:张三 性别:女 年龄:56岁\n紫杉醇 280mg 静滴",
     "姓名:张三 性别:女 年龄:57岁\n紫杉醇 280mg 静滴", "Sex: female\npaclitaxel 280 mg IV"],
)
def test_the_same_patient_is_plain(order):
    assert checked(ROUTINE["paclitaxel"], order=order).verdict() == "agrees"
