"""Values that are invented are named on every kind of paper."""

import pytest

from bmcalc.gui.result.summary import marked_as_invented
from bmcalc.gui.window.session import Session
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.label import label_reports
from bmcalc.report.slip import slip_report
from bmcalc.report.worksheet import worksheet_report
from tests.report.on_paper import printed
from tests.report.test_slip import CHECKS


@pytest.fixture
def session():
    made = Session()
    made.open("case", "", {"weight": "58 kg"}, ["weight"], {})
    return made


@pytest.mark.parametrize("make", [slip_report, label_reports, worksheet_report])
def test_every_page_names_what_is_invented(qapp, tmp_path, session, make):
    check = CHECKS["agrees"]
    report = make(JudgedOrder(check, check.verdict, record="BM-0001"))
    plain = printed(report, tmp_path / "plain.pdf")
    marked = printed(marked_as_invented(report, session, "order-check"), tmp_path / "marked.pdf")
    words = "Inventedvalues,anexampleonly:Weight"
    assert not any(words in page for page in plain)
    if make is worksheet_report:
        assert words in marked[0]
    else:
        assert all(words in page for page in marked)
        assert len(marked) == len(plain)
