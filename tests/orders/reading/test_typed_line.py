"""What is typed into the row of a drug: a whole line, every word read or the line refused."""

import pytest

from bmcalc.core.problems import Rejected
from bmcalc.core.term import q
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.reading.ordered_ask import AskOrdered
from bmcalc.orders.reading.typed_line import TypedLine, says_more_than_a_dose

ASK = AskOrdered(label="dose")


def typed(text, drug="docetaxel", over=None):
    return ASK.read(TypedLine(drug, text, over))


@pytest.mark.parametrize("text", ["120", "120 mg", "1.2g", " 0.5 g", "120 kg", "120 mL",
                                  "120 mgg", "600bid", "4oo"])
def test_a_number_with_or_without_a_unit_is_a_dose(text):
    assert not says_more_than_a_dose(text)


@pytest.mark.parametrize("text", ["120 mg bid", "120mg d1", "abc", "1 120 mg", "120 mg 停用",
                                  "bid", "1,200 mg", "0,5 g", "75 mg/m2 = 120 mg", "120 bid d1"])
def test_anything_more_is_a_line(text):
    assert says_more_than_a_dose(text)


@pytest.mark.parametrize(("drug", "text", "fields"), [
    ("ribociclib", "600 mg bid d1-21", {"times_per_day": 2, "days": tuple(range(1, 22))}),
    ("ribociclib", "600 mg po qd d1-21", {"route": "po", "times_per_day": 1}),
    ("ribociclib", "600mg 口服 每日两次 第1-21天",
     {"route": "po", "times_per_day": 2, "days": tuple(range(1, 22))}),
    ("docetaxel", "120mg 静滴 0.9%氯化钠 250ml 1h d1",
     {"route": "iv", "diluent": "sodium_chloride_0.9", "volume": q("250 mL"),
      "infusion": q("60 min"), "days": (1,)}),
    ("docetaxel", "120 mg in NS 250 mL over 60 min q3w",
     {"diluent": "sodium_chloride_0.9", "cycle_days": 21}),
])
def test_every_field_of_a_typed_line_is_read(drug, text, fields):
    found = typed(text, drug)
    for name, value in fields.items():
        assert getattr(found, name) == value
    assert not found.doubts


@pytest.mark.parametrize("identifier", sorted(drugs()))
def test_the_drug_of_the_row_is_read_without_a_doubt_about_its_name(identifier):
    found = typed("1 mg d1", identifier)
    assert found.dose == q("1 mg")
    assert found.days == (1,)
    assert found.doubts == ()


@pytest.mark.parametrize(("text", "word"), [
    ("120 mg foo", "foo"), ("1 120 mg d1", "1"), ("120 mg q3w x6", "x6"), ("600 bid", "600"),
    ("120 mg bid qd", "qd"), ("120 mg 80 mg", "80"), ("bid", "dose"), ("abc", "abc"),
    ("120 mg 停用", "停用"), ("hold", "hold"), ("paclitaxel 120 mg d1", "paclitaxel"),
    ("; 80 mg d1 \n paclitaxel 281 mg", "paclitaxel"),
])
def test_what_is_not_read_is_refused_with_its_words(text, word):
    with pytest.raises(Rejected) as refused:
        typed(text)
    assert word in str(refused.value.text)


def test_a_name_that_nobody_typed_is_not_spoken_of():
    with pytest.raises(Rejected) as refused:
        typed("464 mg oo", "trastuzumab_iv")
    assert "oo" in str(refused.value.text)
    assert "曲妥珠" not in str(refused.value.text)
    assert "trastuzumab" not in str(refused.value.text)


def test_the_row_may_be_typed_with_the_name_of_its_drug():
    assert typed("多西他赛 120 mg d1").days == (1,)
    assert typed("docetaxel 120 mg d1").days == (1,)


def test_what_was_pasted_besides_stays_until_it_is_typed_over():
    pasted = Ordered(q("120 mg"), route="iv", times_per_day=2, diluent="glucose_5",
                     doubts=("a name from memory",), product="40 mg × 3")
    found = typed("110 mg qd", over=pasted)
    assert found.dose == q("110 mg")
    assert found.times_per_day == 1
    assert (found.route, found.diluent) == ("iv", "glucose_5")
    assert found.doubts == ("a name from memory",)
    assert found.product is None


def test_the_fields_of_an_opened_file_stay_as_well():
    found = typed("110 mg qd", over={"route": "iv", "days": [1]})
    assert (found.route, found.days, found.times_per_day) == ("iv", (1,), 1)
