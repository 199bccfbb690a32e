"""The templates pass the check as they stand, and the page of help names what they are."""

import pytest

from bmcalc.core.texts import in_language
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.hospital.templates import templates
from bmcalc.formulary.loading import check_folder, load_formulary
from bmcalc.formulary.site_names import ALONE, KINDS
from bmcalc.formulary_command import checked_folder, write_templates
from bmcalc.json_input import UsageError
from bmcalc.report.folder_help import folder_help
from bmcalc.report.plain import to_plain_text


def test_a_folder_of_templates_passes_the_check(tmp_path):
    folder = tmp_path / "new"
    names = write_templates(folder)
    assert set(names) == {"README.txt", *templates()}
    problems, warnings = checked_folder(folder)
    assert problems == ()
    assert warnings == []
    loaded = load_formulary(folder)
    assert loaded.drugs["example_drug"].group is Group.CYTOTOXIC
    assert [one.drug for one in loaded.regimens["example-regimen"].lines] == [
        "docetaxel", "example_drug"]
    text = (folder / "README.txt").read_text("utf-8")
    assert "The hospital's own folder" in text


def test_templates_are_not_laid_beside_something_else(tmp_path):
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError):
        write_templates(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]
    assert check_folder(tmp_path)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_help_names_every_part_of_the_folder(language):
    with in_language(language):
        text = to_plain_text(folder_help())
    for name in (*KINDS, *ALONE):
        assert name in text, name
    assert "BMCALC_SITE" in text
