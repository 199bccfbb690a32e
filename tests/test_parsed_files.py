"""What was parsed at build time is the file's own, or is not read."""

import importlib.util
import shutil
import tomllib
from pathlib import Path

import pytest

from bmcalc import parsed_files
from bmcalc.parsed_files import PARSED, read_toml_file
from bmcalc.resource_files import resource

BUILD = Path(__file__).parent.parent / "packaging" / "build_catalogue.py"
CARBOPLATIN = Path("formulary") / "carboplatin.toml"


def build_parsed():
    spec = importlib.util.spec_from_file_location("build_catalogue", BUILD)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build_parsed


@pytest.fixture
def resources(tmp_path, monkeypatch):
    """A copy of the data files, parsed, in place of the shipped ones."""
    copy = tmp_path / "resources"
    for path in resource().rglob("*.toml"):
        place = copy / path.relative_to(resource())
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    build_parsed()(copy)
    monkeypatch.setattr(parsed_files, "_root", lambda: str(copy))
    return copy


def kept(resources, name=CARBOPLATIN):
    return resources / PARSED / name.with_name(f"{name.name}.json")


def test_every_file_reads_as_toml_reads_it(resources):
    paths = sorted(path for path in resources.rglob("*.toml"))
    assert len(paths) > 80
    for path in paths:
        assert read_toml_file(path) == tomllib.loads(path.read_text(encoding="utf-8"))
    assert {path.relative_to(resources).parts[0] for path in paths if not kept(
        resources, path.relative_to(resources)).is_file()} <= {"casebook"}


def test_what_was_parsed_is_not_parsed_again(resources, monkeypatch):
    monkeypatch.setattr(tomllib, "loads", lambda _text: {})
    assert read_toml_file(resources / CARBOPLATIN)["group"] == "cytotoxic"


def test_a_changed_file_is_read_itself(resources):
    path = resources / CARBOPLATIN
    path.write_text('group = "antibody"\n', encoding="utf-8")
    assert read_toml_file(path) == {"group": "antibody"}


@pytest.mark.parametrize("damage", [
    lambda written: written.replace(b"cytotoxic", b"cytotoxik"),
    lambda written: written[:-1],
    lambda written: written + b" ",
    lambda written: b"",
    lambda written: written.partition(b"\n")[2],
])
def test_damaged_contents_are_not_read(resources, damage):
    path = kept(resources)
    path.write_bytes(damage(path.read_bytes()))
    assert read_toml_file(resources / CARBOPLATIN)["group"] == "cytotoxic"


def test_contents_of_another_file_are_not_read(resources):
    shutil.copy(kept(resources, Path("formulary/docetaxel.toml")), kept(resources))
    assert read_toml_file(resources / CARBOPLATIN)["basis"] == "auc"


def test_a_hospitals_file_is_read_itself(resources, tmp_path):
    own = tmp_path / "site" / CARBOPLATIN
    own.parent.mkdir(parents=True)
    own.write_text('group = "antibody"\n', encoding="utf-8")
    assert read_toml_file(own) == {"group": "antibody"}
