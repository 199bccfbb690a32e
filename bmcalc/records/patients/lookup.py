"""Finding a patient by record number, and reading who a patient is."""

from __future__ import annotations

from bmcalc.records.ledger.store import Store
from bmcalc.records.patients.identity import Identity, normalised
from bmcalc.records.patients.sealing import search_key, unseal
from bmcalc.records.projections.projections import Projections


def found(store: Store, projections: Projections, number: str) -> tuple[str, ...]:
    """Return the ids of the patients with a record number, the oldest first; mostly one."""
    plain = normalised(number)
    rows = projections.connection.execute(
        "SELECT patient.id FROM patient JOIN told ON told.patient = patient.id"
        " AND told.kind = 'patient_registered' WHERE search = ? ORDER BY told.seq",
        (search_key(store, plain),),
    ).fetchall()
    return tuple(identifier for (identifier,) in rows)


def identity(store: Store, projections: Projections, patient: str) -> Identity | None:
    """Return who a patient is; None for one who was erased or never registered."""
    row = projections.connection.execute(
        "SELECT seq FROM told WHERE patient = ? AND kind = 'patient_registered' ORDER BY seq"
        " LIMIT 1", (patient,),
    ).fetchone()
    if row is None:
        return None
    event = next(store.read_from(row[0])).event()
    held = unseal(store, patient, event.draft.body["identity"])
    return None if held is None else Identity(held["number"], held["born"])
