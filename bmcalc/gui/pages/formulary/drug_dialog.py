"""The form of a new drug: names, dose, what it comes in, its gates, and where that stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from PySide6.QtWidgets import QWidget

from bmcalc.core.ask import AskFlag, AskRows
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Basis
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.essential_entry import Essential, with_shared_essentials
from bmcalc.formulary.hospital.drug_draft import (
    ROUTE_NAMES,
    DrugDraft,
    NameDraft,
    PresentationDraft,
    offered_essentials,
)
from bmcalc.formulary.hospital.fault import Fault
from bmcalc.formulary.hospital.own_folder import Files
from bmcalc.formulary.hospital.own_rule import COMPARISONS, OUTCOMES, RuleDraft, measures
from bmcalc.formulary.in_force import formulary
from bmcalc.gui.form.tick_list import TickList
from bmcalc.gui.pages.formulary.brand_dialog import MARKETS, NAME_KINDS, name_faults
from bmcalc.gui.pages.formulary.entry_dialog import EntryDialog
from bmcalc.gui.pages.formulary.fields import (
    NamedField,
    RowsField,
    choice_ask,
    quantity_ask,
    text_ask,
)
from bmcalc.gui.pages.formulary.regimen_dialog import ABOUT, UNITS
from bmcalc.gui.pages.formulary.source_part import SourcePart
from bmcalc.gui.window.session import Typed
from bmcalc.orders.reading.patient_facts import patient_asks
from bmcalc.report.review_handling import FORMS
from bmcalc.rules.entered import all_entered
from bmcalc.rules.facts_needed import can_be_known
from bmcalc.rules.measure import MEASURES

COLUMNS = 6
BASES = {
    Basis.AREA.value: _("per m² of body surface"), Basis.WEIGHT.value: _("per kg of body weight"),
    Basis.FIXED.value: _("a fixed dose"), Basis.AUC.value: _("by a target AUC"),
}


class DrugDialog(EntryDialog):
    """A drug that the formulary does not have yet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Add a drug"), ABOUT, _("Save the drug"), parent)
        self._plain_fields()
        self.names = RowsField("names", AskRows(label=_("Other names on orders"), columns={
            "text": text_ask(_("Name")), "kind": choice_ask(_("Kind"), NAME_KINDS),
            "market": choice_ask(_("Market"), MARKETS),
            "is_read": AskFlag(label=_("Read on the package?")),
        }, longest=12), self, {"text": 2, "is_read": 2})
        self.presentations = RowsField("presentations", AskRows(
            label=_("What it comes in (the liquid as it is drawn)"), columns={
                "strength": quantity_ask(_("Strength"), ("mg", "ug", "IU", "ug/h")),
                "form": choice_ask(_("Form"), FORMS),
                "volume": quantity_ask(_("Volume"), ("mL",)),
                "concentration": quantity_ask(_("Concentration"), ("mg/mL",)),
                "market": choice_ask(_("Market"), MARKETS),
            }, longest=12), self)
        self.rules = RowsField("rules", AskRows(
            label=_("Gates: when it is not given, or somebody is asked"), columns={
                "then": choice_ask(_("What follows"), OUTCOMES),
                "measure": choice_ask(_("When"), _known_measures(), "search"),
                "comparison": choice_ask(_("Is"), COMPARISONS),
                "limit": text_ask(_("Limit with its unit, such as 1.5 x10^9/L"), 40),
            }, longest=12), self, {"measure": 2, "limit": 2})
        self.essentials = TickList(_essential_options(), "", self)
        self.essentials.name(str(_("Facts that must be there before its dose")))
        self.essentials.edited.connect(self._edited)
        for row, field in enumerate((self.names, self.presentations, self.rules), start=3):
            self.add(field, row, 0, COLUMNS)
        self.heading(_("Facts that must be there before its dose"), 6, COLUMNS)
        self.grid.addWidget(self.essentials, 7, 0, 1, COLUMNS)
        self.source = SourcePart(self, 8, COLUMNS)
        self.grid.setRowStretch(9, 1)
        self.offer_id(self.english, self.id, "_")
        self.english.focus()
        self.even(COLUMNS)
        self.judge()

    def _plain_fields(self) -> None:
        self.english = self.add(
            NamedField("name.en", text_ask(_("Name in English")), self), 0, 0, 2)
        self.chinese = self.add(
            NamedField("name.zh", text_ask(_("Name in Chinese")), self), 0, 2, 2)
        self.id = self.add(NamedField("id", text_ask(_("Short name"), 40), self), 0, 4, 2)
        self.group = self.add(NamedField("group", choice_ask(
            _("Kind of drug"), {one.value: one.label for one in Group}), self), 1, 0, 2)
        self.basis = self.add(NamedField("basis", choice_ask(_("Dose"), BASES), self), 1, 2, 2)
        self.route = self.add(NamedField("infusions[0].route", choice_ask(
            _("Route"), ROUTE_NAMES), self), 1, 4)
        self.minutes = self.add(NamedField(
            "infusions[0].first", text_ask(_("Minutes"), 4), self, needed=False), 1, 5)
        self.usual = self.add(NamedField(
            "usual_dose", quantity_ask(_("Usual dose"), UNITS), self, needed=False), 2, 0, 2)
        self.highest = self.add(NamedField(
            "highest_dose", quantity_ask(_("Highest dose"), UNITS), self, needed=False), 2, 2, 2)
        self.basis.edited.connect(self._units)

    def _units(self) -> None:
        """Let the units beside the doses be those of the basis, while nothing stands there."""
        if self.basis.text() in list(Basis):
            units = Basis(self.basis.text()).units
            for field in (self.usual, self.highest):
                if not field.text() and field.unit() not in units:
                    field.put("", units[0])

    def draft(self) -> DrugDraft:
        """Return what stands in the form."""
        return DrugDraft(
            id=self.id.text().strip(), english=self.english.text(), chinese=self.chinese.text(),
            group=self.group.text(), basis=self.basis.text(), usual=self.usual.text(),
            highest=self.highest.text(), unit=self.usual.unit(), route=self.route.text(),
            minutes=self.minutes.text(),
            names=tuple(_name(row) for row in self.names.rows()),
            presentations=tuple(_presentation(row) for row in self.presentations.rows()),
            rules=tuple(_rule(row) for row in self.rules.rows()),
            essentials=tuple(self.essentials.entry().typed or ()), source=self.source.draft(),
        )

    def check(self) -> list[Fault]:
        """Return what is still wrong with the drug."""
        draft = self.draft()
        found = draft.check(formulary())
        for key, text in (("name.en", draft.english), ("name.zh", draft.chinese)):
            found += [Fault(key, fault.text) for fault in name_faults(text, draft.id)]
        named = [one for one in draft.names if not one.is_empty]
        for index, one in enumerate(named):
            found += [Fault(f"names[{index}].text", fault.text)
                      for fault in name_faults(one.text, draft.id)]
        units = {field.key: field.unit() for field in (self.usual, self.highest) if field.text()}
        found += [
            Fault(key, _("This is not a dose on the basis chosen above."))
            for key, unit in units.items()
            if draft.basis in list(Basis) and unit not in Basis(draft.basis).units
        ]
        return found

    def what_to_know(self) -> Sequence[object]:
        """Return what a pharmacist must know of it."""
        return self.draft().notes()

    def files(self) -> Files:
        """Return the drug's file, and that of its source."""
        return self.draft().files(formulary())


def _said(row: Mapping[str, Typed], name: str) -> str:
    typed = row[name].typed
    return "" if typed is None else str(typed)


def _name(row: Mapping[str, Typed]) -> NameDraft:
    return NameDraft(_said(row, "text"), _said(row, "kind") or "brand", _said(row, "market"),
                     row["is_read"].typed is True)


def _presentation(row: Mapping[str, Typed]) -> PresentationDraft:
    return PresentationDraft(
        _said(row, "strength"), row["strength"].unit, _said(row, "volume"),
        _said(row, "concentration"), _said(row, "form"), _said(row, "market"),
    )


def _rule(row: Mapping[str, Typed]) -> RuleDraft:
    return RuleDraft(_said(row, "measure"), _said(row, "comparison"), _said(row, "limit"),
                     _said(row, "then"))


def _known_measures() -> dict[str, object]:
    """Return the measures that somebody can say of a patient, by what people call them."""
    facts = patient_asks().keys()
    found = {name: label for name, label in measures().items() if can_be_known(name, facts)}
    return dict(sorted(found.items(), key=lambda pair: str(pair[1]).casefold()))


@cache
def _essential_options() -> dict[str, object]:
    """Return the facts that drugs share, each by the names of what is needed."""
    found: dict[str, object] = {}
    for name in offered_essentials():
        written = with_shared_essentials({"essential": [{"shared": name}]})["essential"][0]
        one = Essential.model_validate(written)
        parts = [_label(fact) for fact in (*one.measures, *one.one_of)]
        between = _(" or ") if one.one_of and not one.measures else _(" and ")
        found[name] = Joined(parts, between)
    return found


def _label(name: str) -> object:
    return MEASURES[name].label if name in MEASURES else all_entered()[name].ask.label
