"""Why a data file was refused: which file, where in its structure, and the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bmcalc.core.texts import _
from bmcalc.formulary.shown_name import shown
from bmcalc.formulary.toml_text import NotToml, parsed_toml
from bmcalc.parsed_files import read_toml_file
from bmcalc.rules.quantities import Refusal

_M = TypeVar("_M", bound=BaseModel)
LONGEST_PLACE, LONGEST_VALUE = 120, 60
"""Characters that are shown of a place in a file, and of what stands there."""

_CODES = {"extra_forbidden": "E_UNKNOWN", "literal_error": "E_ENUM", "enum": "E_ENUM"}


@dataclass(frozen=True)
class FileProblem:
    """One reason for refusing a file; ``path`` is like ``rules[2].any_of[0]``, empty for all.

    ``code`` is the contract's, for entries that came in with the inputs of a calculation.
    """

    file: str
    path: str
    reason: object
    code: str = "E_TYPE"

    def __str__(self) -> str:
        """Return one printable line, whatever stood in the file."""
        place = (self.file, shown(self.path, LONGEST_PLACE))
        return ": ".join(part for part in (*place, shown(str(self.reason))) if part)


class Unreadable(Exception):
    """A file was refused; it carries every reason."""

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


def read_toml(
    path: Path, name: str, read: Callable[[Path], dict[str, Any]] = read_toml_file
) -> dict[str, Any]:
    """Return what ``read`` gives of a shipped file; raises :class:`Unreadable` with its place."""
    try:
        return read(path)
    except UnicodeDecodeError:
        reason: object = _("This file is not written in UTF-8.")
    except ValueError as error:  # tomllib's, which is loaded for a file that no build parsed
        reason = _("This is not valid TOML: {detail}.", detail=error)
    except OSError as error:
        reason = _("This file cannot be read: {detail}.", detail=error.strerror)
    raise Unreadable([FileProblem(name, "", reason)])


def read_content(content: bytes, name: str) -> dict[str, Any]:
    """Return what the bytes of a TOML file say; raises :class:`Unreadable` with line and column."""
    try:
        return parsed_toml(content)
    except NotToml as refused:
        raise Unreadable([FileProblem(name, "", refused.reason)]) from None


def structure_path(location: Iterable[int | str]) -> str:
    """Return a place in a file as people read it: ``presentations[0].strength``."""
    text = ""
    for part in location:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text


def validated(kind: type[_M], name: str, entries: Mapping[str, Any]) -> _M:
    """Return the model of a file's entries; raises :class:`Unreadable` with every reason."""
    try:
        return kind.model_validate(entries)
    except ValidationError as error:
        raise Unreadable(_problems_of(name, error)) from error


def _problems_of(name: str, error: ValidationError) -> list[FileProblem]:
    """Return what pydantic refused, in the reader's language.

    A list that is only too short because of its refused parts is not named besides them.
    """
    every = error.errors(include_url=False)
    places = [found["loc"] for found in every]
    return [
        FileProblem(
            name, structure_path(found["loc"]), _reason(found), _CODES.get(found["type"], "E_TYPE")
        )
        for found in every
        if not (found["type"] == "too_short" and any(
            place[: len(found["loc"])] == found["loc"] != place for place in places
        ))
    ]


def _reason(found: Any) -> object:
    context = found.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, Refusal):
        return cause.text
    match found["type"]:
        case "missing":
            return _("This entry is missing.")
        case "extra_forbidden":
            return _("This entry is not known here.")
        case "literal_error" | "enum":
            return _("“{given}” must be one of {choices}.", given=_written(found["input"]),
                     choices=context["expected"])
    return _("“{given}” cannot be taken: {detail}.", given=_written(found["input"]),
             detail=found["msg"])


def _written(value: object) -> str:
    """Return the beginning of what stands in a file."""
    return shown(str(value), LONGEST_VALUE)
