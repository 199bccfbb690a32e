"""What people call a regimen: its name up to the colon, ``TC`` of ``TC: docetaxel``."""

from __future__ import annotations

import re
from typing import Final

from bmcalc.formulary.regimens import regimens

_ENDS: Final = re.compile(r"[:：]")


def short_name(name: str) -> str:
    """Return the beginning of a regimen's name, the name itself where no drugs are named in it."""
    return _ENDS.split(name, maxsplit=1)[0].strip()


def called(regimen: str) -> str:
    """Return what people call the regimen of an id; the id where it is in no formulary any more."""
    known = regimens().get(regimen)
    return regimen if known is None else short_name(str(known.name))
