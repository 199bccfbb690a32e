"""Contents of a TOML file: as they were parsed at build time, or else parsed now.

tomllib is written in Python, so that parsing the data files would take most of the start. A build
lays the contents of each under ``resources/parsed``, as JSON under two hashes: that of the file,
and that of the contents themselves. They count only where both are right, so that nothing stale and
nothing damaged is ever read in place of the file.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from bmcalc.resource_files import resource

try:  # OpenSSL takes longer to load than all files of the first page to prove
    from _blake2 import blake2b
except ImportError:  # another Python may have it elsewhere
    from hashlib import blake2b

PARSED: Final = "parsed"
"""The folder of what was parsed at build time, laid out as the files."""

HEADS: Final = "heads.json"
"""In that folder: what every drug and regimen is called, each under the hash of its file."""

PLACES: Final = "places.json"
"""In that folder: which file of a folder holds an entry, where its entries stand in several."""


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
    if kept is not None and kept["hash"] == _hash(path.read_bytes()):
        names: dict[str, Any] = kept["names"]
        return names
    return read_toml_file(path)


def noted_file(folder: str, entry: str) -> str | None:
    """Return the file of a folder that held an entry at build time; None where nobody noted it.

    Files may have changed since: whoever asks has to look whether the entry stands there.
    """
    noted: str | None = _places().get(folder, {}).get(entry)
    return noted


@cache
def _heads() -> dict[str, Any]:
    return _kept(HEADS)


@cache
def _places() -> dict[str, Any]:
    return _kept(PLACES)


def _kept(name: str) -> dict[str, Any]:
    """Return what a file of the build says under the hash of its contents; empty where damaged."""
    try:
        kept = Path(_root(), PARSED, name).read_bytes()
    except OSError:
        return {}
    head, _, contents = kept.partition(b"\n")
    found: dict[str, Any] = json.loads(contents) if head == _hash(contents).encode() else {}
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
    if head != f"{_hash(written)} {_hash(contents)}".encode():
        return None
    found: dict[str, Any] = json.loads(contents)
    return found


def _hash(written: bytes) -> str:
    """Return the BLAKE2b of some bytes, which takes a third of the time of SHA-256."""
    return str(blake2b(written).hexdigest())
