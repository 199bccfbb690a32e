"""One JSON object in, one JSON object out: the contract that scripts, batches and tests use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bmcalc.catalogue import calculator
from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.json_values import finding_object, json_value, step_object
from bmcalc.core.problems import Problem, Refused
from bmcalc.core.texts import _, current_language, in_language
from bmcalc.core.work import Work
from bmcalc.formulary.in_force import formulary_identity, source
from bmcalc.formulary.objections import objections_to
from bmcalc.formulary.reviewed import reviewed
from bmcalc.formulary.while_in_force import once_while_cited
from bmcalc.version import __version__


def compute(calculator_id: str, inputs: object, lang: str = "en") -> dict[str, Any]:
    """Return the answer of a calculator as the JSON contract's object, in plain types.

    ``inputs`` is a mapping that holds quantities as strings with their unit; anything else is
    refused with ``E_TYPE``. A refusal is returned, not raised.
    Raises KeyError for an unknown calculator and ValueError for an unknown language.
    """
    found = calculator(calculator_id)
    with in_language(lang):
        if not isinstance(inputs, Mapping) or not all(isinstance(name, str) for name in inputs):
            problem = Problem("E_TYPE", _("The inputs must be one JSON object."))
            return refusal(found, [problem])
        objections = objections_to(found)
        if objections:
            return refusal(found, objections)
        try:
            read, work = found.run(inputs)
        except Refused as refused:
            return refusal(found, refused.problems)
        return answer(found, read, work)


def _head(found: Calculator[Any]) -> dict[str, Any]:
    identity = formulary_identity()
    return {
        "calculator": found.id,
        "version": __version__,
        "formulary": {"version": identity.version, "sha256": identity.sha256},
    }


def refusal(found: Calculator[Any], problems: Iterable[Problem]) -> dict[str, Any]:
    """Return a refusal in the current language: every error, and no number at all."""
    return {
        **_head(found),
        "status": "refused",
        "inputs": {},
        "values": {},
        "steps": [],
        "findings": [],
        "sources": [],
        "reviewed": reviewed(()),
        "errors": [
            {"code": problem.code, "field": problem.field, "text": str(problem.text)}
            for problem in problems
        ],
    }


def answer(found: Calculator[Any], read: Inputs, work: Work) -> dict[str, Any]:
    """Return a result in the current language."""
    specs = found.declared
    return {
        **_head(found),
        "status": work.status,
        "inputs": found.understood(read),
        "values": {
            name: json_value(value, specs.get(name), work.displayed.get(name))
            for name, value in work.values.items()
        },
        "steps": [step_object(step) for step in work.steps],
        "findings": [finding_object(finding) for finding in work.findings],
        "sources": source_objects(work.sources()),
        "reviewed": reviewed(work.rules),
    }


def source_objects(identifiers: Iterable[str]) -> list[dict[str, Any]]:
    """Return sources, each with its citation and its mark, in the current language."""
    cited = _cited_in(current_language())
    return [dict(cited[one]) for one in identifiers]


class _Cited(dict[str, dict[str, Any]]):
    """The sources as they read in one language, each written when it is first cited."""

    def __missing__(self, identifier: str) -> dict[str, Any]:
        found = source(identifier)
        self[identifier] = {
            "id": found.id, "citation": str(found.citation), "mark": found.mark.value,
        }
        return self[identifier]


@once_while_cited
def _cited_in(_language: str) -> _Cited:
    """Return the sources as they read in a language, by which they are remembered."""
    return _Cited()
