"""The date of the last cycle fills the date of every drug that was given then, and no other."""

import pytest

from bmcalc.core.ask import AskDate
from bmcalc.core.texts import in_language
from bmcalc.formulary.regimens import regimens
from bmcalc.gui.pages.order_check.last_cycle import given_on_first_day
from bmcalc.gui.pages.order_check.questions import ask_of
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import settle
from tests.gui.order_page import enter, field, put

TCBHP = ("trastuzumab_iv", "pertuzumab", "docetaxel", "carboplatin")


def last_on(window, drug):
    return window.session.entry("order-check", f"last:{drug}:on").typed or ""


@pytest.fixture
def second(window, case_1):
    put(window, cycle="2", today="2021-07-26")
    return case_1


def shown(page, drug):
    return page.side.field(f"last:{drug}:on").editor.controls()[0].text()


def test_every_drug_of_that_day_has_the_date_in_sight(window, qtbot, second):
    enter(window, qtbot, second, "history", "last_cycle:on", "2021-07-05")
    for drug in TCBHP:
        assert shown(second, drug) == last_on(window, drug) == "2021-07-05"
    check = second._outcome.check
    assert {str(check.situation.last[drug].on) for drug in TCBHP} == {"2021-07-05"}


def test_a_bone_agent_on_a_cycle_of_its_own_is_not_filled_in(window, qtbot, second):
    enter(window, qtbot, second, "history", "last_cycle:on", "2021-07-05")
    assert last_on(window, "denosumab") == ""


def test_what_was_typed_stays(window, qtbot, second):
    enter(window, qtbot, second, "history", "last:docetaxel:on", "2021-06-28")
    enter(window, qtbot, second, "history", "last_cycle:on", "2021-07-05")
    assert last_on(window, "docetaxel") == "2021-06-28"
    assert last_on(window, "carboplatin") == "2021-07-05"


def test_the_dates_follow_another_date_and_go_with_it(window, qtbot, second):
    enter(window, qtbot, second, "history", "last_cycle:on", "2021-07-05")
    enter(window, qtbot, second, "history", "last:docetaxel:on", "2021-06-28")
    enter(window, qtbot, second, "history", "last_cycle:on", "2021-07-04")
    assert last_on(window, "carboplatin") == "2021-07-04"
    assert last_on(window, "docetaxel") == "2021-06-28"
    edit = field(second, "history", "last_cycle:on").editor.controls()[0]
    edit.setFocus()
    qtbot.keyClicks(edit, "x")
    settle(window)
    assert last_on(window, "carboplatin") == "" == shown(second, "carboplatin")
    assert last_on(window, "docetaxel") == "2021-06-28"


def test_a_date_that_was_taken_away_by_hand_stays_away_until_the_cycle_is_typed_again(
    window, qtbot, second
):
    enter(window, qtbot, second, "history", "last_cycle:on", "2021-07-05")
    window.session.put("order-check", "last:docetaxel:on", Typed(""))
    enter(window, qtbot, second, "facts", "anc", "3")
    assert last_on(window, "docetaxel") == ""


@pytest.mark.parametrize(("cycle", "day"), [("1", "1"), ("2", "8"), ("", "1"), ("2", ""),
                                            ("two", "1")])
def test_nothing_is_filled_where_the_last_dose_is_not_known_from_it(
    window, qtbot, second, cycle, day
):
    put(window, cycle=cycle, day=day)
    enter(window, qtbot, second, "history", "last_cycle:on", "2021-07-05")
    assert not any(last_on(window, drug) for drug in TCBHP)


@pytest.mark.parametrize(("regimen", "cycle", "drugs"), [
    ("tcbhp", 1, set()),
    ("tcbhp", 2, set(TCBHP)),
    ("tcbhp", 7, set(TCBHP)),
    # The chemotherapy ended with cycle 6: before cycle 8 the antibodies alone were given.
    ("tcbhp", 8, {"trastuzumab_iv", "pertuzumab"}),
    # Gemcitabine was given on day 8 after that.
    ("gemcitabine-carboplatin", 2, {"carboplatin"}),
    ("paclitaxel-bevacizumab", 2, set()),
    # Taken on days 1 to 21: counted from start to start. Letrozole is taken without a break.
    ("letrozole-ribociclib", 2, {"ribociclib"}),
    # Day 15 of the first cycle was the last fulvestrant.
    ("fulvestrant-palbociclib", 2, {"palbociclib"}),
    ("fulvestrant-palbociclib", 3, {"palbociclib", "fulvestrant"}),
    # One of several endocrine drugs was given: nobody told which.
    ("abemaciclib-endocrine", 3, set()),
])
def test_which_drugs_were_given_last_on_the_first_day(regimen, cycle, drugs):
    assert set(given_on_first_day(regimens()[regimen], cycle)) == drugs


@pytest.mark.parametrize("name", [
    "anc:on", "creatinine:on", "last:docetaxel:on", "last_cycle:on", "calcium_total:on",
])
def test_a_date_is_labelled_as_a_date(name):
    ask = ask_of(name)
    assert isinstance(ask, AskDate)
    with in_language("zh_CN"):
        assert "日期" in str(ask.label) and "第几天" not in str(ask.label)


def test_every_date_on_the_page_is_labelled_as_a_date(window, case_1):
    for drawer in ("facts", "history"):
        case_1.side.buttons[drawer].click()
        settle(window)
    rows = dict(case_1.side.regimen.rows)
    for name in ("facts", "history"):
        rows.update(case_1.side.drawers[name].rows)
    dates = [row for row in rows.values() if isinstance(row.ask, AskDate)]
    assert len(dates) > 10
    with in_language("zh_CN"):
        for row in dates:
            assert "日期" in str(row.ask.label), row.field
