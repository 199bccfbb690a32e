"""Write a CycloneDX bill of materials from the lock files: sbom.py FILE.

Every package that an installer is made of, with its version and the hashes it was pinned by.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bmcalc.version import __version__  # noqa: E402

LOCKS = {"linux": "requirements-build.lock", "windows": "requirements-windows.lock"}
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)")
HASHED = re.compile(r"--hash=sha256:([0-9a-f]{64})")
BESIDE_PACKAGES = (
    ("CPython", "3.11.2", "Debian package: built from the source of Debian 12"),
    ("CPython", "3.11.9", "Windows installers: the official embeddable files"),
    ("SQLite", "3.40.1", "Debian packages: built from the source of Debian 12"),
    ("WenQuanYi Micro Hei", "0.2.0-beta", "the font, from Debian's fonts-wqy-microhei"),
)


def main() -> None:
    """Write the bill."""
    components: dict[tuple[str, str], dict[str, Any]] = {}
    for system, lock in LOCKS.items():
        for name, version, hashes in pinned(ROOT / "packaging" / lock):
            component = components.setdefault((name, version), {
                "type": "library", "name": name, "version": version,
                "purl": f"pkg:pypi/{name}@{version}", "bom-ref": f"{name}@{version}",
                "hashes": [], "properties": [],
            })
            component["hashes"] = [
                {"alg": "SHA-256", "content": text}
                for text in sorted({*hashes, *(h["content"] for h in component["hashes"])})
            ]
            component["properties"].append({"name": "bmcalc:system", "value": system})
    for name, version, about in BESIDE_PACKAGES:
        components[name, version] = {
            "type": "library", "name": name, "version": version, "description": about,
            "bom-ref": f"{name}@{version}",
        }
    bill = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'bmcalc/{__version__}')}",
        "metadata": {"component": {
            "type": "application", "name": "bmcalc", "version": __version__,
            "licenses": [{"license": {"id": "Apache-2.0"}}],
        }},
        "components": [components[key] for key in sorted(components)],
    }
    Path(sys.argv[1]).write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")


def pinned(lock: Path) -> list[tuple[str, str, list[str]]]:
    """Return name, version and hashes of each line of a lock file."""
    entries = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    found = []
    for entry in entries:
        if match := PINNED.match(entry):
            found.append((match["name"].lower(), match["version"], HASHED.findall(entry)))
    return found


if __name__ == "__main__":
    main()
