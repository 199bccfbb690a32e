"""What a field asks for: its label, its units, its limits, and how it reads what is typed.

One annotation on an input; the form row, the strict parsing, the JSON Schema, the command line
and the sentence of a refusal all come from it.
"""

from bmcalc.core.ask.either import AskEither
from bmcalc.core.ask.history import AskHistory
from bmcalc.core.ask.nested import AskMap, AskObject
from bmcalc.core.ask.numbers import AskInteger, AskNumber, AskQuantity
from bmcalc.core.ask.question import UNSET, Ask, Unset, or_null
from bmcalc.core.ask.rows import AskRows
from bmcalc.core.ask.span import Span, range_text
from bmcalc.core.ask.words import (
    NO_SUCH_DAY,
    AskChoice,
    AskDate,
    AskFlag,
    AskReason,
    AskText,
    OptionsOnDemand,
)

__all__ = [
    "NO_SUCH_DAY", "UNSET", "Ask", "AskChoice", "AskDate", "AskEither", "AskFlag", "AskHistory",
    "AskInteger", "AskMap", "AskNumber", "AskObject", "AskQuantity", "AskReason", "AskRows",
    "AskText", "OptionsOnDemand", "Span", "Unset", "or_null", "range_text",
]
