"""The review sheet as text and on paper, in both languages."""

import re

import pytest

from bmcalc.core.texts import in_language
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.in_force import formulary_identity
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.review_sheet import review_sheets
from bmcalc.report.plain import to_plain_text
from bmcalc.report.review_sheet import review_report
from tests.report.test_order_report import printed_whole
from tests.report.test_paper import squeezed, strings


def plain(identifier):
    return to_plain_text(review_report(review_sheets(identifier)))


def on_paper(line, printed):
    """Say whether a line is printed: whole, or in two parts where a page ends in its row."""
    return line in printed or any(
        line[:at] in printed and line[at:] in printed for at in range(6, len(line) - 5)
    )


def rule_in(text, key):
    """Return the lines about one rule."""
    return text.split(f"\n{key}\n")[1].split("\n\n")[0]


def test_a_rule_is_told_in_words_with_what_the_program_says_on_each_side():
    told = rule_in(plain("docetaxel"), "docetaxel/DOCETAXEL_ANC")
    for line in (
        "Rule: Docetaxel is not given with neutrophils below 1.5 × 10⁹/L.",
        "Met when: neutrophils (ANC) < 1.5 ×10⁹/L",
        "What follows: delay until recovered; until neutrophils (ANC) ≥ 1.5 ×10⁹/L; "
        "then the same dose",
        "Asked: before every dose; on day 1",
        "Labels: every label",
        "neutrophils (ANC) 1.49 ×10⁹/L | → delay until recovered (DOCETAXEL_ANC)",
        "neutrophils (ANC) 1.5 ×10⁹/L | → no rule",
        "How sure: verified",
        "Signed: not signed",
    ):
        assert f"  {line}\n" in f"{told}\n"
    assert re.search(r"SHA-256: [0-9a-f]{64}\n", told)


def test_the_head_names_the_drug_its_formulary_and_its_doses():
    text = plain("docetaxel")
    identity = formulary_identity()
    for part in (
        "Review sheet: docetaxel", "DOCEtaxel 多西他赛", identity.version, identity.sha256,
        "Signed: 0 of ", "Usual dose: 75 mg/m²", "Highest dose: 100 mg/m²",
        "100 mg/m² | 75 mg/m² → 60 mg/m²; then stop | EU",
        "Label text not verified: China", "Label read: US · ",
    ):
        assert part in text


def test_the_schedules_and_the_course_of_a_drug_are_told_with_their_bands():
    text = plain("trastuzumab_iv")
    for part in (
        "Schedule: every 21 d", "Loading dose: 8 mg/kg", "Maintenance dose: 6 mg/kg",
        "too early: before day 18: do not give [", "early: from day 18 on: give with caution [",
        "late: day 22 to 28: give it now [", "load again: after day 28 [",
        "two labels in conflict: day 29 to 41 beside pertuzumab: loaded again by [",
        "Schedule: every 7 d",
    ):
        assert part in text
    assert "late: after day 21: give it now, never loaded again [" in plain("trastuzumab_sc")
    course = plain("denosumab").split("\nCourse\n")[1].split("\n\n")[0]
    assert "Interval: 28 d" in course
    assert "Due from: day 25 after the last dose" in course
    assert "Judged as a first dose: more than 112 days after the last dose" in course


def test_a_rule_on_the_interval_names_its_band_and_a_line_its_first_cycle():
    text = plain("fulvestrant")
    assert "Band of the interval: very late" in rule_in(text, "fulvestrant/LONG_GAP")
    assert "1; in the first cycle 1, 15" in text


def test_conventions_of_ours_stand_apart_from_what_labels_say():
    text = plain("docetaxel")
    labels, ours = text.split("\nConventions of ours\n")
    assert "Rules of labels and publications" in labels
    assert "docetaxel/DOCETAXEL_BONE_ALP" in ours
    assert "docetaxel/DOCETAXEL_BONE_ALP\n" not in labels
    assert "docetaxel/DOCETAXEL_ANC\n" not in ours


def test_a_reduction_shows_the_dose_that_it_leaves():
    told = rule_in(plain("gemcitabine-paclitaxel"), "gemcitabine-paclitaxel/GP_DAY_8_HALF")
    assert "What follows: give a reduced dose; 50 % of the planned dose" in told
    assert "→ give a reduced dose 625 mg/m² (GP_DAY_8_HALF)" in told
    assert "on day 8; of gemcitabine" in told


@pytest.mark.parametrize("identifier", sorted({*drugs(), *regimens()}))
def test_every_sheet_can_be_written_in_both_languages(identifier):
    for language in ("en", "zh_CN"):
        with in_language(language):
            text = plain(identifier)
        for sheet in review_sheets(identifier):
            assert all(rule.key in text and rule.sha256 in text for rule in sheet.rules)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_paper_says_what_the_sheet_says(qapp, tmp_path, language):
    with in_language(language):
        report = review_report(review_sheets("docetaxel"))
        printed = printed_whole(report, tmp_path / "sheet.pdf")
    for text in strings(report):
        for line in text.splitlines():
            assert on_paper(squeezed(line), printed) or text == report.footer, line
