"""Where the department's server is. No password stands in an address, and no line goes in clear."""

from __future__ import annotations

from typing import Final

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import Error

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault

CONNECT_WITHIN: Final = 5
"""Seconds after which a server that does not answer counts as away."""

ANSWER_WITHIN: Final = 10_000
"""Milliseconds after which a statement is given up."""

SILENT_FOR: Final = 10_000
"""Milliseconds after which a connection that carries nothing through counts as cut."""


def connection_text(address: str) -> str:
    """Return what libpq connects with; :class:`RecordsFault` for an address that is not safe.

    ``address`` is a libpq address such as ``postgresql://records.hospital/bmcalc``. The password
    comes from the user's password file or a client's certificate, never from here.
    """
    try:
        given = conninfo_to_dict(address)
    except Error:
        raise RecordsFault(_("This is no address of a PostgreSQL server: it reads like "
                             "postgresql://server/bmcalc.")) from None
    if given.get("password") or given.get("sslpassword"):
        raise RecordsFault(_("The address of the department's server holds a password. Take it "
                             "out: a password belongs into the password file of the user."))
    if not given.get("host"):
        raise RecordsFault(_("The address of the department's server names no server."))
    if not str(given["host"]).startswith("/") and given.get("sslmode", "verify-full") \
            != "verify-full":
        raise RecordsFault(_("The address of the department's server asks for less than "
                             "sslmode=verify-full, so another server could answer in its place."))
    kept = {"sslmode": "verify-full"} | given
    return make_conninfo(
        "", **kept, connect_timeout=CONNECT_WITHIN, application_name="bmcalc-department",
        tcp_user_timeout=SILENT_FOR, options=f"-c statement_timeout={ANSWER_WITHIN}",
    )
