"""Making a department's ledger: its tables, its first event, its workstations."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import psycopg

from bmcalc.core.texts import _
from bmcalc.department.postgres_store import PostgresStore
from bmcalc.department.schema import ROLE_MADE, SCHEMA
from bmcalc.records.clock import now
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft, Origin
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.opening import installation_of
from bmcalc.version import __version__

_KEY: Final = re.compile(r"[0-9a-f]{64}")


def lay(connection_text: str) -> None:
    """Make the tables and the role; the login must own the database."""
    with psycopg.connect(connection_text) as connection:
        connection.execute(ROLE_MADE)
        if connection.execute("SELECT to_regclass('bmcalc.event')").fetchone() != (None,):
            raise RecordsFault(_("The tables of the records are there already."))
        connection.execute(SCHEMA)


def found(connection_text: str, folder: Path) -> None:
    """Write the first event; it names this workstation, whose records folder is ``folder``."""
    installation = installation_of(folder)
    draft = Draft(Kind.FOUNDED, now(), {"installation": installation.public},
                  origin=Origin(__version__))
    PostgresStore.found(connection_text, installation, draft).close()


def admit(store: PostgresStore, key: str) -> None:
    """Admit another workstation by its public key: 64 hexadecimal digits."""
    if not _KEY.fullmatch(key):
        raise RecordsFault(_("A workstation's key is 64 hexadecimal digits."))
    store.append(Draft(Kind.INSTALLATION_ADMITTED, now(), {"installation": key},
                       origin=Origin(__version__)))
    store.close()
