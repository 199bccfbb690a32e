"""Which installations may sign at a place of the ledger."""

from __future__ import annotations

import re
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.ledger.admitted import admitted, is_sound_admission
from bmcalc.records.ledger.event import Event
from bmcalc.records.ledger.flaw import Flaw, FlawKind
from bmcalc.records.ledger.kinds import Kind

_PUBLIC: Final = re.compile(r"[0-9a-f]{64}")


class InstallationKeys:
    """The founding's key, those that were admitted by one of them, and those of a restore.

    Whoever restores on a new computer has a new key and no old one, so a restore signs itself in
    and shuts the earlier keys out. Nobody can pass such a forged event here: the key that lies
    beside the records must be valid at their end.
    """

    def __init__(self) -> None:
        self.valid: frozenset[str] = frozenset()
        self._since = 1

    def flaw(self, event: Event) -> Flaw | None:
        """Return what is wrong with the key of an event, None where it may sign here."""
        kind, seq = event.draft.kind, event.seq
        if (seq == 1) != (kind is Kind.FOUNDED):
            return Flaw(seq, FlawKind.FOUNDING, _("Record {seq} is out of place: the founding is "
                                                  "the first record and no other.", seq=seq))
        own = event.installation
        named = event.draft.body.get("installation")
        if kind is Kind.FOUNDED and named != own:
            return Flaw(seq, FlawKind.FOUNDING, _("The founding names another key than the one "
                                                  "that wrote it."))
        if kind is Kind.INSTALLATION_ADMITTED and not _is_key(named):
            return Flaw(seq, FlawKind.KEY, _("Record {seq} admits an installation without its "
                                             "key.", seq=seq))
        if kind is Kind.ADMITTED and not self._may_admit(event):
            return Flaw(seq, FlawKind.ADMITTED, _("Record {seq} admits an event that no known "
                                                  "workstation wrote so.", seq=seq))
        brought = kind is Kind.FOUNDED or (kind is Kind.RESTORED and named == own)
        if brought or own in self.valid:
            return None
        return Flaw(seq, FlawKind.KEY, _("Record {seq} was written with the key of an installation "
                                         "that was never admitted.", seq=seq))

    def _may_admit(self, event: Event) -> bool:
        return is_sound_admission(event.draft) and admitted(event.draft).installation in self.valid

    def take(self, event: Event) -> bool:
        """Admit what a sound event admits; say whether it is a restore."""
        kind = event.draft.kind
        if kind is Kind.INSTALLATION_ADMITTED:
            self.valid |= {str(event.draft.body["installation"])}
        elif kind is Kind.FOUNDED or (kind is Kind.RESTORED
                                      and event.installation not in self.valid):
            self.valid = frozenset({event.installation})
            self._since = event.seq
        return kind is Kind.RESTORED

    def not_of(self, installation: str | None) -> Flaw | None:
        """Return what is wrong where the key beside the records may not sign at their end."""
        if installation is None or installation in self.valid:
            return None
        return Flaw(self._since, FlawKind.KEY, _("From record {seq} on the records were written "
                                                 "with another key than the one of this "
                                                 "installation.", seq=self._since))


def _is_key(named: object) -> bool:
    return isinstance(named, str) and _PUBLIC.fullmatch(named) is not None
