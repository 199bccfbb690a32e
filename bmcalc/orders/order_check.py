"""The order check as a calculator: the contract's inputs in, its values out."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.orders.check_order import check_order
from bmcalc.orders.reading.order_inputs import RegimenInputs
from bmcalc.orders.stage_of_sequence import phase_values
from bmcalc.orders.verdicts import VERDICT_NAMES

_DRUG: Final = attrgetter("drug")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class OrderCheckInputs(RegimenInputs):
    """The patient, the regimen and its day, what was given before, and the order."""


def order_check(given: OrderCheckInputs, work: Work) -> None:
    """Write the verdict, every line, and the dates ahead."""
    check = check_order(given)
    work.give("verdict", check.verdict.value)
    work.give("lines", [line.as_values() for line in check.lines])
    work.give("phase", phase_values(check.situation.stage))
    work.give("schedule", check.schedule.as_values())
    work.give("bsa", check.bsa)
    work.give("crcl", check.crcl)
    work.give(
        "not_understood",
        [{"line": one.number, "text": one.text, "unread": one.unread, "reason": one.reason}
         for one in check.not_understood],
    )
    order = check.situation.order
    work.give("discontinued", list(dict.fromkeys(map(_DRUG, order.discontinued))))
    work.give("read_not_checked", list(dict.fromkeys(map(_DRUG, order.beside))))
    work.give("other_lines", [{"line": one.number, "text": one.text} for one in order.told])
    work.give("supportive_care", [one.as_values() for one in check.care])
    work.give("foot", check.foot)
    work.give("policy", f"{check.policy.name.english} {check.policy.version}")
    work.least = check.severity
    work.steps.extend(check.work.steps)
    work.findings.extend(check.findings)
    work.cited.extend(check.sources())
    work.decided_by(*check.rules)


CALCULATOR = Calculator(
    id="order-check",
    title=_("Order check"),
    summary=_("A whole regimen for one patient: computed, rounded, compared with the order"),
    group="order",
    order=1,
    not_for=NotFor(
        _("Not in place of the pharmacist's own check, and not for an order for a child "
          "or another disease: its drugs and regimens are those of breast cancer with "
          "bone metastasis."),
        "scope-of-program",
    ),
    inputs=OrderCheckInputs,
    values=(
        Value(name="verdict", label=_("Verdict"), options=VERDICT_NAMES),
        Value(name="lines", label=_("Lines"), kind="array"),
        Value(name="phase", label=_("Phase of the sequence"), kind="object"),
        Value(name="schedule", label=_("Schedule"), kind="array"),
        Value(name="bsa", label=_("Body surface area"), unit="m^2", decimals=2),
        Value(name="crcl", label=_("Creatinine clearance, actual weight"), unit="mL/min",
              decimals=1),
        Value(name="not_understood", label=_("Pasted lines not understood"), kind="array"),
        Value(name="discontinued", label=_("Ordered to stop"), kind="array"),
        Value(name="read_not_checked", label=_("Read, not checked"), kind="array"),
        Value(name="other_lines", label=_("Lines that order nothing"), kind="array"),
        Value(name="supportive_care", label=_("Suggested by the sources"), kind="array"),
        Value(name="foot", label=_("What holds for every line"), kind="array"),
        Value(name="policy", label=_("Policy")),
    ),
    formula=order_check,
    headline="verdict",
)
