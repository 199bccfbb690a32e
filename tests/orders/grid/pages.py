"""A page of one drug beside the order check: the same facts asked of both, and what differs.

A fact stands once, by the name that the order check uses; ``asks`` says how the page words it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import Any, Final

from bmcalc import compute
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import formulary
from bmcalc.orders.reading.patient_facts import LABORATORY
from bmcalc.rules.outcome import Outcome as Resulting

TODAY: Final = datetime.date(2026, 11, 28)
FIRST, LATER, OFF = "first", "later", "off"
REFUSALS: Final = frozenset({"E_LOGIC", "E_ENUM"})
"""How a page refuses facts that contradict each other, or a rounding that a drug does not have."""

PROFILES: Final = ("us", "eu", "cn")
BODY: Final = {"sex": "female", "age": 52, "height": "160 cm", "weight": "60 kg"}
PARTNERS: Final = {
    "pertuzumab": ("420 mg", "840 mg", "840 mg", "420 mg"),
    "trastuzumab_iv": ("6 mg/kg", "8 mg/kg", "480 mg", "360 mg"),
}
"""Maintenance and loading dose of an antibody that is given beside another, and both for 60 kg."""

_OF_THE_POLICY: Final = {
    "bsa_formula": "bsa_formula", "bsa_cap": "bsa_cap", "equation": "gfr_equation",
    "weight_basis": "weight_basis", "creatinine_floor": "creatinine_floor", "gfr_cap": "gfr_cap",
}
_OF_THE_ORDER: Final = frozenset({
    "cycle", "day", "level", "days_since_last", "hypersensitivity", "lvef_lln",
    "calcium_age_days", "gfr", "rounding", "reduction", *_OF_THE_POLICY,
})

Facts = Mapping[str, Any]
Change = tuple[str, Any]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One drug on its page: every fact with its normal value first, then both sides of each edge.

    ``facts`` are asked at every dose, ``later_facts`` only after a first one. ``words`` makes the
    page's inputs of the facts, ``is_given`` reads off whether the dose is given today. ``dose``
    names the value that holds its dose, ``rounded`` the one as it is prepared where that is
    another. ``partner`` is ordered beside the drug. Where the page asks for no label,
    ``profiles`` is the contract's.
    """

    calculator: str
    drug: str
    planned: str
    facts: Mapping[str, tuple[Any, ...]]
    words: Callable[[Facts, str], dict[str, Any]]
    dose: str | None
    route: str = "po"
    later_facts: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    loading: str | None = None
    cycle_length: int = 28
    days: str = "[1]"
    profiles: tuple[str, ...] = ("cn",)
    occasions: tuple[str, ...] = (FIRST, LATER)
    partner: str | None = None
    possible: Callable[[Facts], bool] = lambda _facts: True
    rounded: str | None = None
    is_given: Callable[[Mapping[str, Any]], bool] = lambda answer: answer["status"] != "stop"

    @property
    def id(self) -> str:
        """The name of the test case."""
        beside = f"+{self.partner}" if self.partner else ""
        return f"{self.drug}{beside}-{self.calculator}-{self.planned.partition(' ')[0]}"

    @property
    def regimen(self) -> str:
        """The regimen of a hospital that gives this drug, alone or beside its partner."""
        dose = self.planned.partition(" ")[0].replace(".", "-")
        beside = f"-{self.partner}" if self.partner else ""
        return f"grid-{self.drug}-{dose}{beside}".replace("_", "-")

    def asked(self, occasion: str) -> dict[str, tuple[Any, ...]]:
        """Return the facts of a first or a later dose, each with its values."""
        return {**self.facts, **(self.later_facts if occasion == LATER else {})}

    def cases(self, occasion: str, pairs: int, start: int = 0) -> Iterator[dict[str, Any]]:
        """Give the facts: all normal, each abnormal alone, and so many of the pairs.

        The pairs are taken at even distances, from ``start`` on, so that runs under other labels
        take other ones.
        """
        base = {name: values[0] for name, values in self.asked(occasion).items()}
        alone, every = self._changes(occasion)
        step = max(1, len(every) // pairs)
        for changes in ((), *((one,) for one in alone), *every[start % step::step]):
            facts = {**base, **dict(changes)}
            if self.possible(facts):
                yield facts

    def pairs(self, occasion: str) -> int:
        """Return how many pairs of abnormal facts there are."""
        return len(self._changes(occasion)[1])

    def _changes(self, occasion: str) -> tuple[list[Change], list[tuple[Change, Change]]]:
        alone = [
            (name, value) for name, values in self.asked(occasion).items() for value in values[1:]
        ]
        pairs = combinations(alone, 2)
        return alone, [(one, other) for one, other in pairs if one[0] != other[0]]


@dataclass(frozen=True)
class Outcome:
    """What one side says: the rules in force that decided, whether it is given, and the dose."""

    rules: frozenset[str]
    given: bool
    dose: Decimal | None
    rounded: Decimal | None


def of_page(page: Page, facts: Facts, occasion: str, profile: str) -> Outcome | None:
    """Return what the page says; None where it refuses these facts together."""
    inputs = {
        name: None if one == OFF else one
        for name, one in page.words(facts, occasion).items() if one is not None
    }
    if len(page.profiles) > 1:
        inputs["label_profile"] = profile
    answer = compute(page.calculator, inputs)
    if answer["status"] == "refused":
        assert {error["code"] for error in answer["errors"]} <= REFUSALS, answer["errors"]
        return None
    values = answer["values"]
    if page.dose is None:
        dose = Decimal(page.planned.partition(" ")[0])
    else:
        dose = _magnitude(values[page.dose])
    rounded = dose if page.rounded is None else _magnitude(values[page.rounded])
    return Outcome(_in_force(page, answer, profile), page.is_given(answer), dose, rounded)


def _magnitude(value: Mapping[str, str] | None) -> Decimal | None:
    return None if value is None else Decimal(value["value"])


def of_order(
    page: Page, facts: Facts, occasion: str, profile: str, ordered: Decimal | None
) -> Outcome:
    """Return what the order check says of this drug's line, with so many mg ordered.

    A line that is undecidable for want of a fact is given unless a rule that is met withholds it:
    essential facts are excepted (DECISIONS 90).
    """
    answer = compute("order-check", order_of(page, facts, occasion, profile, ordered))
    assert answer["status"] != "refused", answer["errors"]
    line = next(one for one in answer["values"]["lines"] if one["drug"] == page.drug)
    withheld = any(Resulting(one["outcome"]).gives_no_dose for one in line["rules"])
    given = line["verdict"] in ("agrees", "query") or (
        line["verdict"] == "undecidable" and not withheld
    )
    return Outcome(
        _in_force(page, answer, profile), given, _magnitude(line["computed"]),
        _magnitude(line["dose"]),
    )


def order_of(
    page: Page, facts: Facts, occasion: str, profile: str, ordered: Decimal | None
) -> dict[str, Any]:
    """Return the inputs of the order check for these facts."""
    first = occasion == FIRST
    dose = page.planned if ordered is None else f"{ordered.quantize(Decimal('0.001'))} mg"
    if not dose.endswith(" mg"):
        dose = "100 mg"
    raw: dict[str, Any] = {
        "regimen": page.regimen, "cycle": 1 if first else facts.get("cycle", 3),
        "day": facts.get("day", 1), "today": TODAY.isoformat(), "patient": dict(BODY), "labs": {},
        "order": {page.drug: dose}, "policy": {"label_profile": profile},
    }
    if facts.get("level"):
        raw["levels"] = {page.drug: facts["level"]}
    if facts.get("lvef_lln"):
        raw["policy"]["laboratory"] = {"lvef_lln": facts["lvef_lln"]}
    days = facts.get("days_since_last", page.cycle_length)
    if raw["day"] != 1:
        days = raw["day"] - 1
    if not first or raw["day"] != 1:
        on = (TODAY - datetime.timedelta(days=days)).isoformat()
        raw["last"] = {page.drug: {"on": on}}
    if page.partner is not None:
        raw["order"][page.partner] = PARTNERS[page.partner][2 if first else 3]
        if not first:
            raw["last"][page.partner] = raw["last"][page.drug]
    for name, value in facts.items():
        if name in _OF_THE_POLICY and value is not None:
            raw["policy"][_OF_THE_POLICY[name]] = value
        if value is None or name in _OF_THE_ORDER:
            continue
        raw["labs" if name in LABORATORY else "patient"][name] = value
    if facts.get("rounding"):
        kind, _space, step = facts["rounding"].partition(" ")
        raw["policy"] |= {"rounding": kind} | ({"rounding_step": step} if step else {})
    if facts.get("reduction"):
        raw["reductions"] = {page.drug: {"percent": facts["reduction"], "reason": "toxicity"}}
    if facts.get("gfr"):
        raw["patient"]["gfr"], raw["patient"]["gfr_kind"] = facts["gfr"].split(", ")
    if facts.get("hypersensitivity"):
        raw["patient"]["hypersensitivity"] = [page.drug]
    if facts.get("calcium_age_days") is not None:
        on = (TODAY - datetime.timedelta(days=facts["calcium_age_days"])).isoformat()
        for name in ("calcium_total", "calcium_ionised"):
            if name in raw["labs"]:
                raw["labs"][name] = {"value": raw["labs"][name], "on": on}
    return raw


def _in_force(page: Page, answer: Mapping[str, Any], profile: str) -> frozenset[str]:
    """Return the drug's rules that decided, without those that only another label has.

    Beside a partner its label on the heart counts too: what withholds one withholds both.
    """
    named = (one["rule"] for one in answer["reviewed"]["rules"])
    return frozenset(rule for rule in named if _is_of(page, rule, profile))


def _is_of(page: Page, key: str, profile: str) -> bool:
    owner, _slash, code = key.partition("/")
    if owner == "lvef":
        every = [rule for label in formulary().lvef.values() for rule in label.rules]
    else:
        every = list(drug(page.drug).rules) if owner == page.drug else []
    return any(
        rule.code == code and (not rule.drugs or page.drug in rule.drugs)
        and (rule.elsewhere is None or profile in rule.profiles)
        for rule in every
    )


def difference(page: Page, facts: Facts, occasion: str, profile: str) -> str | None:
    """Return how page and order check differ over these facts; None where they do not."""
    there = of_page(page, facts, occasion, profile)
    if there is None:
        return None
    here = of_order(page, facts, occasion, profile, there.rounded)
    told = []
    if there.rules != here.rules:
        told.append(f"rules: page only {sorted(there.rules - here.rules)}, "
                    f"order only {sorted(here.rules - there.rules)}")
    if there.given != here.given:
        told.append(f"given: page {there.given}, order {here.given}")
    if there.given and here.given and there.dose != here.dose:
        told.append(f"dose: page {there.dose}, order {here.dose}")
    if there.given and here.given and there.rounded != here.rounded:
        told.append(f"as prepared: page {there.rounded}, order {here.rounded}")
    return "; ".join(told) or None
