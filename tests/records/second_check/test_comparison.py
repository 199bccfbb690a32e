"""What means the same is the same however it is spelled, and anything else is a difference."""

import pytest

from tests.records.second_check.given import differing, entered, entry, rows, second

ORDER_OF_ROWS = ["docetaxel", "carboplatin", "trastuzumab_iv", "pertuzumab"]


def test_the_same_entry_leaves_no_difference():
    check = entered(entry())
    assert differing(check) == []
    assert check.comparison.answer.verdicts["whole"] == "agrees"


@pytest.mark.parametrize(("field", "written"), [
    ("weight", "61700 g"), ("weight", "61.70 kg"), ("height", "1.635 m"),
    ("creatinine", "67.30 µmol/L"), ("birth", "1973年7月"), ("record_number", " bm-7731 "),
    ("age", "５３"),
])
def test_another_spelling_of_a_value_is_the_same(field, written):
    assert differing(entered(entry(**{field: written}))) == []


def test_creatinine_is_converted_by_its_own_factor():
    labs = {"creatinine": {"value": "88.4 umol/L", "on": "2026-11-29"}}
    assert "creatinine" not in differing(entered(entry(creatinine="1.0 mg/dL"), labs=labs))
    assert "creatinine" in differing(entered(entry(creatinine="1.01 mg/dL"), labs=labs))


@pytest.mark.parametrize("changes", [
    {"drug": "多西他赛"}, {"drug": "DOCEtaxel"}, {"dose": "0.127 g"}, {"dose": "127.0 mg"},
    {"frequency": "第1天"}, {"frequency": "day 1"},
])
def test_another_spelling_of_an_order_is_the_same(changes):
    assert differing(entered(entry(order=rows(changes)))) == []


@pytest.mark.parametrize(("first", "written"), [
    ("bid", "twice daily"), ("bid", "q12h"), ("bid", "每日两次"), ("bid", "2次/日"),
    ("qd", "每日一次"),
])
def test_a_frequency_is_compared_by_what_it_means(first, written):
    order = f"capecitabine 1500 mg po {first} d1-14"
    given = {"drug": "卡培他滨", "dose": "1.5 g", "route": "po", "frequency": f"{written} d1-14"}
    check = entered(entry(regimen="cape", target_auc=None, order=[given]),
                    regimen="cape", order=order, last={})
    assert [one for one in differing(check) if one.startswith("order")] == []


@pytest.mark.parametrize(("field", "written"), [
    ("record_number", "BM-7713"), ("birth", "1973-08"), ("cycle", "4"),
    ("sex", "male"), ("age", "52"), ("height", "163 cm"), ("weight", "61.8 kg"),
    ("weight", "67.1 kg"), ("creatinine", "67.4 umol/L"), ("creatinine_on", "2026-11-28"),
    ("target_auc", "6 mg*min/mL"), ("regimen", "tcbhp-auc6"),
])
def test_another_value_is_a_difference(field, written):
    assert field in differing(entered(entry(**{field: written})))


@pytest.mark.parametrize("field", ["sex", "age", "height", "weight", "creatinine",
                                   "creatinine_on", "target_auc"])
def test_what_the_second_person_leaves_empty_is_a_difference(field):
    assert field in differing(entered(entry(**{field: None})))


@pytest.mark.parametrize("field", ["age", "height"])
def test_what_the_first_person_left_empty_is_a_difference(field):
    patient = {"sex": "female", "age": 53, "height": "163.5 cm", "weight": "61.7 kg"}
    del patient[field]
    check = entered(entry(), patient=patient)
    assert field in differing(check)
    row = next(one for one in check.comparison.rows if one.what == field)
    assert str(row.apart) == "not stated in the first check"


def test_a_gfr_for_a_creatinine_is_a_difference_of_both():
    check = entered(entry(creatinine=None, creatinine_on=None, gfr="78 mL/min",
                          gfr_kind="measured"))
    assert {"creatinine", "gfr", "gfr_kind"} <= set(differing(check))


def test_a_gfr_needs_its_kind():
    faults = second().enter(entry(gfr="78 mL/min")).faults
    assert [(one.field, one.is_missing) for one in faults] == [("gfr_kind", True)]


@pytest.mark.parametrize(("changes", "what"), [
    ({"dose": "128 mg"}, "order.docetaxel.dose"),
    ({"route": "iv_push"}, "order.docetaxel.route"),
    ({"frequency": "d1,8"}, "order.docetaxel.frequency"),
    ({"frequency": "bid d1"}, "order.docetaxel.frequency"),
    ({"last_on": "2026-11-08"}, "last.docetaxel"),
    ({"last_on": None}, "last.docetaxel"),
])
def test_another_order_is_a_difference(changes, what):
    assert what in differing(entered(entry(order=rows(changes))))


def test_a_drug_of_another_name_is_a_difference_on_both_sides():
    check = entered(entry(order=rows({"drug": "paclitaxel"})))
    assert {"order.docetaxel", "order.paclitaxel"} <= set(differing(check))


def test_a_drug_too_few_and_one_too_many_are_differences():
    assert "order.pertuzumab" in differing(entered(entry(order=rows()[:3])))
    more = [*rows(), {"drug": "denosumab", "dose": "120 mg", "route": "sc"}]
    assert "order.denosumab" in differing(entered(entry(order=more)))


def test_a_drug_that_nobody_checks_is_compared_by_its_name():
    order = "docetaxel 127 mg ivgtt d1\noxaliplatin 130 mg ivgtt d1"
    ours = [rows()[0], {"drug": "奥沙利铂", "dose": "130 mg", "route": "iv"}]
    check = entered(entry(order=ours), order=order)
    assert [one for one in differing(check) if one.startswith("order")] == []
    assert "order.other:oxaliplatin" in differing(entered(entry(order=ours[:1]), order=order))


def test_two_lines_of_one_drug_are_paired_by_what_they_say():
    order = {"docetaxel": [{"dose": "60 mg", "days": [1]}, {"dose": "67 mg", "days": [8]}]}
    ours = [{"drug": "docetaxel", "dose": "67 mg", "frequency": "d8"},
            {"drug": "docetaxel", "dose": "60 mg", "frequency": "d1"}]
    assert [one for one in differing(entered(entry(order=ours), order=order))
            if one.startswith("order")] == []
    ours[0]["dose"] = "68 mg"
    assert "order.docetaxel.2.dose" in differing(entered(entry(order=ours), order=order))


def test_the_order_of_the_rows_does_not_matter():
    assert differing(entered(entry(order=rows()[::-1]))) == []


def test_a_last_dose_of_a_drug_that_is_not_ordered_today_has_a_row_of_its_own():
    last = {"zoledronic_acid": "2026-10-01"}
    ours = [*rows(), {"drug": "唑来膦酸", "last_on": "2026-10-01"}]
    check = entered(entry(order=ours), last=last)
    assert "last.zoledronic_acid" not in differing(check)
    assert "last.zoledronic_acid" in differing(entered(entry(), last=last))


def test_a_quantity_says_by_how_much_it_is_off():
    check = entered(entry(weight="58.7 kg"))
    row = next(one for one in check.comparison.rows if one.what == "weight")
    assert str(row.apart) == "−3.0 kg"


@pytest.mark.parametrize(("field", "written"), [
    ("weight", "61.7"), ("weight", "61,7 kg"), ("weight", "61.7 mg/dL"), ("weight", "617 kg"),
    ("age", "53.5"), ("creatinine", "67.3 kg"), ("creatinine_on", "29.11.2026"),
    ("birth", "1973-13"), ("birth", "73-07"), ("regimen", "tchp-x"), ("sex", "f"),
    ("target_auc", "5"), ("day", "d1"),
])
def test_what_cannot_be_understood_is_a_fault_at_its_field_and_no_difference(field, written):
    check = second()
    found = check.enter(entry(**{field: written}))
    assert [(one.field, one.is_missing) for one in found.faults] == [(field, False)]
    assert check.comparison is None


@pytest.mark.parametrize(("changes", "column"), [
    ({"drug": "docetaxe"}, "drug"), ({"drug": "docetaxel 20"}, "drug"),
    ({"drug": "docetaxel paclitaxel"}, "drug"), ({"drug": "停 docetaxel"}, "drug"),
    ({"drug": None}, "drug"), ({"dose": None}, "dose"), ({"dose": "127"}, "dose"),
    ({"frequency": "now and then"}, "frequency"), ({"frequency": "d1 60 min"}, "frequency"),
    ({"frequency": "d1 po"}, "frequency"), ({"frequency": "d1 paclitaxel 3 mg"}, "frequency"),
    ({"route": "by ship"}, "route"), ({"last_on": "yesterday"}, "last_on"),
])
def test_what_cannot_be_understood_in_a_row_is_a_fault_at_its_cell(changes, column):
    check = second()
    found = check.enter(entry(order=rows(changes)))
    assert [one.field for one in found.faults] == [f"order.0.{column}"]
    assert check.comparison is None


def test_an_entry_without_any_order_is_refused():
    assert [one.field for one in second().enter(entry(order=[])).faults] == ["order.0.drug"]


@pytest.mark.parametrize("field", ["record_number", "birth", "regimen", "cycle", "day"])
def test_what_must_be_entered_is_missing(field):
    faults = second().enter(entry(**{field: None})).faults
    assert [(one.field, one.is_missing) for one in faults] == [(field, True)]


@pytest.mark.parametrize("written", ["denosumab 120 mg", "地舒单抗 120 mg", "Xgeva", "安加维"])
def test_a_name_may_hold_the_strength_that_it_is_listed_with(written):
    ours = [{"drug": written, "dose": "120 mg", "route": "sc", "frequency": "d1"}]
    check = entered(entry(order=ours, target_auc=None, regimen="denosumab"), last={},
                    order="denosumab 120 mg sc d1", regimen="denosumab")
    assert [one for one in differing(check) if one.startswith("order")] == []


@pytest.mark.parametrize(("order", "dose", "often", "differs"), [
    ("300mg/日 分2次", "150 mg", "bid", False), ("300mg/日 分2次", "300 mg", "bid", True),
    ("150mg bid", "150 mg", "bid", False),
])
def test_the_total_of_a_day_is_compared_as_the_dose_of_one_time(order, dose, often, differs):
    ours = [{"drug": "阿贝西利", "dose": dose, "route": "po", "frequency": often}]
    check = entered(entry(order=ours, target_auc=None, regimen="abemaciclib-endocrine"), last={},
                    order=f"阿贝西利 {order} 口服", regimen="abemaciclib-endocrine")
    assert ("order.abemaciclib.dose" in differing(check)) is differs
