"""Files to begin with: an example of each kind, with comments in both languages.

They are valid as they stand, so that a whole folder of them passes the check.
"""

from __future__ import annotations

from bmcalc.resource_files import resource


def templates() -> dict[str, bytes]:
    """Return every template by its place in the folder."""
    root = resource("templates")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*.toml"))
    }
