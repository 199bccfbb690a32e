"""The worksheet: what is opened, drawn and filled, in the order of giving, with room to write."""

import pytest

from bmcalc.core.texts import in_language
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.document import Facts, Paragraph, Table
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.label import BLANK
from bmcalc.report.worksheet import worksheet_report
from tests.orders.routine import ROUTINE
from tests.report.on_paper import DRAFT, RELEASED, checked, printed
from tests.report.test_paper import squeezed, strings
from tests.report.test_slip import CHECKS, STOPPED


def sheet(name="agrees", **more):
    return worksheet_report(
        JudgedOrder(CHECKS[name], CHECKS[name].verdict, record="BM-0001", **more))


def section(report, name):
    return next(one for one in report.sections if name in one.heading)


def facts(found):
    return dict(next(one for one in found.blocks if isinstance(one, Facts)).pairs)


def test_drugs_stand_in_the_order_of_giving_with_the_sentence_of_the_source():
    texts = [one.text for one in section(sheet(), "Order of administration").blocks]
    assert texts[2] == "3. DOCEtaxel"
    assert "after trastuzumab" in texts[-1]


def test_vials_stand_with_the_volume_in_each_and_room_for_their_lot():
    found = section(sheet(), "CARBOplatin")
    assert found.heading == "4. CARBOplatin 卡铂"
    table = next(one for one in found.blocks if isinstance(one, Table))
    assert table.rows == (
        ("150 mg × 3", "15 mL", "–", BLANK, BLANK), ("100 mg × 1", "10 mL", "–", BLANK, BLANK))
    said = facts(found)
    assert (said["Dose"], said["Volume to draw"]) == ("515 mg", "51.5 mL")
    assert said["Final concentration"] == "1.71 mg/mL (added to the full bag)"


def test_a_powder_says_with_what_it_is_dissolved_where_a_text_holds_it():
    table = next(one for one in section(sheet(), "trastuzumab (intravenous) 曲").blocks
                 if isinstance(one, Table))
    by_vial = {row[0]: row[2] for row in table.rows}
    assert by_vial == {"440 mg × 1": "bacteriostatic water for injections 20 mL",
                       "150 mg × 1": BLANK}


def test_premedication_stands_there():
    found = section(sheet(), "Suggested by the sources")
    (table,) = (one for one in found.blocks if isinstance(one, Table))
    assert any(row[:2] == ("Premedication", "DOCEtaxel") for row in table.rows)


def test_what_is_stopped_or_undecided_is_not_prepared():
    report = worksheet_report(JudgedOrder(checked(STOPPED), Verdict.STOP, record="BM-0001"))
    for name, reason in (("CARBOplatin", "stop"), ("denosumab", "cannot be decided")):
        assert section(report, name).blocks == (Paragraph(f"Not prepared: {reason}."),)
    worse = sheet(verdicts={"pertuzumab": Verdict.UNDECIDABLE})
    assert section(worse, "pertuzumab").blocks == (Paragraph("Not prepared: cannot be decided."),)


def test_what_is_asked_about_is_marked():
    assert facts(section(sheet("query"), "CARBOplatin"))["Dose"] == "550 mg [not confirmed]"
    assert facts(section(sheet("half"), "CARBOplatin"))["Dose"].endswith("[plan]")


def test_it_says_whether_it_may_be_prepared():
    assert section(sheet(), "Verdict").blocks[0].text == "✓ may be prepared"
    assert section(sheet(recorded=DRAFT), "Verdict").blocks[0].text == "! not released"
    assert section(sheet(recorded=RELEASED), "Verdict").blocks[0].text == "✓ may be prepared"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", ROUTINE)
def test_every_sheet_is_printed_whole(qapp, tmp_path, name, language):
    with in_language(language):
        check = checked(ROUTINE[name])
        report = worksheet_report(JudgedOrder(check, check.verdict, record="BM-0001"))
        whole = "".join(printed(report, tmp_path / "sheet.pdf"))
        for text in strings(report):
            for line in text.split("\n"):
                assert squeezed(line) in whole, line
