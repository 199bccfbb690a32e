"""Questions for choices, yes or no, dates and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from bmcalc.core.ask.question import NOTHING, Ask
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import half_characters
from bmcalc.core.texts import Bilingual, Joined, _

if TYPE_CHECKING:
    import datetime

NO_SUCH_DAY: Final = "none"
"""The answer that there was no such day."""


class OptionsOnDemand(Mapping[str, object]):
    """Options that are looked up each time, such as the drugs of the formulary in force."""

    def __init__(self, load: Callable[[], Mapping[str, object]]) -> None:
        self._load = load

    @property
    def _options(self) -> Mapping[str, object]:
        return self._load()

    def __getitem__(self, key: str) -> object:
        return self._options[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._options)

    def __len__(self) -> int:
        return len(self._options)


class AskChoice(Ask):
    """Asks for one of a few keys; ``options`` maps each key to what people read.

    ``style`` is how a window may draw it: ``list``, ``search`` (a long list) or ``segments``.
    ``points`` are shown beside the options of a score.
    """

    options: Mapping[str, object]
    points: Mapping[str, int] = NOTHING
    style: str = "list"
    kind = "choice"

    def read(self, raw: object) -> str:
        """Return the key; ``E_ENUM`` for anything that is not listed."""
        if isinstance(raw, str) and raw in self.options:
            return raw
        raise Rejected(
            "E_ENUM",
            _("Choose one of: {options}.", options=Joined(list(self.options.values()))),
        )

    def shown(self, value: str) -> object:
        """Return an answer that was read, as people read it."""
        return self.options[value]

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: the listed keys."""
        return {"enum": list(self.options)}


class AskFlag(Ask):
    """Asks yes or no. Unanswered is neither."""

    kind = "flag"

    def read(self, raw: object) -> bool:
        """Return true or false; ``E_TYPE`` for anything else."""
        if isinstance(raw, bool):
            return raw
        raise Rejected("E_TYPE", _("Answer yes or no."))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a truth value."""
        return {"type": "boolean"}


FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
"""Years of a treatment: a date beyond them is a slip, and no plan may leave the calendar."""


class AskDate(Ask):
    """Asks for a calendar date, written 2023-08-20, of a year in which a treatment can be.

    Where ``none`` says in words that there was no such day, its key ``none`` is an answer too.
    """

    none: object = None
    kind = "date"

    def read(self, raw: object) -> Any:
        """Return the date, or ``none``; ``E_DATE`` for no such day, ``E_RANGE`` for its year."""
        import datetime  # no date is read before the first paint

        if self.none is not None and isinstance(raw, str) and raw.strip() in (
            NO_SUCH_DAY, *self._words()
        ):
            return NO_SUCH_DAY
        if isinstance(raw, datetime.date) and not isinstance(raw, datetime.datetime):
            return _of_a_treatment(raw)
        if isinstance(raw, str) and len(raw) == len("2023-08-20") and raw[4] == "-":
            try:
                found = datetime.date.fromisoformat(raw)
            except ValueError:
                pass
            else:
                return _of_a_treatment(found)
        raise Rejected("E_DATE", _("Write an existing date as 2023-08-20."))

    def _words(self) -> tuple[str, ...]:
        none = self.none
        return (none.english, none.chinese) if isinstance(none, Bilingual) else (str(none),)

    def written(self, value: datetime.date | str | None) -> str | None:
        """Return the date in ISO form, or ``none``."""
        return value if value is None or isinstance(value, str) else value.isoformat()

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of an ISO date."""
        day = {"type": "string", "format": "date"}
        return day if self.none is None else {"anyOf": [day, {"const": NO_SUCH_DAY}]}


def _of_a_treatment(date: datetime.date) -> datetime.date:
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise Rejected("E_RANGE", _("The year must lie between {first} and {last}.",
                                    first=str(FIRST_YEAR), last=str(LAST_YEAR)))
    return date


class AskText(Ask):
    """Asks for free words, such as the reason for a reduction."""

    longest: int = 500
    kind = "text"

    def read(self, raw: object) -> str:
        """Return the words without surrounding space; ``E_TYPE`` for what is no text."""
        if (
            isinstance(raw, str) and raw.strip() and len(raw) <= self.longest
            and not half_characters(raw)
        ):
            return raw.strip()
        raise Rejected("E_TYPE", _("Write a few words."))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the text."""
        return {"type": "string", "maxLength": self.longest, "pattern": r"\S"}


class AskReason(AskText):
    """Asks for the reason of a decision; blank words are no reason."""

    def read(self, raw: object) -> str:
        """Return the words; ``E_MISSING`` for blank ones, ``E_TYPE`` for no text at all."""
        if isinstance(raw, str) and not raw.strip():
            raise Rejected("E_MISSING", _("Write a few words."))
        return super().read(raw)
