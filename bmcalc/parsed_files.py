"""Contents of a TOML file: as they were parsed at build time, or else parsed now.

tomllib is written in Python, so that parsing the data files would take most of the start. A build
lays the contents of each under ``resources/parsed``, as JSON under two hashes: that of the file,
and that of the contents themselves. They count only where both are right, so that nothing stale and
nothing damaged is ever read in place of the file.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

from bmcalc.resource_files import resource

try:  # OpenSSL takes longer to load than all files of the first page to prove
    from _sha256 import sha256  # type: ignore[import-not-found]
except ImportError:  # later Pythons have it elsewhere
    from hashlib import sha256

PARSED: Final = "parsed"
"""The folder of what was parsed at build time, laid out as the files."""

HEADS: Final = "heads.json"
"""In that folder: what every drug and regimen is called, each under the hash of its file."""


@cache
def _root() -> str:
    return str(resource())


def read_toml_file(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file; OSError, UnicodeDecodeError or TOMLDecodeError."""
    written = path.read_bytes()
    parsed = _parsed(path, written)
    if parsed is not None:
        return parsed
    import tomllib  # its own start takes longer than reading what was parsed

    return tomllib.loads(written.decode("utf-8"))


def read_names(path: Path) -> dict[str, Any]:
    """Return the names in a TOML file, or all of it where no build kept those of this very file.

    Raises as :func:`read_toml_file` does.
    """
    place = str(path)
    kept = _heads().get(place[len(_root()) + 1:]) if place.startswith(_root()) else None
    if kept is not None and kept["sha256"] == _sha256(path.read_bytes()):
        names: dict[str, Any] = kept["names"]
        return names
    return read_toml_file(path)


@cache
def _heads() -> dict[str, Any]:
    try:
        kept = Path(_root(), PARSED, HEADS).read_bytes()
    except OSError:
        return {}
    head, _, contents = kept.partition(b"\n")
    found: dict[str, Any] = json.loads(contents) if head == _sha256(contents).encode() else {}
    return found


def _parsed(path: Path, written: bytes) -> dict[str, Any] | None:
    """Return what was parsed of this very file; None where nothing was, or of another."""
    place = str(path)
    if not place.startswith(_root()):
        return None
    beside = f"{_root()}/{PARSED}{place[len(_root()):]}.json"
    try:
        with open(beside, "rb") as file:  # noqa: PTH123 - one of many at every start
            kept = file.read()
    except OSError:
        return None
    head, _, contents = kept.partition(b"\n")
    if head != f"{_sha256(written)} {_sha256(contents)}".encode():
        return None
    found: dict[str, Any] = json.loads(contents)
    return found


def _sha256(written: bytes) -> str:
    openssl = sys.modules.get("hashlib")  # once it is loaded, it is several times as fast
    return str((openssl.sha256 if openssl else sha256)(written).hexdigest())
