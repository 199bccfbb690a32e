"""The audit: every known fault is found, every right number is confirmed, each with its proof."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bmcalc.casebook.audit import audit, audit_summary
from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Gravity
from bmcalc.casebook.audit_text import audit_text
from bmcalc.casebook.case_files import case_numbers
from bmcalc.casebook.loading import case
from bmcalc.casebook.models import LAST_PAGE
from bmcalc.core.texts import in_language
from bmcalc.formulary.sources import sources

FAULTS: dict[str, set[int | None]] = {
    "E1": {1}, "E2": {11}, "E3": {6}, "E4": {2}, "E5": {5}, "E6": {21}, "E7": {5, 6, 22},
    "E8": {1}, "E9": {2, 21}, "E10": {21},
    "R1": {5, 6}, "R2": {5}, "R3": {5, 22}, "R4": {6}, "R5": {21}, "R6": {6}, "R7": {1},
    "R8": {2, 21}, "R9": {1, 2, 6, 21}, "R10": {2}, "R11": {1, 5, 6, 11, 21, 22}, "R12": {22},
    "R13": {1, 22}, "R14": {1, 2, 5, 6, 11, 21, 22}, "R15": {1, 2, 5, 6, 11, 21, 22},
    "R16": {None}, "R17": {5, 6}, "R18": {21}, "R19": {21}, "R20": {11},
    "C1": {1}, "C2": {5, 22}, "C3": {5}, "C4": {6}, "C5": {11}, "C6": {21}, "C7": {1, 2},
    "C8": {1, 5, 6, 21, 22}, "C9": {22}, "C10": {11}, "C11": {None},
    "D1": {22}, "D2": {22}, "D3": {21}, "D4": {1, 5, 11}, "D5": {22}, "D6": {1}, "D7": {1, 11},
}
"""Every point that a reader found in the casebook, with the cases in which it stands."""


def _of(identifier: str, number: int | None = None) -> AuditEntry:
    found = [one for one in audit() if one.id == identifier and one.case == number]
    assert len(found) == 1, (identifier, number, found)
    return found[0]


@pytest.mark.parametrize("identifier", FAULTS)
def test_every_known_point_is_accounted_for(identifier: str) -> None:
    assert {one.case for one in audit() if one.id == identifier} == FAULTS[identifier]


def test_an_id_stands_once_in_a_case() -> None:
    counted = Counter((one.id, one.case) for one in audit())
    assert [key for key, count in counted.items() if count > 1] == []


def test_every_entry_has_a_page_of_its_case_and_known_sources() -> None:
    for one in audit():
        assert one.pages, one.id
        assert all(1 <= page <= LAST_PAGE for page in one.pages)
        assert set(one.sources) <= set(sources()), one.id
        if one.case is not None:
            first, last = case(one.case).pages
            assert first <= one.page <= last, (one.id, one.case, one.pages)


def test_what_agrees_has_no_severity_and_what_is_contradicted_has_one() -> None:
    for one in audit():
        if one.verdict is AuditVerdict.AGREES:
            assert one.severity is Gravity.NONE, one.id
        if one.verdict is AuditVerdict.CONTRADICTS:
            assert one.severity is not Gravity.NONE, one.id


def test_thirty_marker_changes_and_the_pain_are_right() -> None:
    changes = [one for one in audit()
               if one.id.startswith("M-") and one.id.rsplit("-", 1)[1].isdecimal()]
    assert len(changes) == 30
    assert {one.verdict for one in changes} == {AuditVerdict.AGREES}
    assert _of("M-nrs", 1).verdict is AuditVerdict.AGREES


def test_the_printed_mirels_score_is_refused_and_would_have_been_eleven() -> None:
    entry = _of("E1", 1)
    assert entry.verdict is AuditVerdict.CONTRADICTS
    assert entry.severity is Gravity.HIGH
    assert entry.page == 17
    refused, typed, capped, rescored = entry.computations
    assert refused.codes == ("E_NA_FRACTURE",)
    assert typed.codes == ("E_ENUM",)
    assert (capped.value("total"), rescored.value("total")) == (8, 11)
    assert "12" in str(entry.proof)


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [(2, (6, 6), (16, 16)), (5, (2, 2), (8, 8)), (6, (8,), (17,)), (21, (6, 6), (16, 16))],
)
def test_instability_is_a_range(number: int, low: tuple[int, ...], high: tuple[int, ...]) -> None:
    answers = _of("SINS", number).computations
    assert tuple(one.value("total_low") for one in answers) == low
    assert tuple(one.value("total_high") for one in answers) == high


@pytest.mark.parametrize("number", [6, 22])
def test_mirels_that_was_not_made_is_anything_from_seven_to_twelve(number: int) -> None:
    totals = [one.value("total") for one in _of("MIRELS-NOT-MADE", number).computations]
    assert totals == [7, 12]


@pytest.mark.parametrize(
    ("number", "albumin"),
    [(1, "42"), (5, "43.5"), (6, "44.5"), (11, "39.5"), (21, "42"), (22, "44.5")],
)
def test_low_calcium_depends_on_an_albumin_that_is_not_given(number: int, albumin: str) -> None:
    answer = _of("R11", number).computations[0]
    assert "CA-02" in answer.value("codes")
    assert answer.value("verdict") == "correct_first"
    bounds = answer.values["calcium_bounds"]
    assert bounds["below_lln_above"]["value"].rstrip("0").rstrip(".") == albumin


def test_five_of_the_six_low_calciums_are_normal_and_the_sixth_is_open() -> None:
    verdicts = {one.case: one.verdict for one in audit() if one.id == "R11"}
    assert [number for number, verdict in verdicts.items()
            if verdict is AuditVerdict.NOT_DECIDABLE] == [11]


@pytest.mark.parametrize(("number", "answer"), [(2, "non_cr_non_pd"), (21, "non_cr_non_pd")])
def test_bone_alone_has_no_partial_response(number: int, answer: str) -> None:
    assert _of("R8", number).computations[0].value("overall_response") == answer


def test_a_quarter_less_is_stable_disease() -> None:
    assert _of("R6", 6).computations[0].value("overall_response") == "sd"


@pytest.mark.parametrize("number", [5, 6])
def test_no_week_of_rest(number: int) -> None:
    entry = _of("R1", number)
    assert entry.verdict is AuditVerdict.CONTRADICTS
    assert all(one.status == "stop" for one in entry.computations)


@pytest.mark.parametrize("number", [1, 2, 11, 21, 22])
def test_the_other_cycles_keep_their_days(number: int) -> None:
    assert _of("INTERVAL", number).verdict is AuditVerdict.AGREES


@pytest.mark.parametrize(("number", "missed"), [(5, "2022-09-03"), (22, "2023-09-03")])
def test_day_fifteen_is_missing(number: int, missed: str) -> None:
    assert missed in str(_of("R3", number).proof)


@pytest.mark.parametrize(("identifier", "number"), [("R2", 5), ("R4", 6), ("R5", 21)])
def test_counts_that_change_nothing(identifier: str, number: int) -> None:
    assert _of(identifier, number).verdict is AuditVerdict.CONTRADICTS


def test_every_printed_dose_is_the_formularys() -> None:
    doses = [one for one in audit() if one.id.startswith(("DOSE-", "APP-", "REF-"))]
    assert {one.verdict for one in doses if one.id.startswith("DOSE-")} == {AuditVerdict.AGREES}
    doubtful = {one.id for one in doses if one.verdict is not AuditVerdict.AGREES}
    assert doubtful == {"APP-fulvestrant", "APP-bevacizumab"}


def test_a_free_range_of_radiotherapy_reaches_sixty_gray_at_the_cord() -> None:
    worst = _of("RT-RANGE").computations[0]
    assert worst.value("eqd2_2").startswith("60")
    assert worst.status == "stop"


@pytest.mark.parametrize("identifier", ["C6", "C7"])
def test_right_citations_stay_right(identifier: str) -> None:
    assert {one.verdict for one in audit() if one.id == identifier} == {AuditVerdict.AGREES}


@pytest.mark.parametrize("number", case_numbers())
def test_an_audit_of_one_case_holds_that_case_alone(number: int) -> None:
    entries = audit(number)
    assert entries
    assert {one.case for one in entries} == {number}
    assert audit_summary(number).statements == len(entries)


def test_an_unprinted_case_cannot_be_audited() -> None:
    with pytest.raises(KeyError):
        audit(7)


def test_the_summary_counts_every_statement_once() -> None:
    summary = audit_summary()
    assert summary.statements == len(audit()) == sum(summary.by_verdict.values())
    contradicted = summary.by_verdict[AuditVerdict.CONTRADICTS]
    assert sum(summary.contradicted_by_severity.values()) == contradicted


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_audit_reads_in_both_languages(language: str) -> None:
    with in_language(language):
        text = audit_text(audit(1))
    assert "E1" in text
    assert "E_NA_FRACTURE" in text
    assert re.search(r"\{\w+\}", text) is None
