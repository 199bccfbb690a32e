"""What was parsed at build time is the file's own, or is not read."""

import importlib.util
import shutil
import tomllib
from pathlib import Path

import pytest

from bmcalc import parsed_files
from bmcalc.parsed_files import HEADS, PARSED, PLACES, noted_file, read_names, read_toml_file
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


@pytest.fixture
def heads(resources):
    """The file of names of that copy."""
    parsed_files._heads.cache_clear()
    yield resources / PARSED / HEADS
    parsed_files._heads.cache_clear()


def test_the_names_kept_are_those_of_every_drug_and_regimen(resources, heads):
    paths = [path for kind in ("formulary", "regimens") for path in (resources / kind).iterdir()]
    assert len(paths) > 200
    for path in paths:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        named = {key: entries[key] for key in ("name", "names") if key in entries}
        assert read_names(path) == named


TCBHP = Path("regimens") / "tcbhp.toml"
OTHER = 'name = { en = "another name", zh = "另一名称" }\nreviewed_by = ""\n'


def test_the_names_of_a_changed_regimen_are_read_from_it(resources, heads):
    (resources / TCBHP).write_text(OTHER, encoding="utf-8")
    assert read_names(resources / TCBHP) == tomllib.loads(OTHER)
    with pytest.raises(FileNotFoundError):
        read_names(resources / "regimens" / "none.toml")


@pytest.mark.parametrize("damage", [
    lambda written: written.replace(b"TCbHP", b"TCbHX"),
    lambda written: written[:-1],
    lambda written: b"",
    lambda written: written.partition(b"\n")[2],
])
def test_damaged_names_are_not_read(resources, heads, damage):
    written = heads.read_bytes()
    heads.write_bytes(damage(written))
    assert damage(written) != written
    assert read_names(resources / TCBHP)["tracks"]


def test_names_of_another_file_are_not_read(resources, heads):
    shutil.copy(resources / "regimens" / "tch.toml", resources / TCBHP)
    assert read_names(resources / TCBHP) == read_toml_file(resources / "regimens" / "tch.toml")


def test_the_names_of_a_hospitals_file_are_read_from_it(resources, heads, tmp_path):
    own = tmp_path / "hospital" / TCBHP
    own.parent.mkdir(parents=True)
    own.write_text(OTHER, encoding="utf-8")
    assert read_names(own) == tomllib.loads(OTHER)


@pytest.fixture
def places(resources):
    """The file of places of that copy."""
    parsed_files._places.cache_clear()
    yield resources / PARSED / PLACES
    parsed_files._places.cache_clear()


@pytest.mark.parametrize("folder", ["sources", "measures"])
def test_it_is_noted_in_which_file_an_entry_stands(resources, places, folder):
    paths = sorted((resources / folder).iterdir())
    assert len(paths) > 10
    for path in paths:
        for entry in tomllib.loads(path.read_text(encoding="utf-8")):
            assert noted_file(folder, entry) == path.name
    assert noted_file(folder, "nobody-wrote-this") is None
    assert noted_file("formulary", "name") is None


@pytest.mark.parametrize("damage", [
    lambda written: written.replace(b"labels.toml", b"orders.toml"),
    lambda written: written[:-1],
    lambda written: b"",
])
def test_damaged_places_are_not_read(places, damage):
    written = places.read_bytes()
    places.write_bytes(damage(written))
    assert damage(written) != written
    assert noted_file("sources", "label-carboplatin-us") is None
