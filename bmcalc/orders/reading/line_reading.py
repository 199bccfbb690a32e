"""One record read: an ordered dose, a stop, another drug, or not understood with what was unread.

An agreement is earned: every word of a line is used, known to order nothing, or shown as unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.orders.reading.auc_of_another import is_auc_of_another
from bmcalc.orders.reading.counted_columns import bags_in_all, counted_on
from bmcalc.orders.reading.dose_in_doubt import dose_in_doubt
from bmcalc.orders.reading.dose_on_line import dose_on, masses_on
from bmcalc.orders.reading.drug_on_line import DrugOnLine, NamedDrug
from bmcalc.orders.reading.fields_on_line import fields_on, is_of_a_plan, route_on
from bmcalc.orders.reading.name_index import NameIndex, name_of
from bmcalc.orders.reading.not_for_now import not_for_now
from bmcalc.orders.reading.ordered import (
    BesideLine,
    Discontinued,
    InDoubt,
    NotUnderstood,
    Ordered,
    OrderedLine,
    OtherDrugLine,
)
from bmcalc.orders.reading.other_columns import without_own_form
from bmcalc.orders.reading.record import Record
from bmcalc.orders.reading.tokens import Kind, Role, Token
from bmcalc.orders.reading.unread_words import (
    UNREAD,
    is_glued,
    is_strange_sign,
    reason_of,
    trailing_zeros,
    unread_parts,
)
from bmcalc.orders.reading.written_dates import is_clock

Read: TypeAlias = OrderedLine | Discontinued | OtherDrugLine | BesideLine | NotUnderstood

_FROM_THE_BAG: Final = frozenset({
    Kind.FLUID, Kind.VOLUME, Kind.ROUTE, Kind.TIMES, Kind.CYCLE, Kind.DAYS, Kind.DURATION,
    Kind.TIMES_A_WEEK,
    Kind.ONCE, Kind.TIME, Kind.RATE, Kind.STOP, Kind.BAD, Kind.UNKNOWN, Kind.AS_NEEDED,
    Kind.NOT_COMPARABLE, Kind.CHANGED, Kind.CONDITION, Kind.NEGATION, Kind.PERCENT, Kind.SIGN,
})
_OWN_FIRST: Final = (Kind.ROUTE, Kind.TIMES, Kind.TIMES_A_WEEK, Kind.CYCLE, Kind.DAYS,
                     Kind.ONCE, Kind.TIME)


class LineReader:
    """Reads records with one index of names."""

    def __init__(self, index: NameIndex, drugs: Mapping[str, Drug]) -> None:
        self.drugs = drugs
        self.names = DrugOnLine(index, drugs)

    def read(self, record: Record) -> list[Read]:
        """Return what a record comes to; several where it is not understood in several lines."""
        if record.fluid_only:
            return list(self._fluid_alone(record))
        record.tokens = without_own_form(record.tokens, self.names.index)
        tokens = _with_bags(record)
        try:
            route = route_on(tokens)
        except Rejected:
            route = None
        named = self.names.read(_own(record), route, masses_on(_own(record)))
        if self._is_stopped(tokens):
            return self._stopped(record, tokens, named)
        if named.other is not None or (named.unknown and named.never):
            return [self._other(record, named)]
        if named.supportive:
            return list(self._beside(record, tokens, named))
        if not named.drug:
            return self._lost(
                record, tokens, named.reason, named.candidates,
                in_doubt=(self._of_first_row(record)
                          or self._by_no_route(record, tokens, named, route)),
            )
        return self._ordered(record, tokens, named)

    # An ordered dose

    def _ordered(
        self, record: Record, tokens: Sequence[Token], named: NamedDrug
    ) -> list[Read]:
        drug = named.drug
        strange = unread_parts(tokens)
        if strange:
            return self._lost(record, strange, reason_of(strange), (drug,),
                              in_doubt=self._in_doubt(record, tokens, drug))
        try:
            fields = fields_on(tokens)
            if is_auc_of_another(tokens, self.drugs[drug]):
                return [OtherDrugLine(record.number, record.text, record.text, "", record.text,
                                      frozenset({drug}))]
            dose = dose_on(_without_fluids(tokens), self.drugs[drug])
            counted = counted_on(tokens, dose, fields.given, self.drugs[drug])
        except Rejected as rejected:
            return self._lost(record, (), rejected.text, (drug,),
                              in_doubt=self._in_doubt(record, tokens, drug))
        given = {"per_day": dose.per_day, **fields.given}
        ordered = Ordered(
            dose=dose.dose.named(_("ordered dose")), basis=dose.basis, size=dose.size,
            product=dose.product, text=record.text, notes=(*named.notes, *counted.notes),
            dates=_dates(tokens),
            doubts=(*named.doubts, *fields.doubts, *dose.doubts, *trailing_zeros(tokens),
                    *counted.doubts, *not_for_now(_with_all_bags(record)),
                    *bags_in_all(_of_fluids(record), fields.given)), **given,
        )
        return [OrderedLine(record.number, record.text, drug, ordered)]

    def _in_doubt(
        self, record: Record, tokens: Sequence[Token], drug: str
    ) -> tuple[InDoubt, ...]:
        """Return the dose that stands beside what was not understood, for its stops alone."""
        ways = dose_in_doubt(record, _without_fluids(tokens), self.drugs[drug])
        return (InDoubt(drug, ways),) if ways else ()

    def _by_no_route(
        self, record: Record, tokens: Sequence[Token], named: NamedDrug, route: str | None
    ) -> tuple[InDoubt, ...]:
        """Return the dose of each drug that a name may mean, by a route that none of them has."""
        if route is None or is_of_a_plan(route):
            return ()
        return tuple(
            one for drug in named.candidates if drug in self.drugs
            for one in self._in_doubt(record, tokens, drug)
        )

    def _of_first_row(self, record: Record) -> tuple[InDoubt, ...]:
        """Return the dose of a first line that names one drug, where a line below spoils it."""
        first = [one for one in record.tokens if one.row == record.number]
        if len(first) == len(record.tokens):
            return ()
        try:
            named = self.names.read(first, route_on(first), masses_on(first))
        except Rejected:
            return ()
        return self._in_doubt(record, first, named.drug) if named.drug else ()

    # What is none

    def _is_stopped(self, tokens: Sequence[Token]) -> bool:
        """Say whether a stop word stands there that nothing turns round."""
        if any(one.kind in (Kind.NEGATION, Kind.CONDITION) for one in tokens):
            return False
        return any(
            one.kind is Kind.STOP and not is_glued(tokens, place)
            for place, one in enumerate(tokens)
        )

    def _stopped(
        self, record: Record, tokens: Sequence[Token], named: NamedDrug
    ) -> list[Read]:
        """Return a stop; a stop date beside a state that says «in use» is asked about."""
        by_date = all(one.role is Role.STOP for one in tokens if one.kind is Kind.STOP)
        if by_date and any(one.kind is Kind.LIVE for one in tokens):
            return self._lost(
                record, (), _("The order is in use and has a stop time: ask."),
                (named.drug,) if named.drug else named.candidates,
                in_doubt=self._in_doubt(record, tokens, named.drug) if named.drug else (),
            )
        if named.drug:
            return [Discontinued(record.number, record.text, named.drug)]
        if named.other is not None or named.supportive:
            identifier = named.supportive or named.other.drug if named.other else named.supportive
            return [BesideLine(record.number, record.text, identifier,
                               name_of(identifier, self.drugs))]
        return self._lost(record, tokens, named.reason, named.candidates, stops=True)

    def _other(self, record: Record, named: NamedDrug) -> OtherDrugLine:
        other = named.other
        identifier = "" if other is None else other.drug
        name: object = named.unknown if other is None else name_of(identifier, self.drugs)
        return OtherDrugLine(
            record.number, record.text, named.written, identifier, name, named.never
        )

    def _beside(
        self, record: Record, tokens: Sequence[Token], named: NamedDrug
    ) -> Iterator[Read]:
        """Give a supportive drug; a second dose beside an unknown word may be another order."""
        doses = [one for one in tokens if one.kind in (Kind.MASS, Kind.PER_DAY)]
        unknown = [one for one in tokens if one.kind is Kind.UNKNOWN]
        if unknown and len(doses) > 1:
            yield from self._lost(record, unknown, reason_of(unknown), ())
        else:
            yield BesideLine(record.number, record.text, named.supportive,
                             name_of(named.supportive, self.drugs))

    def _fluid_alone(self, record: Record) -> Iterator[Read]:
        strange = unread_parts(record.tokens)
        if strange:
            yield from self._lost(record, strange, reason_of(strange), ())
        else:
            yield BesideLine(record.number, record.text, "fluid", _("a fluid of its own"))

    def _lost(
        self, record: Record, strange: Sequence[Token], reason: object, drugs: Sequence[str],
        stops: bool = False, in_doubt: tuple[InDoubt, ...] = (),
    ) -> list[Read]:
        """Return the lines of which nothing was made: those with unread words, or the first."""
        known = tuple(one for one in drugs if one in self.drugs)
        texts = {row.number: row.text for row in (
            *record.rows, *(row for bag in record.bags for row in bag.rows))}
        by_row: dict[int, list[str]] = {}
        for token in strange:
            if token.kind in UNREAD or token.kind is Kind.BAD or is_strange_sign(token):
                by_row.setdefault(token.row, []).append(token.text)
        if not by_row:
            by_row[record.number] = []
        return [
            NotUnderstood(number, texts.get(number, record.text), " ".join(words), reason, known,
                          stops, () if place else in_doubt)
            for place, (number, words) in enumerate(sorted(by_row.items()))
        ]


def _own(record: Record) -> list[Token]:
    return record.tokens


def _with_bags(record: Record) -> list[Token]:
    """Return the parts of a record with what the other lines of its bag say besides.

    Where the drug's own line says a thing, the bag's line is not asked, unless they differ: then
    both stay and are refused together.
    """
    tokens = list(record.tokens)
    for bag in record.bags:
        if not bag.fluid_only and not any(one.kind is Kind.BAD for one in bag.tokens):
            tokens.extend(_missing_from(tokens, bag.tokens))
            continue
        for token in bag.tokens:
            if token.kind in _FROM_THE_BAG or (token.kind is Kind.COUNT and token.value != 1):
                tokens.append(token if token.kind is not Kind.COUNT else _several_bags(token))
    return tokens


def _with_all_bags(record: Record) -> list[Token]:
    return [*record.tokens, *(one for bag in record.bags for one in bag.tokens)]


def _of_fluids(record: Record) -> list[Token]:
    return [one for bag in record.bags if bag.fluid_only for one in bag.tokens]


def _missing_from(tokens: Sequence[Token], others: Sequence[Token]) -> list[Token]:
    """Return the route and frequency of another drug of the bag where this one has none."""
    own = {one.kind for one in tokens}
    return [one for one in others if one.kind in _OWN_FIRST and one.kind not in own]


def _several_bags(token: Token) -> Token:
    return Token(Kind.BAD, token.text, token.start, token.end, _("Several bags or bottles."),
                 token.depth, token.row, token.cell, token.role)


def _dates(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(
        one.text for one in tokens if one.kind is Kind.DATE and not is_clock(one.text)
    ))


def _without_fluids(tokens: Sequence[Token]) -> list[Token]:
    """Leave out the strength and the number of bags of a fluid: they are no doses."""
    kept: list[Token] = []
    of_fluid = False
    for token in tokens:
        if token.kind in (Kind.FLUID, Kind.VOLUME):
            of_fluid = True
        elif token.kind in (Kind.NAME, Kind.MASS, Kind.PRODUCT, Kind.PER_DAY):
            of_fluid = False
        if not (of_fluid and token.kind in (Kind.STRENGTH, Kind.COUNT)):
            kept.append(token)
    return kept
