"""The review sheet of a drug or a regimen as a report: what a pharmacist reads and signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.hospital.differences import differences
from bmcalc.formulary.in_force import formulary, formulary_identity, source
from bmcalc.formulary.review_sheet import Sheet, SheetRow, SheetRule, Subject
from bmcalc.formulary.signed_entries import entry_key, entry_sha256
from bmcalc.report.calculation import footer, sources_table
from bmcalc.report.document import Block, Facts, Paragraph, Report, Section, Table
from bmcalc.report.review_ceilings import ceiling_lines, ceiling_sources
from bmcalc.report.review_essential import essential_sections, essential_sources
from bmcalc.report.review_handling import (
    HANDLING_SECTIONS,
    handling_sections,
    handling_sources,
)
from bmcalc.report.review_intervals import interval_sections, interval_sources
from bmcalc.report.review_tables import levels_table, lines_table, phases_table, plain_dose
from bmcalc.rules.engine import Judgement
from bmcalc.rules.in_words import (
    conditions_of,
    labels_named,
    labels_of,
    outcome_of,
    scope_of,
    sentence_of,
    unknown_of,
    value_of,
)
from bmcalc.rules.worked_cases import WorkedCase


def review_report(sheets: Sequence[Sheet]) -> Report:
    """Return the sheets of one id as one report, in the language of the moment."""
    cited = list(dict.fromkeys(one for sheet in sheets for one in _cited(sheet)))
    sections = [section for sheet in sheets for section in _sections(sheet, cited)]
    first = sheets[0].subject
    return Report(
        title=str(_("Review sheet: {id}", id=first.id)),
        subtitle=str(Joined([sheet.subject.name.both() for sheet in sheets], " · ")),
        sections=(*sections, Section(str(_("Sources")), (sources_table(cited),))),
        footer=footer(),
        signatures=(str(_("Reviewed by")), str(_("Date"))),
    )


def _cited(sheet: Sheet) -> Iterator[str]:
    subject = sheet.subject
    yield from subject.sources
    if isinstance(subject, Drug):
        yield from (one.source for one in subject.labels)
        yield from ceiling_sources(subject)
        yield from interval_sources(subject)
        yield from () if subject.missed_dose is None else subject.missed_dose.sources
        yield from (one for entry in subject.essential for one in essential_sources(entry))
        yield from handling_sources(subject)
    else:
        yield from (one for line in subject.lines for one in line.sources)
    yield from (one for table in subject.dose_levels for one in table.sources)
    for rule in sheet.rules:
        yield from (one for row in rule.rows for one in row.rule.sources)


class Reading(NamedTuple):
    """A sheet to be read on a screen: what stands above its rules and below, and its sources."""

    above: list[Section]
    below: list[Section]
    cited: list[str]


def reading(sheet: Sheet) -> Reading:
    """Return all of a sheet but its rules; the hashes stand last, the sources by their numbers."""
    subject, cited = sheet.subject, list(dict.fromkeys(_cited(sheet)))
    _head, *rest = _about(sheet, cited)
    about = Section(str(_("About it")), (_facts(_told(subject, cited)),))
    identity = Section(str(_("Identity")), (_facts(_identity(sheet)),))
    if isinstance(subject, Drug):
        handling = rest[-HANDLING_SECTIONS:]
        return Reading([about, *rest[:-HANDLING_SECTIONS]], [*handling, identity], cited)
    return Reading([*rest, about], [identity], cited)


def _sections(sheet: Sheet, cited: Sequence[str]) -> Iterator[Section]:
    yield from _about(sheet, cited)
    yield from _rules(sheet, cited)


def _about(sheet: Sheet, cited: Sequence[str]) -> Iterator[Section]:
    subject = sheet.subject

    def numbers(sources: Iterable[str]) -> str:
        return _numbers(sources, cited)

    kind = _("Drug") if isinstance(subject, Drug) else _("Regimen")
    yield Section(f"{kind}: {subject.name.both()}", tuple(_head(sheet, cited)))
    yield from _changes(subject)
    if subject.dose_levels:
        yield Section(str(_("Dose levels")), (levels_table(subject, numbers),))
    if isinstance(subject, Drug):
        yield from interval_sections(subject, numbers)
        yield from essential_sections(subject, numbers)
        yield from handling_sections(subject, numbers)
    elif subject.is_sequence:
        yield Section(str(_("Phases")), (phases_table(subject),))
    else:
        yield Section(str(_("Drugs and days")), (lines_table(subject, numbers),))


def _rules(sheet: Sheet, cited: Sequence[str]) -> Iterator[Section]:
    for is_ours, heading, about in (
        (False, _("Rules of labels and publications"), None),
        (True, _("Conventions of ours"),
         _("No label says so. They hold because somebody decided, and await a signature.")),
    ):
        rules = [rule for rule in sheet.rules if rule.is_ours is is_ours]
        if rules:
            text = "" if about is None else f" {about}"
            count = _("{count} rules.", count=len(rules))
            yield Section(str(heading), (Paragraph(f"{count}{text}"),))
            for rule in rules:
                yield Section(rule.key, tuple(_rule(rule, cited)))


def _head(sheet: Sheet, cited: Sequence[str]) -> Iterator[Block]:
    yield _facts([*_identity(sheet), *_told(sheet.subject, cited)])


def _identity(sheet: Sheet) -> Iterator[tuple[object, object]]:
    subject, identity = sheet.subject, formulary_identity()
    yield from (
        (_("Id"), subject.id),
        (_("Formulary"), f"{identity.version} · SHA-256 {identity.sha256}"),
        (_("Signed"), _("{signed} of {rules} rules, as they stand today", signed=sheet.signed,
                        rules=len(sheet.rules))),
        (_("The whole entry"), _signed_whole(subject)),
        (_("SHA-256 of the entry"), entry_sha256(subject)),
    )
    if subject.reviewed_by and subject.reviewed_on is not None:
        yield _("File read by"), f"{subject.reviewed_by}, {subject.reviewed_on}"


def _told(subject: Subject, cited: Sequence[str]) -> Iterator[tuple[object, object]]:
    yield _("Sources"), _numbers(subject.sources, cited)
    if isinstance(subject, Drug):
        yield from _of_drug(subject, cited)
    elif subject.text is not None:
        yield _("Text"), subject.text


def _signed_whole(subject: Subject) -> object:
    review = formulary().signatures.valid.get(entry_key(subject))
    if review is None:
        return _("not signed")
    who = " · ".join(filter(None, (review.name, review.registration)))
    return _("by {name} on {date}", name=who, date=review.date.isoformat())


def _changes(subject: Subject) -> Iterator[Section]:
    """Give the differences from what ships, where the hospital changed something."""
    found = differences(subject)
    if found:
        heads = (_("What"), _("Shipped"), _("Here"))
        rows = tuple((str(one.what), one.shipped or "–", one.here or "–") for one in found)
        yield Section(str(_("Changed from what ships")),
                      (Table(tuple(map(str, heads)), rows, widths=(30, 35, 35)),))


def _missed(drug: Drug, cited: Sequence[str]) -> Iterator[tuple[object, object]]:
    missed = drug.missed_dose
    if missed is not None:
        told = _("never made up") if missed.within is None else _(
            "taken up to {time} late, else skipped", time=plain_dose(missed.within))
        yield _("Missed dose"), Joined([told, _numbers(missed.sources, cited)], " ")


def _of_drug(drug: Drug, cited: Sequence[str]) -> Iterator[tuple[object, object]]:
    yield _("Group and basis of the dose"), f"{drug.group.label}, {drug.basis.value}"
    for label in drug.labels:
        date = "" if label.date is None else f" · {label.date}"
        numbers = _numbers([label.source], cited)
        yield _("Label read"), f"{label.region}{date} · {source(label.source).citation} {numbers}"
    if drug.unverified_profiles:
        yield _("Label text not verified"), labels_named(drug.unverified_profiles)
    doses: list[tuple[object, Term | None]] = [
        (_("Usual dose"), drug.usual_dose), (_("Loading dose"), drug.loading_dose),
        (_("Highest usual dose"), drug.highest_usual),
        (_("Highest dose"), drug.highest_dose), (_("Highest dose a day"), drug.highest_per_day),
    ]
    for name, dose in doses:
        if dose is not None:
            yield name, plain_dose(dose)
    yield from ceiling_lines(drug, lambda sources: _numbers(sources, cited))
    yield from _missed(drug, cited)


def _rule(rule: SheetRule, cited: Sequence[str]) -> Iterator[Block]:
    review = rule.review
    signed = _("not signed") if review is None else _(
        "by {name} on {date}", name=review.name, date=review.date.isoformat()
    )
    for row in rule.rows:
        yield _facts(_row(row, cited))
        yield from _cases(row)
    yield _facts([(_("How sure"), rule.mark.label), ("SHA-256", rule.sha256),
                  (_("Signed"), signed)])


def _row(row: SheetRow, cited: Sequence[str]) -> Iterator[tuple[object, object]]:
    rule = row.rule
    yield _("Rule"), sentence_of(rule)
    yield _("Met when"), conditions_of(rule)
    yield _("What follows"), outcome_of(rule)
    yield _("Asked"), scope_of(rule)
    yield _("Labels"), labels_of(rule)
    if rule.measures:
        yield _("A measure is not known"), unknown_of(rule)
    if rule.interval_band is not None:
        yield _("Band of the interval"), rule.interval_band.label
    if rule.page_code is not None:
        yield _("Code on the page"), rule.page_code
    yield _("Sources"), "\n".join(
        f"{_numbers([one], cited)} {source(one).citation} ({source(one).mark.label})"
        for one in rule.sources
    )


def _cases(row: SheetRow) -> Iterator[Block]:
    if not row.cases:
        return
    both = len({case.first for case in row.cases}) > 1
    rows = tuple(
        (str(value_of(case.measure, case.value)), str(_beside(case, both)),
         str(_said(case.judgement)))
        for case in row.cases
    )
    heads = (_("Worked case"), _("with"), _("What the program says"))
    yield Table(tuple(map(str, heads)), rows, widths=(30, 30, 40))


def _beside(case: WorkedCase, both: bool) -> object:
    known: list[object] = [value_of(name, value) for name, value in case.beside.items()]
    if both:
        known.append(_("first dose") if case.first else _("later dose"))
    return Joined(known)


def _said(judgement: Judgement) -> object:
    """Return what the rules say in a case: the outcome that leads, its dose, and every rule met."""
    if judgement.strictest is None:
        return _("→ no rule")
    codes = Joined([one.rule.code for one in judgement.met])
    limit = judgement.limit()
    dose = "" if limit is None or judgement.forbids else f" {plain_dose(limit[0])}"
    return _("→ {outcome}{dose} ({codes})", outcome=judgement.outcome.label, dose=dose,
             codes=codes)


def _facts(pairs: Iterable[tuple[object, object]]) -> Facts:
    return Facts(tuple((str(name), str(value)) for name, value in pairs))


def _numbers(identifiers: Iterable[str], cited: Sequence[str]) -> str:
    return " ".join(f"[{cited.index(one) + 1}]" for one in identifiers)
