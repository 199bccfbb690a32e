"""Every entry of a hospital's folder is read or named, in one line and within a second."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.folder_entries import LARGEST_FILE, LARGEST_FOLDER, MOST_ENTRIES
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import Formulary, load_formulary
from bmcalc.formulary.site_names import ALONE, KINDS
from bmcalc.site_folder import put_site_in_force, site_folder
from tests.formulary.test_bad_files import GOOD_DRUG, written
from tests.work import calls_of

LOWER = 'highest_dose = "75 mg/m^2"\ndose_levels = []\n'
NOBODY = 65534
MOST_CALLS = 6_000_000
"""About three times what the largest of these folders takes."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes are POSIX's")


@pytest.fixture
def folder():
    """Return a folder that any user can reach; pytest's own may be closed to all others."""
    made = Path(tempfile.mkdtemp(prefix="bmcalc-hospital-"))
    made.chmod(0o755)
    yield made
    for path in [made, *made.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(made)


@pytest.fixture
def as_nobody():
    """Return a way to become a user who cannot read everything, as the superuser can."""
    def become() -> None:
        if os.getuid() == 0:
            os.seteuid(NOBODY)

    yield become
    os.seteuid(os.getuid())


def loaded_at_once(folder: Path) -> Formulary:
    loaded = []
    calls = calls_of(lambda: loaded.append(load_formulary(folder)))
    assert calls < MOST_CALLS
    return loaded[0]


def named(folder: Path, *places: str) -> None:
    """Say that exactly these places are faults, a printable line each, and nothing is in force."""
    loaded = loaded_at_once(folder)
    assert [one.file for one in loaded.faults] == list(places)
    assert all(str(one).isprintable() for one in loaded.faults)
    assert loaded.is_closed
    assert not loaded.drugs
    assert not loaded.regimens
    assert loaded.policy is None


def is_refused(folder: Path, name: str, missing: str) -> None:
    """Say that a file was refused in short lines and that nothing shipped stands in its place."""
    loaded = loaded_at_once(folder)
    assert loaded.faults[0].file == name
    assert all(str(one).isprintable() and len(str(one)) < 500 for one in loaded.faults)
    assert missing not in loaded.drugs


@pytest.fixture(autouse=True)
def _warm():
    """Read what is read once, so that the second is the hospital's folder's own."""
    load_formulary()


@pytest.mark.parametrize("name", ["docetaxel.TOML", "docetaxel.Toml"])
def test_an_ending_is_read_in_any_case(folder, name):
    written(folder, f"formulary/{name}", LOWER)
    written(folder, "policy.TOML", 'label_profile = "eu"\n')
    loaded = load_formulary(folder)
    assert loaded.problems == ()
    assert loaded.drugs["docetaxel"].highest_dose == q("75 mg/m^2")
    assert loaded.policy is not None
    assert loaded.policy.label_profile == "eu"
    assert loaded.policy_sha256 != load_formulary().policy_sha256
    assert loaded.identity.sha256 != load_formulary().identity.sha256


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [
    "docetaxel.toml.txt", "docetaxel.toml~", "docetaxel.tom", "docetaxel", ".toml", "notes.md",
    ".docetaxel.toml.swp", "docetaxel.toml ",
])
def test_a_name_that_is_no_toml_is_named_in_every_folder(folder, kind, name):
    written(folder, f"{kind}/{name}", LOWER)
    named(folder, f"{kind}/{name}")


@pytest.mark.parametrize("name", [
    "Docetaxel.toml", "docetaxel (1).toml", " docetaxel.toml", "docetaxel .toml",
    "docetaxel.old.toml", "-docetaxel.toml", ".docetaxel.toml", "DOCETAXEL.TOML",
])
def test_a_name_that_is_no_id_is_named(folder, name):
    written(folder, f"formulary/{name}", GOOD_DRUG)
    named(folder, f"formulary/{name}")


def test_one_id_stands_once(folder):
    written(folder, "formulary/docetaxel.TOML", LOWER)
    written(folder, "formulary/docetaxel.toml", LOWER)
    written(folder, "policy.TOML", 'label_profile = "eu"\n')
    written(folder, "policy.toml", 'label_profile = "us"\n')
    named(folder, "formulary/docetaxel.toml", "policy.toml")


@pytest.mark.parametrize("name", [
    "policy.toml.txt", "Policy.toml", "policy", ".policy.toml.swp", "formulary.bak", "regimes",
])
def test_what_lies_beside_the_policy_is_named(folder, name):
    written(folder, "formulary/docetaxel.toml", LOWER)
    written(folder, name, 'label_profile = "eu"\n')
    named(folder, name)


@pytest.mark.parametrize("name", [
    "README.md", "bmcalc.ini", ".gitignore", "policy.toml.dpkg-dist", "policy.toml.dpkg-old",
])
def test_notes_and_settings_beside_the_folders_are_nobodys_formulary(folder, name):
    written(folder, "formulary/docetaxel.toml", LOWER)
    written(folder, name, "x")
    assert load_formulary(folder).problems == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_below_is_named_and_not_entered(folder, kind):
    deep = folder / kind / "old.toml"
    for _level in range(40):
        deep /= "deeper"
    deep.mkdir(parents=True)
    (deep / "docetaxel.toml").write_text(LOWER)
    (folder / kind / "subfolder").mkdir()
    named(folder, f"{kind}/old.toml", f"{kind}/subfolder")


def dangling(path):
    path.symlink_to(path.with_name("gone"))


def circle(path):
    path.symlink_to(path)


def pipe(path):
    os.mkfifo(path)


def device(path):
    path.symlink_to("/dev/zero")


def huge(path):
    with path.open("wb") as file:
        file.truncate(10**12)


def a_little_too_large(path):
    path.write_bytes(b"#" * (LARGEST_FILE + 1))


ODD = [dangling, circle, pipe, device, huge, a_little_too_large]


@pytest.mark.parametrize("make", ODD)
@pytest.mark.parametrize("name", [
    *ALONE, "formulary/docetaxel.toml", "regimens/tcbhp.toml", "sources/own.toml",
    "tables/lvef.toml",
])
def test_what_cannot_be_read_is_named_and_never_waited_for(folder, make, name):
    (folder / name).parent.mkdir(exist_ok=True)
    make(folder / name)
    named(folder, name)


@pytest.mark.parametrize("make", [*ODD, Path.touch])
@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_that_is_none_is_named(folder, make, kind):
    make(folder / kind)
    named(folder, kind)


def test_the_largest_file_is_read(folder):
    written(folder, "formulary/docetaxel.toml", LOWER.ljust(LARGEST_FILE, "#"))
    assert loaded_at_once(folder).problems == ()


def test_links_to_good_files_and_folders_are_followed(folder):
    written(folder, "elsewhere/docetaxel.toml", LOWER)
    written(folder, "own/policy.toml", 'label_profile = "eu"\n')
    hospital = folder / "own"
    (hospital / "formulary").symlink_to(folder / "elsewhere")
    loaded = load_formulary(hospital)
    assert loaded.problems == ()
    assert loaded.drugs["docetaxel"].highest_dose == q("75 mg/m^2")


@pytest.mark.parametrize("name", [
    "formulary", "formulary/docetaxel.toml", "policy.toml", "reviews.toml", "tables",
])
def test_what_may_not_be_read_is_named(folder, name, as_nobody):
    written(folder, "formulary/docetaxel.toml", LOWER)
    written(folder, "policy.toml", 'label_profile = "eu"\n')
    written(folder, "reviews.toml", "")
    written(folder, "tables/lvef.toml", "")
    (folder / name).chmod(0)
    as_nobody()
    named(folder, name)


def test_a_whole_folder_that_may_not_be_read_is_named(folder, as_nobody):
    written(folder, "hospital/policy.toml", 'label_profile = "eu"\n')
    (folder / "hospital").chmod(0)
    as_nobody()
    named(folder / "hospital", str(folder / "hospital"))


@pytest.mark.parametrize("make", [dangling, circle, pipe, huge, Path.touch])
def test_a_hospitals_folder_that_is_none_is_named(folder, make):
    make(folder / "hospital")
    named(folder / "hospital", str(folder / "hospital"))


def test_the_systems_folder_that_leads_nowhere_is_a_hospitals_folder(folder, monkeypatch):
    monkeypatch.delenv("BMCALC_SITE", raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("PROGRAMDATA", str(folder))
    assert site_folder() is None
    dangling(folder / "bmcalc")
    assert site_folder() == folder / "bmcalc"


def test_a_name_that_is_not_utf_8_is_named_in_printable_words(folder):
    (folder / "formulary").mkdir()
    (folder / "formulary" / os.fsdecode(b"docet\xff\nel.toml")).write_text(LOWER)
    named(folder, r"formulary/docet\xff\nel.toml")


def test_more_entries_than_anybody_keeps_are_one_line(folder):
    (folder / "formulary").mkdir()
    for number in range(MOST_ENTRIES + 1):
        (folder / "formulary" / f"drug{number}.toml").touch()
    named(folder, "formulary")


def test_files_that_are_too_large_together_are_named(folder):
    most = LARGEST_FOLDER // LARGEST_FILE
    for number in range(most + 1):
        written(folder, f"sources/own{number:02}.toml", "#" * LARGEST_FILE)
    named(folder, f"sources/own{most:02}.toml")


DEEP = 100_000


@pytest.mark.parametrize("text", [
    "x = " + "[" * DEEP,
    "x = " + "{a = " * DEEP,
    "x = " + "[" * 50 + "1" + "]" * 50,
    ".".join(["a"] * DEEP) + " = 1",
    "[" + ".".join(['"a"'] * DEEP) + "]",
    "\n".join(".".join(["a"] * 100 + [f"b{line}"]) + " = 1" for line in range(2000)),
    "\n".join(".".join(["a"] * 15 + [f"b{line}"]) + " = 1" for line in range(10_000)),
    "vial_limit = " + "9" * 5000,
    "vial_limit = 0x" + "f" * 5000,
    "vial_limit = -" + "9" * 16,
    'highest_dose = "' + "9" * 5000 + ' mg/m^2"',
    r'highest_dose = "x\ny"',
    "highest_dose = 1e999999999",
    "highest_dose = nan",
    r'"a\nb" = 1',
    "x = 1\nx = 2",
    "a" * 500_000,
    "a." * 250_000,
    '"' * 500_000,
    "'" * 500_000,
    "x = '''",
    "\0",
    "[[a]]\n" * 50_000,
    "\n".join(f"a{line} = 1" for line in range(20_000)),
], ids=lambda text: text[:24])
def test_a_file_that_nobody_could_write_in_earnest_is_refused(folder, text):
    written(folder, "formulary/docetaxel.toml", text)
    is_refused(folder, "formulary/docetaxel.toml", "docetaxel")
    written(folder, "policy.toml", text)
    assert load_formulary(folder).policy is None


def test_a_file_with_a_byte_order_mark_is_read(folder):
    path = folder / "formulary" / "docetaxel.toml"
    path.parent.mkdir()
    path.write_text(LOWER, encoding="utf-8-sig")
    assert load_formulary(folder).problems == ()


def test_a_refused_version_is_named(folder):
    written(folder, "formulary.toml", "version = 3\ncolour = 1\n")
    places = [(one.file, one.path) for one in load_formulary(folder).faults]
    assert places == [("formulary.toml", "colour"), ("formulary.toml", "version")]


def test_what_is_wrong_is_told_a_line_each(folder):
    written(folder, "formulary/docetaxel.toml.txt", LOWER)
    dangling(folder / "policy.toml")
    try:
        lines = put_site_in_force(folder)
    finally:
        put_in_force(None)
    assert [line.partition(":")[0] for line in lines] == [
        "formulary/docetaxel.toml.txt", "policy.toml",
    ]
