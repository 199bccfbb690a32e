"""What is told where records cannot be read or written: one sentence, in the reader's language."""

from __future__ import annotations


class RecordsFault(Exception):
    """Records cannot be read or written as asked; ``text`` says why in one sentence."""

    def __init__(self, text: object) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return str(self.text)


class Moved(RecordsFault):
    """Another event came in between: what was decided from the records is to be judged again."""


class UnsoundLedger(RecordsFault):
    """A record is not what was written: nothing is read from it or added to it."""
