"""Write the version resources of the Windows programs for PyInstaller.

Usage: version_resource.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bmcalc.version import __version__  # noqa: E402

FILES = {
    "version.txt": ("bmcalc", "bmcalc, dosing and scoring for bone metastasis",
                    "Apache-2.0; Qt under the LGPL-3.0"),
    "version-department.txt": ("bmcalc-department", "bmcalc, records that workstations share",
                               "Apache-2.0; psycopg under the LGPL-3.0"),
}


def main() -> None:
    """Write each resource as the expression that PyInstaller reads."""
    for file, (name, description, rights) in FILES.items():
        text = resource(name, description, rights)
        (Path(sys.argv[1]) / file).write_text(text, encoding="utf-8")


def resource(name: str, description: str, rights: str) -> str:
    """Return the resource of a program."""
    numbers = tuple(int(part) for part in (*__version__.split("."), "0"))
    told = {
        "CompanyName": "bmcalc", "FileDescription": description, "FileVersion": __version__,
        "InternalName": name, "LegalCopyright": rights, "ProductName": "bmcalc",
        "ProductVersion": __version__,
    }
    strings = ", ".join(f"StringStruct({key!r}, {text!r})" for key, text in told.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, "
        "flags=0, OS=0x40004, fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo(["
        f"StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200, 2052, 1200])])])\n"
    )


if __name__ == "__main__":
    main()
