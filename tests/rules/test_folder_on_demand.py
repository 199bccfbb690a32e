"""An entry of a folder is the one that stands there now, whatever was noted of its place."""

import pytest

from bmcalc import parsed_files
from bmcalc.rules import data_files
from bmcalc.rules.folder_on_demand import FolderOnDemand

FILES = {"a.toml": "one = 1\ntwo = 2\n", "b.toml": "three = 3\n"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a way to lay out a folder, with what was noted of it."""
    def lay(files, noted):
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        monkeypatch.setattr(data_files, "resource", lambda _folder, name: tmp_path / name)
        monkeypatch.setattr(parsed_files, "_places", lambda: {"folder": noted})
        opened = []
        return opened, FolderOnDemand(
            "folder", lambda: sorted(files), lambda *told: opened.append(told) or told[2],
        )
    return lay


@pytest.mark.parametrize("noted", [
    {}, {"one": "a.toml", "two": "a.toml", "three": "b.toml"},
    {"one": "b.toml", "three": "a.toml"}, {"one": "gone.toml", "four": "a.toml"},
])
def test_an_entry_is_found_whatever_was_noted(folder, noted):
    _, entries = folder(FILES, noted)
    assert (entries["one"], entries["two"], entries["three"]) == (1, 2, 3)
    assert "four" not in entries
    assert dict(entries) == {"one": 1, "two": 2, "three": 3}
    assert len(entries) == 3


def test_only_the_noted_file_is_opened_and_an_entry_is_made_once(folder):
    made, entries = folder({"a.toml": "one = 1\n", "b.toml": "not TOML"}, {"one": "a.toml"})
    assert entries["one"] == entries["one"] == 1
    assert made == [("a.toml", "one", 1)]
    with pytest.raises(ValueError, match="Expected"):
        entries["three"]


def test_an_id_that_stands_twice_is_refused(folder):
    _, entries = folder({**FILES, "b.toml": "one = 4\n"}, {})
    with pytest.raises(ValueError, match=r"folder/b.toml: 'one' stands twice"):
        entries["one"]
