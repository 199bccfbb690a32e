"""Finding a patient by record number, and reading who a patient is."""

from __future__ import annotations

from bmcalc.records.ledger.store import Store
from bmcalc.records.patients.identity import Identity, normalised
from bmcalc.records.patients.sealing import search_key, unseal
from bmcalc.records.projections.projections import Projections
from bmcalc.records.projections.told import said_by


def found(store: Store, projections: Projections, number: str) -> tuple[str, ...]:
    """Return the ids of the patients with a record number, the oldest first; mostly one."""
    search, key = search_key(store, normalised(number))
    _make_anew(store, projections, key)
    rows = projections.connection.execute(
        "SELECT patient.id FROM patient JOIN told ON told.patient = patient.id"
        " AND told.kind = 'patient_registered' WHERE search = ? ORDER BY told.seq",
        (search,),
    ).fetchall()
    return tuple(identifier for (identifier,) in rows)


def _make_anew(store: Store, projections: Projections, key: str) -> None:
    """Look patients up by the site key of now where another one was used for them."""
    rows = projections.connection.execute(
        "SELECT id FROM patient WHERE search IS NOT NULL AND key <> ?", (key,)).fetchall()
    for (patient,) in rows:
        who = identity(store, projections, patient)
        search = None if who is None else search_key(store, who.number)[0]
        projections.connection.execute(
            "UPDATE patient SET search = ?, key = ? WHERE id = ?", (search, key, patient))


def identity(store: Store, projections: Projections, patient: str) -> Identity | None:
    """Return who a patient is; None for one who was erased or never registered."""
    row = projections.connection.execute(
        "SELECT seq FROM told WHERE patient = ? AND kind = 'patient_registered' ORDER BY seq"
        " LIMIT 1", (patient,),
    ).fetchone()
    if row is None:
        return None
    event = said_by(next(store.read_from(row[0])))
    held = unseal(store, patient, event.draft.body["identity"])
    return None if held is None else Identity(held["number"], held["born"])
