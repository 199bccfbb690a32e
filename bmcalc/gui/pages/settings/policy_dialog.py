"""The form of the policy: label, rounding, tolerances and the limits of the laboratory."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from bmcalc.core.ask import AskChoice, AskQuantity
from bmcalc.core.texts import _
from bmcalc.formulary.hospital.fault import Fault
from bmcalc.formulary.hospital.own_folder import Files
from bmcalc.formulary.hospital.policy_draft import (
    CHOICES,
    LIMITS,
    OPTIONAL_LIMITS,
    QUANTITIES,
    PolicyDraft,
    draft_of_policy,
    own_policy,
)
from bmcalc.formulary.policy import Policy
from bmcalc.gui.pages.formulary.entry_dialog import EntryDialog
from bmcalc.gui.pages.formulary.fields import NamedField, choice_ask, quantity_ask, text_ask
from bmcalc.gui.pages.settings.policy_words import ASKS, LABELS
from bmcalc.gui.window.session import raw_of
from bmcalc.rules.entered import all_entered

TITLE = _("The hospital's policy")
ABOUT = _("What is confirmed here holds for everybody and stands in the hospital's folder, where "
          "no update changes it. It is judged as a whole before it is written.")
UNITS = {"rounding_step": "mg", "tolerance_agrees": "%", "tolerance_stops": "%",
         "creatinine_age": "day"}
COLUMNS = 3
CALCIUM_UNIT = "mmol/L"


class PolicyDialog(EntryDialog):
    """The decisions of the first run, each as it is in force until somebody changes it."""

    def __init__(self, policy: Policy, parent: QWidget) -> None:
        super().__init__(TITLE, ABOUT, _("Write the policy"), parent)
        self._start = draft_of_policy(policy, self.own)
        self.grounds = self.add(NamedField(
            "grounds", text_ask(_("Who decided this, and where it stands")), self), 0, 0, COLUMNS)
        self.grounds.put(self._start.grounds)
        self.heading(_("Label, rounding, tolerance"), 1, COLUMNS)
        self.decided = {name: self._decided(name) for name in (*CHOICES, *QUANTITIES)}
        self._lay(self.decided, 2)
        self.heading(_("Limits of the laboratory"), 5, COLUMNS)
        self.limits = {name: self._limit(name) for name in LIMITS}
        self._lay(self.limits, 6)
        self.even(COLUMNS)
        self.grid.setRowStretch(20, 1)
        self.grounds.focus()
        self.judge()

    def _decided(self, name: str) -> NamedField:
        text = self._start.decided[name]
        ask = ASKS.get(name)
        if isinstance(ask, AskChoice):
            field = NamedField(name, choice_ask(LABELS[name], ask.options), self, default=text)
        else:
            field = NamedField(name, quantity_ask(LABELS[name], [UNITS[name]]), self,
                               needed=name != "rounding_step")
            _put(field, text)
        return field

    def _limit(self, name: str) -> NamedField:
        ask = all_entered()[name].ask
        assert isinstance(ask, AskQuantity)
        if name.startswith("calcium"):
            ask = ask.but(spans=tuple(one for one in ask.spans if one.unit.key == CALCIUM_UNIT))
        field = NamedField(f"laboratory.{name}", ask, self, needed=name not in OPTIONAL_LIMITS)
        _put(field, self._start.laboratory[name])
        return field

    def _lay(self, fields: dict[str, NamedField], first: int) -> None:
        for index, field in enumerate(fields.values()):
            self.add(field, first + index // COLUMNS, index % COLUMNS)

    def draft(self) -> PolicyDraft:
        """Return what stands in the form."""
        return PolicyDraft(
            {name: _said(field) for name, field in self.decided.items()},
            {name: _said(field) for name, field in self.limits.items()},
            self.grounds.text(), self._start.sources,
        )

    def check(self) -> list[Fault]:
        """Return what is still wrong."""
        return list(self.draft().faults())

    def what_to_know(self) -> Sequence[object]:
        """Say that a signature falls."""
        if not own_policy(self.own).get("signed_by"):
            return ()
        return (_("The policy is signed. A change takes its signature and its version away."),)

    def files(self) -> Files:
        """Return the policy's file with its source."""
        return self.draft().files(self.own)


def _put(field: NamedField, text: str) -> None:
    number, _space, unit = text.partition(" ")
    field.put(number, unit)


def _said(field: NamedField) -> str:
    raw = raw_of(field.editor.entry(), field.ask)
    return "" if raw is None else str(raw)
