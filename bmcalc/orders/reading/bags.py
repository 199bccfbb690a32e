"""One bag over several lines: which fluid belongs to which drug.

Lines of one group are one bag. Without a group a fluid belongs to the drug line next to it, and
where two could take it nobody gets it.
"""

from __future__ import annotations

from bmcalc.core.texts import _
from bmcalc.orders.reading.record import MOST_IN_A_BAG, Gathered, Record
from bmcalc.orders.reading.tokens import Kind, Token


def share_bags(found: Gathered) -> None:
    """Give every fluid that stands on a line of its own to the drug that it belongs to."""
    groups: dict[str, list[Record]] = {}
    blocks: dict[int, list[Record]] = {}
    for record in found.records:
        if record.group is not None:
            groups.setdefault(f"{record.block} {record.group}", []).append(record)
        else:
            blocks.setdefault(record.block, []).append(record)
    alone: list[Record] = []
    for members in groups.values():
        fluids = [one for one in members if one.fluid_only]
        drugs = [one for one in members if not one.fluid_only]
        if len(members) > MOST_IN_A_BAG:
            for one in members:
                one.bags.append(_unclear(one, _("More lines than go into one bag.")))
            continue
        for drug in drugs:
            drug.bags.extend(one for one in members if one is not drug)
        alone.extend(fluids if not drugs else ())
    for members in blocks.values():
        _share_neighbours(members)
    kept = {id(one) for one in alone}
    found.records = [
        one for one in found.records
        if not one.fluid_only or id(one) in kept or (one.group is None and not one.bags)
    ]


def _share_neighbours(members: list[Record]) -> None:
    """Join a fluid to the drug line next to it; where two could take it, neither gets it."""
    fluids = [place for place, one in enumerate(members) if one.fluid_only]
    if not fluids:
        return
    takes = [_takes_fluid(one) for one in members]
    before = {place: place - 1 for place in fluids if place > 0 and takes[place - 1]}
    after = {place: place + 1 for place in fluids
             if place + 1 < len(members) and takes[place + 1]}
    wanting = [place for place in fluids if place in before or place in after]
    if not wanting:
        return
    first_is_fluid = members[0].fluid_only
    whole = [
        way for way in ((after, before) if first_is_fluid else (before, after))
        if all(place in way for place in wanting)
    ]
    chosen = whole[0] if len(whole) == 1 else None
    if len(whole) == 2:
        chosen = _by_route(members, wanting, before, after)
    for place in wanting:
        way = chosen
        if way is None and not whole:
            way = before if place not in after else after if place not in before else None
        if way is None:
            _lose_fluid(members, place, before, after)
            continue
        members[way[place]].bags.append(members[place])
        members[place].bags.append(members[way[place]])


def _takes_fluid(record: Record) -> bool:
    """Say whether a fluid may belong to a record: it has none, and no route without one."""
    if record.fluid_only or record.has(Kind.FLUID):
        return False
    routes = [token.value for token in record.tokens if token.kind is Kind.ROUTE]
    return all(route.startswith("iv") for route in routes)


def _by_route(
    members: list[Record], wanting: list[int], before: dict[int, int], after: dict[int, int]
) -> dict[int, int] | None:
    """Choose the way in which every drug that gets a fluid has no route of its own."""
    bare = [
        way for way in (before, after)
        if all(not members[way[place]].has(Kind.ROUTE) for place in wanting)
    ]
    return bare[0] if len(bare) == 1 else None


def _lose_fluid(
    members: list[Record], place: int, before: dict[int, int], after: dict[int, int]
) -> None:
    """Let every drug that could take a fluid be lost with it."""
    fluid = members[place]
    fluid.bags.append(fluid)
    unclear = _unclear(fluid, _("To which drug this fluid belongs cannot be said."))
    for way in (before, after):
        if place in way:
            members[way[place]].bags.append(unclear)


def _unclear(record: Record, reason: object) -> Record:
    """Return a record that makes every one unread to whose bag it belongs."""
    token = Token(Kind.BAD, record.text, 0, 0, reason, row=record.number)
    return Record([record.rows[0]], [token], record.block)
