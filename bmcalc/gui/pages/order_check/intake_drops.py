"""A text or a file that is dropped onto the order page goes to the intake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.orders.reading.plain_text import MOST_CHARACTERS

MOST_BYTES: Final = 4 * MOST_CHARACTERS
_CODINGS: Final = ("utf-8-sig", "gb18030")
"""How hospital systems write text files; what is neither is refused."""


class Drops(QObject):
    """Hands dropped text, and the text of a dropped file, to ``take``."""

    def __init__(
        self, page: QWidget, take: Callable[[str], None], told: SignalInstance
    ) -> None:
        super().__init__(page)
        self._take = take
        self._told = told
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept a text or one file, and open the intake once the drop is done."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._entered(event)
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            event.acceptProposedAction()
            self.take(event.mimeData())
            return True
        return False

    def _entered(self, event: QDragEnterEvent) -> bool:
        data = event.mimeData()
        if data.hasText() or data.hasUrls():
            event.acceptProposedAction()
        return True

    def take(self, data: QMimeData) -> None:
        """Open the intake with what was dropped, or say why it cannot be read."""
        text: str | None = data.text()
        if data.hasUrls():
            files = [one.toLocalFile() for one in data.urls()]
            text = text_of(Path(files[0])) if len(files) == 1 and files[0] else None
        if text is None or not text.strip():
            self._told.emit(_("This is not a text file that can be read here."))
            return
        taken = text
        QTimer.singleShot(0, self, lambda: self._take(taken))


def text_of(path: Path) -> str | None:
    """Return the text of a file; None for one that is too long, or that holds no text."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError:
        return None
    if len(raw) > MOST_BYTES or b"\0" in raw:
        return None
    for coding in _CODINGS:
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return None
