"""A sequence is one regimen whose phases name others: read, checked, and found by its cycle."""

import pytest

from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import check_folder, load_formulary
from bmcalc.formulary.regimens import regimen, regimens
from bmcalc.formulary.review_sheet import review_sheets
from bmcalc.formulary.sequences import drugs_of, phases_of, stage_of
from bmcalc.formulary.unasked import Askers, unasked
from bmcalc.gui.form.search_box import matches, searched
from bmcalc.report.html import to_html
from bmcalc.report.review_sheet import review_report
from tests.orders.sequences.invented import SECOND, SEQUENCE, written


@pytest.fixture
def sequence(tmp_path):
    put_in_force(load_formulary(written(tmp_path)))
    yield regimen("invented-sequence")
    put_in_force(None)


def faults(folder, **changed):
    return {(one.file, one.path) for one in check_folder(written(folder, **changed))}


def test_the_invented_folder_is_good(tmp_path):
    assert faults(tmp_path) == set()


@pytest.mark.parametrize(("cycle", "phase", "within"), [
    (1, "invented-first", 1), (4, "invented-first", 4), (5, "invented-second", 1),
    (16, "invented-second", 12), (17, "invented-third", 1), (40, "invented-third", 24),
])
def test_the_cycle_says_the_phase_and_the_cycle_within_it(sequence, cycle, phase, within):
    stage = stage_of(sequence, cycle)
    assert (stage.regimen.id, stage.cycle, stage.overall) == (phase, within, cycle)


def test_a_phase_has_the_cycles_that_the_sequence_gives_it(sequence):
    assert [one.regimen.cycles for one in phases_of(sequence)] == [4, 12, None]
    assert regimen("invented-first").cycles is None
    assert drugs_of(sequence) == ("docetaxel", "paclitaxel", "trastuzumab_iv")


def test_a_dose_of_a_phase_stands_in_its_regimen_alone(sequence):
    assert sequence.lines == sequence.tracks == ()
    assert stage_of(sequence, 5).regimen.lines == regimen("invented-second").lines


def test_a_regimen_without_phases_is_its_own_only_phase():
    stage = stage_of(regimen("tcbhp"), 3)
    assert (stage.regimen, stage.cycle, stage.sequence) == (regimen("tcbhp"), 3, None)
    assert str(stage.text) == "cycle 3"


def test_words_of_a_stage(sequence):
    assert str(stage_of(sequence, 5).text) == "cycle 5 = invented weekly pair, 1 of 12"
    assert str(stage_of(sequence, 18).text) == "cycle 18 = invented antibody alone, 2"


@pytest.mark.parametrize(("cycle", "said", "drugs", "means"), [
    (5, 5, {"paclitaxel"}, True), (5, 1, {"paclitaxel"}, True), (5, 4, {"paclitaxel"}, False),
    (9, 5, {"paclitaxel"}, False), (17, 1, {"trastuzumab_iv"}, True),
    (4, 1, {"docetaxel"}, False), (21, 5, {"trastuzumab_iv"}, False),
])
def test_a_number_within_the_phase_counts_where_it_can_mean_nothing_else(
    sequence, cycle, said, drugs, means
):
    assert stage_of(sequence, cycle).means(said, drugs) is means


@pytest.mark.parametrize(("old", "new", "path"), [
    ('regimen = "invented-first"', 'regimen = "invented-fourth"', "phases[0].regimen"),
    ('regimen = "invented-first"', 'regimen = "invented-sequence"', "phases[0].regimen"),
    ('\ncycles = 4', '', "phases[0].cycles"),
    ('\ncycles = 12', '\ncycles = 13', "phases[1].cycles"),
    ('\ncycles = 12', '\ncycles = 0', "phases[1].cycles"),
    ('regimens = ["invented-second"]', 'regimens = ["tcbhp"]', "rules[1].regimens"),
    ('drugs = ["paclitaxel"]', 'drugs = ["carboplatin"]', "rules[1].drugs"),
])
def test_a_sequence_that_the_formulary_contradicts_is_refused(tmp_path, old, new, path):
    assert old in SEQUENCE
    found = faults(tmp_path, invented_sequence=SEQUENCE.replace(old, new))
    assert found == {("regimens/invented-sequence.toml", path)}


def test_a_phase_may_take_its_end_from_its_regimen(tmp_path):
    text = SEQUENCE.replace("\ncycles = 12", "")
    loaded = load_formulary(written(tmp_path, invented_sequence=text))
    put_in_force(loaded)
    try:
        assert stage_of(regimen("invented-sequence"), 17).regimen.id == "invented-third"
    finally:
        put_in_force(None)


def test_a_phase_whose_file_is_refused_takes_its_sequence_with_it(tmp_path):
    text = SECOND.replace('"80 mg/m^2"', '"80 mg"')
    loaded = load_formulary(written(tmp_path, invented_second=text))
    assert {"invented-second", "invented-sequence"}.isdisjoint(loaded.regimens)
    assert {one.file for one in loaded.problems} == {
        "regimens/invented-second.toml", "regimens/invented-sequence.toml",
    }


@pytest.mark.parametrize("text", [
    SEQUENCE + SECOND[SECOND.index("[[tracks]]"):],
    SEQUENCE[:SEQUENCE.index("[[phases]]")],
    SEQUENCE[:SEQUENCE.index('[[phases]]\nregimen = "invented-second"')],
])
def test_a_regimen_has_lines_or_at_least_two_phases(tmp_path, text):
    assert faults(tmp_path, invented_sequence=text) == {("regimens/invented-sequence.toml", "")}


def test_the_sheet_of_a_sequence_names_its_phases_and_shows_its_rules(sequence):
    report = to_html(review_report(review_sheets(sequence.id)))
    for text in ("invented weekly pair", "5–16", "from 17", "INVENTED_IN_ONE"):
        assert text in report
    (sheet,) = review_sheets(sequence.id)
    assert all(row.cases for rule in sheet.rules for row in rule.rows)


def test_a_rule_of_a_sequence_is_asked_and_one_of_a_day_without_a_dose_is_not(tmp_path):
    def told(text):
        laid = load_formulary(written(tmp_path, invented_sequence=text))
        return [one for one in unasked(laid, Askers({"anc"}, ()))
                if one.file == "regimens/invented-sequence.toml"]

    assert told(SEQUENCE) == []
    (only,) = told(SEQUENCE.replace('drugs = ["paclitaxel"]', 'drugs = ["paclitaxel"]\ndays = [2]'))
    assert only.path == "rules[1]"


def test_every_shipped_sequence_has_phases_that_end_but_the_last():
    for one in regimens().values():
        ends = [stage.regimen.cycles for stage in phases_of(one)]
        assert None not in ends[:-1], one.id


@pytest.mark.parametrize(("typed", "identifier"), [
    ("AC-T", "ac-t-weekly"), ("EC-T 周疗", "ac-t-weekly-cn"), ("AC-THP", "ac-thp"),
    ("FEC-T", "fec-d-cn"), ("密集", "ddac-ddt"), ("522", "kn522-nccp"),
])
def test_a_sequence_is_found_by_what_a_unit_calls_it(typed, identifier):
    assert matches(typed, searched(regimen(identifier).name))
