"""Freeze a program into a folder: run by the Python that ships, on the system it is for.

Usage: build_program.py SOURCE FONTS TARGET, whose name is the program's. Facts about the build come
in BMCALC_COMMIT and BMCALC_SYSTEM; SOURCE_DATE_EPOCH stands for the date, so that two builds give
the same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import PyInstaller.__main__


def main() -> None:
    """Build and add the licences."""
    source, fonts, target = (Path(argument).resolve() for argument in sys.argv[1:4])
    sys.path.insert(0, str(source))
    sys.dont_write_bytecode = True
    from bundle_contents import refuse_what_does_not_belong
    from slim_font import slim

    work = Path(tempfile.mkdtemp(prefix="bmcalc-build-"))
    build_facts = work / "build.json"
    build_facts.write_text(
        json.dumps({
            "commit": os.environ["BMCALC_COMMIT"],
            "system": os.environ["BMCALC_SYSTEM"],
            "python": sys.version.split()[0],
        }) + "\n",
        encoding="utf-8", newline="\n",
    )
    slim(fonts / "wqy-microhei.ttc")
    os.environ["BMCALC_SOURCE"] = str(source)
    os.environ["BMCALC_FONTS"] = str(fonts)
    os.environ["BMCALC_BUILD_FACTS"] = str(build_facts)
    shutil.rmtree(target, ignore_errors=True)
    PyInstaller.__main__.run([
        str(source / "packaging" / f"{target.name}.spec"), "--noconfirm", "--log-level=WARN",
        "--distpath", str(target.parent), "--workpath", str(work),
    ])
    refuse_what_does_not_belong(target)
    add_licences(source, fonts, target / "licences")
    shutil.rmtree(work, ignore_errors=True)


def add_licences(source: Path, fonts: Path, folder: Path) -> None:
    """Put the licence of every part that ships into a folder beside the program."""
    from third_party import write_licences
    from what_ships import WINDOW

    folder.mkdir()
    shutil.copyfile(source / "LICENSE", folder / "bmcalc.txt")
    if folder.parent.name == WINDOW:
        for text in sorted(fonts.glob("*.txt")):
            shutil.copyfile(text, folder / text.name)
    write_licences(folder.parent.name, source / "packaging" / "licences", folder)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
