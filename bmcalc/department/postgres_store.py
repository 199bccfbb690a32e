"""The ledger of a department in PostgreSQL: one chain for several workstations."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

import psycopg

from bmcalc.core.texts import _
from bmcalc.records.department.away import ServerAway
from bmcalc.records.department.messages import PAGE
from bmcalc.records.faults import Moved, RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import NOTHING_BEFORE, Draft, Event, event_hash
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.store import Head, Receipt, Stored

_EVENT: Final = "SELECT seq, event_id, content, hash, signature FROM bmcalc.event"


class PostgresStore:
    """A ledger in PostgreSQL, by one connection that is made anew after it was cut."""

    def __init__(self, connection_text: str, installation: Installation) -> None:
        self._text = connection_text
        self._installation = installation
        self._open: psycopg.Connection[Any] | None = None
        self._is_admitted = False

    @classmethod
    def found(cls, connection_text: str, installation: Installation, founding: Draft) -> Self:
        """Write the first event of a ledger that holds none; it names the first workstation."""
        store = cls(connection_text, installation)
        with store._told(), store._connection().transaction():
            seq, _hash, _content = store._lock_head()
            if seq:
                raise RecordsFault(_("The department's records are founded already."))
            store._insert(Event(founding, str(uuid.uuid4()), 1, NOTHING_BEFORE,
                                installation.public))
        return store

    def append(self, draft: Draft, after: int | None = None) -> Receipt:
        """Add an event behind the newest one, whose row is locked until this one stands."""
        with self._told(), self._connection().transaction():
            seen = self._seen(draft)
            if seen is not None:
                return seen
            seq, hash_, content = self._lock_head()
            seen = self._seen(draft)
            if seen is not None:
                return seen
            if not seq:
                raise RecordsFault(_("The department's records are not founded yet."))
            if after is not None and seq != after:
                raise Moved(_("The records changed in the meantime. Look again before you sign."))
            self._refuse_stranger()
            before = Event.read(content)
            return self._insert(Event(
                draft, before.chain, seq + 1, hash_.hex(), self._installation.public,
                draft.at.back_step(before.draft.at),
            ))

    def _insert(self, event: Event) -> Receipt:
        content = event.canonical()
        hash_ = event_hash(content)
        self._connection().execute(
            "SELECT bmcalc.append(%s, %s, %s, %s, %s)",
            (event.seq, event.draft.event_id, hash_, self._installation.sign(hash_), content),
        )
        return Receipt(event.draft.event_id, event.seq, hash_.hex())

    def _lock_head(self) -> tuple[int, bytes, bytes]:
        row = self._connection().execute("SELECT * FROM bmcalc.lock_head()").fetchone()
        seq, hash_, content = row if row is not None else (0, b"", b"")
        if seq and event_hash(content) != hash_:
            raise UnsoundLedger(_("The newest record ({seq}) is not what was written. "
                                  "Nothing is added before somebody has looked.", seq=seq))
        return seq, hash_, content

    def _seen(self, draft: Draft) -> Receipt | None:
        row = self._connection().execute(f"{_EVENT} WHERE event_id = %s",
                                         (draft.event_id,)).fetchone()
        if row is None:
            return None
        stored = Stored(*row)
        if not draft.repeats(stored.event().draft):
            raise RecordsFault(_("Another event has this number ({event}) already.",
                                 event=draft.event_id))
        return Receipt(stored.event_id, stored.seq, stored.hash.hex())

    def _refuse_stranger(self) -> None:
        """Refuse to write for a workstation that nobody admitted."""
        if self._is_admitted:
            return
        kinds = {str(Kind.FOUNDED), str(Kind.INSTALLATION_ADMITTED)}
        for stored in self.read_from():
            draft = stored.event().draft
            if str(draft.kind) in kinds and \
                    draft.body.get("installation") == self._installation.public:
                self._is_admitted = True
                return
        raise RecordsFault(_("This workstation is not admitted to the department's records. Let "
                             "one that is admit its key: {key}", key=self._installation.public))

    def read_from(self, seq: int = 0) -> Iterator[Stored]:
        """Return the events from a number on, in order, a page at a time."""
        while True:
            rows = self.page(seq)
            yield from rows
            if len(rows) < PAGE:
                return
            seq = rows[-1].seq + 1

    def page(self, seq: int) -> list[Stored]:
        """Return at most :data:`PAGE` events from a number on."""
        with self._told():
            rows = self._connection().execute(
                f"{_EVENT} WHERE seq >= %s ORDER BY seq LIMIT %s", (seq, PAGE)).fetchall()
        return [Stored(*row) for row in rows]

    def head(self) -> Head:
        """Return the newest event."""
        with self._told():
            row = self._connection().execute(f"{_EVENT} ORDER BY seq DESC LIMIT 1").fetchone()
        if row is None:
            raise RecordsFault(_("The department's records are not founded yet."))
        stored = Stored(*row)
        event = stored.event()
        return Head(event.chain, stored.seq, stored.hash.hex(), event.draft.at.utc)

    def put_secret(self, name: str, value: bytes) -> None:
        """Keep a key; one that is there stays as it is."""
        with self._told():
            self._connection().execute("SELECT bmcalc.put_secret(%s, %s)", (name, value))

    def secret(self, name: str) -> bytes | None:
        """Return a key, None where there is none."""
        with self._told():
            row = self._connection().execute("SELECT value FROM bmcalc.secret WHERE name = %s",
                                             (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def erase_secret(self, name: str) -> None:
        """Erase a key; the server's own backups are the hospital's to look after."""
        with self._told():
            self._connection().execute("SELECT bmcalc.erase_secret(%s)", (name,))

    def close(self) -> None:
        """Let go of the server."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connection(self) -> psycopg.Connection[Any]:
        if self._open is None or self._open.closed:
            self._open = psycopg.connect(self._text, autocommit=True)
        return self._open

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the server says into one sentence; a server that is away is told apart."""
        try:
            yield
        except psycopg.OperationalError as error:
            self.close()
            raise ServerAway(why_away(error)) from error
        except psycopg.errors.InsufficientPrivilege as error:
            raise RecordsFault(_("This login has no right to the department's records.")) from error
        except psycopg.Error as error:
            raise RecordsFault(_("The department's server refused the record.")) from error
        except ValueError as error:
            raise UnsoundLedger(_("A record of the department is not what was written.")) from error


def why_away(error: psycopg.OperationalError) -> object:
    """Return why there is no connection, as far as the administrator has to act on it."""
    told = str(error).lower()
    if "certificate" in told or "ssl" in told:
        return _("The department's server did not prove that it is the one: its certificate is not "
                 "trusted here, or is for another name.")
    if "authentication" in told or "password" in told or "role" in told:
        return _("The department's server does not know this login, or the password file has no "
                 "line for it.")
    return _("The department's server is away.")
