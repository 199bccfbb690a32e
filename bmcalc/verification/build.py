"""What this copy was built from: written at build time, absent in a source checkout."""

from __future__ import annotations

import json

from bmcalc.resource_files import resource

BUILD = "build.json"


def build_facts() -> dict[str, str]:
    """Return what was noted at build time, such as ``commit``; nothing in a source checkout."""
    try:
        noted = json.loads(resource(BUILD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {str(name): str(value) for name, value in noted.items()}
