"""A bad file is refused with its name, the place in it and the reason; the rest loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from bmcalc.core.texts import in_language
from bmcalc.formulary.loading import check_folder, load_formulary

GOOD_DRUG = '''name = { en = "pirarubicin", zh = "吡柔比星" }
group = "cytotoxic"
basis = "mg/m2"
usual_dose = "90 mg/m^2"
highest_dose = "100 mg/m^2"
sources = ["label-docetaxel-us"]
'''
GOOD_REGIMEN = '''name = { en = "pirarubicin", zh = "吡柔比星" }
sources = ["regimen-casebook"]

[[tracks]]
id = "chemotherapy"
name = { en = "chemotherapy", zh = "化疗" }
cycle_length = "21 day"

[[lines]]
drug = "docetaxel"
track = "chemotherapy"
dose = "75 mg/m^2"
days = [1]
route = "iv"
sources = ["regimen-casebook"]
'''


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def found(folder: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.path) for problem in check_folder(folder)]


def test_good_files_have_no_problem(tmp_path):
    written(tmp_path, "formulary/pirarubicin.toml", GOOD_DRUG)
    written(tmp_path, "regimens/pirarubicin.toml", GOOD_REGIMEN)
    assert check_folder(tmp_path) == ()
    assert "pirarubicin" in load_formulary(tmp_path).drugs


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('usual_dose = "90 mg/m^2"', 'usual_dose = 90', "usual_dose"),
        ('usual_dose = "90 mg/m^2"', 'usual_dose = "90"', "usual_dose"),
        ('usual_dose = "90 mg/m^2"', 'usual_dose = "90 mg/m3"', "usual_dose"),
        ('usual_dose = "90 mg/m^2"', 'usual_dose = "9,0 mg/m^2"', "usual_dose"),
        ('usual_dose = "90 mg/m^2"', 'usual_dose = "90 mL/min"', "usual_dose"),
        ('usual_dose = "90 mg/m^2"', 'usual_dose = "-90 mg/m^2"', "usual_dose"),
        ('usual_dose = "90 mg/m^2"', 'usual_dose = "0 mg/m^2"', "usual_dose"),
        ('usual_dose = "90 mg/m^2"', 'usual_dose = "9⁰ mg/m^2"', "usual_dose"),
        ('usual_dose = "90 mg/m^2"', 'usual_dose = "90 mg"', ""),
        ('usual_dose = "90 mg/m^2"', 'usual_dose = "110 mg/m^2"', ""),
        ('basis = "mg/m2"', 'basis = "m2"', "basis"),
        ('group = "cytotoxic"\n', "", "group"),
        ('group = "cytotoxic"', 'group = "cytotoxic"\ncolour = "red"', "colour"),
        ('zh = "吡柔比星"', 'zh = ""', "name"),
        ('{ en = "pirarubicin", zh = "吡柔比星" }', '"pirarubicin"', "name"),
        ('["label-docetaxel-us"]', "[]", "sources"),
        ('["label-docetaxel-us"]', '["nobody-1999"]', "sources[0]"),
    ],
)
def test_a_bad_entry_is_named(tmp_path, old, new, path):
    assert old in GOOD_DRUG
    written(tmp_path, "formulary/pirarubicin.toml", GOOD_DRUG.replace(old, new))
    assert found(tmp_path) == [("formulary/pirarubicin.toml", path)]


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ('[[rules]]\ncode = "A"\nthen = "delay"\nany_of = ["anc < 1.5"]\n'
         'text = { en = "a", zh = "甲" }\nsources = ["label-docetaxel-us"]', "rules[0].any_of[0]"),
        ('[[rules]]\ncode = "A"\nthen = "delay"\ntext = { en = "a", zh = "甲" }\n'
         'sources = ["gone"]', "rules[0].sources[0]"),
        ('[[rules]]\ncode = "A"\nthen = "delay"\nregimens = ["gone"]\n'
         'text = { en = "a", zh = "甲" }\nsources = ["label-docetaxel-us"]', "rules[0].regimens"),
        ('[[dose_levels]]\nplanned = "90 mg/m^2"\nlevels = ["95 mg/m^2"]\n'
         'sources = ["label-docetaxel-us"]', "dose_levels[0]"),
        ('[[dose_levels]]\nplanned = "90 mg/m^2"\nlevels = ["60 mg/m^2", "60 mg/m^2"]\n'
         'sources = ["label-docetaxel-us"]', "dose_levels[0]"),
        ('[[presentations]]\nstrength = "50 mg"\nvolume = "5 mL"\nconcentration = "2 mg/mL"\n'
         'market = "CN"\nsource = "label-docetaxel-us"', "presentations[0]"),
        ('[[presentations]]\nstrength = "50 mg"\nvolume = "25 mL"\n'
         'market = "CN"\nsource = "label-docetaxel-us"', "presentations[0]"),
        ('[[presentations]]\nstrength = "50 mg"\nmarket = "JP"\nsource = "label-docetaxel-us"',
         "presentations[0].market"),
        ('[[confusions]]\ndrug = "gone"\ntext = { en = "a", zh = "甲" }\n'
         'sources = ["label-docetaxel-us"]', "confusions[0].drug"),
        ('[[preparations]]\ndiluents = ["glucose_5"]\nnever = ["glucose_5"]\n'
         'text = { en = "a", zh = "甲" }\nsources = ["label-docetaxel-us"]', "preparations[0]"),
    ],
)
def test_a_bad_part_is_named_with_its_place(tmp_path, more, path):
    written(tmp_path, "formulary/pirarubicin.toml", f"{GOOD_DRUG}\n{more}\n")
    assert found(tmp_path) == [("formulary/pirarubicin.toml", path)]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('drug = "docetaxel"', 'drug = "gone"', "lines[0].drug"),
        ('dose = "75 mg/m^2"', 'dose = "110 mg/m^2"', "lines[0].dose"),
        ('dose = "75 mg/m^2"', 'dose = "75 mg"', "lines[0].dose"),
        ("days = [1]", "days = [22]", ""),
        ("days = [1]", 'days = "21-1"', "lines[0].days"),
        ("days = [1]", "days = []", "lines[0].days"),
        ('track = "chemotherapy"', 'track = "bone"', ""),
        ('"21 day"', '"21 mg"', "tracks[0].cycle_length"),
    ],
)
def test_a_bad_regimen_is_named(tmp_path, old, new, path):
    assert old in GOOD_REGIMEN
    written(tmp_path, "regimens/pirarubicin.toml", GOOD_REGIMEN.replace(old, new))
    assert found(tmp_path) == [("regimens/pirarubicin.toml", path)]


def test_broken_toml_names_its_line(tmp_path):
    written(tmp_path, "formulary/pirarubicin.toml", 'name = "x"\nbasis = \n')
    (problem,) = check_folder(tmp_path)
    assert problem.file == "formulary/pirarubicin.toml"
    assert "line 2" in str(problem.reason)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "formulary" / "pirarubicin.toml"
    path.parent.mkdir()
    path.write_bytes(GOOD_DRUG.encode("gb18030"))
    assert found(tmp_path) == [("formulary/pirarubicin.toml", "")]


def test_the_rest_loads_and_the_refused_drug_is_missing(tmp_path):
    written(tmp_path, "formulary/docetaxel.toml", 'highest_dose = "60 mg"\n')
    loaded = load_formulary(tmp_path)
    assert "docetaxel" not in loaded.drugs
    assert "paclitaxel" in loaded.drugs
    # What cannot be given without docetaxel is missing too, and says why.
    assert "tcbhp" not in loaded.regimens
    assert "gemcitabine-carboplatin" in loaded.regimens
    assert ("regimens/tcbhp.toml", "lines[2].drug") in [
        (problem.file, problem.path) for problem in loaded.problems
    ]


def test_a_reason_speaks_the_readers_language(tmp_path):
    written(tmp_path, "formulary/pirarubicin.toml", GOOD_DRUG.replace("cytotoxic", "poison"))
    (problem,) = check_folder(tmp_path)
    assert "poison" in str(problem)
    with in_language("zh_CN"):
        assert "poison" in str(problem)


def test_a_folder_that_nobody_can_mean_is_named(tmp_path):
    assert found(tmp_path / "gone") == [(str(tmp_path / "gone"), "")]
    written(tmp_path, "notes.txt", "nothing to read")
    assert found(tmp_path) == [(str(tmp_path), "")]


def test_a_misspelt_folder_is_named(tmp_path):
    written(tmp_path, "formulary/pirarubicin.toml", GOOD_DRUG)
    written(tmp_path, "regimes/pirarubicin.toml", GOOD_REGIMEN)
    assert found(tmp_path) == [("regimes", "")]
