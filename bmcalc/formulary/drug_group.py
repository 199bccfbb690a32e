"""What kind of drug it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from bmcalc.core.texts import _


class Group(StrEnum):
    """What kind of drug it is."""

    CYTOTOXIC = "cytotoxic"
    ANTIBODY = "antibody"
    CONJUGATE = "conjugate"
    CHECKPOINT_INHIBITOR = "checkpoint_inhibitor"
    TARGETED = "targeted"
    ENDOCRINE = "endocrine"
    CDK46_INHIBITOR = "cdk46_inhibitor"
    BONE_AGENT = "bone_agent"
    ANALGESIC = "analgesic"
    SUPPLEMENT = "supplement"
    SUPPORTIVE = "supportive"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            Group.CYTOTOXIC: _("cytotoxic"),
            Group.ANTIBODY: _("antibody"),
            Group.CONJUGATE: _("antibody-drug conjugate"),
            Group.CHECKPOINT_INHIBITOR: _("checkpoint inhibitor"),
            Group.TARGETED: _("targeted oral drug"),
            Group.ENDOCRINE: _("endocrine therapy"),
            Group.CDK46_INHIBITOR: _("CDK4/6 inhibitor"),
            Group.BONE_AGENT: _("bone agent"),
            Group.ANALGESIC: _("analgesic"),
            Group.SUPPLEMENT: _("calcium and vitamin D"),
            Group.SUPPORTIVE: _("supportive care"),
        }[self]


AGAINST_CANCER: Final = (
    Group.CYTOTOXIC, Group.ANTIBODY, Group.CONJUGATE, Group.CHECKPOINT_INHIBITOR, Group.TARGETED,
    Group.ENDOCRINE, Group.CDK46_INHIBITOR,
)
"""The kinds of drug that treat the cancer itself, in the order in which they are listed."""

NEVER_ANOTHER_DOSE: Final = frozenset({
    Group.CDK46_INHIBITOR, Group.CONJUGATE, Group.BONE_AGENT,
})
"""Kinds of drug whose rules lower a level or limit the dose, and never give another one."""

NEVER_REDUCED: Final = frozenset({Group.ANTIBODY, Group.CHECKPOINT_INHIBITOR})
"""Kinds of drug that are held or stopped, and never given at a lower dose."""
