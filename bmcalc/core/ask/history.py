"""A question for what was given before, by drug: rows, or a word that says there was nothing."""

from __future__ import annotations

from typing import Any

from bmcalc.core.ask.question import Ask
from bmcalc.core.ask.rows import AskRows
from bmcalc.core.ask.words import AskChoice
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import Joined, _

DRUG = "drug"
DOSE = "dose_per_bsa"


class AskHistory(AskRows):
    """Asks for rows of a drug and its total dose, or for one of ``words`` in place of them.

    A word is read alone, or as the drug of a single row without a dose, as a table of rows gives
    it. The columns are :data:`DRUG` and :data:`DOSE`.
    """

    words: tuple[str, ...] = ("none", "unknown")
    kind = "history"

    @property
    def drugs(self) -> AskChoice:
        """The question for the drug of a row; its options hold the words too."""
        ask = self.columns[DRUG]
        assert isinstance(ask, AskChoice)
        return ask

    @property
    def dose(self) -> Ask:
        """The question for the dose of a row."""
        return self.columns[DOSE]

    def read(self, raw: object) -> Any:
        """Return a word, or the rows, each with its dose.

        ``E_ENUM`` for another word, ``E_MISSING`` for no row or a drug without its dose,
        ``E_LOGIC`` for a word beside a row.
        """
        if isinstance(raw, str):
            if raw in self.words:
                return raw
            options = Joined([self.drugs.options[word] for word in self.words])
            raise Rejected("E_ENUM", _("Choose one of: {options}.", options=options))
        rows = super().read(raw)
        said = [row[DRUG] for row in rows if row[DRUG] in self.words]
        if said and (len(rows) > 1 or rows[0][DOSE] is not None):
            raise Rejected("E_LOGIC", _("“{word}” stands beside a drug or a dose.",
                                        word=self.drugs.options[said[0]]))
        if said:
            return said[0]
        if not rows or any(row[DOSE] is None for row in rows):
            raise Rejected("E_MISSING", _("Missing: {label}.", label=self.dose.label))
        return rows

    def written(self, value: Any) -> Any:
        """Return the word, or the rows as the contract writes them."""
        return value if isinstance(value, str) else super().written(value)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: one of the words, or the list."""
        return {"anyOf": [{"enum": list(self.words)}, super().schema()]}
