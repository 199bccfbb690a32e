"""How many findings of an order are of which sort, and how many of its drugs agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bmcalc.core.problems import Problem
from bmcalc.core.texts import _
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.result.evaluation import not_applicable
from bmcalc.gui.result.sort import Sort, sort_of_finding
from bmcalc.orders.verdicts import Verdict


def sort_of_problem(problem: Problem) -> Sort:
    """Return how a reason for a refusal is shown: as a stop, or as what is to be completed."""
    return Sort.ADD if not_applicable(problem) else Sort.STOP


def count_sorts(outcome: OrderOutcome) -> Mapping[Sort, int]:
    """Return how much there is of each sort; nothing where nothing was checked.

    What stops, is to be confirmed or completed are findings and what could not be read; what
    agrees are drugs.
    """
    counts: Counter[Sort] = Counter()
    if outcome.check is None:
        return counts
    counts.update(sort_of_problem(one) for one in outcome.problems)
    counts.update(
        sort for one in outcome.check.findings if (sort := sort_of_finding(one)) is not None
    )
    counts[Sort.AGREES] = sum(
        outcome.verdict_of(line) is Verdict.AGREES and line.order is not None
        for line in outcome.check.lines
    )
    return counts


def words_of_count(sort: Sort, count: int) -> object:
    """Return so many of a sort in words, the number first."""
    if sort is Sort.STOP:
        return _("{count} stop", count=count) if count == 1 else _("{count} stops", count=count)
    if sort is Sort.CONFIRM:
        return _("{count} to confirm", count=count)
    if sort is Sort.ADD:
        return _("{count} to complete", count=count)
    if count == 1:
        return _("{count} drug agrees", count=count)
    return _("{count} drugs agree", count=count)
