"""The dose of a line: one mass, or one strength times its pieces; everything else is refused.

A strength, the size of a pack, the basis per m² and the number of vials are told from the dose by
how they are written, and compared with it where they say the same in another way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from bmcalc.core.problems import Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.orders.reading.amounts import Product
from bmcalc.orders.reading.distinct_terms import distinct
from bmcalc.orders.reading.tokens import Kind, Role, Token

_SIGNS_OF_NO_DOSE = frozenset("-–—−~～≈><≥≤±+")
_BOUNDS = frozenset({"至少", "不少于", "以上", "at least"})
_VIALS_OFF = Decimal("0.005")
_WHOLE_PIECES = frozenset({"tablet", "capsule", "patch", "syringe", "implant"})


@dataclass
class DoseOnLine:
    """The dose, whether it is that of a day, how it was written, and what was compared with it."""

    dose: Term
    per_day: bool = False
    product: str | None = None
    pieces: int | None = None
    basis: Term | None = None
    size: Term | None = None
    doubts: list[object] = field(default_factory=list)


@dataclass
class _Masses:
    totals: list[Token] = field(default_factory=list)
    strengths: list[Token] = field(default_factory=list)
    products: list[Token] = field(default_factory=list)
    counts: list[Decimal] = field(default_factory=list)


def masses_on(tokens: Sequence[Token]) -> list[Term]:
    """Return every mass that stands on a line, be it a dose or a strength."""
    found: list[Term] = []
    for token in tokens:
        if token.kind in (Kind.MASS, Kind.PER_DAY, Kind.STRENGTH):
            found.append(token.value)
        elif token.kind is Kind.PRODUCT:
            found.append(token.value.total)
    return found


def dose_on(tokens: Sequence[Token], drug: Drug | None) -> DoseOnLine:
    """Return the dose of a line.

    Raises :class:`Rejected` where there is none, where there are several, or where two ways of
    writing it contradict each other.
    """
    masses = _sorted(tokens)
    basis, size = _basis(tokens)
    if masses.totals:
        found = _total(tokens, masses, in_whole_pieces(drug))
    elif masses.products:
        found = _of_pieces(masses)
    else:
        found = _of_strength(tokens, masses, basis)
    found.basis, found.size = basis, size
    if not found.dose.magnitude:
        raise Rejected("E_RANGE", _("A dose of nothing is not a dose."))
    _compare_size(found)
    _compare_pieces(found, masses, drug)
    return found


def _sorted(tokens: Sequence[Token]) -> _Masses:
    """Tell doses from strengths, packs and numbers of vials."""
    masses = _Masses()
    plain = [one for one in tokens if one.kind in (Kind.MASS, Kind.PER_DAY)
             and one.role is not Role.STRENGTH]
    outside = [one for one in plain if not one.depth]
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        if token.kind is Kind.STRENGTH or (
            token.role is Role.STRENGTH and token.kind in (Kind.MASS, Kind.PRODUCT)
        ):
            masses.strengths.append(token)
        elif token.kind in (Kind.MASS, Kind.PER_DAY):
            _refuse_sign(before, token)
            by_name = token.depth and before is not None and before.kind in (
                Kind.NAME, Kind.INJECTION, Kind.ORAL
            ) and len(outside) > 0
            piece = _is_strength_of_piece(tokens, place)
            (masses.strengths if by_name or piece else masses.totals).append(token)
        elif token.kind is Kind.PRODUCT:
            masses.products.append(token)
        elif token.kind is Kind.COUNT and token.role is not Role.IGNORED:
            masses.counts.append(token.value)
    return masses


def _is_strength_of_piece(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a mass is that of one capsule of which a number is taken, or of one syringe."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    token = tokens[place]
    return (
        following is not None and following.kind is Kind.ORAL and following.row == token.row
        and not token.depth and any(one.kind is Kind.COUNT for one in tokens)
    )


def _refuse_sign(before: Token | None, token: Token) -> None:
    if before is None or before.kind is not Kind.SIGN or before.row != token.row:
        return
    if before.text == "+" or before.text not in _SIGNS_OF_NO_DOSE:
        return
    if before.text in "-–—−" and not before.touches(token):
        return
    raise Rejected("E_TYPE", _("A sign stands before the dose: “{sign}”.", sign=before.text))


def _refuse_bound(tokens: Sequence[Token], total: Token) -> None:
    """Refuse a dose that is only a limit: at least so much, so much or more."""
    place = list(tokens).index(total)
    for beside in (*tokens[max(place - 1, 0):place], *tokens[place + 1:place + 2]):
        if beside.kind is Kind.REMARK and beside.row == total.row and (
            beside.text.lower() in _BOUNDS
        ):
            raise Rejected("E_AMBIG", _("A limit is no dose: “{word}”.", word=beside.text))


def _total(tokens: Sequence[Token], masses: _Masses, whole: bool) -> DoseOnLine:
    """Return the one dose that every total states."""
    totals = masses.totals
    doses = distinct(one.value for one in totals)
    if len(doses) == 2 and masses.counts and totals[0].value == doses[0]:
        pieces = masses.counts[0]
        if _fills(doses[0], pieces, doses[1], whole):
            masses.strengths.append(totals[0])
            masses.counts.clear()
            return DoseOnLine(doses[1])
    if len(doses) > 1 or not _said_again(tokens, totals):
        raise Rejected("E_AMBIG", _("Several doses stand in one line: {doses}.",
                                    doses=Joined([one.text for one in totals])))
    if _is_modified(tokens, totals[0]):
        raise Rejected("E_AMBIG", _("A product is no dose: write the dose of one administration."))
    for one in totals:
        _refuse_bound(tokens, one)
    return DoseOnLine(doses[0], any(one.kind is Kind.PER_DAY for one in totals))


def _said_again(tokens: Sequence[Token], totals: Sequence[Token]) -> bool:
    """Say whether one dose that stands several times is only said again.

    That is in another line or cell, after an equals sign, or as the total in brackets.
    """
    places = list(tokens)
    for one, other in pairwise(totals):
        if one.row != other.row or (one.role is not None and one.cell != other.cell):
            continue
        between = places[places.index(one) + 1:places.index(other)]
        joined = any(part.kind in (Kind.ALSO, Kind.SIGN) and part.text != "=" for part in between)
        equal = any(part.kind is Kind.SIGN and part.text == "=" for part in between)
        if joined or not (equal or other.depth > one.depth or one.kind is Kind.PER_DAY):
            return False
    return True


def _is_modified(tokens: Sequence[Token], total: Token) -> bool:
    place = list(tokens).index(total)
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        following is not None and following.kind is Kind.SIGN and following.text == "×"
        and not any(one.kind is Kind.SIZE for one in tokens)
    )


def _of_pieces(masses: _Masses) -> DoseOnLine:
    product: Product = masses.products[0].value
    if len(masses.products) > 1 or not product.counted:
        raise Rejected("E_AMBIG", _("A product is no dose: write the dose of one administration."))
    masses.strengths.append(masses.products[0])
    masses.products.clear()
    return DoseOnLine(product.total, product=str(product), pieces=product.pieces)


def _of_strength(
    tokens: Sequence[Token], masses: _Masses, basis: Term | None
) -> DoseOnLine:
    strengths = {_strength(one) for one in masses.strengths}
    if len(strengths) == 1 and len(masses.counts) == 1:
        pieces, one = masses.counts[0], strengths.pop()
        if pieces == pieces.to_integral_value() and pieces > 0:
            product = Product(one, int(pieces), True)
            return DoseOnLine(product.total, product=str(product), pieces=product.pieces)
    if basis is not None:
        raise Rejected("E_MISSING", _("Only a dose per m², per kg or an AUC stands here: the total "
                                      "dose is missing."))
    if masses.counts:
        raise Rejected("E_MISSING", _("A number of vials or tablets stands here without a "
                                      "strength: the dose is missing."))
    if any(one.kind is Kind.NUMBER for one in tokens):
        raise Rejected("E_UNIT", _("The number has no unit."))
    raise Rejected("E_MISSING", _("No dose with a unit of mass, such as 120 mg, stands here."))


def _strength(token: Token) -> Term:
    value: Term | Product = token.value
    return value.one if isinstance(value, Product) else value


def _basis(tokens: Sequence[Token]) -> tuple[Term | None, Term | None]:
    """Return the dose per m², per kg or the AUC, and the area or weight beside it."""
    bases = distinct(one.value for one in tokens if one.kind is Kind.BASIS)
    sizes = distinct(one.value for one in tokens if one.kind is Kind.SIZE)
    if len(bases) > 1:
        raise Rejected("E_AMBIG", _("Several doses stand in one line: {doses}.",
                                    doses=Joined(list(bases))))
    if len(sizes) > 1 or (sizes and not bases):
        raise Rejected("E_AMBIG", _("An area or a weight stands here and no dose per m² or kg."))
    return (bases[0] if bases else None), (sizes[0] if sizes else None)


def _compare_size(found: DoseOnLine) -> None:
    if found.basis is None or found.size is None:
        return
    if not found.basis.unit.key.endswith(found.size.unit.key):
        raise Rejected("E_AMBIG", _("{basis} and {size} do not go together.", basis=found.basis,
                                    size=found.size))
    made = found.basis * found.size
    if abs(made.to("mg").magnitude - found.dose.to("mg").magnitude) * 20 > made.to("mg").magnitude:
        found.doubts.append(_("{basis} × {size} is {made}, not {dose}.", basis=found.basis,
                              size=found.size, made=made, dose=found.dose))


def _compare_pieces(found: DoseOnLine, masses: _Masses, drug: Drug | None) -> None:
    """Compare the dose with the numbers of vials or tablets that stand beside it."""
    for token in masses.products:
        product: Product = token.value
        if product.total == found.dose:
            continue
        before = token.start < masses.totals[0].start or token.row < masses.totals[0].row
        if not product.counted:
            raise Rejected(
                "E_AMBIG", _("A product is no dose: write the dose of one administration.")
            )
        if not before and not _fills(
            product.one, Decimal(product.pieces), found.dose, in_whole_pieces(drug)
        ):
            raise Rejected("E_AMBIG", _("{product} do not make {dose}.", product=product,
                                        dose=found.dose))
        masses.strengths.append(token)
    if found.product is not None:
        if any(pieces != found.pieces for pieces in masses.counts):
            raise Rejected("E_AMBIG", _("Two numbers of pieces stand in one line."))
        return
    stated = [_strength(one) for one in masses.strengths]
    known = stated or ([] if drug is None else [one.strength for one in drug.presentations])
    weighed = [one for one in known if one.unit.same_dimension(found.dose.unit)]
    for pieces in masses.counts:
        if any(_fills(one, pieces, found.dose, in_whole_pieces(drug)) for one in weighed):
            continue
        if stated or len(weighed) > 0:
            raise Rejected("E_AMBIG", _("{pieces} pieces do not make {dose}.",
                                        pieces=str(pieces.normalize()), dose=found.dose))
        found.doubts.append(_("How {pieces} pieces make {dose} is not known.",
                              pieces=str(pieces.normalize()), dose=found.dose))


def in_whole_pieces(drug: Drug | None) -> bool:
    """Say whether a drug is taken in whole pieces: of a tablet nothing is left in the vial."""
    forms = () if drug is None else tuple(one.form for one in drug.presentations)
    return bool(forms) and all(one in _WHOLE_PIECES for one in forms)


def _fills(one: Term, pieces: Decimal, dose: Term, whole: bool) -> bool:
    """Say whether so many pieces are opened for a dose: no fewer than needed, none too many."""
    unit, wanted = one.to("mg").magnitude, dose.to("mg").magnitude
    if not unit or pieces <= 0:
        return False
    if whole or pieces != pieces.to_integral_value():
        return abs(unit * pieces - wanted) <= wanted * _VIALS_OFF
    return pieces == (wanted / unit).quantize(Decimal(1), ROUND_CEILING)
