"""Text that is translated when it is read, not when it is made.

A finding made while the window was English reads Chinese after the language changes,
because a :class:`Text` keeps its message and looks the translation up in ``str()``.
Catalogues are gettext's, so no Qt is needed for Chinese.
"""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from functools import cache

from bmcalc.resource_files import resource

SOURCE_LANGUAGE = "en"
LANGUAGES = ("en", "zh_CN")

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; raise FileNotFoundError where it was never built."""
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    with resource("i18n", language, "bmcalc.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def current_language() -> str:
    """Return the language in which texts read now: ``en`` or ``zh_CN``."""
    return _language.get()


def set_language(language: str) -> None:
    """Let every text read in ``language`` from now on; raise ValueError for an unknown one."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}; there are {', '.join(LANGUAGES)}")
    _catalogue(language)
    _language.set(language)


class in_language:  # noqa: N801
    """Let texts read in ``language`` inside the ``with`` block."""

    __slots__ = ("_before", "_language")

    def __init__(self, language: str) -> None:
        self._language = language

    def __enter__(self) -> None:
        self._before = _language.get()
        if self._language != self._before:
            set_language(self._language)

    def __exit__(self, *_error: object) -> None:
        _language.set(self._before)


class Text:
    """A message with named places, translated and filled in when it is read.

    Two texts are equal when their messages and places are, whatever the language.
    """

    __slots__ = ("message", "places")

    def __init__(self, message: str, **places: object) -> None:
        self.message = message
        self.places = places

    def __str__(self) -> str:
        message = self.message
        language = _language.get()
        if language != SOURCE_LANGUAGE:
            message = _catalogue(language).gettext(message)
        return message.format(**self.places) if self.places else message

    def __repr__(self) -> str:
        return f"Text({self.message!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Text):
            return NotImplemented
        return self.message == other.message and self.places == other.places

    def __hash__(self) -> int:
        return hash(self.message)


_ = Text
"""The mark by which the extractor finds a message: ``_("Give {dose} now.", dose=dose)``."""


_MARKS: dict[object, Text] = {", ": _(", "), "; ": _("; ")}
"""The marks between the parts of a list, as each language writes them."""


class Joined:
    """Several texts read one after another, for example a list of names in a sentence.

    A comma or a semicolon between them is that of the language in which they are read.
    """

    __slots__ = ("between", "parts")

    def __init__(self, parts: list[object], between: object = ", ") -> None:
        self.parts = parts
        self.between = _MARKS.get(between, between) if isinstance(between, str) else between

    def __str__(self) -> str:
        return str(self.between).join(str(part) for part in self.parts)


class Bilingual:
    """A name that data files give in both languages, such as a drug's."""

    __slots__ = ("chinese", "english")

    def __init__(self, english: str, chinese: str) -> None:
        self.english = english
        self.chinese = chinese

    def __str__(self) -> str:
        return self.english if _language.get() == SOURCE_LANGUAGE else self.chinese

    def __repr__(self) -> str:
        return f"Bilingual({self.english!r}, {self.chinese!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Bilingual):
            return NotImplemented
        return (self.english, self.chinese) == (other.english, other.chinese)

    def __hash__(self) -> int:
        return hash((self.english, self.chinese))

    def both(self) -> str:
        """Return the name in the current language with the other one beside it."""
        pair = (self.english, self.chinese)
        first, second = pair if _language.get() == SOURCE_LANGUAGE else pair[::-1]
        return f"{first} {second}"


class Filled:
    """A sentence that data files give in both languages, with its places filled when it is read."""

    __slots__ = ("places", "sentence")

    def __init__(self, sentence: Bilingual, places: dict[str, object]) -> None:
        self.sentence = sentence
        self.places = places

    def __str__(self) -> str:
        return str(self.sentence).format(**self.places)

    def __repr__(self) -> str:
        return f"Filled({self.sentence!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Filled):
            return NotImplemented
        return self.sentence == other.sentence and self.places == other.places

    def __hash__(self) -> int:
        return hash(self.sentence)
