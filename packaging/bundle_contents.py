"""Look into a program that was frozen: what must not be in it, and what must."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from what_ships import (
    ALSO_IN_THE_DEPARTMENT,
    ALSO_IN_THE_WINDOW,
    DEPARTMENT,
    DEPARTMENT_PACKAGE,
    NETWORK,
    NEVER,
    OF_A_NETWORK,
    WINDOW,
)

MUST_NOT = {WINDOW: (*NEVER, *NETWORK), DEPARTMENT: (*NEVER, "PySide6", "bmcalc.gui")}
MUST = {
    WINDOW: (*ALSO_IN_THE_WINDOW, "_sqlite3", "bmcalc.gui.window.window"),
    DEPARTMENT: (*ALSO_IN_THE_DEPARTMENT, "_sqlite3", "_socket", f"{DEPARTMENT_PACKAGE}.__main__"),
}


def refuse_what_does_not_belong(folder: Path) -> None:
    """End the build where a frozen program holds what it promises not to, or lacks what it needs.

    ``folder`` is called by the program's name.
    """
    if wrong := faults(folder.name, set(modules_in(folder)), files_in(folder)):
        raise SystemExit("\n".join(wrong))


def faults(program: str, modules: set[str], files: Iterable[str]) -> list[str]:
    """Return what is wrong with a program of these modules and files, a line each."""
    wrong = [
        f"{program} holds the module {name}" for name in sorted(modules)
        if any(name == one or name.startswith(f"{one}.") for one in MUST_NOT[program])
    ]
    wrong += [f"{program} lacks the module {name}" for name in MUST[program] if name not in modules]
    if program == WINDOW:
        wrong += [
            f"{program} holds the file {name}" for name in files
            if any(library in name.rsplit("/", 1)[-1] for library in OF_A_NETWORK)
        ]
    return wrong


def files_in(folder: Path) -> list[str]:
    """Return the files of a frozen program, by their place in it."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def modules_in(folder: Path) -> Iterator[str]:
    """Yield the modules of a frozen program: in its archive, its library, and the compiled ones."""
    from PyInstaller.archive.readers import CArchiveReader

    program = next(path for path in (folder / folder.name, folder / f"{folder.name}.exe")
                   if path.is_file())
    archive = CArchiveReader(str(program))
    yield from archive.open_embedded_archive("PYZ.pyz").toc
    with zipfile.ZipFile(folder / "_internal" / "base_library.zip") as library:
        for name in library.namelist():
            yield name.rpartition(".")[0].removesuffix("/__init__").replace("/", ".")
    for name in files_in(folder):
        if name.endswith((".so", ".pyd")):
            inside = name.removeprefix("_internal/").removeprefix("python3.11/lib-dynload/")
            folder_name, _slash, file = inside.rpartition("/")
            yield ".".join([*folder_name.split("/"), file.partition(".")[0]]).lstrip(".")
