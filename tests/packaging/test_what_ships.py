"""The window ships without a network; a department's program, which has one, stands beside it."""

import sys
import tomllib
from pathlib import Path

import bundle_contents
import pytest
import third_party
import what_ships
from what_ships import DEPARTMENT, NETWORK, WINDOW

from bmcalc.records.department.joining import program
from bmcalc.verification import manifest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements-build.lock", "requirements-windows.lock")
SYSTEMS = pytest.mark.parametrize("windows", [False, True], ids=["linux", "windows"])


@SYSTEMS
@pytest.mark.parametrize("name", ["socket", "ssl", "asyncio", "psycopg", "bmcalc.department"])
def test_the_window_is_frozen_without_a_network(windows, name):
    assert name in what_ships.left_out(WINDOW, windows)


def test_the_departments_modules_are_in_its_own_program_alone():
    window = what_ships.modules(ROOT, WINDOW)
    department = what_ships.modules(ROOT, DEPARTMENT)
    assert "bmcalc.calculators.chemotherapy.carboplatin" in window
    assert "bmcalc.records.ledger.sqlite_store" in window
    assert not [name for name in window if name.startswith("bmcalc.department")]
    assert "bmcalc.department.postgres_store" in department
    assert all(name.startswith("bmcalc.department.") for name in department)


@SYSTEMS
@pytest.mark.parametrize("program", what_ships.PROGRAMS)
def test_what_a_program_needs_is_not_left_out(program, windows):
    left_out = what_ships.left_out(program, windows)
    needed = (*what_ships.also(program), *what_ships.modules(ROOT, program))
    assert not [
        (name, one) for name in needed for one in left_out
        if name == one or name.startswith(f"{one}.")
    ]


@SYSTEMS
def test_the_libraries_of_tls_are_the_departments(windows):
    for name in ("libssl-6a9b88ec.so.3", "libcrypto-3a0647ea.so.3", "libpq-e9b5c9ac.so.5.18",
                 "psycopg_binary.libs/libssl-3-x64.dll", "libcrypto-1_1.dll"):
        assert not what_ships.wanted(WINDOW, name, f"/opt/wheels/{name}", windows)
        assert what_ships.wanted(DEPARTMENT, name, f"/opt/wheels/{name}", windows)


def test_sqlite_comes_along_and_the_systems_own_does_not():
    name = "libsqlite3.so.0"
    assert what_ships.wanted(WINDOW, name, f"/opt/python/lib/{name}", windows=False)
    assert not what_ships.wanted(WINDOW, name, f"/usr/lib/x86_64-linux-gnu/{name}", windows=False)
    assert what_ships.wanted(WINDOW, "sqlite3.dll", r"C:\python\sqlite3.dll", windows=True)


WHOLE = {program: set(needed) for program, needed in bundle_contents.MUST.items()}


@pytest.mark.parametrize("program", what_ships.PROGRAMS)
def test_a_program_with_all_it_needs_is_let_pass(program):
    assert bundle_contents.faults(program, WHOLE[program], ["_internal/libpython3.11.so"]) == []


@pytest.mark.parametrize("name", [*NETWORK, "asyncio.events", "psycopg.pq", "http.client",
                                  "bmcalc.department.serving"])
def test_a_window_with_a_network_ends_the_build(name):
    assert bundle_contents.faults(WINDOW, WHOLE[WINDOW] | {name}, []) == [
        f"bmcalc holds the module {name}"]


def test_a_window_with_a_library_of_a_network_ends_the_build():
    file = "_internal/libssl-6a9b88ec.so.3"
    assert bundle_contents.faults(WINDOW, WHOLE[WINDOW], [file]) == [
        f"bmcalc holds the file {file}"]
    assert bundle_contents.faults(DEPARTMENT, WHOLE[DEPARTMENT], [file]) == []


@pytest.mark.parametrize("program", what_ships.PROGRAMS)
def test_a_program_without_what_keeps_records_ends_the_build(program):
    for name in ("sqlite3", "_sqlite3", "_cffi_backend", "nacl.signing", "rfc8785"):
        assert bundle_contents.faults(program, WHOLE[program] - {name}, []) == [
            f"{program} lacks the module {name}"]


def test_a_departments_program_without_its_network_ends_the_build():
    for name in ("_socket", "psycopg_binary._psycopg", "bmcalc.department.__main__"):
        assert bundle_contents.faults(DEPARTMENT, WHOLE[DEPARTMENT] - {name}, []) == [
            f"bmcalc-department lacks the module {name}"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_part_that_ships_is_pinned(lock):
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    for name in {*third_party.SHIPPED[WINDOW], *third_party.SHIPPED[DEPARTMENT]}:
        assert f"\n{name}==" in f"\n{text}"


@pytest.mark.parametrize("program", what_ships.PROGRAMS)
def test_every_note_on_a_part_is_there(program):
    for name in third_party.OURS[program]:
        assert (ROOT / "packaging" / "licences" / f"{name}.txt").read_text(encoding="utf-8")


def test_every_program_has_its_recipe_and_its_entry():
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name in what_ships.PROGRAMS:
        assert (ROOT / "packaging" / f"{name}.spec").is_file()
        assert name in scripts["project"]["scripts"]


def test_the_window_finds_the_departments_program_beside_its_own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bmcalc" / "bmcalc"))
    assert Path(program()[0]).parent == tmp_path / DEPARTMENT
    assert Path(program()[0]).stem == DEPARTMENT
    assert manifest.DEPARTMENT == DEPARTMENT
