"""The comments of a file that is written anew: they stand at its head afterwards."""

from __future__ import annotations

from bmcalc.formulary.folder_entries import FolderFile


def comments_of(file: FolderFile | None) -> str:
    """Return the lines of a file that are comments alone, without their signs."""
    if file is None:
        return ""
    text = file.content.decode("utf-8-sig", "replace")
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line.lstrip("#").strip() for line in lines if line.startswith("#"))
