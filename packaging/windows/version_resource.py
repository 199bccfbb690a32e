"""Write the version resource of the Windows programs for PyInstaller.

Usage: version_resource.py FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bmcalc.version import __version__  # noqa: E402

NAMES = {
    "CompanyName": "bmcalc",
    "FileDescription": "bmcalc, dosing and scoring for bone metastasis",
    "FileVersion": __version__,
    "InternalName": "bmcalc",
    "LegalCopyright": "Apache-2.0; Qt under the LGPL-3.0",
    "ProductName": "bmcalc",
    "ProductVersion": __version__,
}


def main() -> None:
    """Write the resource as the expression that PyInstaller reads."""
    numbers = tuple(int(part) for part in (*__version__.split("."), "0"))
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in NAMES.items())
    Path(sys.argv[1]).write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, "
        "flags=0, OS=0x40004, fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo(["
        f"StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200, 2052, 1200])])])\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
