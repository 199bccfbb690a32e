"""Of the rules that decided a result: how sure each is, and who signed it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import DecidingRule
from bmcalc.formulary.in_force import formulary, source
from bmcalc.formulary.sources import Mark
from bmcalc.formulary.while_in_force import once_while_cited

if TYPE_CHECKING:
    from bmcalc.formulary.reviews import Review

_LEAST_SURE_FIRST: Final = (Mark.MEMORY, Mark.CONVENTION, Mark.VERIFIED)


def mark_of(sources: Iterable[str]) -> Mark:
    """Return how sure a rule is: the least sure mark of its sources.

    From memory is the least sure, as nobody checked it; a convention of ours is at least exactly
    what it says it is; verified is the surest.
    """
    return _mark_of(tuple(sources))


@once_while_cited
def _mark_of(sources: tuple[str, ...]) -> Mark:
    return min((source(one).mark for one in sources), key=_LEAST_SURE_FIRST.index)


def review_of(rule: str) -> Review | None:
    """Return the hospital's signature of a rule as it stands today; None where nobody signed."""
    return formulary().reviews.get(rule)


def review_object(rule: DecidingRule) -> dict[str, Any]:
    """Return how sure a rule is and who signed it, as the JSON contract writes it."""
    review = review_of(rule.rule)
    return {
        "mark": mark_of(rule.sources).value,
        "reviewed_by": None if review is None else review.name,
        "reviewed_on": None if review is None else review.date.isoformat(),
    }


def reviewed(rules: Iterable[DecidingRule]) -> dict[str, Any]:
    """Return every rule that decided, and those among them that rest on memory."""
    decided = list(rules)
    if not decided:
        return {"rules": [], "from_memory": []}
    return {
        "rules": [
            {"rule": one.rule, "code": one.code, "sources": list(one.sources),
             **review_object(one)}
            for one in decided
        ],
        "from_memory": from_memory(decided),
    }


def from_memory(rules: Iterable[DecidingRule]) -> list[str]:
    """Return the codes of the rules that rest on memory, each once."""
    return list(dict.fromkeys(one.code for one in rules if mark_of(one.sources) is Mark.MEMORY))


def memory_line(rules: Iterable[DecidingRule]) -> object:
    """Return the line that says what the rules take from memory; an empty text without any.

    People read the citations, not the codes of the rules.
    """
    cited = [source(one) for rule in rules for one in rule.sources]
    remembered = dict.fromkeys(one.id for one in cited if one.mark is Mark.MEMORY)
    if not remembered:
        return ""
    return _("From memory: {rules}",
             rules=Joined([source(one).citation for one in remembered], "; "))
