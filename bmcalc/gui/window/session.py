"""What was typed: kept raw, even when wrong, and shared between the pages by name.

No widget is known here. A patient's fields belong to the patient and are the same on every
page; every other field belongs to its page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from bmcalc.core.ask import Ask, AskQuantity, AskRows
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_number

RECORD = "record_id"
RECORDS_PAGE = "order-check"
OF_RECORDS = ("records:patient", "records:course", "records:check", "records:born",
              "records:before", "records:number")
"""What the records know of the order in front, kept with its page: three ids, the birth month, the
facts of the last check, and the record number that all this belongs to."""

STRIP = (RECORD, "sex", "age", "height", "weight", "creatinine", "albumin")
"""Entered once above the pages; no page asks for them again."""

SHARED = frozenset(STRIP) | {
    "calcium_total", "calcium_ionised", "bilirubin", "bilirubin_uln", "alt", "alt_uln", "ast",
    "ast_uln", "alp", "alp_uln", "anc", "platelets", "haemoglobin", "lvef_baseline", "lvef_now",
    "qtcf", "dialysis", "creatinine_steady",
}
"""The patient's fields: typed on one page, they stand on every page that asks for them."""


class Typed(NamedTuple):
    """What one field holds: text (or a key, a truth value, rows) and the unit beside it.

    ``off`` is the explicit null that switches a limit off.
    """

    typed: Any = None
    unit: str = ""
    off: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not self.off and (self.typed is None or self.typed in ("", []))


NOTHING = Typed()


def entry_of(raw: object) -> Typed:
    """Return the entry of a raw input of the JSON contract; its unit stays in the text."""
    if isinstance(raw, Typed):
        return raw
    if isinstance(raw, list) and all(isinstance(row, dict) for row in raw):
        return Typed([{name: entry_of(cell) for name, cell in row.items()} for row in raw])
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Typed(str(raw))
    return Typed(raw)


def raw_of(entry: Typed, ask: Ask) -> Any:
    """Return an entry as a calculator reads it: the unit beside a bare number joined to it.

    A number that came without a unit, as from a file, is not given one.
    """
    typed = entry.typed
    if entry.off:
        return None
    if isinstance(ask, AskRows) and not isinstance(typed, str):
        return [
            {name: raw_of(cell, ask.columns[name]) for name, cell in row.items() if not cell.empty}
            for row in typed
        ]
    if isinstance(ask, AskQuantity) and isinstance(typed, str):
        try:
            _number, rest = read_number(typed)
        except Rejected:
            return typed
        return typed if rest or not entry.unit else f"{typed.strip()} {entry.unit}"
    return typed


class _Contents(NamedTuple):
    entries: dict[tuple[str, str], Typed]
    invented: set[tuple[str, str]]
    title: object
    note: object
    unsaved: set[str]
    stands_for: dict[str, Typed]


class Session:
    """The patient and the pages as they stand, and who wants to hear of a change."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], Typed] = {}
        self._invented: set[tuple[str, str]] = set()
        self._unsaved: set[str] = set()
        self._before: _Contents | None = None
        self._listeners: list[Callable[[], None]] = []
        self.title: object = ""
        self.note: object = ""
        self.stands_for: dict[str, Typed] = {}
        """The cycle and the days that the order was entered for, also while no field says so."""

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after every change."""
        self._listeners.append(listener)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    @staticmethod
    def _key(page: str, name: str) -> tuple[str, str]:
        return ("", name) if name in SHARED else (page, name)

    def entry(self, page: str, name: str) -> Typed:
        """Return what a field holds, :data:`NOTHING` where nothing was said."""
        return self._entries.get(self._key(page, name), NOTHING)

    def of_records(self, name: str) -> str:
        """Return what the records know of the order in front; nothing of another number's."""
        number = str(self.entry("", RECORD).typed or "").strip()
        if number != str(self.entry(RECORDS_PAGE, OF_RECORDS[-1]).typed or ""):
            return ""
        typed = self.entry(RECORDS_PAGE, name).typed
        return typed if isinstance(typed, str) else ""

    def filled(self, page: str) -> frozenset[str]:
        """Return the names of the fields of a page that hold something, the patient's with them."""
        return frozenset(
            name for (of, name), entry in self._entries.items()
            if of in (page, "") and not entry.empty
        )

    def put(self, page: str, name: str, entry: Typed) -> None:
        """Keep what was typed into a field; it is no longer invented by a casebook."""
        key = self._key(page, name)
        if self._entries.get(key, NOTHING) == entry:
            return
        self._entries[key] = entry
        self._invented.discard(key)
        self._unsaved.add(key[0])
        self._tell()

    def is_invented(self, page: str, name: str) -> bool:
        """Say whether the value came with a casebook that does not state it."""
        return self._key(page, name) in self._invented

    def raw(self, page: str, asks: Mapping[str, Ask]) -> dict[str, Any]:
        """Return the inputs of a calculator's page; what is empty is left out."""
        given = {}
        for name, ask in asks.items():
            entry = self.entry(page, name)
            if not entry.empty:
                given[name] = raw_of(entry, ask)
        return given

    def is_empty(self) -> bool:
        """Say whether nothing at all was typed."""
        return all(entry.empty for entry in self._entries.values())

    def holds_more_than_a_number(self) -> bool:
        """Say whether anything but the record number was typed."""
        return any(not one.empty for key, one in self._entries.items() if key != ("", RECORD))

    def unsaved(self) -> bool:
        """Say whether anything but the record number was typed and not put on paper since."""
        return any(
            key[0] in self._unsaved and not entry.empty
            for key, entry in self._entries.items() if key != ("", RECORD)
        )

    def saved(self, page: str) -> None:
        """Note that a page, with the patient on it, was put on paper or in a file."""
        self._unsaved -= {"", page}

    def clear(self) -> None:
        """Forget the patient and every page; :meth:`restore` brings them back."""
        self._keep()
        self._fill({}, (), "", "")

    def begin(self, record: Typed, former: Typed) -> None:
        """Begin a new patient with this number and nothing else; ``former`` was the one before."""
        self._keep({("", RECORD): former})
        self._fill({("", RECORD): record}, (), "", "")

    def drop(self, page: str, names: Iterable[str], former: Mapping[str, Typed]) -> None:
        """Empty fields of a page; :meth:`restore` brings back all of it with ``former`` in it."""
        self._keep({self._key(page, name): entry for name, entry in former.items()})
        self._entries = dict(self._entries)
        for name in names:
            self._entries.pop(self._key(page, name), None)
        self._unsaved = self._unsaved | {page}
        self._tell()

    def open(
        self,
        title: object,
        note: object,
        patient: Mapping[str, object],
        invented: Iterable[str],
        pages: Mapping[str, Mapping[str, object]],
    ) -> None:
        """Put a casebook's patient in the place of this one; :meth:`restore` undoes it."""
        self._keep()
        entries = {("", name): entry_of(raw) for name, raw in patient.items()}
        for page, fields in pages.items():
            entries.update(
                {self._key(page, name): entry_of(raw) for name, raw in fields.items()}
            )
        self._fill(entries, invented, title, note)

    def _fill(
        self,
        entries: dict[tuple[str, str], Typed],
        invented: Iterable[str],
        title: object,
        note: object,
    ) -> None:
        names = set(invented)
        self._entries = entries
        self._invented = {key for key in entries if key[1] in names}
        self._unsaved = set()
        self.title, self.note, self.stands_for = title, note, {}
        self._tell()

    def _keep(self, otherwise: Mapping[tuple[str, str], Typed] | None = None) -> None:
        """Keep what stands here for :meth:`restore`, with some of it as it was before."""
        if not self.is_empty():
            self._before = _Contents(
                {**self._entries, **(otherwise or {})}, set(self._invented), self.title,
                self.note, set(self._unsaved), dict(self.stands_for),
            )

    def can_restore(self) -> bool:
        """Say whether an earlier patient can be brought back."""
        return self._before is not None

    def restore(self) -> None:
        """Bring back the patient that was cleared or replaced."""
        before = self._before
        if before is not None:
            self._before = None
            self._keep()
            self._entries, self._invented, self.title, self.note, self._unsaved, self.stands_for = (
                before)
            self._tell()
