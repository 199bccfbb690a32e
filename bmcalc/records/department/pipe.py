"""Asking the department's program: it alone has a connection, this side has a pipe."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from bmcalc.core.texts import _, current_language
from bmcalc.records.department.away import ServerAway
from bmcalc.records.department.messages import (
    PAGE,
    draft_sent,
    fault_read,
    line,
    stored_read,
)
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.store import Receipt, Stored

ANSWER_WITHIN: Final = 30.0
"""Seconds after which the program counts as hung; it gives up the server well before."""

_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Pipe:
    """The department's program, started when it is first asked and again after it ended."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def append(self, draft: Draft, after: int | None) -> Receipt:
        """Add an event to the department's ledger."""
        got = self._ask({"do": "append", "draft": draft_sent(draft), "after": after})
        return Receipt(got["event_id"], got["seq"], got["hash"])

    def read_from(self, seq: int) -> Iterator[Stored]:
        """Return the events of the department from a number on."""
        while True:
            page = [stored_read(one) for one in self._ask({"do": "page", "seq": seq})["events"]]
            yield from page
            if len(page) < PAGE:
                return
            seq = page[-1].seq + 1

    def put_secret(self, name: str, value: bytes) -> None:
        """Keep a key on the server."""
        self._ask({"do": "put_secret", "name": name, "value": b64encode(value).decode("ascii")})

    def secret(self, name: str) -> bytes | None:
        """Return a key from the server."""
        value = self._ask({"do": "secret", "name": name})["value"]
        return None if value is None else b64decode(value)

    def erase_secret(self, name: str) -> None:
        """Erase a key on the server."""
        self._ask({"do": "erase_secret", "name": name})

    def close(self) -> None:
        """End the program."""
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)
            return
        process.kill()
        process.wait()

    def _ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a message; :class:`ServerAway` where none comes."""
        process = self._started()
        assert process.stdin is not None
        try:
            process.stdin.write(line(message | {"lang": current_language()}))
            process.stdin.flush()
            answer = self._answers.get(timeout=ANSWER_WITHIN)
            got: dict[str, Any] = json.loads(answer)
        except (OSError, queue.Empty, ValueError):
            self._kill()
            raise _away() from None
        if "fault" in got:
            raise fault_read(got)
        return got

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        try:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, creationflags=_NO_WINDOW,
            )
        except OSError:
            raise _away() from None
        self._answers = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        return self._process

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
        self.close()


def _listen(process: subprocess.Popen[bytes], answers: queue.SimpleQueue[bytes]) -> None:
    """Pass on every line; an empty one says that the program ended."""
    assert process.stdout is not None
    with suppress(ValueError, OSError):
        for answer in process.stdout:
            answers.put(answer)
    answers.put(b"")


def _away() -> ServerAway:
    return ServerAway(_("The department's program does not answer."))
