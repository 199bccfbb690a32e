"""What could not be read of an ordered dose, told by the name of its drug."""

from __future__ import annotations

from bmcalc.core.problems import Problem
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs


def text_of_problem(problem: Problem) -> object:
    """Return the sentence of a problem; that of an ordered dose begins with its drug."""
    for path in problem.about:
        root, _dot, rest = path.partition(".")
        name = rest.partition(".")[0]
        if root == "order" and name in drugs():
            return _("{drug}: {finding}", drug=drugs()[name].name, finding=problem.text)
    return problem.text
