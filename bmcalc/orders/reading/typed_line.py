"""The line of an order as a person types it into the row of its drug.

The row says which drug it is; the rest is read as a pasted line is. What cannot be read whole is
refused with the words of which nothing was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_number
from bmcalc.core.texts import Joined, _, in_language
from bmcalc.core.units import read_unit
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.formulary.while_in_force import once_while_in_force
from bmcalc.orders.reading.ordered import Ordered, PastedOrder


def says_more_than_a_dose(text: str) -> bool:
    """Say whether a text is more, or something else, than one number with what may be its unit."""
    try:
        _number, rest = read_number(text)
    except Rejected:
        return True
    is_word = rest.isascii() and rest.isalpha()
    return bool(rest) and not is_word and read_unit(rest) is None


@dataclass(frozen=True)
class TypedLine:
    """A line of one drug as it was typed; ``over`` is what was pasted or opened there before."""

    drug: str
    text: str
    over: Ordered | Mapping[str, Any] | None = None

    def read(self) -> Ordered:
        """Return what the text says; :class:`Rejected` names what was not read."""
        text = " ".join(self.text.split())
        alone = _read(text)
        if _of_one_drug(alone, self.drug):
            return replace(alone.lines[0].ordered, text=text)
        name = name_to_read(self.drug)
        named = _read(f"{name} {text}")
        if not _of_one_drug(named, self.drug):
            raise Rejected("E_TYPE", _why_not(named, self, name))
        found = named.lines[0].ordered
        of_the_name = _doubts_about(name)
        doubts = tuple(one for one in found.doubts if str(one) not in of_the_name)
        return replace(found, text=text, doubts=doubts)


def laid_over(typed: Ordered, below: Ordered) -> Ordered:
    """Return a line with every field that was typed, and the others as they stood before."""
    said: dict[str, Any] = {
        one.name: value for one in fields(Ordered)
        if one.name != "dose" and (value := getattr(typed, one.name)) != one.default
    }
    said["doubts"] = (*below.doubts, *typed.doubts)
    return replace(below, dose=typed.dose, product=None, **said)


@once_while_in_force
def name_to_read(drug_id: str) -> str:
    """Return a name of a drug that leaves no doubt about it, or the first that is read as it.

    :class:`Rejected` where the drug has none.
    """
    readable = [
        name for name in _names(drug_id)
        if _of_one_drug(_read(f"{name} 1 mg"), drug_id)
    ]
    if not readable:
        raise Rejected("E_TYPE", _("{drug} has no name by which a line is read: type the dose "
                                   "alone.", drug=drug(drug_id).name))
    return next((name for name in readable if not _doubts_about(name)), readable[0])


def _read(text: str) -> PastedOrder:
    from bmcalc.orders.reading.pasted_order import read_pasted  # a dose alone needs none of it

    return read_pasted(text, drugs())


def _doubts_about(name: str) -> frozenset[str]:
    """Return what is asked about a name alone; the row has answered it."""
    (line,) = _read(f"{name} 1 mg").lines
    return frozenset(str(doubt) for doubt in line.ordered.doubts)


def _names(drug_id: str) -> Iterator[str]:
    found = drug(drug_id)
    for one in found.names:
        yield from one.texts
    for language in ("en", "zh_CN"):
        with in_language(language):
            yield str(found.name)


def _of_one_drug(read: PastedOrder, drug_id: str) -> bool:
    """Say whether a text came to one line of this drug, and to nothing else."""
    rest = (read.not_understood, read.discontinued, read.others, read.beside)
    return len(read.lines) == 1 and read.lines[0].drug == drug_id and not any(rest)


def _why_not(read: PastedOrder, line: TypedLine, name: str) -> object:
    """Return why a line was not read; of the name that nobody typed nothing is said."""
    text = line.text.strip()
    for strange in read.not_understood:
        reason, words = strange.reason, strange.unread
        if name in str(reason):
            reason = _("Not every word was read.")
        if words:
            return Joined([reason, _("Unread: “{words}”.", words=words)], " ")
        return Joined([reason, _("“{word}”", word=text)], " ")
    if read.discontinued:
        return _("“{text}” orders to stop the drug. Clear the field, or paste the whole line.",
                 text=text)
    others = [one for one in read.lines if one.drug != line.drug]
    if others:
        return _("“{text}” is an order of {drug}.", text=text, drug=drug(others[0].drug).name)
    return _("Not every word was read: “{text}”.", text=text)
