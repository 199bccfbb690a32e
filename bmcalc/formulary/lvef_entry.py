"""One label's rules on the ejection fraction, which several drugs share by its name.

``resources/tables/lvef.toml`` holds them, one entry a label. A drug's file names those that it
follows; their rules are then asked as the drug's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import ConfigDict, Field, RootModel, model_validator

from bmcalc.core.texts import _
from bmcalc.rules.quantities import Entry, Name, Refusal
from bmcalc.rules.rule import Code, Profile, Rule, SourceIds

LVEF = "lvef"
"""The name of the file under ``tables``, and of the entry of a drug that names its labels."""


class LvefLabel(Entry):
    """The rules of one label: during treatment, and while it is on hold (``weeks_on_hold``).

    ``holds_beside`` names drugs that it holds as well where they are given beside a drug that
    follows it; ``without_rules`` the codes of shipped rules that a hospital leaves out on purpose.
    """

    name: Name
    sources: SourceIds
    holds_beside: tuple[str, ...] = ()
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    without_rules: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _a_code_stands_once(self) -> Self:
        repeated = code_twice(self.rules)
        if repeated is not None:
            raise Refusal(_("The code {code} stands twice.", code=repeated))
        return self

    @model_validator(mode="after")
    def _the_heart_holds_or_stops(self) -> Self:
        """Refuse a rule that changes the dose: an LVEF holds or stops a drug."""
        for rule in self.rules:
            if rule.gives is not None or any(one.reduces for one in rule.outcomes):
                raise Refusal(_("{code}: a rule on the ejection fraction changes no dose.",
                                code=rule.code))
        return self

    def in_force(self, profile: Profile) -> tuple[Rule, ...]:
        """Return the rules that a page with this label profile follows."""
        return rules_in_force(self.rules, profile)


class LvefTable(RootModel[dict[str, LvefLabel]]):
    """The whole table, by the label's id. A rule is signed as ``lvef/CODE``, once for all drugs."""

    model_config = ConfigDict(defer_build=True)

    @model_validator(mode="after")
    def _a_code_is_of_one_label(self) -> Self:
        labels: dict[str, str] = {}
        for identifier, label in self.root.items():
            for rule in label.rules:
                if labels.setdefault(rule.code, identifier) != identifier:
                    raise Refusal(_("The code {code} stands twice.", code=rule.code))
                rule.belong_to(LVEF)
        return self


def rules_in_force(rules: Iterable[Rule], profile: Profile) -> tuple[Rule, ...]:
    """Return the rules without those that only stand as another label's under this profile."""
    return tuple(
        rule for rule in rules if rule.elsewhere is None or profile in rule.profiles
    )


def code_twice(rules: Iterable[Rule], codes: Iterable[str] = ()) -> str | None:
    """Return a code that stands twice; None where there is none.

    Rows of one table may share a code, and rules that a page names apart.
    """
    tables: dict[str, str | None] = dict.fromkeys(codes)
    named: set[tuple[str, str | None]] = set()
    for rule in rules:
        name = (rule.code, rule.page_code)
        of_one_table = rule.table is not None and tables.get(rule.code) == rule.table
        named_apart = rule.page_code is not None and name not in named
        if rule.code in tables and not (of_one_table or named_apart):
            return rule.code
        tables[rule.code] = rule.table
        named.add(name)
    return None
