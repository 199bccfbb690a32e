"""What was typed on the page, as the order check reads it; and the other way about.

The session keeps flat names. A part has its names before it: ``order:docetaxel`` is the ordered
dose, ``last:docetaxel:on`` the day of the last one, ``anc:on`` the day of a result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from bmcalc.gui.window.session import Session, Typed, raw_of

if TYPE_CHECKING:
    import datetime

    from bmcalc.orders.reading.order_entry import KeptLine
    from bmcalc.orders.reading.ordered import Order, Ordered

PAGE_ID: Final = "order-check"
RESULTS_ON: Final = "results:on"
"""The day of every result that has none of its own."""

KEPT: Final = "order:kept"
"""The pasted lines that are no dose, until a person has dealt with them."""

NONE: Final = "none"
"""The key that says: no bone agent; no severe reaction to any of the drugs."""

SOURCE: Final = "order:source"
"""The text of a pasted order as it was pasted."""

REACTIONS: Final = "hypersensitivity"
_WHOLE: Final = ("regimen", "cycle", "day", "today")
_BONE_AGENTS: Final = ("denosumab", "zoledronic_acid", "ibandronate", "pamidronate", "clodronate")
_LEADING_PART: Final = {"last": "on", "reductions": "percent", "planned": "dose"}
_LAST_CYCLE: Final = ("on", "weight", "creatinine")


def entered(session: Session) -> dict[str, Any]:
    """Return the inputs of the order check; what is empty is left out."""
    from bmcalc.formulary.drugs import drug_ids

    filled = session.filled(PAGE_ID)
    named = {name.split(":")[1] for name in filled if ":" in name}
    drugs = [drug for drug in drug_ids() if drug in named]
    given: dict[str, Any] = {name: _text(session, name) for name in _WHOLE}
    agent = _text(session, "bone_agent")
    given["bone_agent"] = None if agent == NONE else agent
    given["patient"], given["labs"] = _facts(session, filled)
    given["order"] = {name: dose for name in drugs
                      if f"order:{name}" in filled and (dose := _ordered(session, name))}
    given["last"] = {name: last for name in drugs if (last := _parts(
        session, f"last:{name}", ("on", "dose", "weight", "percent", "reason"), filled))}
    given["reductions"] = {name: one for name in drugs if (one := _parts(
        session, f"reduction:{name}", ("percent", "reason"), filled))}
    given["planned"] = {name: one for name in drugs if (one := _parts(
        session, f"planned:{name}", ("dose", "days", "reason"), filled))}
    given["levels"] = {
        name: level for name in drugs
        if f"level:{name}" in filled and (level := _text(session, f"level:{name}"))
    }
    given["last_cycle"] = _parts(session, "last_cycle", _LAST_CYCLE, filled)
    return {name: value for name, value in given.items() if value not in (None, {}, "")}


def _text(session: Session, name: str) -> Any:
    entry = session.entry(PAGE_ID, name)
    return None if entry.empty else entry.typed


def _parts(
    session: Session, name: str, parts: Sequence[str], filled: Collection[str]
) -> dict[str, Any]:
    from bmcalc.gui.pages.order_check.questions import ask_of

    return {
        part: raw_of(session.entry(PAGE_ID, named), ask_of(named))
        for part in parts if (named := f"{name}:{part}") in filled
    }


def _ordered(session: Session, drug: str) -> Any:
    from bmcalc.gui.pages.order_check.questions import ask_of
    from bmcalc.orders.reading.typed_line import says_more_than_a_dose

    entry = session.entry(PAGE_ID, f"order:{drug}")
    if entry.empty:
        return None
    dose = raw_of(entry, ask_of("order"))
    pasted = session.entry(PAGE_ID, f"order:{drug}:pasted").typed
    if isinstance(dose, str) and says_more_than_a_dose(dose):
        return _typed_line(drug, dose, pasted)
    if not pasted:
        return dose
    return _with_dose(pasted, dose) if isinstance(pasted, tuple) else {"dose": dose, **pasted}


def _typed_line(drug: str, text: str, pasted: Any) -> Any:
    """Return a line as it was typed; what was pasted before stays where it is not typed over."""
    from bmcalc.orders.reading.typed_line import TypedLine

    if not isinstance(pasted, tuple):
        return TypedLine(drug, text, pasted or None)
    first = TypedLine(drug, text, pasted[0])
    return first if len(pasted) == 1 else [first, *pasted[1:]]


def _with_dose(lines: tuple[Ordered, ...], dose: Any) -> Any:
    """Return the pasted lines of a drug; a dose that was typed over counts for the first."""
    from dataclasses import replace

    from bmcalc.core.problems import Rejected
    from bmcalc.orders.reading.ordered_ask import DOSE

    try:
        typed = DOSE.read(dose)
    except Rejected:
        return dose
    first = lines[0]
    if typed != first.dose:
        first = replace(first, dose=typed, product=None)
    return [first, *lines[1:]]


def _facts(
    session: Session, filled: Collection[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was told about the patient, and the results with their days."""
    from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks

    patient: dict[str, Any] = {}
    results: dict[str, Any] = {}
    shared_day = _text(session, RESULTS_ON)
    for name, ask in patient_asks().items():
        if name not in filled:
            continue
        raw = raw_of(session.entry(PAGE_ID, name), ask)
        if name == REACTIONS:
            patient[name] = [drug for drug in raw if drug != NONE]
        elif name in LABORATORY:
            day = _text(session, f"{name}:on") or shared_day
            results[name] = {"value": raw} if day is None else {"value": raw, "on": day}
        else:
            patient[name] = raw
    return patient, results


def field_of(path: str, code: str = "") -> str:
    """Return the name of the field that a path of the order check comes from."""
    root, *parts = path.split(".")
    if root == "patient" and parts:
        return parts[0]
    if root == "labs" and parts:
        dated = parts[1:] == ["on"] or code == "E_LOGIC"
        return f"{parts[0]}:on" if dated else parts[0]
    if root == "order" and parts:
        return f"order:{parts[0]}"
    if root in _LEADING_PART and parts:
        part = parts[1] if len(parts) > 1 else _LEADING_PART[root]
        return f"{root.removesuffix('s')}:{parts[0]}:{part}"
    if root == "levels" and parts:
        return f"level:{parts[0]}"
    return ":".join([root, *parts])


def drug_of(path: str | None) -> str | None:
    """Return the drug that a path of the order check is about, or None."""
    root, _dot, rest = (path or "").partition(".")
    about_a_drug = root in ("order", "last", "reductions", "planned", "levels") and rest
    return rest.partition(".")[0] if about_a_drug else None


def ordered_entries(order: Order) -> Iterator[tuple[str, Typed]]:
    """Yield the entries of what was read from a pasted order: each line with all its fields."""
    from bmcalc.core.numbers import plain

    for drug, ordered in order.doses.items():
        lines = order.twice.get(drug, (ordered,))
        dose = lines[0].dose
        yield f"order:{drug}", Typed(plain(dose.magnitude), dose.unit.key)
        yield f"order:{drug}:pasted", Typed(lines)


def kept_lines(session: Session) -> tuple[KeptLine, ...]:
    """Return the pasted lines that are no dose and that still stand."""
    kept: tuple[KeptLine, ...] = session.entry(PAGE_ID, KEPT).typed or ()
    return kept


def opened_order(order: Mapping[str, Any]) -> dict[str, object]:
    """Return the fields that an opened case fills from its ``order``; empty where it has none."""
    if not order:
        return {}
    doses: Mapping[str, str] = order.get("order", {})
    day_one: datetime.date = order["day_one"]
    fields: dict[str, object] = {
        "regimen": order["regimen"], "cycle": str(order["cycle"]), "day": "1",
        "today": day_one.isoformat(),
    }
    agent = next((name for name in _BONE_AGENTS if name in doses), None)
    if agent is not None:
        fields["bone_agent"] = agent
    fields |= {f"order:{drug}": dose for drug, dose in doses.items()}
    return fields
