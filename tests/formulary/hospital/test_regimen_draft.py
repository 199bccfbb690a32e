"""A regimen that a pharmacist adds, copies or changes: faults at their fields, and its file."""

import tomllib
from dataclasses import replace

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.hospital.own_folder import (
    changed_meanwhile,
    folder_now,
    judged,
    save_files,
    why_not_chosen,
)
from bmcalc.formulary.hospital.own_source import SourceDraft
from bmcalc.formulary.hospital.regimen_draft import RegimenDraft, TrackDraft, copy_of, draft_of
from bmcalc.formulary.hospital.regimen_line import LineDraft
from bmcalc.formulary.layers import NO_FOLDER
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.formulary.signed_entries import entry_sha256
from tests.formulary.test_bad_files import written

OURS = SourceDraft(english="Hospital protocol 12, 2026", chinese="本院方案 12，2026 年",
                   mark="verified")


BOUND = """[[rules]]
code = "OURS"
then = "do_not_give"
regimens = ["tcbhp"]
any_of = ["anc < 2 x10^9/L"]
text = { en = "Ours.", zh = "本院。" }
sources = ["label-docetaxel-us"]
"""


OWN_RULE = """[[rules]]
code = "OURS"
then = "do_not_give"
any_of = ["anc < 2 x10^9/L"]
text = { en = "Ours.", zh = "本院。" }
sources = ["label-docetaxel-us"]
"""


def line(drug="docetaxel", dose="75", unit="mg/m^2", days="1", route="iv", **more):
    return LineDraft(drug=drug, dose=dose, unit=unit, days=days, route=route,
                     track="chemotherapy", **more)


def weekly(**changes):
    made = RegimenDraft(
        id="dg", english="DG: docetaxel, gemcitabine", chinese="DG：多西他赛 + 吉西他滨",
        tracks=(TrackDraft(days="21", cycles="4"),),
        lines=(line(), line("gemcitabine", "1000", days="1, 8")), source=OURS,
    )
    return replace(made, **changes)


def faults(draft):
    return {one.field: str(one.text) for one in draft.check(shipped_formulary())}


def test_a_whole_new_regimen_has_no_fault_and_loads(tmp_path):
    draft = weekly()
    assert faults(draft) == {}
    files = draft.files(shipped_formulary(), NO_FOLDER)
    assert list(files) == ["sources/own-dg.toml", "regimens/dg.toml"]
    assert judged(NO_FOLDER, files).problems == ()
    save_files(tmp_path, files)
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    regimen = loaded.regimens["dg"]
    assert [(one.drug, one.dose, one.days) for one in regimen.lines] == [
        ("docetaxel", q("75 mg/m^2"), (1,)), ("gemcitabine", q("1000 mg/m^2"), (1, 8)),
    ]
    assert (regimen.cycle_length, regimen.cycles) == (q("21 day"), 4)
    assert {one for row in regimen.lines for one in row.sources} == {"own-dg"}
    assert str(loaded.sources["own-dg"].citation) == "Hospital protocol 12, 2026"


@pytest.mark.parametrize(("changes", "field"), [
    ({"id": ""}, "id"), ({"id": "D G"}, "id"), ({"id": "tcbhp"}, "id"),
    ({"english": " "}, "name.en"),
    ({"english": "TCbHP: another"}, "name.en"), ({"chinese": "TCbHP：另一个"}, "name.zh"),
    ({"chinese": ""}, "name.zh"), ({"lines": ()}, "lines"),
    ({"source": SourceDraft()}, "mark"),
    ({"tracks": (TrackDraft(days=""),)}, "tracks[0].cycle_length"),
    ({"tracks": (TrackDraft(days="21 d"),)}, "tracks[0].cycle_length"),
    ({"tracks": (TrackDraft(days="21", cycles="0"),)}, "tracks[0].cycles"),
    ({"lines": (line(dose="75,5"),)}, "lines[0].dose"),
    ({"lines": (line(dose=""),)}, "lines[0].dose"),
    ({"lines": (line(), line(dose="101"))}, "lines[1].dose"),
    ({"lines": (line(dose="100.1"),)}, "lines[0].dose"),
    ({"lines": (line(unit="mg/kg"),)}, "lines[0].dose"),
    ({"lines": (line(days="one"),)}, "lines[0].days"),
    ({"lines": (line(days="22"),)}, "lines[0].days"),
    ({"lines": (line(days="1-22"),)}, "lines[0].days"),
    ({"lines": (line(route=""),)}, "lines[0].route"),
    ({"lines": (line(drug="cyclophosphamide"),)}, "lines[0].drug"),
    ({"source": SourceDraft(known="nobody")}, "source"),
])
def test_a_fault_stands_at_its_field(changes, field):
    assert field in faults(weekly(**changes))


@pytest.mark.parametrize("changes", [
    {"lines": (line(dose="100"),)}, {"lines": (line(days="21"),)}, {"lines": (line(days="1-21"),)},
    {"tracks": (TrackDraft(days="21", cycles="1"),)}, {"tracks": (TrackDraft(days="21"),)},
    {"source": SourceDraft(known="regimen-casebook")},
])
def test_the_other_side_of_each_edge_is_taken(changes):
    assert faults(weekly(**changes)) == {}


@pytest.mark.parametrize("identifier", [
    name for name, one in sorted(shipped_formulary().regimens.items()) if not one.is_sequence
])
def test_every_shipped_regimen_is_changed_without_a_fault(identifier):
    draft = draft_of(identifier, NO_FOLDER)
    assert faults(draft) == {}
    assert not draft.needs_source()
    made = Regimen.model_validate({**draft.entries(""), "id": identifier})
    assert entry_sha256(made) == entry_sha256(shipped_formulary().regimens[identifier])
    files = draft.files(shipped_formulary(), NO_FOLDER)
    written_down = tomllib.loads(files[draft.file_name].decode())
    assert not written_down.keys() & {"tracks", "lines", "dose_levels", "sources"}


def test_a_line_that_is_checked_before_the_rest_is_there():
    found = faults(weekly(english="", lines=(line(dose="101"),)))
    assert {"name.en", "lines[0].dose"} <= set(found)


def test_a_changed_dose_no_longer_cites_the_text_that_says_another(tmp_path):
    draft = replace(draft_of("tcbhp", NO_FOLDER), source=OURS)
    assert faults(draft) == {}
    assert not draft.needs_source()
    lines = [replace(one, dose="60") if one.drug == "docetaxel" else one for one in draft.lines]
    draft = replace(draft, lines=tuple(lines))
    assert draft.needs_source()
    assert len(draft.notes(shipped_formulary())) == 1, "its dose levels were for another dose"
    save_files(tmp_path, draft.files(shipped_formulary(), NO_FOLDER))
    loaded, shipped = load_formulary(tmp_path), shipped_formulary().regimens["tcbhp"]
    assert loaded.problems == ()
    changed = loaded.regimens["tcbhp"]
    cited = {one.drug: one.sources for one in changed.lines}
    assert cited["docetaxel"] == ("own-tcbhp",)
    assert cited["carboplatin"] == next(
        one.sources for one in shipped.lines if one.drug == "carboplatin")
    assert changed.rules == shipped.rules
    assert changed.companions == shipped.companions
    assert [one.drug for one in changed.dose_levels] == ["carboplatin"]


def test_a_change_that_is_taken_back_reads_as_what_ships(tmp_path):
    written(tmp_path, "regimens/tcbhp.toml", OWN_RULE)
    for dose in ("60", "75"):
        laid, own = load_formulary(tmp_path), folder_now(tmp_path)
        draft = replace(draft_of("tcbhp", own), source=OURS)
        lines = [replace(one, dose=dose) if one.drug == "docetaxel" else one
                 for one in draft.lines]
        draft = replace(draft, lines=tuple(lines))
        assert draft.check(laid) == []
        save_files(tmp_path, draft.files(laid, own))
        regimen = load_formulary(tmp_path).regimens["tcbhp"]
        doses = {one.drug: one.dose for one in regimen.lines}
        assert doses["docetaxel"] == q(f"{dose} mg/m^2")
        assert [one.code for one in regimen.rules] == ["OURS"]


def test_a_copy_says_which_rules_of_its_drugs_are_asked_in_the_original_alone(tmp_path):
    written(tmp_path, "formulary/docetaxel.toml", BOUND)
    formulary = load_formulary(tmp_path)
    assert formulary.problems == ()
    copied = replace(copy_of("tcbhp", folder_now(tmp_path)), id="ours")
    (note,) = copied.notes(formulary)
    assert "docetaxel: OURS" in str(note).replace("DOCE", "doce")
    assert draft_of("tcbhp", folder_now(tmp_path)).notes(formulary) == []


def test_a_copy_holds_all_that_the_original_says(tmp_path):
    draft = replace(copy_of("tcbhp", NO_FOLDER), id="tcbhp-2", english="TCbHP 2", chinese="TCbHP 2")
    save_files(tmp_path, draft.files(shipped_formulary(), NO_FOLDER))
    loaded, shipped = load_formulary(tmp_path), shipped_formulary().regimens["tcbhp"]
    assert loaded.problems == ()
    copied = loaded.regimens["tcbhp-2"]
    assert copied.lines == shipped.lines
    assert copied.tracks == shipped.tracks
    assert copied.dose_levels == shipped.dose_levels
    assert loaded.regimens["tcbhp"] == shipped


def test_nothing_is_written_where_a_file_that_was_read_is_gone(tmp_path):
    files = weekly().files(shipped_formulary(), NO_FOLDER)
    save_files(tmp_path, {**files, "policy.toml": b"# the hospital's own"})
    read = folder_now(tmp_path)
    (tmp_path / "policy.toml").unlink()
    assert "policy.toml" in str(changed_meanwhile(read, folder_now(tmp_path), files))
    assert changed_meanwhile(read, folder_now(tmp_path), {**files, "policy.toml": b"#"}) is not None


def test_what_somebody_else_changed_meanwhile_is_not_written_over(tmp_path):
    files = weekly().files(shipped_formulary(), NO_FOLDER)
    save_files(tmp_path, files)
    read = folder_now(tmp_path)
    assert changed_meanwhile(read, folder_now(tmp_path), files) is None
    (tmp_path / "regimens" / "dg.toml").write_text("companions = []\n", encoding="utf-8")
    assert "regimens/dg.toml" in str(changed_meanwhile(read, folder_now(tmp_path), files))


def test_a_saving_that_broke_off_is_taken_up_again(tmp_path):
    files = weekly().files(shipped_formulary(), NO_FOLDER)
    name = "sources/own-dg.toml"
    save_files(tmp_path, {name: files[name]})
    assert changed_meanwhile(NO_FOLDER, folder_now(tmp_path), files) is None
    save_files(tmp_path, {name: b"# another"})
    assert name in str(changed_meanwhile(NO_FOLDER, folder_now(tmp_path), files))


def test_comments_of_a_file_that_is_written_anew_stay(tmp_path):
    save_files(tmp_path, weekly().files(shipped_formulary(), NO_FOLDER))
    path = tmp_path / "regimens" / "dg.toml"
    path.write_text(path.read_text("utf-8") + "# approved by the board\n", encoding="utf-8")
    own = folder_now(tmp_path)
    loaded = load_formulary(tmp_path)
    draft = replace(draft_of("dg", own), english="DG")
    assert draft.check(loaded) == []
    save_files(tmp_path, draft.files(loaded, own))
    assert "# approved by the board" in path.read_text("utf-8")
    assert load_formulary(tmp_path).regimens["dg"].name.english == "DG"


def test_a_folder_that_holds_something_is_not_chosen(tmp_path):
    assert why_not_chosen(tmp_path) is None
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert why_not_chosen(tmp_path) is not None
    assert why_not_chosen(tmp_path / "nowhere") is not None
