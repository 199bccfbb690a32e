"""What a workstation of a department brings in order after its own ledger was restored."""

from __future__ import annotations

import json
from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.records.department.joining import FILE, has_joined
from bmcalc.records.department.mirror import FILE as COPY
from bmcalc.records.department.mirror import Mirror
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.admitted import effective
from bmcalc.records.ledger.kinds import Kind
from bmcalc.saved_file import save_text, why_not_saved


def erased_in_department(folder: Path) -> frozenset[str]:
    """Return the patients whom the department erased, as far as its events were copied here."""
    if not (folder / COPY).exists():
        return frozenset()
    mirror, found = Mirror.open(folder), set()
    try:
        for stored in mirror.read_from(1):
            if b'"patient_erased"' not in stored.content and b"admitted" not in stored.content:
                continue
            try:
                draft = effective(stored.event())
            except ValueError:
                continue
            if draft.kind is Kind.PATIENT_ERASED and "patient" in draft.about:
                found.add(draft.about["patient"])
    finally:
        mirror.close()
    return frozenset(found)


def wait_from(folder: Path, newest: int) -> None:
    """Let every event behind the restored ones wait for the department, not only later ones.

    ``newest`` is the number of the newest restored record.
    """
    if not has_joined(folder):
        return
    try:
        held = json.loads((folder / FILE).read_text(encoding="utf-8"))
        held["joined"] = min(int(held["joined"]), newest)
        save_text(folder / FILE, json.dumps(held) + "\n")
    except OSError as error:
        raise RecordsFault(why_not_saved(error)) from None
    except (ValueError, KeyError, TypeError):
        raise RecordsFault(_("The file that names the department's server cannot be read: {file}",
                             file=str(folder / FILE))) from None
