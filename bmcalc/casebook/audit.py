"""The audit: every statement of the casebook that can be tested, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from bmcalc.casebook import (
    audit_calcium,
    audit_citations,
    audit_dosing,
    audit_fracture,
    audit_markers,
    audit_nutrition,
    audit_pain,
    audit_radiotherapy,
    audit_record,
    audit_response,
    audit_schedule,
    audit_spine,
    audit_toxicity,
)
from bmcalc.casebook.audit_entry import AuditEntry, AuditSummary, summary_of
from bmcalc.casebook.case_files import case_numbers
from bmcalc.formulary.objections import objection

_SUBJECTS = (
    audit_record,
    audit_fracture,
    audit_spine,
    audit_dosing,
    audit_schedule,
    audit_toxicity,
    audit_calcium,
    audit_radiotherapy,
    audit_pain,
    audit_nutrition,
    audit_response,
    audit_markers,
    audit_citations,
)


def _checks() -> Iterable[Callable[[], Iterable[AuditEntry]]]:
    for subject in _SUBJECTS:
        yield from subject.CHECKS


@cache
def _whole_audit() -> tuple[AuditEntry, ...]:
    return tuple(entry for check in _checks() for entry in check())


def audit(case: int | None = None) -> list[AuditEntry]:
    """Return what the casebook's statements come to, of one case or of all.

    Without a case the guideline summary and the dose appendix are included; they come last.
    Nothing is judged while the hospital's own folder has a fault. Raises KeyError for a case that
    is not printed.
    """
    if case is not None and case not in case_numbers():
        raise KeyError(case)
    if objection() is not None:
        return []
    chosen = [entry for entry in _whole_audit() if case is None or entry.case == case]
    return sorted(chosen, key=lambda entry: (entry.case is None, entry.case or 0))


def audit_summary(case: int | None = None) -> AuditSummary:
    """Return how many statements were checked, and what they came to."""
    return summary_of(audit(case))
