"""What is recorded shows what the page shows: never a milder order, never a line passed over."""

import pytest

from bmcalc.core.texts import current_language
from bmcalc.gui.pages.order_check.entered import entered, kept_lines
from bmcalc.gui.pages.order_check.outcome import look
from bmcalc.gui.pages.records.order_to_record import order_to_record
from bmcalc.gui.window.session import Typed
from bmcalc.orders.reading.order_entry import PastedText, understood_order
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.shown import computed, same_answer
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import canonical
from tests.gui.conftest import settle

ENGLISH = "Docetaxel 120 mg IV over 60 min d1\nCyclophosphamide 963 mg IV d1"
CHINESE = "多西他赛 120mg 静脉滴注 d1\n环磷酰胺 963mg 静脉滴注 d1"
UNREAD = f"{ENGLISH}\nSomethingumab 300 mg IV d1"
STOPPED = f"{ENGLISH}\nPertuzumab 420 mg IV d1"


def pasted(window, text):
    window.view().side.take_over(understood_order(PastedText(text), 1), text)
    settle(window)


def on_the_page(window):
    return look(entered(window.session), kept_lines(window.session)).check


def is_recorded_as_shown(window):
    inputs = order_to_record(window.session)
    canonical(inputs)
    return same_answer(computed(inputs, current_language()).check, on_the_page(window))


def test_doses_alone_are_recorded_as_they_are(ordered):
    assert is_recorded_as_shown(ordered)
    assert order_to_record(ordered.session)["order"] == {
        "docetaxel": "120 mg", "cyclophosphamide_iv": "963 mg"}


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, UNREAD, STOPPED])
def test_a_pasted_order_is_recorded_with_everything_that_stands_in_it(ordered, text):
    pasted(ordered, text)
    assert is_recorded_as_shown(ordered)


def test_a_line_that_nobody_could_read_stays_undecidable_in_the_records(ordered):
    pasted(ordered, UNREAD)
    check = computed(order_to_record(ordered.session), current_language()).check
    assert check.verdict.rank >= Verdict.UNDECIDABLE.rank


@pytest.mark.parametrize("line", [
    "120 mg ivgtt d1", "120 mg ivgtt once", "120 mg iv over 60 min", "60 mg bid",
])
def test_a_typed_line_is_recorded_with_what_it_says(ordered, line):
    ordered.session.put("order-check", "order:docetaxel", Typed(line))
    settle(ordered)
    assert is_recorded_as_shown(ordered)


def test_a_dose_typed_over_a_pasted_line_is_recorded_as_typed_or_not_at_all(ordered):
    pasted(ordered, ENGLISH)
    ordered.session.put("order-check", "order:docetaxel", Typed("240", "mg"))
    settle(ordered)
    try:
        assert is_recorded_as_shown(ordered)
    except RecordsFault as fault:
        assert "Paste the whole order" in str(fault)
    check = on_the_page(ordered)
    assert check.line("docetaxel").verdict is Verdict.STOP


def test_an_unread_line_that_was_dealt_with_is_not_brought_back_or_refused(ordered):
    pasted(ordered, UNREAD)
    (line,) = kept_lines(ordered.session)
    ordered.view().side._deal_with(line)
    settle(ordered)
    assert is_recorded_as_shown(ordered)


def test_a_dose_that_cannot_be_read_is_not_recorded(ordered):
    ordered.session.put("order-check", "order:docetaxel", Typed("6oo mg"))
    settle(ordered)
    with pytest.raises(RecordsFault, match="cannot be recorded"):
        order_to_record(ordered.session)


def test_an_empty_page_is_no_order(window):
    with pytest.raises(RecordsFault, match="no order"):
        order_to_record(window.session)
