"""What a hospital decides of its policy by a form, and its file; what else stands there stays.

Everything the form asks is written, also what is as shipped: it is decided then, and no update
changes it. A signature and a version named one content only, so a changed file carries neither.
Who decided, and on what grounds, becomes a source of its own: what differs from a label or a norm
is never laid at its door.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bmcalc.core.problems import Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.file_problems import Unreadable, read_content
from bmcalc.formulary.folder_entries import FolderEntries
from bmcalc.formulary.hospital.comments import comments_of
from bmcalc.formulary.hospital.fault import MISSING, Fault, missing
from bmcalc.formulary.hospital.own_source import SourceDraft
from bmcalc.formulary.hospital.written_toml import written_toml
from bmcalc.formulary.layers import POLICY, SOURCES
from bmcalc.formulary.policy import Laboratory, Policy
from bmcalc.formulary.sources import Mark
from bmcalc.rules.entered import all_entered
from bmcalc.rules.quantities import written

CHOICES: Final = ("label_profile", "rounding")
QUANTITIES: Final = ("rounding_step", "tolerance_agrees", "tolerance_stops", "creatinine_age")
LIMITS: Final = (
    "calcium_lln", "calcium_uln", "calcium_ionised_lln", "calcium_ionised_uln", "lvef_lln",
    "bilirubin_uln", "alt_uln", "ast_uln", "alp_uln",
)
"""The limits of the laboratory, each under the name of the measure that asks for it."""

SOURCE: Final = "own-policy"
"""The id of the hospital's own source: who decided, and on what grounds."""

_STEP: Final = "nearest_step"
_OF_ONE_CONTENT: Final = ("version", "signed_by", "signed_on")
OPTIONAL_LIMITS: Final = frozenset(
    name for name, one in Laboratory.model_fields.items() if not one.is_required()
)


@dataclass(frozen=True)
class PolicyDraft:
    """What stands in the form, as the file writes it: ``5 %``; empty where nothing was said."""

    decided: Mapping[str, str]
    laboratory: Mapping[str, str] = field(default_factory=dict)
    grounds: str = ""
    sources: tuple[str, ...] = ()

    def faults(self) -> Iterator[Fault]:
        """Give what is missing, and each limit that no laboratory can have."""
        for name in (*CHOICES, *QUANTITIES):
            if not self._said(name) and (name != "rounding_step" or self._rounds_to_a_step()):
                yield Fault(name, MISSING, is_missing=True)
        if self._said("rounding_step") and not self._rounds_to_a_step():
            yield Fault("rounding_step", _("A step is given with rounding to the nearest step, "
                                           "and only then."))
        for name in LIMITS:
            text = self.laboratory.get(name, "").strip()
            if not text and name not in OPTIONAL_LIMITS:
                yield Fault(f"laboratory.{name}", MISSING, is_missing=True)
            elif text:
                try:
                    all_entered()[name].ask.read(text)
                except Rejected as rejected:
                    yield Fault(f"laboratory.{name}", rejected.text)
        yield from missing({"grounds": self.grounds})

    def files(self, own: FolderEntries) -> dict[str, bytes]:
        """Return the policy's file with what was decided, and its source; all else stays."""
        before = own_policy(own)
        entries = {**before, **{name: self._said(name) for name in (*CHOICES, *QUANTITIES)}}
        entries["rounding_step"] = self._said("rounding_step") or "off"
        limits = {**before.get("laboratory", {}),
                  **{name: text.strip() for name, text in self.laboratory.items()}}
        entries["laboratory"] = {name: text for name, text in limits.items() if text}
        entries["sources"] = list(dict.fromkeys([SOURCE, *self.sources]))
        grounds = SourceDraft("", self.grounds, self.grounds, Mark.CONVENTION).file(SOURCE)
        if entries != before or grounds != _file(own):
            for name in _OF_ONE_CONTENT:
                entries.pop(name, None)
        text = written_toml(entries, comments_of(own.alone.get(POLICY)))
        return {**grounds, POLICY: text.encode()}

    def _said(self, name: str) -> str:
        return self.decided.get(name, "").strip()

    def _rounds_to_a_step(self) -> bool:
        return self._said("rounding") == _STEP


def own_policy(own: FolderEntries) -> dict[str, Any]:
    """Return what the hospital's policy file says; nothing where it has none that can be read."""
    file = own.alone.get(POLICY)
    try:
        return {} if file is None else read_content(file.content, file.name)
    except Unreadable:
        return {}


def _file(own: FolderEntries) -> dict[str, bytes]:
    return {one.name: one.content for one in own.files(SOURCES) if one.id == SOURCE}


def draft_of_policy(policy: Policy, own: FolderEntries) -> PolicyDraft:
    """Return the form as the policy in force fills it, with the grounds that were given before."""
    return PolicyDraft(
        {name: _text(getattr(policy, name)) for name in (*CHOICES, *QUANTITIES)},
        {name: _text(getattr(policy.laboratory, name)) for name in LIMITS},
        _grounds(own), policy.sources,
    )


def _grounds(own: FolderEntries) -> str:
    for name, content in _file(own).items():
        try:
            return str(read_content(content, name)[SOURCE]["citation"]["en"])
        except (KeyError, TypeError, Unreadable):
            return ""
    return ""


def _text(value: str | Term | None) -> str:
    return "" if value is None else written(value) if isinstance(value, Term) else value
