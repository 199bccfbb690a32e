"""A case opened as a patient: what the window fills into its fields."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from bmcalc.casebook.case_files import read_case
from bmcalc.core.calculator import Inputs
from bmcalc.core.texts import Bilingual, Joined, _


@dataclass(frozen=True)
class Opening:
    """What is filled in when a case is opened.

    ``patient`` holds the patient's fields as typed text, ``pages`` what each calculator needs
    beyond them, ``invented`` the fields whose values the casebook never gives, ``note`` the
    sentence that says so. ``order`` is what an order check starts from, empty where none fits.
    """

    number: int
    title: Bilingual
    patient: dict[str, str]
    invented: tuple[str, ...]
    pages: dict[str, dict[str, object]]
    note: object
    order: dict[str, Any] = field(default_factory=dict)

    def inputs(self, identifier: str, asked: type[Inputs]) -> dict[str, object]:
        """Return the raw inputs of one calculator: its page, and the patient where it asks."""
        asks = asked.asks()
        shared = {name: value for name, value in self.patient.items() if name in asks}
        return {**shared, **self.pages.get(identifier, {})}

    def without_invented(self) -> Opening:
        """Return the same with what the casebook never gives left empty."""
        stated = {name: text for name, text in self.patient.items() if name not in self.invented}
        note = _("The casebook never gives height, weight and albumin: they stay empty.")
        return replace(self, patient=stated, invented=(), note=_with_opioids(note, self.pages))


@cache
def opening(number: int) -> Opening:
    """Return how a printed case opens; raise KeyError for one that is only announced."""
    case = read_case(number)
    invented: dict[str, str] = case["invented"]
    stated: dict[str, str] = case["opening"]["patient"]
    return Opening(
        number=case["number"],
        title=Bilingual(case["title"]["en"], case["title"]["zh"]),
        patient={**stated, **invented},
        invented=tuple(invented),
        pages=case["opening"]["pages"],
        note=_note(invented, case["opening"]["pages"]),
        order=case["opening"].get("order", {}),
    )


def _note(invented: dict[str, str], pages: dict[str, dict[str, object]]) -> object:
    invention = _("Invented here, because the casebook never gives them: height {height}, weight "
                  "{weight}. Every dose that depends on them is an example only.", **invented)
    return _with_opioids(invention, pages)


def _with_opioids(sentence: object, pages: dict[str, dict[str, object]]) -> object:
    sentences = [sentence]
    if "opioid_status" in pages.get("pain-ladder", {}):
        sentences.append(
            _("No opioid before the visit is recorded, so none is filled in: confirm it.")
        )
    return Joined(sentences, " ")
