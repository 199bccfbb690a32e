"""What holds for every line of an order, said once: labels not read, values without a date, policy.

None of it weighs in a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.dosing.comparison import TOLERANCE_SOURCE
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.patient_facts import LABORATORY
from bmcalc.orders.situation import Situation
from bmcalc.rules.engine import LABEL_NAMES


def tell_foot(lines: Iterable[OrderLine], situation: Situation, work: Work) -> None:
    """Add to the work of the whole what holds for all of its lines."""
    _labels(list(lines), situation, work)
    _undated(situation, work)
    policy = situation.policy
    work.info(
        FindingCode.POLICY_CONVENTIONS,
        _("By {policy} {version}: an order up to {agrees} off the computed dose agrees, up to "
          "{stops} it is asked about, above that it is stopped. A convention of the policy.",
          policy=policy.name, version=policy.version, agrees=policy.tolerance_agrees,
          stops=policy.tolerance_stops),
        TOLERANCE_SOURCE, about="policy.tolerance_agrees",
    )


def _labels(lines: list[OrderLine], situation: Situation, work: Work) -> None:
    """Name the drugs whose label was not read for the profile of the hospital."""
    profile = situation.policy.label_profile
    names = list(_not_verified(lines, profile))
    if names:
        work.info(
            FindingCode.LABEL_NOT_VERIFIED,
            _("The label text for {label} was not verified in this version for {drugs}: the rules "
              "follow the stricter of the other labels.",
              label=LABEL_NAMES[profile], drugs=Joined(names)),
            about="policy.label_profile",
        )


def _not_verified(lines: Iterable[OrderLine], profile: str) -> Iterator[object]:
    formulary = drugs()
    for line in lines:
        if line.due is None or line.drug not in formulary:
            continue
        in_part = FindingCode.CN_TEXT_NOT_VERIFIED in line.work.codes()
        if in_part or profile in formulary[line.drug].unverified_profiles:
            yield line.name


def _undated(situation: Situation, work: Work) -> None:
    """Say which results have no date and count as today's, or that no day was given to compare."""
    facts = situation.facts
    undated: list[object] = [
        ask.label for name, ask in LABORATORY.items()
        if facts.values.get(name) is not None and name not in facts.dates
    ]
    if undated:
        work.info(
            FindingCode.UNDATED_AS_TODAY,
            _("Without a date, so taken as today's: {results}.", results=Joined(undated)),
            about="labs",
        )
    if "creatinine" in facts.dates and situation.today is None:
        work.info(
            FindingCode.CREATININE_UNDATED,
            _("The day of this check is not given: the age of the creatinine was not checked."),
            about="labs.creatinine",
        )
