"""The slip: one page, digit for digit, and «may be prepared» only where everything agrees."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.problems import Problem
from bmcalc.core.texts import in_language
from bmcalc.core.work import Severity
from bmcalc.formulary.in_force import formulary_identity
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.document import Headline, Measures, Remark, Section, Table, Weeks
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.plain import to_plain_text
from bmcalc.report.recorded import Asked, Settled
from bmcalc.report.slip import slip_report
from bmcalc.report.slip_doses import TICK
from bmcalc.version import __version__
from tests.orders.asked import TCBHP, changed
from tests.orders.routine import ROUTINE
from tests.report.on_paper import DRAFT, RELEASED, SEAL, checked, pixels, printed
from tests.report.test_paper import squeezed

STOPPED = changed(TCBHP, bone_agent="denosumab",
                  order={"carboplatin": "600 mg", "denosumab": "120 mg"})
ASKED = changed(TCBHP, order={"carboplatin": "550 mg"})
PLANNED = changed(TCBHP, order=None)
HALF = changed(TCBHP, order={"carboplatin": None})
CHECKS = {
    name: checked(raw) for name, raw in {
        "agrees": TCBHP, "stop": STOPPED, "query": ASKED, "plan": PLANNED, "half": HALF,
        "unread": changed(TCBHP, order="carboplatin 515 mg\nwhatever 3 x"),
    }.items()
}
UNREAD = Problem("E_TYPE", "Neutrophils: no plain number", ("labs.anc",))


def slip_of(raw=TCBHP, *, with_working=False, **more):
    check = checked(raw)
    return slip_report(JudgedOrder(check, check.verdict, record="BM-0001", **more),
                       with_working=with_working)


def blocks(report, kind):
    return [one for section in report.sections for one in section.blocks
            if isinstance(one, kind)]


def box(report):
    (found,) = blocks(report, Headline)
    return found


def row(report, name):
    (table,) = blocks(report, Table)
    return next(one for one in table.rows if one[0].startswith(name))


def words(report):
    """Give every text of a slip."""
    yield from (report.title, report.subtitle, report.number, report.who, report.footer)
    yield from report.record
    for section in report.sections:
        yield section.heading
        for block in section.blocks:
            match block:
                case Headline():
                    yield from (block.sign, block.words, block.said)
                case Measures():
                    yield from itertools.chain(*block.pairs)
                case Table():
                    yield from itertools.chain(block.heads, *block.rows)
                case Remark():
                    yield from (block.word, block.text, block.settled)
                case Weeks():
                    yield from itertools.chain(*((one.days, one.due) for one in block.cells))
                case _:
                    yield block.text


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", ROUTINE)
@pytest.mark.parametrize("recorded", [None, RELEASED], ids=["paper", "recorded"])
def test_every_order_of_every_day_is_one_page_digit_for_digit(
    qapp, tmp_path, name, language, recorded
):
    with in_language(language):
        report = slip_of(ROUTINE[name], recorded=recorded)
        (page,) = printed(report, tmp_path / "slip.pdf")
        for text in words(report):
            for line in text.split("\n"):
                assert squeezed(line) in page, line
        for line in checked(ROUTINE[name]).lines:
            values = line.as_values()
            for key in ("computed", "dose", "ordered", "deviation", "volume"):
                assert squeezed(values[key]["display"] if values[key] else "") in page


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", CHECKS)
def test_an_order_that_does_not_agree_is_one_page_too(qapp, tmp_path, name, language):
    with in_language(language):
        report = slip_report(JudgedOrder(CHECKS[name], CHECKS[name].verdict, record="BM-0001"))
        (page,) = printed(report, tmp_path / "slip.pdf")
        for text in words(report):
            for line in text.split("\n"):
                assert squeezed(line) in page, line


@settings(deadline=None, max_examples=150)
@given(
    name=st.sampled_from(sorted(CHECKS)), verdict=st.sampled_from(list(Verdict)),
    told=st.dictionaries(st.sampled_from(["pertuzumab", "carboplatin", "docetaxel"]),
                         st.sampled_from(list(Verdict))),
    problems=st.sampled_from([(), (UNREAD,)]),
    recorded=st.sampled_from([
        None, DRAFT, RELEASED, RELEASED._replace(ended=True, state="cancelled")]),
)
def test_may_be_prepared_is_said_only_where_all_agrees_and_it_is_released(
    name, verdict, told, problems, recorded
):
    check = CHECKS[name]
    report = slip_report(JudgedOrder(check, verdict, problems, told, "BM-0001", recorded))
    every = [verdict, check.verdict, *told.values(), *(line.verdict for line in check.lines)]
    may = (
        set(every) == {Verdict.AGREES} and not problems
        and (recorded is None or (recorded.released and not recorded.ended))
    )
    assert ("may be prepared" in to_plain_text(report)) is may
    assert (box(report).sign == "✓") is may
    (table,) = blocks(report, Table)
    for line, cells in ((line, cells) for cells in table.rows for line in check.lines
                        if str(line.name) == cells[0].split("\n")[0]):
        worst = max(told.get(line.drug, line.verdict), line.verdict, key=lambda one: one.rank)
        if worst.rank >= Verdict.UNDECIDABLE.rank:
            assert " mg ×" not in cells[5]
            assert cells[7] == ""


def test_a_stop_is_not_prepared_and_its_doses_are_struck():
    report = slip_of(STOPPED)
    assert (box(report).sign, box(report).words) == ("×", "stop: not to be prepared")
    (table,) = blocks(report, Table)
    place = next(i for i, one in enumerate(table.rows) if one[0].startswith("CARBOplatin"))
    assert {(place, 1), (place, 2), (place, 3)} <= table.struck
    assert row(report, "CARBOplatin")[3:8] == ("600 mg", "+16.1 %", "× stop", "", "")
    assert row(report, "pertuzumab")[5:] == (
        "420 mg × 2\n28 mL · nothing left over", "sodium chloride 0.9 % 250 mL", "")


def test_only_what_may_be_made_has_a_box_to_tick():
    def ticked(report):
        return {cells[0].split("\n")[0] for cells in blocks(report, Table)[0].rows
                if cells[7] == TICK}

    every = {str(line.name) for line in CHECKS["agrees"].lines}
    assert ticked(slip_of()) == ticked(slip_of(recorded=RELEASED)) == every
    assert ticked(slip_of(ASKED)) == every - {"CARBOplatin"}
    assert ticked(slip_of(changed(TCBHP, order={"carboplatin": "600 mg"}))) == set()
    assert ticked(slip_of(recorded=DRAFT)) == set()
    assert ticked(slip_of(problems=[UNREAD])) == set()


def test_an_open_question_is_counted():
    assert box(slip_of(ASKED)).words == "to confirm: 1"
    assert "[not confirmed]" in row(slip_of(ASKED), "CARBOplatin")[5]
    assert row(slip_of(ASKED), "CARBOplatin")[7] == ""


def test_what_the_records_have_not_released_is_not_prepared():
    draft = slip_of(recorded=DRAFT)
    assert box(draft).words == "not released"
    assert {cells[7] for cells in blocks(draft, Table)[0].rows} == {""}
    held = slip_of(recorded=DRAFT._replace(held=True, state="released, on hold"))
    assert box(held).words == "held back: not to be prepared"
    cancelled = slip_of(recorded=RELEASED._replace(ended=True, state="cancelled"))
    assert box(cancelled).words == "not to be prepared: cancelled"


def test_a_drug_stands_in_both_languages_with_its_tall_letters():
    assert row(slip_of(), "CARBOplatin")[0].split("\n")[:2] == ["CARBOplatin", "卡铂"]
    with in_language("zh_CN"):
        assert row(slip_of(), "卡铂")[0].split("\n")[:2] == ["卡铂", "CARBOplatin"]


def test_a_minus_is_a_minus():
    assert row(slip_of(), "CARBOplatin")[4] == "\N{MINUS SIGN}0.3 %"


def test_the_patient_is_a_number_and_a_month_and_never_a_bed():
    assert slip_of(recorded=RELEASED).who == "born 1974-03 · Female · 52 years"
    assert slip_of().who == "Female · 52 years"


def test_facts_stand_with_their_day():
    (facts,) = blocks(slip_of(), Measures)
    pairs = dict(facts.pairs)
    assert pairs["BSA, Mosteller 1987"] == "1.61 m²"
    assert pairs["Creatinine (07-03)"] == "68 µmol/L"
    assert pairs["CrCl, Cockcroft-Gault"] == "78.3 mL/min"
    earlier = changed(TCBHP, today="2022-01-05")
    assert "Creatinine (2021-07-03)" in dict(blocks(slip_of(earlier), Measures)[0].pairs)


def test_cycle_and_day_stand_with_the_planned_cycles():
    assert "C1 D1, 6 cycles planned · treatment day 2021-07-05" in slip_of().subtitle


def test_drugs_stand_in_the_order_in_which_sources_give_them():
    (table,) = blocks(slip_of(), Table)
    names = [cells[0].split("\n")[0] for cells in table.rows]
    assert names.index("trastuzumab (intravenous)") < names.index("DOCEtaxel")
    assert names.index("pertuzumab") < names.index("DOCEtaxel")
    assert sorted(names) == sorted(str(line.name) for line in CHECKS["agrees"].lines)


def test_this_day_is_marked_among_the_weeks_ahead():
    (weeks,) = blocks(slip_of(STOPPED), Weeks)
    assert [cell.now for cell in weeks.cells] == [True] + [False] * 8
    due = {cell.days: cell.due for cell in weeks.cells if cell.due}
    assert due["07-05"].startswith("C1 D1")
    assert due["07-26"] == "C2 D1"
    assert due["08-02"] == "denosumab 120 mg"
    assert not blocks(slip_of(changed(TCBHP, today=None)), Weeks)


def test_versions_and_the_way_to_the_working_stand_at_the_foot():
    foot = slip_of().footer
    for part in (formulary_identity().version, formulary_identity().sha256[:12], __version__,
                 "Shipped policy", "working on the screen or in the PDF appendix"):
        assert part in foot


def test_two_people_sign_with_what_the_records_know_of_them(qapp, tmp_path):
    bare = slip_of()
    assert [one.signed for one in bare.boxes] == [None, None]
    assert (bare.seal, bare.record) == ("", ("not recorded",))
    (page,) = printed(bare, tmp_path / "bare.pdf")
    assert page.count("Registrationnumber") == page.count("Signature") == 2
    assert "notrecorded" in page
    (page,) = printed(slip_of(recorded=RELEASED), tmp_path / "recorded.pdf")
    for part in ("PharmacistA", "1038", "2026-03-1609:56", "PharmacistB", "2047",
                 "2026-03-1610:04", "C-17", "seal20418", "9f3c51d0", "7ab24e18"):
        assert part in page
    assert "notrecorded" not in page
    assert slip_of(recorded=RELEASED).seal == SEAL


def test_what_came_of_a_finding_stands_beside_it():
    recorded = RELEASED._replace(
        settled={"carboplatin": (Settled("AUC 6 meant", "Pharmacist C", "09:50", True),)},
        queries=(Asked(("carboplatin",), "Dr D", "600 mg?", "as written", "kept", "09:48"),
                 Asked(("denosumab",), "Dr D", "calcium?")),
    )
    found = {one.word: one for one in blocks(slip_of(STOPPED, recorded=recorded), Remark)}
    assert found["Stop 1"].settled == (
        "Overridden by Pharmacist C, 09:50: AUC 6 meant Asked Dr D 09:48: as written (kept)")
    of_denosumab = [one.settled for one in found.values() if "denosumab" in one.text]
    assert set(of_denosumab) == {"Query open, to Dr D: calcium?"}
    assert box(slip_of(STOPPED, recorded=recorded)).words == "stop, released over it by name"


def test_what_was_not_read_stands_first():
    report = slip_report(JudgedOrder(CHECKS["stop"], Verdict.STOP, [UNREAD], None, "BM-0001"))
    first, second, *_rest = blocks(report, Remark)
    assert (first.word, first.text) == ("Not read 1", "Neutrophils: no plain number")
    assert second.word == "Stop 1"


def many(stops, cautions):
    """Return a slip with so many stops and questions, each of three lines."""
    report = slip_of(STOPPED)
    text = "A finding with many words about a value that somebody must look at. " * 3
    remarks = tuple(
        Remark(severity, f"{word} {number}", f"{text}{word}-{number}-")
        for severity, word, count in ((Severity.STOP, "Stop", stops),
                                      (Severity.CAUTION, "To confirm", cautions))
        for number in range(1, count + 1)
    )
    sections = tuple(
        replace(one, blocks=remarks) if isinstance(one.blocks[0], Remark) else one
        for one in report.sections
    )
    return replace(report, sections=sections)


def test_with_many_findings_it_stays_one_page_and_says_how_many_more_there_are(qapp, tmp_path):
    (page,) = printed(many(3, 30), tmp_path / "slip.pdf")
    assert "Page1of1" in page
    kept = [number for number in range(1, 31) if f"Toconfirm-{number}-" in page]
    assert kept == list(range(1, len(kept) + 1))
    assert 0 < len(kept) < 30
    assert f"{30 - len(kept)}morefindings:seetheappendix" in page
    assert all(f"Stop-{number}-" in page for number in (1, 2, 3))


def test_stops_are_never_left_out_and_a_second_page_is_counted(qapp, tmp_path):
    pages = printed(many(30, 3), tmp_path / "slip.pdf")
    assert [f"Page{number}of2" in page for number, page in enumerate(pages, 1)] == [True, True]
    whole = "".join(pages)
    assert all(f"Stop-{number}-" in whole for number in range(1, 31))
    assert all(f"Toconfirm-{number}-" in whole for number in (1, 2, 3))
    assert "Signature" in pages[1]
    assert "morefindings" not in whole


def test_the_whole_working_follows_on_request(qapp, tmp_path):
    report = slip_of(with_working=True)
    pages = printed(report, tmp_path / "slip.pdf")
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page{number}of{len(pages)}" in page
    assert "Working:CARBOplatin" in "".join(pages[1:])
    assert slip_of().appendix is None


def test_long_names_become_small_and_are_not_cut(qapp, tmp_path):
    name = "A very long name of a pharmacist of the department of oncology and haematology"
    recorded = RELEASED._replace(first=RELEASED.first._replace(name=name, registration=name))
    report = replace(slip_of(recorded=recorded), footer="a policy with a long name " * 9)
    (page,) = printed(report, tmp_path / "slip.pdf")
    assert page.count(squeezed(name)) == 2
    assert squeezed(report.footer) in page
    ordered = changed(TCBHP, order={"carboplatin": "12345.678 mg"})
    (page,) = printed(slip_of(ordered), tmp_path / "slip.pdf")
    assert "12345.678mg" in page


ORDERS = st.fixed_dictionaries({
    "carboplatin": st.sampled_from(["515 mg", "525 mg", "550 mg", "600 mg", "5150 mg", None]),
    "docetaxel": st.sampled_from(["120 mg", "110 mg", "75 mg", None]),
    "pertuzumab": st.sampled_from(["840 mg", "420 mg"]),
})
LABS = st.fixed_dictionaries({
    "anc": st.sampled_from([None, "3.2 x10^9/L", "1.4 x10^9/L", "1.8 x10^9/L"]),
    "creatinine": st.sampled_from([None, "68 umol/L", "120 umol/L"]),
})


@settings(deadline=None, max_examples=40)
@given(order=ORDERS, labs=LABS, recorded=st.sampled_from([None, DRAFT, RELEASED]))
def test_no_order_that_does_not_agree_may_be_prepared(order, labs, recorded):
    check = checked(changed(TCBHP, order=order, labs=labs))
    report = slip_report(JudgedOrder(check, check.verdict, record="BM-0001", recorded=recorded))
    may = check.verdict is Verdict.AGREES and (recorded is None or recorded.released)
    assert (box(report).words == "may be prepared") is may


@pytest.mark.parametrize("name", ["agrees", "stop"])
def test_it_is_black_on_white(qapp, tmp_path, name):
    report = slip_report(JudgedOrder(
        CHECKS[name], CHECKS[name].verdict, record="BM-0001", recorded=RELEASED))
    printed(report, tmp_path / "slip.pdf")
    for red, green, blue in pixels(tmp_path / "slip.pdf"):
        assert red == green == blue
        assert min(red) == 0


def test_nothing_typed_becomes_markup(qapp, tmp_path):
    report = replace(slip_of(), number="<b>&x", who="<s>", sections=(
        *slip_of().sections, Section("<h1>", (Remark(Severity.STOP, "<u>", "<i>y", "<p>"),))))
    (page,) = printed(report, tmp_path / "slip.pdf")
    for part in ("<b>&x", "<s>", "<h1>", "<u>", "<i>y", "<p>"):
        assert part in page
