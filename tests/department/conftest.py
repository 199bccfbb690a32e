"""One server for all tests of the department, and a fresh database for each."""

from __future__ import annotations

import itertools
import shutil

import psycopg
import pytest

from bmcalc.department.address import connection_text
from bmcalc.department.founding import found, lay
from bmcalc.records.ledger.installation import Installation
from tests.department.server import new_server, programs
from tests.records.ledger.given import records

NOT_HERE = "PostgreSQL's server is not installed (Debian: postgresql), so no department was tried"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server():
    if programs() is None or shutil.which("openssl") is None:
        pytest.skip(NOT_HERE)
    started = new_server()
    with psycopg.connect(connection_text(started.address("owner"))) as connection:
        connection.execute("CREATE ROLE bmcalc_workstation NOLOGIN")
        connection.execute("CREATE ROLE station LOGIN PASSWORD 'station-of-the-tests'"
                           " IN ROLE bmcalc_workstation")
    yield started
    started.stop()
    shutil.rmtree(started.folder, ignore_errors=True)


@pytest.fixture
def database(server):
    """Return a function that gives a user's address of a fresh database with its tables."""
    name = f"records{next(_numbers)}"
    owner = connection_text(server.address("owner"))
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    lay(connection_text(server.address("owner", name)))
    return lambda user="station": server.address(user, name)


@pytest.fixture
def folder(tmp_path):
    """Return the records folder of a first workstation, with its key."""
    records(tmp_path / "first").close()
    return tmp_path / "first"


@pytest.fixture
def address(database, folder):
    """Return the address of a department that this workstation founded."""
    found(connection_text(database()), folder)
    assert Installation.read(folder) is not None
    return database()
