"""A drug that is ordered and is not in the formulary stops; the page goes on all the same."""

import pytest

from bmcalc.gui.window import faults
from bmcalc.gui.window.session import Typed
from bmcalc.orders.reading.order_entry import PastedText, understood_order
from bmcalc.orders.verdicts import Verdict
from tests.gui.conftest import settle
from tests.gui.order_page import put, verdict

ORDERS = (
    "曲妥珠单抗 348mg 静滴\n力扑素 281mg 静滴",
    "trastuzumab 348 mg iv\nKadcyla 208 mg iv",
    "帕妥珠单抗 420mg 静滴\n紫杉醇脂质体 281mg 静滴",
)


@pytest.fixture(autouse=True)
def own_log(monkeypatch, tmp_path):
    path = tmp_path / "bmcalc.log"
    monkeypatch.setattr(faults, "log_path", lambda: path)
    faults.logger.cache_clear()
    yield
    faults.logger.cache_clear()
    assert not path.exists(), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("order", ORDERS)
def test_every_part_of_the_page_goes_on(window, page, order):
    put(window, regimen="thp", cycle="1", day="1", today="2023-08-20")
    page.side.take_over(understood_order(PastedText(order), 1))
    settle(window)
    lines = {line.drug: page._outcome.verdict_of(line) for line in page._outcome.check.lines}
    strange = set(lines) - {"trastuzumab_iv", "pertuzumab", "docetaxel"}
    assert len(strange) == 1
    assert lines[strange.pop()] in (Verdict.STOP, Verdict.UNDECIDABLE)
    assert {"height", "weight"} <= page.needs()
    for name, button in page.side.buttons.items():
        button.click()
        settle(window)
        assert page.side.drawers[name].isVisible()


@pytest.mark.parametrize("order", ORDERS)
def test_what_cannot_be_read_elsewhere_takes_nothing_from_sight(window, page, order):
    put(window, regimen="thp", cycle="1", day="1", today="2023-08-20")
    page.side.take_over(understood_order(PastedText(order), 1))
    before = {}
    for age in ("52", "6x"):
        window.session.put("", "age", Typed(age))
        settle(window)
        found = {one.drug: page._outcome.verdict_of(one) for one in page._outcome.check.lines}
        assert all(found[drug].rank >= rank for drug, rank in before.items())
        before = {drug: one.rank for drug, one in found.items()}
    assert verdict(page) in (Verdict.STOP, Verdict.UNDECIDABLE)
    assert window.view().can_print()
