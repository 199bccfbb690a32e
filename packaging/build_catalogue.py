"""Compile the translations: every .po under resources/i18n becomes the .mo beside it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "resources" / "i18n"

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


class CatalogueHook(BuildHookInterface):  # type: ignore[misc]
    """Builds the catalogues when a wheel is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are collected."""
        build_catalogues()


if __name__ == "__main__":
    sys.exit(0 if build_catalogues() else "there is no .po file")
