"""A fault of the program: written to a log, told in one calm sentence, nothing typed lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from bmcalc.core.texts import _

if TYPE_CHECKING:
    from logging import Logger

LOG_NAME = "bmcalc.log"


def log_path() -> Path:
    """Return where faults are written, in the user's data folder."""
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place)) / LOG_NAME


def watch(tell: Callable[[object], None]) -> None:
    """Let every fault from now on be logged and told by ``tell``; no traceback is shown."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logger().error("a fault", exc_info=(kind, error, trace))
        tell(_("Something went wrong in the program. What was typed is kept; the details are "
               "in {file}.", file=log_path()))

    sys.excepthook = caught


@cache
def logger() -> Logger:
    """Return the log of faults; it is loaded at the first one and touches no file before.

    It holds where the program went wrong and never what it was working on: of a fault its kind and
    its places are written, not its words, which may repeat what was typed or opened.
    """
    import logging

    from bmcalc.gui.window.fault_log import Places, Rotating

    made = logging.getLogger("bmcalc")
    made.propagate = False
    for before in list(made.handlers):
        made.removeHandler(before)
        before.close()
    try:
        log_path().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = Rotating(log_path())
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(Places("%(asctime)s %(levelname)s %(message)s"))
    made.addHandler(handler)
    return made
