"""The bar of the deviation: its bands are the policy's, its marker the order's."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QWidget

from bmcalc.formulary.in_force import formulary
from bmcalc.gui.look.theme import colour
from bmcalc.gui.pages.order_check.deviation_bar import Deviation, DeviationBar, Zone, deviation_of
from bmcalc.gui.pages.order_check.row_words import row_words
from tests.gui.order_page import order, words


def of(percent, agrees="5", stops="10"):
    return Deviation(Decimal(percent), Decimal(agrees), Decimal(stops))


@pytest.fixture
def bar(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    made = DeviationBar(host)
    made.resize(201, 18)
    yield made
    host.close()


@pytest.mark.parametrize(("percent", "zone"), [
    ("0", Zone.AGREES), ("5", Zone.AGREES), ("-5", Zone.AGREES), ("5.0001", Zone.ASKED),
    ("-5.0001", Zone.ASKED), ("10", Zone.ASKED), ("-10", Zone.ASKED), ("10.0001", Zone.BEYOND),
    ("-10.0001", Zone.BEYOND), ("900", Zone.BEYOND),
])
def test_a_tolerance_belongs_to_the_better_side(bar, percent, zone):
    assert of(percent).zone is zone
    bar.show_deviation(of(percent))
    assert bar.marker_colour() == ("stop" if zone is Zone.BEYOND else "text")


@pytest.mark.parametrize(("agrees", "stops"), [("5", "10"), ("3", "7.5"), ("10", "15")])
def test_the_bands_are_the_policys(bar, agrees, stops):
    bar.show_deviation(of("0", agrees, stops))
    for limit in (agrees, stops):
        band = bar.band(Decimal(limit))
        assert band.center().x() == pytest.approx(bar.width() / 2)
        assert band.width() == pytest.approx(bar.width() * float(limit) / 20)


def test_each_band_is_drawn_in_its_colour_up_to_its_edge(bar):
    bar.show_deviation(of("-20"))
    image = bar.grab().toImage()
    middle = bar.height() // 2
    for percent, name in (("4.8", "fine_bar"), ("5.2", "caution_bar"), ("-9.8", "caution_bar"),
                          ("10.2", "line"), ("19", "line")):
        x = int(of("0").place(Decimal(percent)) * bar.width())
        assert image.pixelColor(x, middle) == colour(name), percent


@pytest.mark.parametrize("percent", ["-20", "-12.5", "-0.3", "0", "7", "16.1", "20"])
def test_the_marker_stands_where_the_order_is(bar, percent):
    bar.show_deviation(of(percent))
    wanted = (float(percent) + 20) / 40 * bar.width()
    assert bar.marker().center().x() == pytest.approx(wanted, abs=bar.marker().width())
    ink = bar.grab().toImage().pixelColor(round(bar.marker().center().x()), 4)
    assert ink == colour(bar.marker_colour())


@pytest.mark.parametrize("percent", ["-99", "-20.1", "20.1", "5000"])
def test_what_is_farther_off_stands_at_the_end_and_inside(bar, percent):
    bar.show_deviation(of(percent))
    end = 0 if percent.startswith("-") else bar.width()
    assert abs(bar.marker().center().x() - end) <= bar.marker().width()
    assert bar.marker().left() >= 0 and bar.marker().right() <= bar.width()


def test_a_tolerance_as_wide_as_the_bar_widens_it(bar):
    wide = of("15", "10", "30")
    assert wide.reach == 60
    bar.show_deviation(wide)
    assert bar.band(Decimal(30)).width() == pytest.approx(bar.width() / 2)


def test_nothing_compared_is_no_bar(bar):
    assert deviation_of(None, formulary().policy) is None
    bar.show_deviation(of("1"))
    bar.show_deviation(None)
    image = bar.grab().toImage()
    assert len({image.pixelColor(x, 9).name() for x in range(bar.width())}) == 1


def test_the_policy_in_force_gives_the_bands(window, qtbot, case_1):
    order(window, qtbot, case_1, "carboplatin", "600")
    line, check = case_1._outcome.check.line("carboplatin"), case_1._outcome.check
    shipped = check.policy
    own = shipped.model_copy(update={
        "tolerance_agrees": shipped.tolerance_agrees * 2,
        "tolerance_stops": shipped.tolerance_stops * 2,
    })
    for policy, zone in ((check.policy, Zone.BEYOND), (own, Zone.ASKED)):
        shown = row_words(line, line.verdict, policy).bar
        assert shown.agrees == policy.tolerance_agrees.magnitude
        assert shown.stops == policy.tolerance_stops.magnitude
        assert shown.percent == line.deviation.settled
        assert shown.zone is zone


def test_a_dose_below_has_one_true_minus_sign(window, qtbot, case_1):
    order(window, qtbot, case_1, "docetaxel", "120")
    row = case_1.side.table.row("docetaxel")
    assert words(row, "deviation") == ["\u22120.3 %"]
    assert "deviation \u22120.3 %" in row.accessibleName()
    order(window, qtbot, case_1, "docetaxel", "60")
    (beyond,) = words(row, "deviation_beyond")
    assert beyond.startswith("\u2212") and "-" not in beyond
    assert words(row, "deviation") == []
