"""A question that a word answers or an amount: protein in urine by dipstick, or in 24 hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bmcalc.core.ask.numbers import AskQuantity
from bmcalc.core.ask.question import NOTHING, Ask
from bmcalc.core.ask.span import Span
from bmcalc.core.problems import Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _


class AskEither(Ask):
    """Asks for one of a few keys, or for an amount in the unit of ``span``.

    ``options`` maps each key to what people read, ``spellings`` to other ways in which a
    laboratory prints it.
    """

    options: Mapping[str, object]
    span: Span
    spellings: Mapping[str, tuple[str, ...]] = NOTHING
    decimals: int = 2
    kind = "either"

    @property
    def amount(self) -> AskQuantity:
        """The question for the amount alone."""
        return AskQuantity(
            label=self.label, symbol=self.symbol, spans=(self.span,), decimals=self.decimals
        )

    def read(self, raw: object) -> str | Term:
        """Return the key or the amount; ``E_ENUM`` for a word, else as a quantity is refused."""
        if isinstance(raw, str):
            word = raw.strip()
            for key in self.options:
                if word == key or word in self.spellings.get(key, ()):
                    return key
            if not any(sign.isdigit() for sign in word):
                raise self._refusal()
        try:
            return self.amount.read(raw)
        except Rejected as rejected:
            if rejected.code in ("E_RANGE", "E_UNIT"):
                raise
            raise self._refusal() from rejected

    def _refusal(self) -> Rejected:
        words = Joined([*self.options.values(), self.span.unit.label])
        return Rejected("E_ENUM", _("Choose one of: {options}.", options=words))

    def shown(self, value: str | Term) -> object:
        """Return an answer for people."""
        return self.options[value] if isinstance(value, str) else value

    def written(self, value: str | Term | None) -> str | None:
        """Return the key, or the amount in the contract's spelling."""
        return value if isinstance(value, str) else self.amount.written(value)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: the listed keys, or a quantity."""
        return {"anyOf": [{"enum": list(self.options)}, self.amount.schema()]}
