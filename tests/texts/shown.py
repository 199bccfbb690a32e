"""Every text of an answer that people read, and what such a text may never hold."""

import re

_NOT_READ = {"code", "severity", "field", "sources", "source", "value", "unit", "drug", "id",
             "mark", "rule", "reviewed_by", "reviewed_on", "profiles", "outcome", "due", "route",
             "phase", "verdict", "status", "market", "state", "calculator", "version", "formulary",
             "inputs", "order", "line", "on", "policy", "citation"}
"""Parts of an answer that scripts read: keys, codes, canonical numbers."""


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
    elif isinstance(value, str):
        yield value


_NUMBER = re.compile(r"(?<![\w.:-])\d[\d\u202f]*\.?\d*(?![\w:-]*[\d:-])")
_CODE = re.compile(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+|[a-z][a-z0-9]*_[a-z0-9_]+|[{}]")
_MINUS_ZERO = re.compile(r"[-−]0(\.0+)?(?![\d.])")
MOST_DIGITS = 6


def too_exact(text):
    """Return the numbers of a text that show more digits than anybody measured."""
    found = []
    for match in _NUMBER.finditer(text):
        digits = match.group().replace("\u202f", "").replace(".", "").strip("0")
        if len(digits) > MOST_DIGITS:
            found.append(match.group())
    return found


def raw_codes(text):
    """Return codes, keys and braces that were left in a text."""
    return _CODE.findall(text)


def minus_zero(text):
    """Say whether a text holds a negative zero."""
    return _MINUS_ZERO.search(text) is not None
