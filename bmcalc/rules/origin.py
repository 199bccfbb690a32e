"""Whose a rule is: a label's, a convention of ours or of a hospital, or another source's."""

from __future__ import annotations

from enum import StrEnum

from bmcalc.core.texts import _


class Origin(StrEnum):
    """On what a rule rests, as its sources say.

    ``LABEL``: at least one of its sources is a label text. ``CONVENTION``: all of them are
    conventions. ``OTHER``: a protocol, a guideline or a paper, which no label has to follow.
    """

    LABEL = "label"
    CONVENTION = "convention"
    OTHER = "other"


ORIGIN_NAMES: dict[Origin, object] = {
    Origin.CONVENTION: _("a convention, no label"), Origin.OTHER: _("another source, no label"),
}
"""Whose rule it is that no label states."""
