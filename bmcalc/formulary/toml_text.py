"""The text of a TOML file, read within bounds that every honest file keeps.

Without them the reader would recurse without end, print numbers of thousands of digits, or need a
time that grows with the square of what it reads.
"""

from __future__ import annotations

import re
from typing import Any, Final

from bmcalc.core.texts import _

DEEPEST: Final = 16
"""Levels of tables and lists in each other. The deepest shipped file has six."""

MOST_VALUES: Final = 10_000
"""Values, tables and lists of one file. The largest that ships has about two thousand."""

MOST_DIGITS: Final = 15
"""Digits of a whole number."""

_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-])(?:{_PART}[ \t]*+\.[ \t]*+){{{DEEPEST}}}{_PART}")


class NotToml(Exception):
    """A text was not read as TOML; ``reason`` says why, in the reader's language."""

    def __init__(self, reason: object) -> None:
        super().__init__()
        self.reason = reason


def parsed_toml(content: bytes) -> dict[str, Any]:
    """Return what the bytes of a TOML file say; raises :class:`NotToml` for anything else."""
    import tomllib  # what ships was parsed when it was built

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotToml(_("This file is not written in UTF-8.")) from None
    if _LONG_KEY.search(text):
        raise NotToml(_too_deep())
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotToml(_("This is not valid TOML: {detail}.", detail=error)) from None
    except RecursionError:
        raise NotToml(_too_deep()) from None
    except ValueError:
        raise NotToml(_too_long()) from None
    _keep_within_bounds(entries)
    return entries


def _keep_within_bounds(entries: dict[str, Any]) -> None:
    """Refuse what is nested too deep, and numbers that nobody can mean."""
    level: list[Any] = [entries]
    count = 0
    for _level in range(DEEPEST):
        inside: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                inside.extend(one.values())
            elif isinstance(one, list):
                inside.extend(one)
            elif isinstance(one, int) and abs(one) >= 10**MOST_DIGITS:
                raise NotToml(_too_long())
        if not inside:
            return
        count += len(inside)
        if count > MOST_VALUES:
            raise NotToml(_("This file has more than {most} values.", most=MOST_VALUES))
        level = inside
    raise NotToml(_too_deep())


def _too_deep() -> object:
    return _("This file is nested deeper than {most} levels.", most=DEEPEST)


def _too_long() -> object:
    return _("A number of this file has more than {most} digits.", most=MOST_DIGITS)
