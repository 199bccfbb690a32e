"""Write what the installers of a release hold: contents.py LINUX WINDOWS INSTALLER... >FILE.

LINUX and WINDOWS are the folders of the programs built for each system. The program reads this
file beside a carried-in installer to say what it would change; the signed list of hashes names it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bmcalc.formulary.identity import shipped_identity
from bmcalc.verification.manifest import DEPARTMENT, MANIFEST, file_hash
from bmcalc.verification.release_contents import LINUX, WINDOWS
from bmcalc.version import __version__


def main() -> None:
    """Print the contents as JSON."""
    built = {LINUX: Path(sys.argv[1]), WINDOWS: Path(sys.argv[2])}
    installers = {}
    for name in sys.argv[3:]:
        system = LINUX if name.endswith(".deb") else WINDOWS
        program = DEPARTMENT if name.startswith(DEPARTMENT) else "bmcalc"
        manifest = built[system] / program / MANIFEST
        installers[name] = {
            "system": system,
            "list_of_files": file_hash(manifest),
            "files": json.loads(manifest.read_text(encoding="utf-8")),
        }
    facts = next((built[LINUX] / "bmcalc").rglob("build.json"))
    identity = shipped_identity()
    json.dump({
        "version": __version__,
        "commit": json.loads(facts.read_text(encoding="utf-8"))["commit"],
        "formulary": {"version": identity.version, "sha256": identity.sha256},
        "installers": installers,
    }, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
