"""Every text of an answer that people read, and what such a text may never hold."""

import json
import re

_NOT_READ = {
    "code", "severity", "field", "sources", "source", "value", "unit", "drug", "drugs", "id",
    "mark", "rule", "reviewed_by", "reviewed_on", "profiles", "outcome", "due", "route", "phase",
    "verdict", "status", "market", "state", "on", "policy", "track", "form", "kind",
    "line", "unread", "order", "essential_missing", "essential_old",
    "read_not_checked", "discontinued", "assumes",
}
"""Parts of an answer that scripts read (keys, codes, canonical numbers), or that a person typed."""


def texts_of(answer):
    """Yield every text of an answer that stands there for people."""
    for part in ("findings", "steps", "errors"):
        yield from _texts(answer.get(part, []), part)
    if answer["calculator"] == "order-check":
        for name, value in answer["values"].items():
            yield from _texts(value, name)


def _texts(value, name):
    if isinstance(value, dict):
        for inner_name, inner in value.items():
            if inner_name not in _NOT_READ:
                yield from _texts(inner, inner_name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
    elif isinstance(value, str) and name not in _NOT_READ:
        yield value


_NUMBER = re.compile(r"(?<![\w.:-])\d+\.?\d*(?![\w:-]*[\d:-])")
_CODE = re.compile(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+|[a-z][a-z0-9]*_[a-z0-9_]+|[{}]")
_MINUS_ZERO = re.compile(r"[-−+]0(\.0+)?(?![\d.])(?= ?%| [a-zA-Zµ]|$)")
MOST_DIGITS = 6


def too_exact(text, typed=""):
    """Return the numbers of a text with more digits than anybody measured or typed."""
    return [
        number for number in _NUMBER.findall(text)
        if len(number.replace(".", "").strip("0")) > MOST_DIGITS and number not in typed
    ]


def raw_codes(text):
    """Return codes, keys and braces that were left in a text."""
    return _CODE.findall(text)


def signed_nothing(text):
    """Return the zeros of a text that have a sign."""
    return [found.group() for found in _MINUS_ZERO.finditer(text)]


def typed_in(inputs):
    """Return the inputs as one text, in which every typed number stands."""
    return json.dumps(inputs, ensure_ascii=False, default=str)


_CJK = "\u4e00-\u9fff"
_FUNCTION = re.compile(r"\b(?:min|max|round|floor|band|log10|ln)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_MARK = re.compile(rf"[{_CJK}）”] ?[,;:](?!\d)|[,;:] ?[{_CJK}（“]|, |; ")
_QUOTED = re.compile(r"“[^”]*”")
_WORDS = re.compile(r"[a-z]{4,} [a-z]{2,}|(?<![A-Za-z/(·µ×-])[a-z]{5,}(?![A-Za-z]*[/·(])")


def foreign_marks(text):
    """Return the marks of another script in a Chinese text; arguments of a function keep theirs."""
    return _MARK.findall(_FUNCTION.sub("", text))


def english_words(text):
    """Return the English words of a Chinese text, but for names and what it quotes."""
    return _WORDS.findall(_QUOTED.sub("", text))
