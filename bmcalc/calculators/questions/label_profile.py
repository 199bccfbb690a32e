"""Whose label is followed: the question, asked under the same name everywhere."""

from __future__ import annotations

from bmcalc.core.ask import AskChoice
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.rules.engine import LABEL_NAMES

LABEL_PROFILE = AskChoice(label=_("Label"), options=LABEL_NAMES, style="segments")


def note_unverified_chinese_text(profile: str, about: object, source: str, work: Work) -> None:
    """Say, under the Chinese profile, that the Chinese label was not read on this point."""
    if profile == "cn":
        work.info(
            FindingCode.CN_TEXT_NOT_VERIFIED,
            _("The Chinese label text was not verified in this build ({about}). The rules shown "
              "follow the US and EU texts.", about=about),
            source, about="label_profile",
        )
