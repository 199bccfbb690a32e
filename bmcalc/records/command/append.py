"""Notes from outside, one JSON object a line; each is answered once it is on the disk."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from bmcalc.console import flush, write
from bmcalc.core.texts import _
from bmcalc.json_input import UsageError
from bmcalc.records.clock import now
from bmcalc.records.command.note_line import LONGEST, read_note
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Origin
from bmcalc.records.ledger.store import Store

_MARK: Final = b"\xef\xbb\xbf"


def append_lines(file: str, opened: Callable[[], Store], origin: Callable[[], Origin]) -> None:
    """Record the notes of a file, or of standard input for ``-``; write an answer for each.

    The records are opened by the first line that can be recorded. The first line that cannot ends
    it with :class:`UsageError`: what stood before it is recorded and answered.
    """
    done = 0
    with ExitStack() as stack, _lines_of(file) as lines:
        store: Store | None = None
        made_with = Origin()
        for number, line in lines:
            try:
                draft = read_note(line, now())
                if store is None:
                    store = opened()
                    stack.callback(store.close)
                    made_with = origin()
                receipt = store.append(draft.made_with(made_with))
            except (UsageError, RecordsFault) as refused:
                reason = str(refused).rstrip(".。")
                raise UsageError(str(_(
                    "line {number} is refused: {reason}. Lines recorded before it: {done}; "
                    "nothing after it was read.", number=number, reason=reason, done=done,
                ))) from None
            write(json.dumps(vars(receipt)))
            flush()
            done += 1


@contextmanager
def _lines_of(file: str) -> Iterator[Iterator[tuple[int, bytes]]]:
    """Give the lines that hold something, with their numbers; one that is too long is cut."""
    if file == "-":
        yield iter(()) if sys.stdin is None else _numbered(sys.stdin.buffer)
        return
    try:
        with Path(file).open("rb") as opened:
            yield _numbered(opened)
    except OSError as error:
        raise UsageError(str(_("{file} cannot be read: {reason}", file=file,
                               reason=error.strerror or error))) from None


def _numbered(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := source.readline(LONGEST + 2):
        number += 1
        if number == 1:
            line = line.removeprefix(_MARK)
        if line.strip():
            yield number, line
