"""The number of a line, told from a number that belongs to its order."""

from __future__ import annotations

import re

from bmcalc.orders.reading.times import small_number

_NUMBERED = re.compile(
    r"\s*(?:[(][0-9]{1,2}[)]|[(]?[一二三四五六七八九十]{1,2}[)、.](?![一-九])|[0-9]{1,2}\s*[.)、:](?![0-9])"
    r"|[0-9]{1,2}\s+(?=[^\W\d_])(?!(?:mg|毫克|g|克|ug|mcg|微克|ml|毫升|l|min|h|hours?|minutes?|days?|d|天|日|周|"
    r"小时|分|支|瓶|片|粒|袋|盒|次|capsules?|tablets?|vials?|tabs?|caps?|x|m2|kg)(?![a-z])))\s*(?=\S)",
    re.IGNORECASE,
)


class Numbering:
    """Tells the number of a line from a number that belongs to the order.

    A number with a bracket or a point behind it is one; a number alone only where it counts on.
    """

    def __init__(self) -> None:
        self.last = 0

    def ends(self, text: str) -> int:
        """Return where the numbering of a line ends, 0 where it has none."""
        found = _NUMBERED.match(text)
        if found is None:
            return 0
        digits = "".join(sign for sign in found[0] if sign.isalnum())
        number = small_number(digits)
        marked = any(not sign.isalnum() for sign in found[0].strip())
        if not marked and number != self.last + 1:
            return 0
        self.last = number
        return found.end()
