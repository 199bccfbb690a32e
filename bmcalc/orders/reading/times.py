"""When a dose is given: frequency, days of the cycle, how many days, pauses."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from bmcalc.orders.reading.amounts import MOST_IN_A_LIST
from bmcalc.orders.reading.first_of import FirstOf
from bmcalc.orders.reading.tokens import Kind

_DIGITS: Final = {
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "十": 10,
    "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12,
}
_C = "(?:[0-9]{1,3}|二?十[一二三四五六七八九]?|[一两二三四五六七八九])"
_W = "(?:[0-9]{1,3}|one|two|three|four|six|twelve)"
_DAY = {
    "天": 1, "日": 1, "d": 1, "day": 1, "days": 1, "周": 7, "星期": 7, "w": 7, "wk": 7, "wks": 7,
    "week": 7, "weeks": 7, "月": 30, "个月": 30, "m": 30, "month": 30, "months": 30,
}
_HOURS = ("h", "hr", "hrs", "hour", "hours", "小时")
_UNITS = (
    r"(?:%|[支瓶片粒天日次袋盒分]|周(?!期)|毫克|克|毫升|小时|"
    r"(?:mg|g|ug|μg|mcg|ml|min|h|hours?|days?|weeks?|kg|m2)(?![a-z]))"
)
_LIST = rf"[0-9]{{1,2}}(?![0-9.])(?!\s*{_UNITS})"
_JOINED = r"\s*(?:-|–|~|～|to|至|到|,|，|、|&|/|\band\b|和|及)\s*"
_SO_MANY = f"{{0,{MOST_IN_A_LIST}}}"
_DAYS_END = r"(?![0-9])(?![,，、/&~-]d?[0-9])"


class Moment(NamedTuple):
    """What a phrase about time is, its value, and where it ends."""

    kind: Kind
    value: Any
    end: int


def small_number(written: str) -> int:
    """Return a number that is written in digits or as a word, such as 二十八."""
    if written.isascii() and written.isdigit():
        return int(written)
    if written in _DIGITS:
        return _DIGITS[written]
    tens, _sign, ones = written.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def days_in(written: str) -> tuple[int, ...]:
    """Return the days that a list names: ``1-3`` is 1, 2, 3; ``1,8`` is 1, 8."""
    days: list[int] = []
    for part in re.split(r"[,，、&/]|\band\b|和|及|\s+(?=d)", written):
        ends = [int(number) for number in re.findall(r"[0-9]+", part)]
        if len(ends) == 2 and ends[0] <= ends[1]:
            days.extend(range(ends[0], ends[1] + 1))
        else:
            days.extend(ends)
    return tuple(dict.fromkeys(days))


def runs_back(written: str) -> bool:
    """Say whether a range of days ends before it begins."""
    ranges = re.findall(r"([0-9]+)\s*(?:-|–|~|～|to|至|到)\s*d?([0-9]+)", written)
    return any(int(first) > int(last) for first, last in ranges)


def _every(number: int, per: str) -> tuple[Kind, Any]:
    """Return what «every so many hours, days, weeks or months» comes to."""
    if per in _HOURS:
        if number and 24 % number == 0:
            return Kind.TIMES, 24 // number
        if number and number % 24 == 0:
            return (Kind.TIMES, 1) if number == 24 else (Kind.CYCLE, number // 24)
        return Kind.NOT_COMPARABLE, None
    days = number * _DAY[per]
    return (Kind.TIMES, 1) if days == 1 else (Kind.CYCLE, days)


def _so_often(times: int, number: int, per: str) -> tuple[Kind, Any]:
    """Return what «so many times in so many hours, days or weeks» comes to."""
    if times == 1:
        return _every(number, per)
    if per in ("天", "日", "d", "day", "days") and number == 1:
        return Kind.TIMES, times
    if per in ("周", "星期", "week") and number == 1:
        return Kind.TIMES_A_WEEK, times
    return Kind.NOT_COMPARABLE, None


def _frequency(found: re.Match[str]) -> tuple[Kind, Any]:
    groups = found.groupdict()
    times = small_number(groups["times"]) if groups.get("times") else 1
    number = small_number(groups["number"]) if groups.get("number") else 1
    return _so_often(times, number, groups["per"])


def _listed(found: re.Match[str]) -> tuple[Kind, Any]:
    return _days(found["list"])


def _days(written: str) -> tuple[Kind, Any]:
    """Return the days of a list; a day 0 and a range that runs back are no days."""
    days = days_in(written)
    if not days or 0 in days or runs_back(written):
        return Kind.NOT_COMPARABLE, None
    return Kind.DAYS, days


def _length(kind: Kind) -> Any:
    def read(found: re.Match[str]) -> tuple[Kind, Any]:
        return kind, small_number(found["number"]) * _DAY[found["per"]]
    return read


def _cycle_and_day(found: re.Match[str]) -> tuple[Kind, Any]:
    return Kind.CYCLE_NUMBER, (int(found["cycle"]), int(found["day"]) if found["day"] else None)


_PER = "小时|个月|星期|天|日|周|月"
_PER_LATIN = "hours?|hrs?|days?|weeks?|wks?|months?"
def _listed_words(written: str) -> tuple[Kind, Any]:
    digits = re.sub(_C, lambda found: str(small_number(found[0])), written)
    return _days(digits)


def _split(found: re.Match[str]) -> tuple[Kind, Any]:
    return Kind.SPLIT, small_number(found["times"])


_Read: TypeAlias = "Callable[[re.Match[str]], tuple[Kind, Any]]"
_Phrases: TypeAlias = tuple[tuple[str, _Read], ...]
_PARTS = r"(?:equally\s+)?divided\s+doses?|(?:equally\s+)?split\s+doses?"
_CHINESE: Final[_Phrases] = (
    (rf"第\s*(?P<list>{_C}(?:{_JOINED}(?:第\s*)?{_C}){_SO_MANY})\s*[天日]",
     lambda found: _listed_words(found["list"])),
    (rf"第\s*(?P<cycle>{_C})\s*(?:周期|疗程|程|次化疗)",
     lambda found: (Kind.CYCLE_NUMBER, (small_number(found["cycle"]), None))),
    (rf"每\s*(?P<number>{_C})?\s*(?P<per>{_PER})\s*(?P<times>{_C})\s*次", _frequency),
    (rf"每\s*(?P<number>{_C})\s*(?P<per>{_PER})(?!\s*[为一])", _frequency),
    (rf"[一1]\s*(?P<per>天|日|周)\s*(?P<times>{_C})\s*次", _frequency),
    (rf"分\s*(?P<times>{_C})\s*次", _split),
    (rf"(?:停药?|休息?|间歇)\s*(?P<number>{_C})\s*(?P<per>天|日|周)", _length(Kind.PAUSE)),
    (rf"(?:共|连用|连服|连续|用|服)\s*(?P<number>{_C})\s*(?P<per>天|日|周)",
     _length(Kind.DURATION)),
    (rf"各\s*{_C}\s*(?:支|针|侧)", lambda found: (Kind.REMARK, found[0])),
)
_NUMERIC: Final[_Phrases] = (
    (r"(?P<times>[0-9])\s*(?:次\s*)?/\s*(?P<number>[0-9]{1,2})?\s*(?P<per>小时|天|日|d|day|周)(?![a-z])",
     _frequency),
    (r"(?P<times>[0-9])\s*x?\s*(?:\([a-z]+\)\s*)?(?:times?\s*)?(?:/|per|a|each)\s*(?P<per>day)(?![a-z])",
     _frequency),
    (r"(?P<times>[0-9])\s*(?:\([a-z]+\)\s*)?times?\s*(?:daily|/d)(?![a-z])",
     lambda found: (Kind.TIMES, int(found["times"]))),
    (r"(?P<number>[0-9]{1,3})\s*(?P<per>天|日|周)\s*(?P<times>[一1])\s*次", _frequency),
    (r"(?P<number>[0-9]{1,3})\s*(?P<per>小时|天|日|周|d|days?|w|weeks?)\s*/\s*(?:次|time|dose)",
     _frequency),
    (rf"(?P<times>[0-9])\s*(?:{_PARTS})(?![a-z])", _split),
    (r"(?P<number>[0-9]{1,3})\s*-?\s*(?P<per>天|日|周|day|week)\s*(?:为|/)?\s*[一1]?\s*个?\s*(?:周期|cycle)",
     _length(Kind.CYCLE)),
    (r"(?P<number>[0-9]{1,3})\s*(?P<per>days?|weeks?)\s*off(?![a-z])", _length(Kind.PAUSE)),
    (r"(?P<number>[0-9]{1,3})\s*(?P<per>天|日|周|days?|d|weeks?)(?:\s*on(?![a-z]))?(?![a-z0-9])",
     _length(Kind.DURATION)),
)
_LATIN: Final[_Phrases] = (
    (r"c(?:ycle)?\s*(?P<cycle>[0-9]{1,2})\s*[,/]?\s*d(?:ay)?\s*(?P<day>[0-9]{1,2})(?![0-9])"
     r"(?!\s*-)", _cycle_and_day),
    (r"cycle\s*(?P<cycle>[0-9]{1,2})(?P<day>)(?![0-9])", _cycle_and_day),
    (rf"d(?:ays?)?\s*(?P<list>{_LIST}(?:(?:{_JOINED}|\s+(?=d))d?(?:ay)?\s*{_LIST}){_SO_MANY})"
     rf"{_DAYS_END}(?:\s*(?:of\s+(?:a|an|each|every)\s+(?P<of>[0-9]{{2}})[ -]?day\s+cycle))?",
     _listed),
    (r"q\s*(?P<number>[0-9]{1,3})\s*(?P<per>h|hr|hrs|hours?|d|days?|w|wks?|weeks?|m|months?)(?![a-z0-9])",
     _frequency),
    (rf"(?:once\s+)?every\s+(?P<number>{_W})\s*(?:\([a-z]+\)\s*)?(?P<per>{_PER_LATIN})(?![a-z])",
     _frequency),
    (rf"(?P<times>{_W})\s*(?:{_PARTS})(?![a-z])", _split),
    (rf"divided\s+(?:in(?:to)?|over)\s+(?P<times>{_W})(?:\s+doses)?(?![a-z])", _split),
    (rf"(?P<times>{_W})\s+times?\s+(?:a|per|each)\s+(?P<per>day)(?![a-z])", _frequency),
    (r"x\s*(?P<number>[0-9]{1,3})\s*(?P<per>d|days?|天|日|周|weeks?)(?![a-z0-9])",
     _length(Kind.DURATION)),
    (rf"(?:then\s+)?(?P<number>{_W})\s+(?P<per>days?|weeks?)\s+off(?![a-z])", _length(Kind.PAUSE)),
    (r"then\s+(?P<number>[0-9]{1,2})\s+(?P<per>days?|weeks?)\s+off(?![a-z])",
     _length(Kind.PAUSE)),
    (r"auc(?![a-z])", lambda _found: (Kind.REMARK, "auc")),
)
_SIGNED: Final = re.compile(
    r"[×*]\s*(?P<number>[0-9]{1,3})\s*(?P<per>days?|d|天|日|周|weeks?)(?![a-z0-9])"
)
_TIMES_DAYS: Final = re.compile(
    r"[×*x]\s*(?P<number>[0-9]{1,2})(?![0-9.a-z])(?!\s*[支瓶片粒袋盒次周])"
    r"(?!\s*(?:m?g|mcg|ug|m?l|tab|cap|vial|amp|dose|d|day|w|week|month|time|h|hour|min)s?(?![a-z]))"
)


@cache
def _forms(phrases: _Phrases) -> FirstOf:
    """Compile the phrases when a text is first read: a dose alone needs none of them."""
    return FirstOf([pattern for pattern, _read in phrases])


def moment_at(text: str, start: int) -> Moment | None:
    """Return the phrase about time that begins at a place, in a plain text without case."""
    sign = text[start]
    if sign in "×*":
        found = _SIGNED.match(text, start)
        if found is None:
            return None
        kind, value = _length(Kind.DURATION)(found)
        return Moment(kind, value, found.end())
    phrases = _NUMERIC if sign.isdigit() else _LATIN if sign.isascii() else _CHINESE
    form = _forms(phrases).at(text, start)
    if form is None:
        return None
    number, found = form
    _pattern, read = phrases[number]
    kind, value = read(found)
    if kind is Kind.DAYS and found.groupdict().get("of"):
        value = value, int(found["of"])
    return Moment(kind, value, found.end())


def times_of_days(text: str, start: int) -> Moment | None:
    """Return the number of days behind a daily frequency, as in ``qd×3``."""
    found = _TIMES_DAYS.match(text, start)
    return None if found is None else Moment(Kind.DURATION, int(found["number"]), found.end())
