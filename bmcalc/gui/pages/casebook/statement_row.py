"""One row of a list of statements: what the casebook states and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass

from bmcalc.casebook.audit_entry import AuditEntry
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.in_force import source


@dataclass(frozen=True)
class Row:
    """One row: a heading, a checked statement, or a line of the casebook without a number.

    ``page`` says where it stands; ``drug`` is the formulary's id where a line gives a dose.
    """

    statement: object
    entry: AuditEntry | None = None
    page: object = ""
    heading: bool = False
    drug: str = ""

    @property
    def proof(self) -> str:
        """Why the verdict is what it is."""
        return "" if self.entry is None else str(self.entry.proof)

    @property
    def sources(self) -> str:
        """What the proof rests on, beside the casebook itself."""
        if self.entry is None:
            return ""
        return " · ".join(str(source(one).citation) for one in self.entry.sources[1:])

    def words(self) -> str:
        """Return the row in words, for those who hear the window."""
        if self.entry is None:
            parts = [self.statement, self.page] if self.page else [self.statement]
            return str(Joined(parts, _(", ")))
        return str(_(
            "{verdict}, {severity}: {statement} {proof} {page}", verdict=self.entry.verdict.label,
            severity=self.entry.severity.label, statement=self.statement, proof=self.entry.proof,
            page=self.page,
        ))


def row_of(entry: AuditEntry, drug: str = "") -> Row:
    """Return the row of a checked statement."""
    pages = Joined([str(page) for page in entry.pages], _(", "))
    return Row(entry.statement, entry, _("p. {page}", page=pages), drug=drug)
