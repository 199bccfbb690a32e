"""Chinese by the first letters of its syllables, as people in a hospital of China search."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

ORDERED: Final = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first character of each letter in GB 2312, whose common characters stand by their sound."""

LETTERS: Final = "abcdefghjklmnopqrstwxyz"
LAST: Final = "座"

BESIDE: Final = dict(zip(
    "厥吡呋呤咪哌唑啶嗪嘧噁孢拮枸橼泮溴甾疱痫癫羟肱肽胱膦苄苷蒽酐酯酰醌颌髋黏",
    "jbflmpzdqmebjjypxzpxdqgtglbgegzxkhkn", strict=True))
"""Characters of drugs and diseases that stand outside that order."""

_STARTS: Final = [one.encode("gb2312") for one in ORDERED]
_END: Final = LAST.encode("gb2312")


def initials(text: str) -> str:
    """Return the text with each Chinese character as its first letter; empty without Chinese.

    A character of which the sound is not known stays as it is.
    """
    if text.isascii():
        return ""
    said = "".join(map(_initial, text))
    return "" if said == text else said


def _initial(sign: str) -> str:
    if not "\u4e00" <= sign <= "\u9fff":
        return sign
    if sign in BESIDE:
        return BESIDE[sign]
    code = sign.encode("gb2312", "ignore")
    place = bisect_right(_STARTS, code) - 1
    return LETTERS[place] if place >= 0 and code <= _END else sign
