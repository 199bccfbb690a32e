"""Audit: every printed change of a marker and of the pain, recomputed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Computation, Gravity, computed
from bmcalc.casebook.loading import case, cases
from bmcalc.casebook.models import Case, Result
from bmcalc.core.numbers import half_up
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulas.relative_change import relative_change

MARKERS: dict[str, object] = {
    "cea": _("CEA"),
    "ca15_3": _("CA15-3"),
    "beta_ctx": _("β-CTX"),
    "p1np": _("P1NP"),
}
TRIAL_FALL = q("73 %")
"""The fall of uNTx on denosumab by week 13 that trials saw, at least."""


def _series(found: Case, analyte: str) -> tuple[Result, ...]:
    return tuple(one for one in found.laboratory if one.analyte == analyte and one.month)


def _change(analyte: str, old: Result, new: Result) -> Computation:
    return computed("marker-change", marker=analyte, baseline=old.value, value=new.value)


def _rounded(computation: Computation) -> int:
    return int(half_up(Decimal(computation.value("change_from_baseline")), 0))


def printed_changes() -> Iterator[AuditEntry]:
    """Yield one entry for each printed percentage of a marker."""
    for found in cases():
        for analyte in MARKERS:
            series = _series(found, analyte)
            for index, result in enumerate(series):
                if result.change is not None:
                    yield _printed_change(found, series, index)


def _printed_change(found: Case, series: tuple[Result, ...], index: int) -> AuditEntry:
    result = series[index]
    assert result.change is not None
    from_baseline = _change(result.analyte, series[0], result)
    silently = _rounded(from_baseline) != result.change
    reference = series[index - 1] if silently else series[0]
    used = _change(result.analyte, reference, result)
    return AuditEntry(
        id=f"M-{result.analyte}-{index}".replace("_", "-"), case=found.number,
        pages=(result.page,),
        statement=_("{marker} {old} to {new}: {change} %.", marker=MARKERS[result.analyte],
                    old=reference.value, new=result.value,
                    change=show(q(str(result.change)))),
        verdict=(
            AuditVerdict.AGREES if _rounded(used) == result.change
            else AuditVerdict.CONTRADICTS
        ),
        severity=Gravity.NONE,
        proof=_("({new} − {old}) ÷ {old} is {exact}, rounded {rounded} %.",
                new=result.value, old=reference.value,
                exact=show(q(f"{used.value('change_from_baseline')} %"), 2),
                rounded=show(q(str(_rounded(used))))),
        computations=(used,),
    )


def silent_reference() -> Iterator[AuditEntry]:
    """Yield changes whose reference is another value than in the rows above, unsaid."""
    for analyte in ("cea", "ca15_3"):
        series = _series(case(11), analyte)
        last = series[-1]
        assert last.change is not None
        used = computed(
            "marker-change", marker=analyte,
            series=[{"label": one.when, "on": None, "value": str(one.value)} for one in series],
        )
        yield AuditEntry(
            id=f"M-{analyte}-reference".replace("_", "-"), case=11, pages=(last.page,),
            statement=_("At follow-up {marker} has risen by {change} %.",
                        marker=MARKERS[analyte], change=last.change),
            verdict=AuditVerdict.DOUBTFUL, severity=Gravity.LOW,
            proof=_("The rows above refer to the baseline of {baseline}, this one silently to the "
                    "value before, {previous}. Against the baseline it is {exact}.",
                    baseline=series[0].value, previous=series[-2].value,
                    exact=_percent(used, "change_from_baseline")),
            computations=(used,),
        )


def called_stable() -> Iterator[AuditEntry]:
    """Yield rows printed as stable that hide a further fall."""
    for found in cases():
        hidden: list[tuple[str, Result, Computation]] = []
        for analyte in MARKERS:
            series = _series(found, analyte)
            if series and series[-1].printed_as_stable:
                hidden.append((analyte, series[-1], _change(analyte, series[-2], series[-1])))
        if hidden:
            falls: list[object] = [
                _("{marker} {change}", marker=MARKERS[analyte],
                  change=_percent(one, "change_from_baseline"))
                for analyte, _result, one in hidden
            ]
            yield AuditEntry(
                id="M-stable", case=found.number, pages=(hidden[0][1].page,),
                statement=_("At follow-up the markers are stable."),
                verdict=AuditVerdict.AGREES, severity=Gravity.NONE,
                proof=_("From the value before they fell a little further: {falls}.",
                        falls=Joined(falls)),
                computations=tuple(one for _analyte, _result, one in hidden),
            )


def _percent(computation: Computation, name: str) -> str:
    return show(q(f"{computation.value(name)} %"), 1)


def markers_before_their_cycle() -> Iterator[AuditEntry]:
    """Yield markers dated before the cycle after which they are said to be taken."""
    for number, identifier in ((5, "E5"), (21, "E6")):
        found = case(number)
        starts = found.cycle_dates()
        early: list[object] = []
        for result in _series(found, "cea"):
            cycle = result.when.removeprefix("after_cycle_")
            if cycle.isdecimal() and result.month is not None:
                start = starts[int(cycle) - 1]
                if result.month < start.isoformat()[:7]:
                    early.append(_("cycle {cycle} began on {start}, its markers are dated {month}",
                                   cycle=cycle, start=start, month=result.month))
        yield AuditEntry(
            id=identifier, case=number, pages=(found.result("cea", "after_cycle_3").page,),
            statement=_("Markers after cycle 3 and after cycle 6."),
            verdict=(
                AuditVerdict.CONTRADICTS if early
                else AuditVerdict.AGREES
            ),
            severity=Gravity.MEDIUM,
            proof=_("{findings}.", findings=Joined(early, "; ")),
        )


def markers_never_reported() -> Iterator[AuditEntry]:
    """Yield a fall of tumour markers of which no value is printed."""
    found = case(22)
    assert all(one.when == "baseline" for one in found.laboratory
               if one.analyte in ("cea", "ca15_3"))
    yield AuditEntry(
        id="M-unreported", case=22, pages=(93, 95),
        statement=_("At the third dose the tumour markers have fallen."),
        verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.LOW,
        proof=_("CEA and CA15-3 are printed once, at baseline; the table shows bone markers only."),
    )


def bone_marker_suppression() -> Iterator[AuditEntry]:
    """Yield a bone marker that falls far less than trials of denosumab saw."""
    series = _series(case(22), "beta_ctx")
    changes = tuple(_change("beta_ctx", series[0], one) for one in series[1:])
    yield AuditEntry(
        id="D1", case=22, pages=(95,),
        statement=_("On denosumab β-CTX falls by 44 and 49 %."),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.LOW,
        proof=_("Right as arithmetic ({changes}), but trials saw another resorption marker (uNTx) "
                "fall by {trial} or more. Ask for missed doses, kidney function and the assay.",
                changes=Joined([_percent(one, "change_from_baseline") for one in changes]),
                trial=TRIAL_FALL),
        computations=changes, cites=("trial-untx-suppression",),
    )


def printed_pain_change() -> Iterator[AuditEntry]:
    """Yield the printed change of the pain score."""
    found = case(1)
    performance = found.performance
    assert performance is not None
    before, after = found.response.nrs_before, found.response.nrs_after
    change = relative_change(Term(Decimal(before)), Term(Decimal(after))).magnitude
    agrees = half_up(change, 0) == performance.pain_change
    yield AuditEntry(
        id="M-nrs", case=1, pages=(performance.page,),
        statement=_("Pain NRS {before} to {after}: {change} %.", before=before, after=after,
                    change=show(q(str(performance.pain_change)))),
        verdict=AuditVerdict.AGREES if agrees else AuditVerdict.CONTRADICTS, severity=Gravity.NONE,
        proof=_("({after} − {before}) ÷ {before} is {exact} %.", after=after, before=before,
                exact=show(q(str(half_up(change, 1))))),
    )


CHECKS = (
    printed_changes,
    silent_reference,
    called_stable,
    markers_before_their_cycle,
    markers_never_reported,
    bone_marker_suppression,
    printed_pain_change,
)
