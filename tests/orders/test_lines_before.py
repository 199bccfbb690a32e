"""A line taken over from the check before is the line that a check from nothing would give."""

import copy
import dataclasses
import json
import random
from collections.abc import Mapping
from decimal import Decimal, localcontext

import pytest

from bmcalc.core.json_values import finding_object, json_value, step_object
from bmcalc.core.numbers import CONTEXT
from bmcalc.core.term import q
from bmcalc.core.texts import in_language
from bmcalc.core.work import Work
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.orders.check_line import check_line
from bmcalc.orders.check_order import check_order, settled
from bmcalc.orders.lines_before import LinesBefore
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.verification.cases import cases_of
from tests.orders.routine import ROUTINE

EDITS = 12


def read(raw):
    """Return the inputs as the check takes them; None where something cannot be read."""
    with localcontext(CONTEXT):
        found, problems = CALCULATOR.read(raw)
    return None if problems else found


def told(check):
    """Return all that a check says, as plain text."""
    works = [check.work, *(work for line in check.lines for work in (line.work, line.supply_work))]
    with localcontext(CONTEXT):
        return json.dumps([
            check.verdict.value,
            [json_value(line.as_values()) for line in check.lines],
            [[step_object(one) for one in work.steps] for work in works],
            [[finding_object(one) for one in work.findings] for work in works],
            [work.rules for work in works], check.sources(),
        ], ensure_ascii=False, default=repr)


def orders():
    """Return published and routine orders whose doses stand by drug, several in each."""
    found = [*ROUTINE.values(), *(case.inputs for case in cases_of("order-check"))]
    return [raw for raw in found
            if isinstance(raw.get("order"), dict) and len(raw["order"]) > 1 and read(raw)]


ORDERS = orders()


class OnlyOwn(Mapping):
    """What stands in an order by drug, of which a line may see its own part and who is there."""

    def __init__(self, whole, drug):
        self.whole, self.drug = whole, drug

    def __getitem__(self, name):
        assert name == self.drug or name not in self.whole, f"{self.drug} looks at {name}"
        return self.whole[name]

    def __contains__(self, name):
        return name in self.whole

    def __iter__(self):
        return iter(self.whole)

    def __len__(self):
        return len(self.whole)


def seeing_its_own(due, situation):
    order = situation.order
    own = dataclasses.replace(
        order, doses=OnlyOwn(order.doses, due.drug), twice=OnlyOwn(order.twice, due.drug))
    return check_line(due, situation.with_order(own))


def test_no_line_looks_at_the_dose_of_another_drug():
    for raw in ORDERS:
        given = read(raw)
        assert told(check_order(given, line_of=seeing_its_own)) == told(check_order(given))


def edited(dice, raw):
    """Return an order in which one thing is different: mostly the dose of one drug."""
    other = copy.deepcopy(raw)
    kind = dice.randrange(10)
    drug = dice.choice(sorted(other["order"]))
    if kind < 6:
        other["order"][drug] = f"{dice.choice([1, 10, 105, 120, 345.6, 420, 513.96])} mg"
    elif kind == 6:
        other["patient"] = {**other.get("patient", {}), "weight": f"{dice.randrange(45, 95)} kg"}
    elif kind == 7:
        other["labs"] = {**other.get("labs", {}), "anc": f"{dice.randrange(3, 40) / 10} x10^9/L"}
    elif kind == 8 and len(other["order"]) > 1:
        del other["order"][drug]
    else:
        other["cycle"] = dice.randrange(1, 7)
    return other


@pytest.mark.parametrize("seed", range(4))
def test_an_order_that_is_edited_is_checked_as_one_from_nothing(seed):
    dice, taken_over = random.Random(seed), 0
    for first in dice.sample(ORDERS, 12):
        before, raw = LinesBefore(), first
        for _edit in range(EDITS):
            given = read(raw)
            if given is not None:
                before.rest_on(raw)
                taken_over += bool(before._lines)
                assert told(check_order(given, line_of=before.line)) == told(check_order(given))
            raw = edited(dice, raw)
    assert taken_over > EDITS


TCBHP = ROUTINE["TCbHP"]


def lines(before, raw):
    before.rest_on(raw)
    check = check_order(read(raw), line_of=before.line)
    return {line.drug: line for line in check.lines}


def kept_after(change):
    """Return the drugs whose line is taken over from before a change."""
    before, other = LinesBefore(), copy.deepcopy(TCBHP)
    lines(before, TCBHP)
    kept = {drug: line for drug, (_dose, line) in before._lines.items()}
    change(other)
    lines(before, other)
    return {drug for drug, (_dose, line) in before._lines.items() if kept.get(drug) is line}


def test_a_dose_that_is_typed_leaves_the_other_lines():
    def typed(raw):
        raw["order"]["docetaxel"] = "1 mg"

    assert kept_after(typed) == TCBHP["order"].keys() - {"docetaxel"}


@pytest.mark.parametrize("change", [
    lambda raw: raw["patient"].update(weight="61 kg"),
    lambda raw: raw["patient"].update(height="1.6 m"),
    lambda raw: raw["labs"].update(anc={"value": "1.0 x10^9/L", "on": raw["today"]}),
    lambda raw: raw.update(today="2026-03-18"),
    lambda raw: raw.update(cycle=raw["cycle"] + 1),
    lambda raw: raw["order"].pop("docetaxel"),
    lambda raw: raw.update(policy={"label_profile": "us"}),
])
def test_any_other_change_takes_nothing_over(change):
    assert kept_after(change) == set()


def test_a_dose_that_was_unreadable_is_another_order_once_it_is_read():
    """A bone agent whose dose cannot be read yet is not ordered; with it read there are two."""
    before, raw = LinesBefore(), copy.deepcopy(TCBHP)
    raw["bone_agent"] = "zoledronic_acid"
    raw["order"] = {"denosumab": "120 mg", **raw["order"], "zoledronic_acid": "4 mg"}
    unread = {**raw, "order": {name: raw["order"][name] for name in list(raw["order"])[1:]}}
    before.rest_on(unread, (), "denosumab")
    check_order(read(unread), (), frozenset({"denosumab"}), before.line)
    before.rest_on(raw, ())
    assert told(check_order(read(raw), line_of=before.line)) == told(check_order(read(raw)))


def test_the_same_amount_in_another_unit_is_another_order():
    def typed(raw):
        number, _mg = raw["order"]["docetaxel"].split()
        raw["order"]["docetaxel"] = f"{Decimal(number) / 1000} g"

    assert "docetaxel" not in kept_after(typed)


def test_another_formulary_or_language_takes_nothing_over():
    before = LinesBefore()
    english = lines(before, TCBHP)
    with in_language("zh_CN"):
        before.rest_on(TCBHP)
        assert not before._lines
    lines(before, TCBHP)
    try:
        put_in_force(load_formulary())
        before.rest_on(TCBHP)
        assert not before._lines
    finally:
        put_in_force(None)
    assert english


def test_a_drug_on_two_lines_of_a_regimen_has_two_lines():
    before = LinesBefore()
    situation, due = settled(read(TCBHP), Work())
    own = next(line for line in due if line.drug == "docetaxel")
    half = dataclasses.replace(own, line=own.line.model_copy(update={"dose": q("60 mg/m^2")}))
    for _again in range(2):
        before.rest_on(TCBHP)
        found = [before.line(one, situation).planned for one in (own, half)]
        assert found == [check_line(one, situation).planned for one in (own, half)]
        assert found[0] != found[1]


def test_what_the_other_lines_say_never_stays_in_a_line_that_is_kept():
    alone = copy.deepcopy(TCBHP)
    alone["order"]["docetaxel"] = "1 mg"
    before = LinesBefore()
    counts = []
    for raw in (TCBHP, alone, TCBHP, alone, TCBHP):
        counts.append({drug: len(line.work.findings)
                       for drug, line in lines(before, raw).items() if drug != "docetaxel"})
    assert counts[0] == counts[2] == counts[4]
    assert counts[1] == counts[3]
