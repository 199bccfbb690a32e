"""What the command line writes: answers to standard output, one clear line to standard error.

A full disk, a closed pipe or a stream that is not there is told as far as that is possible.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import Final

NOT_WRITTEN: Final = "the answer could not be written"
_ERRORS: Final = "backslashreplace"
"""How a name of a file that is no text is written: never as an error of its own."""


class NotWritten(Exception):
    """Standard output takes nothing; its text is the one line shown."""


def write(text: str) -> None:
    """Write a line to standard output in UTF-8; raise :class:`NotWritten` where it takes none."""
    stream = sys.stdout
    if stream is None:
        raise NotWritten(f"{NOT_WRITTEN}: standard output is closed")
    try:
        if hasattr(stream, "reconfigure") and stream.errors != _ERRORS:
            stream.reconfigure(encoding="utf-8", errors=_ERRORS)
        print(text)  # noqa: T201
    except (OSError, ValueError) as error:
        raise NotWritten(_told(error)) from None


def flush() -> None:
    """Let everything reach its place; raise :class:`NotWritten` where it did not."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        raise NotWritten(_told(error)) from None


def give_up() -> None:
    """Write no more, so that nothing that is left is tried again when the program ends."""
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def complain(text: str) -> None:
    """Write one line to standard error, where there is one."""
    if sys.stderr is None:
        return
    line = " ".join(f"bmcalc: {text}".splitlines())
    try:
        print(line, file=sys.stderr, flush=True)  # noqa: T201
    except (OSError, ValueError):
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def fault(error: BaseException) -> str:
    """Return where the program went wrong, in one line that holds nothing of an input."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"something went wrong in the program ({type(error).__name__} in "
        f"{Path(where.filename).name}, line {where.lineno}); there is no answer"
    )


def _told(error: Exception) -> str:
    return f"{NOT_WRITTEN}: {getattr(error, 'strerror', None) or error}"
