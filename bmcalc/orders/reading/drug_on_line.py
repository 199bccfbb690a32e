"""Which drug a line names. The text before dose or route must equal one name, or nothing is read.

A name of the formulary that stands beside a word which makes another drug of it (liposomal, an
unknown prefix) names that other drug, never the one of the formulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.other_names import other_names
from bmcalc.orders.reading.name_index import Meaning, NameIndex, name_of
from bmcalc.orders.reading.tokens import Kind, Role, Token

_BEFORE_DOSE = frozenset({
    Kind.NAME, Kind.UNKNOWN, Kind.INJECTION, Kind.ORAL, Kind.DECIDES, Kind.MARK, Kind.REMARK,
    Kind.LABEL, Kind.TITLE, Kind.STRENGTH, Kind.STOP, Kind.LIVE, Kind.NUMBER, Kind.DATE,
})
_IV = ("iv", "iv_unsaid", "iv_continuous", "iv_push")


@dataclass
class NamedDrug:
    """What the names of a line come to.

    One of ``drug`` (of the formulary), ``other`` (a meaning that is not), ``supportive`` or
    ``unknown`` (the written name) is set; ``reason`` says why none is. ``candidates`` are drugs of
    the formulary that the line may mean.
    """

    drug: str = ""
    other: Meaning | None = None
    supportive: str = ""
    unknown: str = ""
    never: frozenset[str] = frozenset()
    reason: object = ""
    written: str = ""
    candidates: tuple[str, ...] = ()
    doubts: list[object] = field(default_factory=list)
    notes: list[object] = field(default_factory=list)


class DrugOnLine:
    """Decides by the names, the route and the masses that stand on a line."""

    def __init__(self, index: NameIndex, drugs: Mapping[str, Drug]) -> None:
        self.index, self.drugs = index, drugs

    def read(
        self, tokens: Sequence[Token], route: str | None, masses: Sequence[Term]
    ) -> NamedDrug:
        """Return which drug is named."""
        names = [token for token in tokens if token.kind is Kind.NAME]
        if not names:
            return self._unknown(tokens)
        refused = [token.text for token in names if self._was_refused(token)]
        if refused:
            return NamedDrug(unknown=refused[0], written=refused[0])
        found = NamedDrug(written=" ".join(token.text for token in names))
        chosen = [self._meaning(token, route, masses, found) for token in names]
        in_formulary = list(dict.fromkeys(one.drug for one in chosen if one.in_formulary))
        others = [one for one in chosen if one.drug and not one.in_formulary]
        broken = self._broken(tokens, in_formulary)
        if broken:
            could_be = [one for meaning in chosen for one in meaning.could_be if one in self.drugs]
            return self._another(broken, tokens, in_formulary or could_be, others)
        supportive = [one for one in others if one.supportive]
        others = [one for one in others if not one.supportive]
        kinds = {*in_formulary, *(one.drug for one in others)}
        for one in chosen:
            if one.unclear and kinds and not kinds & set(one.could_be):
                kinds |= set(one.could_be)
        several = len(kinds) + bool(supportive) > 1
        if several and not self._is_product_of(in_formulary, others, supportive, names):
            return NamedDrug(
                reason=_("Several drugs stand in one line."), candidates=tuple(in_formulary),
                written=found.written,
            )
        if others:
            found.other = others[0]
            found.never = frozenset().union(*(one.never for one in others))
        elif supportive:
            found.supportive = supportive[0].drug
        elif in_formulary:
            found.drug = in_formulary[0]
            self._add_doubts(chosen, found)
        else:
            self._unclear(chosen, found)
        return found

    def _meaning(
        self, token: Token, route: str | None, masses: Sequence[Term], found: NamedDrug
    ) -> Meaning:
        """Return the meaning of one name that fits the route and the masses of the line."""
        plain: Meaning | None = None
        otherwise: Meaning | None = None
        meanings: tuple[Meaning, ...] = token.value
        for meaning in meanings:
            entry = meaning.entry
            if entry is None or entry.read_alone:
                if plain is None or (plain.from_memory and not meaning.from_memory):
                    plain = meaning
            elif entry.not_strength is not None and entry.not_strength in masses:
                return Meaning(entry.could_be[0], never=frozenset({meaning.drug}))
            elif _fits(meaning, route, masses):
                if not entry.could_be and entry.kind == "abbreviation":
                    found.doubts.append(_(
                        "“{name}” is an abbreviation: confirm that {drug} is meant.",
                        name=token.text, drug=name_of(meaning.drug, self.drugs)))
                return meaning
            elif entry.else_read and route is None:
                otherwise = meaning
        if plain is not None:
            return plain
        if otherwise is not None:
            found.notes.append(_("“{name}” without a route is taken for {drug}.", name=token.text,
                                 drug=name_of(otherwise.drug, self.drugs)))
            return otherwise
        if (elsewhere := _by_other_route(meanings, route)) is not None:
            return elsewhere
        could = [one for meaning in meanings
                 for one in ((meaning.drug, *meaning.entry.could_be) if meaning.entry is not None
                             else meaning.could_be)]
        return Meaning(could_be=tuple(dict.fromkeys(could)))

    def _add_doubts(self, chosen: Sequence[Meaning], found: NamedDrug) -> None:
        if all(one.from_memory for one in chosen if one.in_formulary):
            found.doubts.append(_("“{name}”: a name from memory. Confirm that {drug} is meant.",
                                  name=found.written, drug=name_of(found.drug, self.drugs)))

    def _unclear(self, chosen: Sequence[Meaning], found: NamedDrug) -> None:
        could = list(dict.fromkeys(one for meaning in chosen for one in meaning.could_be))
        found.candidates = tuple(one for one in could if one in self.drugs)
        names = Joined([name_of(one, self.drugs) for one in could])
        found.reason = _("“{name}” may be any of: {drugs}. Write the name out.",
                         name=found.written, drugs=names) if len(could) > 1 else _(
            "“{name}” may mean {drugs}: write the name out, with its route.", name=found.written,
            drugs=names)

    def _is_product_of(
        self, in_formulary: Sequence[str], others: Sequence[Meaning],
        supportive: Sequence[Meaning], names: Sequence[Token],
    ) -> bool:
        """Say whether a brand in brackets names another product of the same substance."""
        return (
            not supportive and len(in_formulary) <= 1 and len({one.drug for one in others}) == 1
            and all(one in others[0].never for one in in_formulary)
            and any(token.depth for token in names)
        )

    def _broken(self, tokens: Sequence[Token], in_formulary: Sequence[str]) -> str:
        """Return the whole written name where a word beside it makes it another one."""
        first = next(place for place, one in enumerate(tokens) if one.kind is Kind.NAME)
        row = tokens[first].row
        begin = first
        while begin and tokens[begin - 1].row == row and tokens[begin - 1].kind in _BEFORE_DOSE:
            begin -= 1
        end = first + 1
        while end < len(tokens) and tokens[end].row == row and tokens[end].kind in _BEFORE_DOSE:
            end += 1
        region = [
            one for one in tokens[begin:end]
            if one.cell == tokens[first].cell and one.role in (None, Role.NAME)
        ]
        strange = [one for one in region if one.kind in (Kind.UNKNOWN, Kind.DECIDES)]
        known = {id(one) for one in strange}
        strange += [one for one in tokens if one.kind is Kind.DECIDES and id(one) not in known]
        known = {id(one) for one in strange}
        strange += [
            one for one in tokens
            if id(one) not in known and self._is_wrong_form(one, in_formulary)
        ]
        strange += [
            one for before, one in pairwise(region)
            if one.kind is Kind.MARK and before.kind is Kind.NAME and before.touches(one)
        ]
        if not strange:
            return ""
        known = {id(one) for one in strange}
        parts = [one for one in region if id(one) in known or one.kind in (
            Kind.NAME, Kind.INJECTION, Kind.ORAL)]
        taken = {id(one) for one in parts}
        parts += [one for one in strange if id(one) not in taken]
        parts.sort(key=lambda one: (one.row, one.cell, one.start))
        words = ""
        for before, one in zip([None, *parts], parts, strict=False):
            glued = before is not None and before.touches(one)
            words += one.text if glued or not words else f" {one.text}"
        return words

    def _another(
        self, written: str, tokens: Sequence[Token], in_formulary: Sequence[str],
        others: Sequence[Meaning],
    ) -> NamedDrug:
        """Return a name that is not the known one it holds, with the family of drugs it is like."""
        never = self.index.family_of(written).union(*(one.never for one in others))
        if any(one.kind is Kind.DECIDES for one in tokens) or self.index.is_product(written):
            never = never.union(in_formulary)
        return NamedDrug(
            unknown=written, never=never, written=written, candidates=tuple(in_formulary),
            reason=_("“{word}” beside the name may make it another drug.", word=written),
        )

    def _was_refused(self, token: Token) -> bool:
        """Say whether a name is that of a drug whose file was refused, so that nobody knows it."""
        return any(one.in_formulary and one.drug not in self.drugs for one in token.value)

    def _is_wrong_form(self, token: Token, in_formulary: Sequence[str]) -> bool:
        """Say whether a form word contradicts every route of the drug: a capsule of docetaxel."""
        if token.kind not in (Kind.INJECTION, Kind.ORAL) or len(in_formulary) != 1:
            return False
        routes = {one.route for one in self.drugs[in_formulary[0]].infusions}
        if not routes:
            return False
        return "po" not in routes if token.kind is Kind.ORAL else routes == {"po"}

    def _unknown(self, tokens: Sequence[Token]) -> NamedDrug:
        """Return the name that nobody knows, with the family that its tail belongs to."""
        words: list[Token] = []
        for token in tokens:
            if token.kind in (Kind.UNKNOWN, Kind.DECIDES) or (
                words and token.kind in (Kind.INJECTION, Kind.ORAL)
            ):
                words.append(token)
            elif words and token.kind not in (Kind.MARK, Kind.LABEL):
                break
        if not words:
            return NamedDrug(reason=_("No drug of the formulary is named here."))
        text = " ".join(token.text for token in words)
        never = frozenset().union(*(self.index.family_of(token.text) for token in words))
        return NamedDrug(unknown=text, never=never, written=text,
                         reason=_("No drug of the formulary is named here."))


def _by_other_route(meanings: Sequence[Meaning], route: str | None) -> Meaning | None:
    """Return what a name means where the line names a route that its one drug is not given by.

    By mouth it is the other drug of that name which is never this one; by another needle it is
    this one, and the route is wrong.
    """
    if route is None or len(meanings) != 1 or meanings[0].entry is None:
        return None
    meaning, entry = meanings[0], meanings[0].entry
    if entry.route != "iv":
        return None
    if route != "po":
        return meaning
    for name in entry.could_be:
        other = other_names().drugs.get(name)
        if other is not None and meaning.drug in other.never:
            return Meaning(name, never=frozenset(other.never))
    return None


def _fits(meaning: Meaning, route: str | None, masses: Sequence[Term]) -> bool:
    """Say whether the word that a name needs stands on the line."""
    entry = meaning.entry
    assert entry is not None
    if entry.route is not None:
        return route == entry.route or (entry.route == "iv" and route in _IV)
    if entry.strength is not None:
        return entry.strength in masses
    return entry.not_strength is not None and bool(masses)
