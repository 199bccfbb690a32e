"""The measures that people enter: data in ``resources/measures``, a file for each clinical area.

Every page and the order check ask for one of them in the same words, units and limits, and rules
look at it by its key. The files are part of what the formulary's SHA-256 proves, as a limit or a
choice can change a verdict, and no hospital's folder can lay others over them.

Each is read when it is asked for, without pydantic: the first pages rest on a few of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from bmcalc.core.ask import (
    Ask,
    AskChoice,
    AskDate,
    AskEither,
    AskFlag,
    AskHistory,
    AskInteger,
    AskQuantity,
    Span,
)
from bmcalc.core.texts import Bilingual
from bmcalc.rules.data_files import text_of
from bmcalc.rules.folder_on_demand import FolderOnDemand
from bmcalc.rules.measure_form import YES_NO, Measure

FOLDER: Final = "measures"
AREAS: Final = (
    "body", "kidney", "liver", "blood", "heart", "minerals", "bone_mouth", "toxicity", "history",
    "other_drugs", "course", "cytotoxics", "chemotherapy", "conjugates", "immune", "targeted",
    "endocrine",
)
"""The files, in the order in which people read them."""

MEASURED: Final = "measured"
"""What rules see of a question that a word or an amount answers, where it was an amount."""

_ALWAYS: Final = frozenset({"question"})
_WORDS: Final = frozenset({"label", "question", "symbol", "hint"})
_FORMS: Final[Mapping[str, frozenset[str]]] = {
    "spans": frozenset({"spans", "decimals", "refused"}),
    "whole": frozenset({"whole", "unit", "usual", "slip", "suffix"}),
    "choices": frozenset({"choices", "in_rules", "style"}),
    "words": frozenset({"words", "in_rules", "spellings", "amount", "decimals"}),
    "yes_no": frozenset({"yes_no"}),
    "date": frozenset({"date", "none"}),
    "given_before": frozenset({"given_before", "drugs", "dose"}),
}
"""The key that says what kind of answer is asked for, and the keys that may stand beside it."""


class Entered(NamedTuple):
    """What is asked, and the measure that rules see of the answer.

    ``measure`` is None for what only other measures are derived from, such as a laboratory limit.
    """

    ask: Ask
    measure: Measure | None


@cache
def all_entered() -> Mapping[str, Entered]:
    """Return everything that is asked, by its key; each is read when it is asked for.

    Reading one raises ValueError where its entry is unusable, or where its key stands twice.
    """
    return FolderOnDemand(FOLDER, lambda: [f"{area}.toml" for area in AREAS], _entered_of)


def question(name: str) -> Ask:
    """Return the question for a measure; raises LookupError where nobody enters it."""
    found = all_entered().get(name)
    if found is None:
        raise LookupError(f"no file of {FOLDER} has a measure {name!r}")
    return found.ask


def quantity(name: str) -> AskQuantity:
    """Return the question for a quantity; raises LookupError, or TypeError for another kind."""
    ask = question(name)
    if not isinstance(ask, AskQuantity):
        raise TypeError(f"{name} is not a quantity")
    return ask


def _entered_of(file: str, key: str, entry: object) -> Entered:
    place = f"{file}: {key}"
    if not isinstance(entry, dict) or not entry.keys() >= _ALWAYS:
        raise ValueError(f"{place} needs a question")
    forms = [form for form in _FORMS if form in entry]
    if len(forms) != 1:
        raise ValueError(f"{place} needs exactly one of: {', '.join(_FORMS)}")
    unknown = entry.keys() - _WORDS - _FORMS[forms[0]]
    if unknown:
        raise ValueError(f"{place} has unknown keys: {', '.join(sorted(unknown))}")
    ask = _READ[forms[0]](place, entry)
    return Entered(ask, _measure_of(place, entry, ask) if "label" in entry else None)


def _measure_of(place: str, entry: Mapping[str, Any], ask: Ask) -> Measure:
    label = text_of(f"{place}.label", entry["label"])
    if isinstance(ask, AskQuantity):
        return Measure(label, ask.spans[0].key)
    if isinstance(ask, AskChoice):
        printed = _texts_of(f"{place}.in_rules", entry.get("in_rules", entry["choices"]))
        if printed.keys() != ask.options.keys():
            raise ValueError(f"{place}.in_rules names other choices than are asked for")
        return Measure(label, options=printed)
    if isinstance(ask, AskEither):
        printed = _texts_of(f"{place}.in_rules", entry.get("in_rules"))
        if printed.keys() != {*ask.options, MEASURED}:
            raise ValueError(f"{place}.in_rules names its words and {MEASURED}")
        return Measure(label, options=printed)
    if isinstance(ask, AskFlag):
        return Measure(label, options=YES_NO)
    return Measure(label, entry.get("unit", ""))


def _words_of(place: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    words: dict[str, Any] = {"label": text_of(f"{place}.question", entry["question"])}
    for name in ("symbol", "hint"):
        if name in entry:
            words[name] = text_of(f"{place}.{name}", entry[name])
    return words


def _texts_of(place: str, entry: object) -> dict[str, Bilingual]:
    if not isinstance(entry, dict) or not entry:
        raise ValueError(f"{place} is empty")
    return {key: text_of(f"{place}.{key}", text) for key, text in entry.items()}


def _ends_of(place: str, entry: object) -> tuple[str | None, str | None]:
    if (
        not isinstance(entry, list) or len(entry) != 2
        or not all(isinstance(end, str) for end in entry)
    ):
        raise ValueError(f"{place} needs two ends, each a text that may be empty")
    low, high = entry
    return low or None, high or None


def _span_of(place: str, entry: object) -> Span:
    if not isinstance(entry, dict) or not {"unit", "hard"} <= entry.keys() <= {
        "unit", "hard", "usual", "slip"
    }:
        raise ValueError(f"{place} needs unit and hard, and may have usual and slip")
    return Span(
        entry["unit"], _ends_of(f"{place}.hard", entry["hard"]),
        _ends_of(f"{place}.usual", entry.get("usual", ["", ""])),
        slip=_ends_of(f"{place}.slip", entry["slip"]) if "slip" in entry else None,
    )


def _quantity_of(place: str, entry: Mapping[str, Any]) -> Ask:
    return AskQuantity(
        **_words_of(place, entry),
        spans=tuple(_span_of(f"{place}.spans", span) for span in entry["spans"]),
        decimals=entry.get("decimals", 2),
        refused=_texts_of(f"{place}.refused", entry["refused"]) if "refused" in entry else {},
    )


def _whole_of(place: str, entry: Mapping[str, Any]) -> Ask:
    low, high = entry["whole"]
    return AskInteger(
        **_words_of(place, entry), low=low, high=high,
        usual=_whole_ends(f"{place}.usual", entry.get("usual", ["", ""])),
        slip=_whole_ends(f"{place}.slip", entry["slip"]) if "slip" in entry else None,
        suffix=text_of(f"{place}.suffix", entry["suffix"]) if "suffix" in entry else "",
    )


def _whole_ends(place: str, entry: object) -> tuple[int | None, int | None]:
    low, high = _ends_of(place, entry)
    return None if low is None else int(low), None if high is None else int(high)


def _choice_of(place: str, entry: Mapping[str, Any]) -> Ask:
    return AskChoice(
        **_words_of(place, entry), options=_texts_of(f"{place}.choices", entry["choices"]),
        style=entry.get("style", "list"),
    )


def _either_of(place: str, entry: Mapping[str, Any]) -> Ask:
    options = _texts_of(f"{place}.words", entry["words"])
    spellings = entry.get("spellings", {})
    if not spellings.keys() <= options.keys():
        raise ValueError(f"{place}.spellings names other words than are asked for")
    return AskEither(
        **_words_of(place, entry), options=options, decimals=entry.get("decimals", 2),
        span=_span_of(f"{place}.amount", entry.get("amount")),
        spellings={key: tuple(written) for key, written in spellings.items()},
    )


def _flag_of(place: str, entry: Mapping[str, Any]) -> Ask:
    return AskFlag(**_words_of(place, entry))


def _date_of(place: str, entry: Mapping[str, Any]) -> Ask:
    none = text_of(f"{place}.none", entry["none"]) if "none" in entry else None
    return AskDate(**_words_of(place, entry), none=none)


def _history_of(place: str, entry: Mapping[str, Any]) -> Ask:
    """Return the question for what was given before: its words and drugs, and the dose of each."""
    words = _texts_of(f"{place}.given_before", entry["given_before"])
    drugs = _texts_of(f"{place}.drugs", entry.get("drugs"))
    dose = _quantity_of(f"{place}.dose", {"question": entry["dose"]["question"],
                                          "spans": entry["dose"]["spans"], "decimals": 0})
    label = text_of(f"{place}.dose.drug", entry["dose"]["drug"])
    return AskHistory(
        **_words_of(place, entry), words=tuple(words), longest=len(drugs),
        columns={"drug": AskChoice(label=label, options={**words, **drugs}, required=True),
                 "dose_per_bsa": dose},
    )


_READ: Final = {
    "spans": _quantity_of, "whole": _whole_of, "choices": _choice_of, "yes_no": _flag_of,
    "date": _date_of, "words": _either_of,
    "given_before": _history_of,
}
