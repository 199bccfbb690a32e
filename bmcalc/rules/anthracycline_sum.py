"""What was given of anthracyclines, with the dose of the day, against every limit that is known.

The measures of rules, the page and the order check read the same sum. A drug of which no limit or
no factor is known makes the sum unknown, never smaller.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bmcalc.core.term import Term, q
from bmcalc.formulas.cumulative_anthracycline import (
    WHOLE,
    dose_left,
    equivalent_dose,
    share_of_limits,
)
from bmcalc.rules.measure_form import Given
from bmcalc.rules.rule import Profile
from bmcalc.rules.tables.anthracyclines import (
    REFERENCE,
    After,
    AgentLimit,
    anthracycline_table,
)

MEDIASTINAL: Final = "mediastinal"
STANDARD: Final = "esc_2022"
"""The set of factors that rules look at."""

@dataclass(frozen=True)
class AnthracyclineSum:
    """The doses in mg/m² by drug, before the dose of the day and with it.

    ``memory`` are the sources that rest on memory; ``radiotherapy`` the answer about the chest.
    """

    profile: Profile
    before: Mapping[str, Term]
    after: Mapping[str, Term]
    radiotherapy: str | None = None
    memory: frozenset[str] = field(default_factory=frozenset)

    def _counted(self, doses: Mapping[str, Term]) -> dict[str, Term]:
        """Return the doses with those that count as another drug's added to it."""
        found: dict[str, Term] = {}
        for drug, dose in doses.items():
            name = anthracycline_table().agents[drug].counts_as or drug
            found[name] = found[name] + dose if name in found else dose
        return found

    def limit_of(self, drug: str, *, mediastinal: bool | None = None) -> AgentLimit | None:
        """Return the limit of a drug beside everything else in the sum; None for no limit."""
        agents = anthracycline_table().agents
        name = agents[drug].counts_as or drug
        if mediastinal is None:
            mediastinal = self.radiotherapy == MEDIASTINAL
        others = {one for one in self._counted(self.after) if one != name}
        what: set[After] = {"mediastinal"} if mediastinal else set()
        if others:
            what.add("anthracycline")
        return agents[name].limit(self.profile, frozenset(what))

    def share(
        self, doses: Mapping[str, Term], *, mediastinal: bool | None = None, verified: bool = False
    ) -> Term | None:
        """Return the sum of the shares; None where a drug has no limit.

        ``verified``: only of the drugs whose limit somebody read.
        """
        counted = self._counted(doses)
        limits = {drug: self.limit_of(drug, mediastinal=mediastinal) for drug in counted}
        if verified:
            read = {drug: one for drug, one in limits.items() if one is not None
                    and self.memory.isdisjoint(one.sources)}
            return share_of_limits({drug: counted[drug] for drug in read},
                                   {drug: one.limit for drug, one in read.items()})
        known = {drug: one.limit for drug, one in limits.items() if one is not None}
        return None if len(known) < len(counted) else share_of_limits(counted, known)

    def equivalent(self, doses: Mapping[str, Term], name: str = STANDARD) -> Term | None:
        """Return the doses in mg/m² of doxorubicin; None where a drug has no factor."""
        factors = anthracycline_table().equivalents[name].terms()
        if not doses.keys() <= factors.keys():
            return None
        return equivalent_dose(doses, factors)

    def left(self, drug: str) -> Term | None:
        """Return what of a drug may follow what was given before, by the shares; None: unknown."""
        limit, share = self.limit_of(drug), self.share(self.before)
        return None if limit is None or share is None else dose_left(share, limit.limit)

    @property
    def countable(self) -> bool:
        """Whether every drug of the sum has a limit somewhere, and a factor."""
        agents = anthracycline_table().agents
        return all(agents[agents[drug].counts_as or drug].limits for drug in self.after)

    def measures(self) -> dict[str, Given]:
        """Return what rules look at; a part that is not known is None."""
        after = self.after
        equivalent = self.equivalent(after)
        reference = self.limit_of(REFERENCE)
        received = self._counted(self.before).get(REFERENCE, q("0 mg/m^2"))
        found: dict[str, Given] = {
            "anthracycline_history_state": "known" if self.countable else "uncountable",
            "anthracycline_share": self.share(after),
            "anthracycline_share_verified": self.share(after, verified=True),
            "anthracycline_equivalent": equivalent,
            "anthracycline_equivalent_share": None if equivalent is None or reference is None
            else WHOLE * equivalent / reference.limit,
            "epirubicin_after_mediastinal": "yes" if self.radiotherapy == MEDIASTINAL
            and "epirubicin" in after else "no",
            "mitoxantrone_counted": "yes" if "mitoxantrone" in after else "no",
            "doxorubicin_received": received,
        }
        if self.radiotherapy not in ("none", MEDIASTINAL):
            found["anthracycline_share_if_mediastinal"] = self.share(
                after, mediastinal=True, verified=True)
        return found


def unknown_history() -> dict[str, Given]:
    """Return the one measure that is known where nobody told what was given before."""
    return {"anthracycline_history_state": "unknown"}
