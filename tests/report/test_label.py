"""Labels: only for what is confirmed, with the digits of the check, and never cut."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.problems import Problem
from bmcalc.core.term import q
from bmcalc.core.texts import in_language
from bmcalc.orders.supply.running import rate, whole_volume
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.label import BLANK, label_reports, why_no_label
from tests.orders.asked import TCBHP, changed
from tests.orders.routine import ROUTINE
from tests.report.on_paper import DRAFT, RELEASED, SEAL, checked, pixels, printed
from tests.report.test_paper import squeezed
from tests.report.test_slip import CHECKS, UNREAD


def labels_of(raw=TCBHP, **more):
    check = checked(raw)
    found = label_reports(JudgedOrder(check, check.verdict, record="BM-0001", **more))
    return () if found is None else found.labels


def label(name, raw=TCBHP, **more):
    return next(one for one in labels_of(raw, **more) if one.name.startswith(name))


def reasons(raw=TCBHP, record="BM-0001", **more):
    check = checked(raw)
    assert (label_reports(JudgedOrder(check, check.verdict, record=record, **more)) is None) is (
        not labels_of(raw, **more) or not record)
    return dict(why_no_label(JudgedOrder(check, check.verdict, record=record, **more)))


def test_a_label_says_who_what_how_much_and_how():
    found = label("CARBOplatin", recorded=RELEASED)
    assert (found.number, found.who) == ("BM-0001", "born 1974-03 · Female · 52 years")
    assert (found.name, found.other_name, found.dose) == ("CARBOplatin", "卡铂", "515 mg")
    rows = dict(found.rows)
    assert rows["Drug volume"] == "51.5 mL (10 mg/mL)"
    assert rows["Whole volume"] == "301.5 mL · 1.71 mg/mL"
    assert rows["Route, time, rate"] == "intravenous · 30 min · 603 mL/h"
    assert found.warnings.startswith("Cytotoxic drug")
    assert "aluminium" in found.handling
    assert found.treatment == "TCbHP · C1 D1 · 2021-07-05"
    assert found.checked_by == f"Checked by Pharmacist B {BLANK}"
    assert found.code == SEAL
    assert found.record == ("C-17 · seal 20418", "9f3c 51d0 7ab2 4e18")


def test_in_chinese_the_other_name_is_the_one_with_tall_letters():
    with in_language("zh_CN"):
        found = label("卡铂")
    assert found.other_name == "CARBOplatin"


def test_what_nobody_told_is_a_line_to_write_on():
    found = label("CARBOplatin")
    rows = dict(found.rows)
    assert rows["Made at"] == rows["Use before"] == BLANK * 2
    assert rows["Diluent"] == f"{BLANK} 250 mL"
    assert found.who == f"born {BLANK} · Female · 52 years"
    assert found.made_by == f"Made by {BLANK}"
    assert (found.code, found.record) == ("", ("not recorded",))


def test_the_diluent_is_the_one_allowed_or_the_ordered_one():
    assert dict(label("pertuzumab").rows)["Diluent"] == "sodium chloride 0.9 % 250 mL"
    ordered = changed(TCBHP, order={"carboplatin": {
        "dose": "515 mg", "diluent": "glucose_5", "volume": "250 mL"}})
    assert dict(label("CARBOplatin", ordered).rows)["Diluent"] == "glucose 5 % 250 mL"


def test_bags_are_counted_over_the_whole_order():
    assert [one.place for one in labels_of()] == [f"No. {place} of 4" for place in (1, 2, 3, 4)]
    asked = changed(TCBHP, order={"carboplatin": "550 mg"})
    found = labels_of(asked)
    assert len(found) == 3
    assert {one.place for one in found} < {"No. 1 of 4", "No. 2 of 4", "No. 3 of 4", "No. 4 of 4"}
    assert reasons(asked) == {"CARBOplatin": "query"}


def test_each_ready_syringe_has_a_label_of_its_own():
    found = labels_of(ROUTINE["fulvestrant"])
    assert [(one.place, one.dose) for one in found] == [
        ("No. 1 of 2", "250 mg"), ("No. 2 of 2", "250 mg")]
    assert [dict(one.rows)["Whole dose"] for one in found] == ["500 mg", "500 mg"]
    assert [dict(one.rows)["Drug volume"] for one in found] == ["5 mL", "5 mL"]


def test_tablets_have_none():
    assert labels_of(ROUTINE["letrozole and ribociclib"]) == ()
    assert set(reasons(ROUTINE["letrozole and ribociclib"]).values()) == {"by mouth"}


@pytest.mark.parametrize(
    ("raw", "more", "reason"),
    [
        (TCBHP, {"recorded": DRAFT}, "not released (draft)"),
        (TCBHP, {"recorded": RELEASED._replace(ended=True, state="cancelled")},
         "not released (cancelled)"),
        (TCBHP, {"problems": [UNREAD]}, "something of the order was not read"),
        (changed(TCBHP, order={"carboplatin": "600 mg"}), {}, "the order as a whole: stop"),
        (changed(TCBHP, labs={"anc": None}), {}, "the order as a whole: cannot be decided"),
    ],
)
def test_nothing_of_an_order_that_is_not_confirmed_has_a_label(raw, more, reason):
    assert labels_of(raw, **more) == ()
    assert set(reasons(raw, **more).values()) == {reason}


def test_a_stop_that_is_released_by_name_still_has_no_label():
    stopped = changed(TCBHP, order={"carboplatin": "600 mg"})
    assert len(labels_of(stopped, recorded=RELEASED)) == 3
    assert reasons(stopped, recorded=RELEASED) == {"CARBOplatin": "stop"}


def test_without_a_record_number_nobody_knows_whose_it_is():
    check = checked(TCBHP)
    assert label_reports(JudgedOrder(check, check.verdict, record=" ")) is None
    found = why_no_label(JudgedOrder(check, check.verdict, record=" "))
    assert {reason for _drug, reason in found} == {"there is no record number"}


@settings(deadline=None, max_examples=150)
@given(
    name=st.sampled_from(sorted(CHECKS)), verdict=st.sampled_from(list(Verdict)),
    told=st.dictionaries(st.sampled_from(["pertuzumab", "carboplatin", "docetaxel"]),
                         st.sampled_from(list(Verdict))),
    problems=st.sampled_from([(), (Problem("E_TYPE", "x", ("labs.anc",)),)]),
    recorded=st.sampled_from([None, DRAFT, RELEASED, RELEASED._replace(ended=True)]),
)
def test_a_label_is_printed_only_for_a_line_that_agrees_and_is_released(
    name, verdict, told, problems, recorded
):
    check = CHECKS[name]
    given = JudgedOrder(check, verdict, problems, told, "BM-0001", recorded)
    found = label_reports(given)
    labelled = set() if found is None else {one.name for one in found.labels}
    for line in check.lines:
        may = (
            not problems and line.verdict is Verdict.AGREES and line.order is not None
            and told.get(line.drug, Verdict.AGREES) is Verdict.AGREES
            and (recorded is not None or max(verdict.rank, check.verdict.rank)
                 < Verdict.UNDECIDABLE.rank)
            and not check.not_understood
            and (recorded is None or (recorded.released and not recorded.ended))
        )
        assert (str(line.name) in labelled) is may
        assert (str(line.name) in dict(why_no_label(given))) is not may


@pytest.mark.parametrize("name", ROUTINE)
def test_what_runs_in_is_bag_and_drug_and_the_time_times_the_rate(name):
    for line in checked(ROUTINE[name]).lines:
        whole, hourly, supply = whole_volume(line.supply), rate(line.supply), line.supply
        if whole is None:
            assert hourly is None
            continue
        if supply.bag is not None and supply.bag.added_fits:
            assert whole == supply.bag.volume + supply.volume
            shown = supply.dose.to("mg").magnitude / whole.to("mL").magnitude
            assert abs(shown - supply.concentration.magnitude) < Decimal("1e-9")
        if hourly is not None:
            run = hourly.magnitude * supply.minutes.to("h").magnitude
            assert abs(run - whole.to("mL").magnitude) < Decimal("1e-9")


def test_where_fluid_is_withdrawn_first_the_bag_stays_as_it_is():
    line = CHECKS["agrees"].line("docetaxel")
    one_way = line.supply.bag._replace(added_fits=False, withdrawn_fits=True)
    assert whole_volume(line.supply._replace(bag=one_way)) == q("250 mL")
    neither = one_way._replace(withdrawn_fits=False)
    assert whole_volume(line.supply._replace(bag=neither)) is None
    assert rate(line.supply._replace(bag=neither)) is None


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("recorded", [None, RELEASED], ids=["paper", "recorded"])
def test_every_label_is_printed_whole(qapp, tmp_path, language, recorded):
    with in_language(language):
        for name, raw in ROUTINE.items():
            check = checked(raw)
            found = label_reports(
                JudgedOrder(check, check.verdict, record="BM-0001", recorded=recorded))
            if found is None:
                continue
            pages = printed(found, tmp_path / f"{name}.pdf")
            assert len(pages) == len(found.labels)
            for one, page in zip(found.labels, pages, strict=True):
                for text in (one.number, one.who, one.place, one.name, one.other_name, one.dose,
                             *sum(one.rows, ()), one.warnings, one.handling, one.treatment,
                             one.made_by, one.checked_by, *one.record):
                    assert squeezed(text) in page, text


def test_eight_labels_stand_on_a_sheet(qapp, tmp_path):
    check = CHECKS["agrees"]
    found = label_reports(JudgedOrder(check, check.verdict, record="BM-0001"), on_sheets=True)
    for count, sheets in ((1, 1), (8, 1), (9, 2)):
        many = replace(found, labels=(found.labels * 3)[:count])
        pages = printed(many, tmp_path / "sheet.pdf")
        assert len(pages) == sheets
        assert "".join(pages).count("BM-0001") == count


def test_they_are_black_on_white(qapp, tmp_path):
    check = CHECKS["agrees"]
    printed(label_reports(JudgedOrder(check, check.verdict, record="BM-0001", recorded=RELEASED)),
            tmp_path / "labels.pdf")
    for red, green, blue in pixels(tmp_path / "labels.pdf"):
        assert red == green == blue
