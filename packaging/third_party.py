"""The parts of other people that ship: which they are and under which licence."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import distribution
from pathlib import Path

from what_ships import DEPARTMENT, WINDOW

SHIPPED = {
    WINDOW: (
        "annotated-types", "cffi", "flexcache", "flexparser", "pint", "platformdirs", "pydantic",
        "pydantic-core", "pyinstaller", "pynacl", "pyside6-essentials", "qrcodegen", "rfc8785",
        "shiboken6", "typing-extensions", "typing-inspection",
    ),
    DEPARTMENT: (
        "cffi", "psycopg", "psycopg-binary", "pyinstaller", "pynacl", "rfc8785",
        "typing-extensions",
    ),
}
OURS = {
    WINDOW: ("GPL-3.0", "LGPL-3.0", "Qt", "SQLite", "qrcodegen"),
    DEPARTMENT: ("GPL-3.0", "LGPL-3.0", "SQLite", "psycopg"),
}
"""Our notes on parts that come inside another's package, and what they refer to."""
LICENCE_WORDS = ("licen", "copying", "notice", "authors")


def write_licences(program: str, ours: Path, folder: Path) -> None:
    """Copy every licence text that a program's parts bring along, our notes, and Python's."""
    for name in SHIPPED[program]:
        found = distribution(name)
        texts = [
            file for file in found.files or ()
            if any(word in file.name.lower() for word in LICENCE_WORDS)
            and file.suffix in {"", ".txt", ".md", ".rst", ".APACHE", ".BSD"}
            and ".dist-info" in str(file)
        ]
        for text in texts:
            shutil.copyfile(found.locate_file(text), folder / f"{name}-{Path(text.name).name}.txt")
        if not texts:
            stated = found.metadata.get("License-Expression") or found.metadata.get("License") or ""
            note = f"{name} {found.version}\nLicence as stated by its authors: {stated}\n"
            (folder / f"{name}.txt").write_text(note, encoding="utf-8", newline="\n")
    for name in OURS[program]:
        shutil.copyfile(ours / f"{name}.txt", folder / f"{name}.txt")
    for place in (Path(sys.base_prefix), Path(sys.base_prefix) / "lib" / "python3.11"):
        for name in ("LICENSE.txt", "LICENSE"):
            if (place / name).is_file():
                shutil.copyfile(place / name, folder / "Python.txt")
                return
    raise SystemExit("the licence of Python was not found")
