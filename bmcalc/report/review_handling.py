"""What a review sheet says of a drug beside its dose: names, vials, preparation and handling.

What nobody wrote down is said to be unknown: it is never left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Protocol

from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.drug_names import NameKind, WrittenNames
from bmcalc.formulary.handling_entry import Emetic
from bmcalc.formulary.preparation import Presentation
from bmcalc.formulary.sources import Mark
from bmcalc.report.document import Facts, Section, Table
from bmcalc.rules.in_words import labels_named

Numbers = Callable[[Iterable[str]], str]
"""How sources are named on a sheet: by their numbers."""


class _Cites(Protocol):
    @property
    def sources(self) -> tuple[str, ...]: ...


HANDLING_SECTIONS: Final = 4
"""Sections on names, forms, making ready and handling, the last of a drug."""

UNKNOWN: object = _("unknown")

NAME_KINDS: dict[NameKind, object] = {
    NameKind.OFFICIAL: _("official name"), NameKind.INN: _("generic name"),
    NameKind.VARIANT: _("other spelling"), NameKind.SALT: _("salt"), NameKind.BRAND: _("brand"),
    NameKind.ABBREVIATION: _("abbreviation"), NameKind.CODE: _("code"),
    NameKind.MISSPELLING: _("misspelling"),
}
FORMS: dict[str, object] = {
    "vial": _("vial"), "bag": _("bag"), "syringe": _("syringe"), "implant": _("implant"),
    "tablet": _("tablet"), "capsule": _("capsule"), "patch": _("patch"),
}
_GUIDELINES = {"nccn": "NCCN", "asco": "ASCO", "mascc": "MASCC/ESMO", "ie": "NCCP"}


def handling_sources(drug: Drug) -> Iterator[str]:
    """Give every source that the sections on handling cite."""
    yield from (one.source for one in drug.presentations)
    every: tuple[Sequence[_Cites], ...] = (
        drug.preparations, drug.infusions, drug.keeping, drug.emetic, drug.confusions,
        drug.sequences,
    )
    yield from (one for parts in every for part in parts for one in part.sources)
    if drug.extravasation is not None:
        yield from drug.extravasation.sources


def handling_sections(drug: Drug, numbers: Numbers) -> Iterator[Section]:
    """Give the sections on names, what a drug comes in, how it is made ready and handled."""
    yield Section(str(_("Names on orders")), (_names(drug.names),) if drug.names else (
        _facts([(_("Names"), UNKNOWN)]),))
    yield Section(str(_("What it comes in")), (
        _presentations(drug.presentations, numbers),) if drug.presentations else (
        _facts([(_("Strengths"), UNKNOWN)]),))
    yield Section(str(_("Making ready and giving")), (_facts(_ready(drug, numbers)),))
    yield Section(str(_("Handling")), (_facts(_handling(drug, numbers)),))


def _names(names: Sequence[WrittenNames]) -> Table:
    heads = (_("Kind"), _("Names"), _("Market"), _("How sure"))
    rows = tuple(
        (str(NAME_KINDS[one.kind]), str(_texts(one)), one.market or "",
         str(Mark(one.mark).label))
        for one in names
    )
    return Table(tuple(map(str, heads)), rows, widths=(18, 54, 10, 18))


def _texts(one: WrittenNames) -> object:
    names = Joined(list(one.texts))
    return names if one.read_alone else _(
        "{names} (only with a form, route or strength that says which)", names=names)


def _presentations(every: Sequence[Presentation], numbers: Numbers) -> Table:
    heads = (_("Strength"), _("Form"), _("Ready to draw"), _("Market"), _("Sources"))
    rows = tuple(
        (_plain(one.strength), _form(one),
         "" if one.volume is None or one.concentration is None else
         f"{_plain(one.volume)}, {_plain(one.concentration)}",
         one.market, numbers([one.source]))
        for one in every
    )
    return Table(tuple(map(str, heads)), rows, widths=(16, 40, 22, 10, 12))


def _form(one: Presentation) -> str:
    parts: list[object] = [FORMS[one.form]]
    if one.powder:
        parts.append(_("powder"))
    if one.multi_dose:
        parts.append(_("multi-dose"))
    words = str(Joined(parts))
    return words if one.text is None else f"{words}\n{one.text}"


def _ready(drug: Drug, numbers: Numbers) -> Iterator[tuple[object, object]]:
    if not drug.preparations:
        yield _("Preparation"), UNKNOWN
    for one in drug.preparations:
        yield _("Preparation"), f"{one.text} {numbers(one.sources)}"
        if one.diluents:
            yield _("Diluents"), Joined([fluid.label for fluid in one.diluents])
        if one.never:
            yield _("Never with"), Joined([fluid.label for fluid in one.never])
        lowest, highest = one.lowest_concentration, one.highest_concentration
        if lowest is not None or highest is not None:
            yield _("Final concentration"), Joined([
                "" if lowest is None else _plain(lowest),
                "" if highest is None else _plain(highest)], " – ")
    if not drug.infusions:
        yield _("How it is given"), UNKNOWN
    for given in drug.infusions:
        where = f" ({Joined(list(given.regimens))})" if given.regimens else ""
        yield _("How it is given"), f"{given.text}{where} {numbers(given.sources)}"
    for order in drug.sequences:
        yield _("Order of the day"), f"{order.text} {numbers(order.sources)}"


def _handling(drug: Drug, numbers: Numbers) -> Iterator[tuple[object, object]]:
    if not drug.emetic:
        yield _("Emetic risk"), UNKNOWN
    for one in drug.emetic:
        yield _("Emetic risk"), f"{_emetic(one)} {numbers(one.sources)}"
    leak = drug.extravasation
    if leak is None:
        yield _("Outside the vein"), UNKNOWN
    else:
        text = "" if leak.text is None else f": {leak.text}"
        yield _("Outside the vein"), f"{leak.damage.label}{text} {numbers(leak.sources)}"
    if not drug.keeping:
        yield _("Keeping"), UNKNOWN
    for kept in drug.keeping:
        words = _("{text} Away from light.", text=kept.text) if kept.from_light else kept.text
        yield _("Keeping"), f"{words} · {labels_named(kept.profiles)} {numbers(kept.sources)}"
    if drug.confusions:
        for mixed in drug.confusions:
            yield _("May be confused"), f"{mixed.text} {numbers(mixed.sources)}"


def _emetic(one: Emetic) -> object:
    parts: list[object] = [one.risk.label, _GUIDELINES[one.guideline]]
    if one.above is not None:
        parts.append(_("above {dose}", dose=_plain(one.above)))
    if one.at_least is not None:
        parts.append(_("from {dose}", dose=_plain(one.at_least)))
    if one.at_most is not None:
        parts.append(_("up to {dose}", dose=_plain(one.at_most)))
    if one.below is not None:
        parts.append(_("below {dose}", dose=_plain(one.below)))
    if one.together_with:
        parts.append(_("together with {drugs}", drugs=Joined(list(one.together_with))))
    return Joined(parts)


def _facts(pairs: Iterable[tuple[object, object]]) -> Facts:
    return Facts(tuple((str(name), str(value)) for name, value in pairs))


def _plain(term: Term) -> str:
    return show(term, 4, trim=True)
