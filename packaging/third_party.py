"""The parts of other people that ship: which they are and under which licence."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import distribution
from pathlib import Path

SHIPPED = (
    "annotated-types", "flexcache", "flexparser", "pint", "platformdirs", "pydantic",
    "pydantic-core", "pyinstaller", "pyside6-essentials", "shiboken6", "typing-extensions",
    "typing-inspection",
)
LICENCE_WORDS = ("licen", "copying", "notice", "authors")


def write_licences(ours: Path, folder: Path) -> None:
    """Copy every licence text that the parts bring along, and our notes on Qt and Python."""
    for name in SHIPPED:
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
    for text in sorted(ours.glob("*.txt")):
        shutil.copyfile(text, folder / text.name)
    for place in (Path(sys.base_prefix), Path(sys.base_prefix) / "lib" / "python3.11"):
        for name in ("LICENSE.txt", "LICENSE"):
            if (place / name).is_file():
                shutil.copyfile(place / name, folder / "Python.txt")
                return
    raise SystemExit("the licence of Python was not found")
