"""What was said at the last check stands beside the field that asks for it anew."""

import pytest

from bmcalc.gui.pages.order_check.last_time import last_time
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import settle
from tests.gui.order_page import put


@pytest.fixture
def of_records(window, case_1):
    window.session.put("", "record_id", Typed("BM-0001"))
    put(window, records__patient="p-1", records__number="BM-0001",
        records__before={"pregnancy": "no", "neuropathy_grade": 0, "weight": "58 kg",
                         "anc": "many"})
    return window


@pytest.mark.parametrize(("name", "words"), [
    ("pregnancy", "Last time: No"), ("neuropathy_grade", "Last time: 0"),
    ("weight", "Last time: 58 kg"), ("anc", ""), ("platelets", ""),
])
def test_it_is_told_as_people_read_it(of_records, name, words):
    assert str(last_time(of_records.session, name)) == words


def test_it_stands_at_the_field_while_that_is_empty(of_records, case_1):
    put(of_records, pregnancy=None)
    row = case_1.side.needed.field("pregnancy").row
    assert "Last time: No" in row._note.text()
    row.focus()
    put(of_records, pregnancy="no")
    assert row.isVisible()
    assert "Last time" not in row._note.text()


def test_it_is_of_this_patient_alone(of_records, case_1):
    put(of_records, pregnancy=None)
    of_records.session.put("", "record_id", Typed("BM-0002"))
    settle(of_records)
    assert not str(last_time(of_records.session, "pregnancy"))
    assert "Last time" not in case_1.side.needed.field("pregnancy").row._note.text()
