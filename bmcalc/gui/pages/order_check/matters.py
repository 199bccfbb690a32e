"""What an order check found, matter by matter: one number for one thing that a person settles.

A fact that five drugs wait for is one matter with five drugs. The worst stand first; what asks
for nothing is a note and has no number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from bmcalc.core.finding_code import Bearing, FindingCode, Place
from bmcalc.core.problems import Problem
from bmcalc.core.severity import Severity
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding
from bmcalc.formulary.in_force import source
from bmcalc.gui.pages.order_check.judged_fields import asked_in, fields_of
from bmcalc.gui.pages.order_check.leading import field_of_finding, field_of_problem
from bmcalc.gui.pages.order_check.outcome import OrderOutcome, needed
from bmcalc.gui.pages.order_check.questions import ask_of
from bmcalc.gui.result.evaluation import MISSING, not_applicable
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.result.sort_of_finding import sort_of_finding
from bmcalc.orders.check_order import OrderCheck
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.patient_facts import LABORATORY
from bmcalc.orders.situation import Situation
from bmcalc.orders.unread_dose import text_of_problem

_OLD: Final = frozenset({
    FindingCode.FACT_OLD.value, "FACT_AGEING", "CREATININE_OLD", "CREATININE_TOO_OLD",
})
_TOGETHER: Final[dict[str, Callable[[object], object]]] = {
    FindingCode.MISSING_DRUG: lambda drugs: _("Planned today and not ordered: {drugs}",
                                              drugs=drugs),
    FindingCode.LAST_DOSE_UNKNOWN: lambda drugs: _("Last dose not known: {drugs}", drugs=drugs),
    FindingCode.NO_ORDER: lambda drugs: _("No dose entered: {drugs}", drugs=drugs),
}
"""Codes of which one sentence stands for every drug."""

_SENTENCE: Final = re.compile(r"(?<=[.。])\s+(?=[^\W\d_a-z])|(?<=。)(?=.)")
DAY_OF_CHECK: Final = "today"
_NAMED: Final = 3
"""Drugs up to which each is named."""


class Matter(NamedTuple):
    """One thing to settle, or a note, which has no number and no sort.

    ``fields`` are where it is answered, ``told`` every sentence as it was found, ``old`` says that
    the value is there and too old. ``either`` are facts of which one answers for all.
    """

    number: int
    sort: Sort | None
    text: str
    below: str
    fields: tuple[str, ...]
    drugs: tuple[str, ...]
    told: tuple[str, ...]
    citations: tuple[str, ...]
    old: bool = False
    either: tuple[tuple[str, ...], ...] = ()

    def aloud(self) -> str:
        """Return it as it is heard: number, sort, each sentence, the sources."""
        word = _("Note") if self.sort is None else self.sort.word
        head = f"{self.number}, {word}" if self.number else str(word)
        said = self.told if self.text in self.told else (self.text, *self.told)
        return f"{head} · {' · '.join(self.citations)}: {' '.join(said)}"


@dataclass
class _Draft:
    """A matter while what belongs to it is gathered."""

    sort: Sort | None
    unread: bool = False
    template: Callable[[object], object] | None = None
    fields: dict[str, None] = field(default_factory=dict)
    labels: list[object] = field(default_factory=list)
    drugs: dict[str, None] = field(default_factory=dict)
    told: dict[str, None] = field(default_factory=dict)
    words: str = ""
    sources: dict[str, None] = field(default_factory=dict)
    old: bool = False
    either: dict[tuple[str, ...], None] = field(default_factory=dict)

    def add(self, finding: Finding, line: OrderLine | None, fields: Sequence[str]) -> None:
        """Take in a finding of a line, or of the whole order, with the fields it leads to."""
        text = str(finding.text)
        if line is not None:
            self.drugs[str(line.name)] = None
            text = text if text.startswith(str(line.name)) else about_drug(line.name, text)
        self.told[text] = None
        self.sources.update(dict.fromkeys(finding.sources))
        self.fields.update(dict.fromkeys(fields))
        self.old = self.old or finding.code in _OLD

    def rank(self) -> int:
        """Return how early it stands: what goes unread before all, as it may hide anything."""
        if self.unread:
            return -1
        return len(Sort) if self.sort is None else list(Sort).index(self.sort)

    def settled(self) -> tuple[str, str]:
        """Return the short sentence and the muted line below it."""
        drugs = list(self.drugs)
        if self.labels:
            return str(_("Missing: {facts}", facts=Joined(self.labels))), _drugs_in_words(drugs)
        if self.template is not None and len(self.told) > 1:
            return str(self.template(Joined([*drugs]))), ""
        parts = _SENTENCE.split(self.words or next(iter(self.told)))
        below = " ".join(parts[1:])
        if len(drugs) == 1 and not parts[0].startswith(drugs[0]):
            return about_drug(drugs[0], parts[0]), below
        return parts[0], f"{_drugs_in_words(drugs)} · {below}".strip(" ·") if drugs[1:] else below


Numbers: TypeAlias = Mapping[str, tuple[int, Sort]]
"""The finding that leads to a field, by the field: its number and its sort."""


def numbers_of(matters: Iterable[Matter]) -> Numbers:
    """Return the first finding that leads to each field."""
    found: dict[str, tuple[int, Sort]] = {}
    for one in matters:
        if one.sort is not None:
            for name in one.fields:
                found.setdefault(name, (one.number, one.sort))
    return found


def about_drug(drug: object, text: object) -> str:
    """Return a sentence behind the name of the drug that it is about."""
    return str(_("{drug}: {text}", drug=drug, text=text))


def _drugs_in_words(drugs: Sequence[str]) -> str:
    if len(drugs) > _NAMED:
        return str(_("{count} drugs", count=len(drugs)))
    return str(Joined([*drugs]))


def matters_of(outcome: OrderOutcome) -> tuple[Matter, ...]:
    """Return every matter, numbered, the worst first; then the notes."""
    drafts: dict[Hashable, _Draft] = {}
    if outcome.missing:
        drafts["needed"] = _Draft(
            Sort.ADD, True, fields=dict.fromkeys(outcome.missing), labels=needed(outcome.missing),
            told={str(_("Still needed: {fields}", fields=Joined(needed(outcome.missing)))): None},
        )
    for problem in outcome.problems:
        _add_problem(drafts, problem)
    if outcome.check is not None:
        _add_facts(drafts, outcome.check)
        undated = outcome.check.situation.today is None
        asked = asked_in(outcome.check)
        for line, finding in _found(outcome.check):
            if undated and line is not None and finding.code == FindingCode.FACT_OLD:
                _add_undated(drafts, line, finding)
            else:
                fields = _fields(line, finding, outcome.check.situation, asked)
                _add_finding(drafts, fields, line, finding)
    found = sorted(drafts.values(), key=_Draft.rank)
    return tuple(_matter(one, number) for number, one in enumerate(found, 1))


def _matter(draft: _Draft, number: int) -> Matter:
    text, below = draft.settled()
    return Matter(
        0 if draft.sort is None else number, draft.sort, text, below, tuple(draft.fields),
        tuple(draft.drugs), tuple(draft.told),
        tuple(str(source(one).citation) for one in draft.sources), draft.old, tuple(draft.either),
    )


def _add_problem(drafts: dict[Hashable, _Draft], problem: Problem) -> None:
    """Add what could not be read or refused, before all else."""
    text = str(text_of_problem(problem))
    sort = Sort.ADD if not_applicable(problem) or problem.code == MISSING else Sort.STOP
    draft = drafts.setdefault(("problem", text), _Draft(sort, True, words=text))
    draft.told[text] = None
    if name := field_of_problem(problem):
        draft.fields[name] = None


def _found(check: OrderCheck) -> Iterator[tuple[OrderLine | None, Finding]]:
    """Yield what a person must do or know, of the whole order and then of each line."""
    for finding in check.work.findings:
        if finding.place is Place.FINDINGS:
            yield None, finding
    for line in check.lines:
        for finding in line.findings:
            yield line, finding.told_at(finding.field or f"order.{line.drug}")


def _add_facts(drafts: dict[Hashable, _Draft], check: OrderCheck) -> None:
    """Add the facts that are needed and missing; results of the same drugs are one matter."""
    waiting: dict[tuple[str, ...], list[OrderLine]] = {}
    alone = {
        fact for line in check.lines for fact in line.essential_missing
        if not any(fact in one for one in line.essential_any)
    }
    for line in check.lines:
        asked: dict[tuple[str, ...], None] = {}
        for fact in line.essential_missing:
            either = next((one for one in line.essential_any if fact in one), (fact,))
            if fact in alone:
                asked[fact,] = None
            elif alone.isdisjoint(either):
                asked[either] = None
        for group in asked:
            waiting.setdefault(group, []).append(line)
    for group, lines in waiting.items():
        drugs = {str(line.name): None for line in lines}
        results = all(fact in LABORATORY for fact in group)
        key = ("results", *drugs) if results else ("fact", *group)
        draft = drafts.setdefault(key, _Draft(Sort.ADD, drugs=drugs))
        draft.fields.update(dict.fromkeys(group))
        if len(group) > 1 and not _says_nothing(check, group):
            draft.either[group] = None
        draft.labels.append(Joined([ask_of(fact).label for fact in group], _(" or ")))


def _says_nothing(check: OrderCheck, group: Sequence[str]) -> bool:
    """Say whether the creatinine of a group stands for no clearance: on dialysis, not steady."""
    facts = check.situation.facts
    return "creatinine" in group and (
        facts["dialysis"] is True or facts["creatinine_steady"] == "no")


def _fields(
    line: OrderLine | None, finding: Finding, situation: Situation, asked: Collection[str]
) -> tuple[str, ...]:
    """Return the fields that a finding leads to."""
    if line is not None:
        return fields_of(finding, line, situation, asked)
    about = field_of_finding(finding)
    return (about,) if about else ()


def _add_finding(
    drafts: dict[Hashable, _Draft], fields: tuple[str, ...], line: OrderLine | None,
    finding: Finding,
) -> None:
    """Add a finding to the matter that it belongs to; ``fields`` are those it leads to."""
    about = field_of_finding(finding)
    undecided = finding.bears(Bearing.UNDECIDED)
    if undecided and line is not None:
        if finding.code == FindingCode.FACT_MISSING and not finding.undecided:
            for draft in _of_facts(drafts, line.essential_missing):
                draft.told[about_drug(line.name, finding.text)] = None
                draft.sources.update(dict.fromkeys(finding.sources))
            return
        same = next(_of_facts(drafts, (about,)), None)
        if same is not None:
            same.add(finding, line, fields)
            return
    key: Hashable = (finding.code, *fields[:1], str(finding.text))
    if finding.code in _TOGETHER:
        key = finding.code
    draft = drafts.setdefault(key, _Draft(
        _sort(finding, line), template=_TOGETHER.get(finding.code), words=str(finding.text)
    ))
    draft.add(finding, line, fields)


def _add_undated(drafts: dict[Hashable, _Draft], line: OrderLine, finding: Finding) -> None:
    """Let one matter stand for all results of unknown age: the day of the check settles it."""
    draft = drafts.setdefault("undated", _Draft(Sort.ADD, fields={DAY_OF_CHECK: None}, words=str(
        _("The day of this check is not given: the age of the results is not known."))))
    draft.drugs[str(line.name)] = None
    draft.told[about_drug(line.name, finding.text)] = None
    draft.sources.update(dict.fromkeys(finding.sources))


def _of_facts(drafts: dict[Hashable, _Draft], facts: Sequence[str]) -> Iterator[_Draft]:
    """Yield the matters that wait for one of these facts."""
    return (one for one in drafts.values()
            if one.labels and not one.fields.keys().isdisjoint(facts))


def _sort(finding: Finding, line: OrderLine | None) -> Sort | None:
    """Return how a finding weighs, as the verdict on its line takes it: undecided is no stop."""
    if line is not None and finding.bears(Bearing.UNDECIDED):
        return Sort.ADD
    return Sort.STOP if finding.severity is Severity.STOP else sort_of_finding(finding)
