"""What a pasted text says of the patient, each beside its label; and whether it is this patient."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from bmcalc.core.problems import Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.orders.reading.intake.message_patient import message_patients
from bmcalc.orders.reading.laboratory.names import FILE, readable
from bmcalc.rules.data_files import read_file
from bmcalc.rules.entered import question

YEARS_APART: Final = 1
"""Ages that differ by no more may be those of one patient."""

_SEXES: Final = {"女": "female", "女性": "female", "female": "female", "f": "female",
                 "男": "male", "男性": "male", "male": "male", "m": "male"}
_VALUES: Final = {
    "height": r"([0-9]+(?:\.[0-9]+)?)\s*(cm|m|厘米|米|公分)(?![A-Za-z0-9/²^*])",
    "weight": r"([0-9]+(?:\.[0-9]+)?)\s*(kg|公斤|千克)(?![A-Za-z0-9/²^*])",
    "age": r"([0-9]{1,3})\s*(?:岁|周岁|y(?:ears|rs?)?(?:\s*old)?)?(?![A-Za-z0-9.月天])",
    "sex": r"(女性|男性|女|男|female|male|F|M)(?![A-Za-z0-9])",
    "record": r"(?=[A-Za-z0-9-]*[0-9])([A-Za-z0-9][A-Za-z0-9-]{2,29})(?![A-Za-z0-9])",
    "name": r"([^\s,;:|()0-9]{1,20}(?: [A-Z][a-z]+)?)",
}
_BLANK_OR_SIGN: Final = r"\s*(?:[:=.#]\s*|(?=[0-9\s女男]))"
_BEHIND_LABEL: Final = {
    "record": r"\s*(?:[:=.#|]\s*|\s+|(?=[0-9]))",
}
"""What may stand between a label and its value, where letters too may follow a blank alone."""

_SEX: Final = r"(?P<sex>女性|男性|女|男|female|male|F|M)"
_AGE: Final = (r"(?P<age>[0-9]{1,3})\s*"
               r"(?:周?岁(?![以及])|y(?:ears?|rs?|/?o)?(?:\s*old)?(?![A-Za-z]))")
_NO_LETTER: Final = r"(?<![A-Za-z㐀-鿿])", r"(?![A-Za-z㐀-鿿])"
_PERSON: Final = tuple(re.compile(one, re.IGNORECASE) for one in (
    rf"{_NO_LETTER[0]}{_SEX}[\s,，、/|;]*{_AGE}",
    rf"(?<![0-9.]){_AGE}[\s,，、/|;]*{_SEX}{_NO_LETTER[1]}",
))
"""A sex and an age side by side name a person without any label: 男 80岁."""


@dataclass(frozen=True)
class PatientSaid:
    """What stands beside a label: ``values`` by fact, and what tells patients apart.

    ``unclear`` are the facts that stand there with two values: none is taken; ``messages`` are
    the numbers that each message of a laboratory system gives its patient.
    """

    values: Mapping[str, Term | int | str] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    sexes: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    messages: tuple[frozenset[str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said of the patient."""
        return self == PatientSaid()


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    labels = read_file("tables", FILE)["patient"]
    return {
        name: re.compile(
            rf"(?<![A-Za-z㐀-鿿])(?:{'|'.join(map(re.escape, sorted(listed, key=len)[::-1]))})"
            rf"{_BEHIND_LABEL.get(name, _BLANK_OR_SIGN)}{_VALUES[name]}", re.IGNORECASE)
        for name, listed in labels.items()
    }


@cache
def _number_at_the_beginning() -> re.Pattern[str]:
    """Return the pattern of a number that is the patient's where no record number stands."""
    listed = read_file("tables", FILE)["patient_at_the_beginning"]["record"]
    return re.compile(
        rf"(?:^|[|\t;])\s*(?:{'|'.join(map(re.escape, listed))})"
        rf"{_BEHIND_LABEL['record']}{_VALUES['record']}", re.IGNORECASE)


def patient_said(text: str) -> PatientSaid:
    """Return what a text says of the patient, unmistakably labelled."""
    found: dict[str, list[str]] = {name: [] for name in _patterns()}
    lines: list[int] = []
    persons: list[tuple[str, int]] = []
    others: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = readable(line)
        others += [one[1] for one in _number_at_the_beginning().finditer(plain)]
        persons += [(_SEXES[one["sex"].lower()], int(one["age"]))
                    for pattern in _PERSON for one in pattern.finditer(plain)]
        for name, pattern in _patterns().items():
            for match in pattern.finditer(plain):
                if name in ("height", "weight") and _is_of_another_kind(plain[:match.start()]):
                    continue
                found[name].append(" ".join(one for one in match.groups() if one))
                lines.append(number)
    values: dict[str, Term | int | str] = {}
    unclear: list[str] = []
    for name in ("sex", "age", "height", "weight"):
        read = _read(name, found[name])
        if len(read) == 1:
            values[name] = read[0]
        elif found[name]:
            unclear.append(name)
    sent = list(message_patients(text))
    sexes = [*(_SEXES[one.lower()] for one in found["sex"]), *(one.sex for one in sent if one.sex),
             *(sex for sex, _age in persons)]
    ages = [*(int(one) for one in found["age"]), *(age for _sex, age in persons)]
    return PatientSaid(
        values, tuple(unclear), _once(found["record"] or others),
        _once([*found["name"], *(one.name for one in sent if one.name)]),
        tuple(dict.fromkeys(ages)),
        tuple(dict.fromkeys(sexes)), tuple(dict.fromkeys(lines)),
        tuple(dict.fromkeys(one.numbers for one in sent if one.numbers)),
    )


def _is_of_another_kind(before: str) -> bool:
    """Say whether the words before a label make it another size: «ideal body weight»."""
    words = re.search(r"([A-Za-z]+)[\s-]+(?:body[\s-]+)?$", before)
    return words is not None and words[1].lower() in read_file("tables", FILE)["other_sizes"]


def _once(written: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(written))


def _read(name: str, written: list[str]) -> list[Any]:
    """Return the different values of a fact; a text that cannot be one counts as none."""
    found: list[Any] = []
    for one in written:
        raw: object = _SEXES.get(one.lower(), one) if name == "sex" else one
        try:
            value = question(name).read(int(one) if name == "age" else raw)
        except Rejected:
            return []
        if value not in found:
            found.append(value)
    return found


def other_patient(said: PatientSaid, known: Mapping[str, Any]) -> Iterator[object]:
    """Give a sentence for each sign that a text is of another patient, or of two.

    ``known`` are the record number, sex and age above the page, where they are known.
    """
    if len(said.names) > 1:
        yield _("The text names two patients: {names}.", names=Joined(list(said.names)))
    if len(said.records) > 1:
        yield _("The text holds two record numbers: {numbers}.",
                numbers=Joined(list(said.records)))
    if len(said.sexes) > 1:
        yield _("The text says both female and male.")
    if said.ages and max(said.ages) - min(said.ages) > YEARS_APART:
        yield _("The text holds two ages: {ages}.", ages=Joined(list(said.ages)))
    record = known.get("record_id")
    yield from _other_numbers(said.messages, str(record or "").strip())
    if record and said.records and str(record).strip().casefold() not in (
            one.casefold() for one in said.records):
        yield _("The record number {found} in the text is not that of this patient, {known}.",
                found=said.records[0], known=record)
    sex = known.get("sex")
    if sex and said.sexes and sex not in said.sexes:
        yield _("The sex in the text is not that of this patient.")
    age = known.get("age")
    if isinstance(age, int) and any(abs(one - age) > YEARS_APART for one in said.ages):
        yield _("The age {found} in the text is not that of this patient, {known}.",
                found=said.ages[0], known=age)


def _other_numbers(messages: Sequence[frozenset[str]], record: str) -> Iterator[object]:
    """Give a sentence where messages are of two patients, or of another one than this."""
    if any(one.isdisjoint(messages[0]) for one in messages[1:]):
        yield _("The text holds two record numbers: {numbers}.",
                numbers=Joined([min(one) for one in messages]))
    elif record and messages and not any(record in one for one in messages):
        yield _("The record number {found} in the text is not that of this patient, {known}.",
                found=min(messages[0]), known=record)
