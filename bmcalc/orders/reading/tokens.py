"""The parts of a written line: what each word or number is, before anything follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any


class Kind(Enum):
    """What a part of a line is."""

    __hash__ = object.__hash__
    """Each kind is there once: its name need not be hashed for every part of a long text."""

    NAME = auto()
    FLUID = auto()
    MASS = auto()
    PER_DAY = auto()
    DAY_TOTAL = auto()
    STRENGTH = auto()
    PRODUCT = auto()
    BASIS = auto()
    SIZE = auto()
    SEX = auto()
    AGE = auto()
    PREGNANT = auto()
    OTHER_REGIMEN = auto()
    IN_ALL = auto()
    DAY_TIMES = auto()
    VOLUME = auto()
    COUNT = auto()
    TIME = auto()
    RATE = auto()
    PERCENT = auto()
    NUMBER = auto()
    BAD = auto()
    DATE = auto()
    ROUTE = auto()
    TIMES = auto()
    CYCLE = auto()
    TIMES_A_WEEK = auto()
    DAYS = auto()
    DURATION = auto()
    PAUSE = auto()
    CYCLE_NUMBER = auto()
    SPLIT = auto()
    ONCE = auto()
    AS_NEEDED = auto()
    NOT_COMPARABLE = auto()
    STANDING = auto()
    PER_SIDE = auto()
    STOP = auto()
    CHANGED = auto()
    LOADING = auto()
    MAINTENANCE = auto()
    LIVE = auto()
    PER_DOSE = auto()
    TIME_OF_DAY = auto()
    CONDITION = auto()
    NEGATION = auto()
    FINAL_VOLUME = auto()
    JOIN = auto()
    ALSO = auto()
    INJECTION = auto()
    ORAL = auto()
    DECIDES = auto()
    MARK = auto()
    REMARK = auto()
    TITLE = auto()
    LABEL = auto()
    UNIT = auto()
    SIGN = auto()
    UNKNOWN = auto()


class Role(Enum):
    """What a heading or a label says that its cell holds."""

    NAME = "name"
    STRENGTH = "strength"
    DOSE = "dose"
    UNIT = "unit"
    ROUTE = "route"
    FREQUENCY = "frequency"
    DURATION = "duration"
    DAYS = "days"
    STOP = "stop"
    STATE = "state"
    BASIS = "basis"
    DILUENT = "diluent"
    VOLUME = "volume"
    TIME = "time"
    GROUP = "group"
    REMARK = "remark"
    DATE = "date"
    ALLERGY = "allergy"
    CYCLE = "cycle"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    IN_ALL = "in_all"
    IN_ALL_UNIT = "in_all_unit"
    DOSES = "doses"
    REFILLS = "refills"
    REGIMEN = "regimen"
    MAKER = "maker"
    ORDER_TYPE = "order_type"
    IGNORED = "ignored"


@dataclass(slots=True)
class Token:
    """One part of a cell: where it stood, what it is, and its value.

    ``depth`` counts the brackets around it; ``row`` is the number of its line, ``cell`` that of
    its cell in the line, and ``role`` what the cell holds where a heading or a label says so.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: Any = None
    depth: int = 0
    row: int = 0
    cell: int = 0
    role: Role | None = None

    def touches(self, following: Token) -> bool:
        """Say whether the next part stands right behind this one."""
        return self.row == following.row and self.cell == following.cell and (
            self.end == following.start
        )
