"""Audit: what the casebook says of trials, against what they published."""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Gravity
from bmcalc.casebook.citations import Citation, citations
from bmcalc.core.texts import Joined, _


def cited_trials() -> Iterator[AuditEntry]:
    """Yield one entry for each place at which a trial is cited."""
    for citation in citations():
        for place in citation.places:
            yield AuditEntry(
                id=citation.id,
                case=place.case,
                pages=place.pages,
                statement=_("{subject}. {claims}.", subject=citation.subject,
                            claims=_printed(citation)),
                verdict=_verdict(citation),
                severity=Gravity(citation.severity),
                proof=_proof(citation),
                cites=citation.sources,
            )


def _verdict(citation: Citation) -> AuditVerdict:
    judged = {AuditVerdict(one.verdict) for one in citation.words}
    if not all(number.agrees() for number in citation.numbers):
        judged.add(AuditVerdict.CONTRADICTS)
    for verdict in (AuditVerdict.CONTRADICTS, AuditVerdict.DOUBTFUL, AuditVerdict.NOT_DECIDABLE):
        if verdict in judged:
            return verdict
    return AuditVerdict.AGREES


def _printed(citation: Citation) -> object:
    parts: list[object] = [
        *(_("{measure}: {value}", measure=one.measure, value=one.printed)
          for one in citation.numbers),
        *(_("{measure}: {value}", measure=one.measure, value=one.printed)
          for one in citation.words),
    ]
    return Joined(parts, "; ")


def _proof(citation: Citation) -> object:
    wrong: list[object] = [
        _("{measure}: published {published}, printed {printed}", measure=one.measure,
          published=Joined(list(one.published), " / "), printed=one.printed)
        for one in citation.numbers if not one.agrees()
    ]
    wrong += [
        _("{measure}: published {published}, printed {printed}", measure=one.measure,
          published=one.published, printed=one.printed)
        for one in citation.words
    ]
    right = sum(number.agrees() for number in citation.numbers)
    said: list[object] = list(wrong)
    if right:
        said.append(_("{right} of {all} numbers agree", right=right, all=len(citation.numbers)))
    if citation.note is not None:
        said.append(citation.note)
    return _("{parts}.", parts=Joined(said, "; "))


CHECKS = (cited_trials,)
