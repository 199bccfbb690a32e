"""What drugs and regimens are called is what their files say, whatever a build kept of it."""

import shutil

import pytest

from bmcalc import parsed_files
from bmcalc.formulary import heads
from bmcalc.formulary.heads import heads_of, read_head
from bmcalc.formulary.in_force import formulary, put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.resource_files import resource
from tests.formulary.test_bad_files import written

OWN = """
name = { en = "our TCbHP", zh = "本院 TCbHP" }
"""


def names():
    return {head.id: (head.name.english, head.name.chinese)
            for head in heads_of(formulary().regimens)}


@pytest.fixture
def afresh():
    read_head.cache_clear()
    parsed_files._heads.cache_clear()
    yield
    read_head.cache_clear()
    parsed_files._heads.cache_clear()


def test_every_regimen_is_called_as_its_file_says():
    assert names() == {
        identifier: (regimen.name.english, regimen.name.chinese)
        for identifier, regimen in formulary().regimens.items()
    }


def test_a_regimen_that_was_changed_is_called_by_its_new_name(tmp_path, monkeypatch, afresh):
    copy = tmp_path / "resources"
    shutil.copytree(resource(), copy)
    path = copy / "regimens" / "tcbhp.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join([OWN, *text.splitlines()[1:]]), encoding="utf-8")
    monkeypatch.setattr(parsed_files, "_root", lambda: str(copy))
    monkeypatch.setattr(heads, "resource", copy.joinpath)
    assert names()["tcbhp"] == ("our TCbHP", "本院 TCbHP")
    assert names()["tch"][0].startswith("TCH")


def test_a_hospitals_regimen_is_called_as_the_hospital_says(tmp_path, afresh):
    written(tmp_path, "regimens/tcbhp.toml", OWN)
    put_in_force(load_formulary(tmp_path))
    try:
        assert names()["tcbhp"] == ("our TCbHP", "本院 TCbHP")
    finally:
        put_in_force(None)
