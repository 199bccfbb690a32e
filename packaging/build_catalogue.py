"""Make what is read at every start: catalogues of the .po files, contents of the data files.

Every .po under resources/i18n becomes the .mo beside it. Every TOML file that JSON can hold is
parsed into resources/parsed, under its own hash and that of its contents; what each drug and
regimen is called stands there once more, in one file, and in which file each source and measure is.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
I18N = RESOURCES / "i18n"
PARSED = "parsed"
HEADS = "heads.json"
PLACES = "places.json"
NAMED = ("formulary", "regimens")
SPREAD = ("sources", "measures")

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # called by hand
    BuildHookInterface = object


def build_catalogues() -> list[Path]:
    """Write the .mo of every language; return the files written."""
    written = []
    for po in sorted(I18N.glob("*/bmcalc.po")):
        with po.open("rb") as file:
            catalogue = read_po(file, locale=po.parent.name)
        mo = po.with_suffix(".mo")
        with mo.open("wb") as file:
            write_mo(file, catalogue)
        written.append(mo)
    return written


def build_parsed(resources: Path = RESOURCES) -> list[Path]:
    """Write the contents of every data file that JSON holds as they are; return the files."""
    folder = resources / PARSED
    shutil.rmtree(folder, ignore_errors=True)
    written = []
    heads: dict[str, Any] = {}
    places: dict[str, dict[str, str]] = {}
    for path in sorted(resources.rglob("*.toml")):
        data = path.read_bytes()
        entries = tomllib.loads(data.decode("utf-8"))
        try:
            contents = json.dumps(entries, ensure_ascii=False, separators=(",", ":"),
                                  allow_nan=False)
        except (TypeError, ValueError):  # a date is none of JSON's
            continue
        body = contents.encode("utf-8")
        if json.loads(body) != entries:
            continue
        place = folder / path.relative_to(resources).with_name(f"{path.name}.json")
        place.parent.mkdir(parents=True, exist_ok=True)
        hashes = f"{_hash(data)} {_hash(body)}"
        place.write_bytes(hashes.encode("ascii") + b"\n" + body)
        written.append(place)
        name = path.relative_to(resources)
        if len(name.parts) == 2 and name.parts[0] in SPREAD:
            places.setdefault(name.parts[0], {}).update(dict.fromkeys(entries, name.name))
        if len(name.parts) == 2 and name.parts[0] in NAMED:
            heads[name.as_posix()] = {
                "hash": _hash(data),
                "names": {key: entries[key] for key in ("name", "names") if key in entries},
            }
    for kept, what in ((folder / HEADS, heads), (folder / PLACES, places)):
        body = json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        kept.write_bytes(_hash(body).encode("ascii") + b"\n" + body)
        written.append(kept)
    return written


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data).hexdigest()


class CatalogueHook(BuildHookInterface):  # type: ignore[misc]
    """Builds the catalogues and the parsed contents when a wheel is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are collected."""
        build_catalogues()
        build_parsed()


if __name__ == "__main__":
    build_parsed()
    sys.exit(0 if build_catalogues() else "there is no .po file")
