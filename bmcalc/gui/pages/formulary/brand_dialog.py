"""The form of one more name of a drug, such as the brand that the hospital buys now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from bmcalc.core.ask import AskFlag
from bmcalc.core.texts import _
from bmcalc.formulary.drug_names import NameKind
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.formulary.hospital.brand_draft import BrandDraft
from bmcalc.formulary.hospital.drug_draft import NameDraft
from bmcalc.formulary.hospital.fault import MISSING, Fault
from bmcalc.formulary.hospital.own_folder import Files
from bmcalc.gui.pages.formulary.entry_dialog import EntryDialog
from bmcalc.gui.pages.formulary.fields import NamedField, choice_ask, text_ask
from bmcalc.orders.reading.name_taken import name_taken
from bmcalc.report import review_handling

MARKETS = {"CN": _("China"), "US": _("US"), "EU": _("EU")}
NAME_KINDS = {
    one.value: review_handling.NAME_KINDS[one]
    for one in (NameKind.BRAND, NameKind.OFFICIAL, NameKind.VARIANT, NameKind.ABBREVIATION)
}
ABOUT = _("The name is read on orders from now on. One that nobody read on the package is read "
          "too, and the line asks to confirm the drug until somebody signs it.")


class BrandDialog(EntryDialog):
    """A name, its kind, its market, and whether somebody read it on the package."""

    def __init__(self, identifier: str, parent: QWidget) -> None:
        title = _("Add a name of {drug}", drug=drug(identifier).name)
        super().__init__(title, ABOUT, _("Save the name"), parent)
        self.resize(self.width() * 2 // 3, self.height() * 2 // 3)
        self._drug = identifier
        self.text = self.add(NamedField("text", text_ask(_("Name as orders write it")), self), 0, 0)
        self.kind = self.add(NamedField(
            "kind", choice_ask(_("Kind"), NAME_KINDS), self, default=NameKind.BRAND.value), 0, 1)
        self.market = self.add(NamedField("market", choice_ask(_("Market"), MARKETS), self,
                                          needed=False), 1, 0)
        self.is_read = self.add(NamedField(
            "is_read", AskFlag(label=_("Read on the package or in its text?")), self), 1, 1)
        self.grid.setRowStretch(2, 1)
        self.text.focus()
        self.judge()

    def draft(self) -> BrandDraft:
        """Return what stands in the form."""
        return BrandDraft(self._drug, NameDraft(
            self.text.text(), self.kind.text(), self.market.text(),
            self.is_read.editor.entry().typed is True,
        ))

    def check(self) -> list[Fault]:
        """Return what is still wrong with the name."""
        found = [*self.draft().faults(), *name_faults(self.text.text(), self._drug)]
        if self.is_read.editor.entry().typed is None:
            found.append(Fault("is_read", MISSING, is_missing=True))
        return found

    def what_to_know(self) -> Sequence[object]:
        """Say what follows from a name that nobody read."""
        if self.is_read.editor.entry().typed is False:
            return (_("From memory: a line with this name is at best a query."),)
        return ()

    def files(self) -> Files:
        """Return the drug's file with the name at its end."""
        return self.draft().files(self.own)


def name_faults(text: str, identifier: str) -> Iterator[Fault]:
    """Give the drug that is called so already."""
    taken = name_taken(text, identifier, drugs()) if text.strip() else None
    if taken is not None:
        yield Fault("text", taken)
