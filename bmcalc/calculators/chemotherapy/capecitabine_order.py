"""An order of capecitabine beside the calculated dose: morning and evening, in whole tablets."""

from __future__ import annotations

from bmcalc.calculators.chemotherapy.capecitabine_fields import CapecitabineInputs
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulas.relative_change import relative_change
from bmcalc.formulas.tablet_combination import Tablets, tablets_near, tablets_of
from bmcalc.rules.limits import contract_choice

SOURCE = "capecitabine-tablets"
_MOST_SMALL = 5
_LARGE, _SMALL = q("500 mg"), q("150 mg")


def compare_tablets(
    given: CapecitabineInputs, dose: Term, tablets: Tablets, most_small: int, work: Work
) -> None:
    """Give ``deviation`` of the order and its verdict; ask where no tablets make what is ordered.

    Two doses of a day that differ are compared by their mean. 5 to 10 % off is a note, more is
    asked about where it is what the tablets come nearest to, and otherwise stopped.
    """
    morning, evening = given.ordered_dose, given.ordered_evening
    if morning is None:
        work.give("deviation", None)
        return
    ordered = morning
    if evening is not None and evening != morning:
        ordered = work.step(
            _("Mean of morning and evening"), (morning + evening) / 2, SOURCE, _("ordered dose")
        )
        _tell_unequal(morning, evening, work)
    small = most_small and _MOST_SMALL
    for one, about in ((morning, "ordered_dose"), (evening, "ordered_evening")):
        if one is not None and tablets_of(one.to("mg"), _LARGE, _SMALL, small) is None:
            _ask_for_tablets(one.to("mg"), small, about, work)
    _judge(ordered, dose, tablets, work)


def _tell_unequal(morning: Term, evening: Term, work: Work) -> None:
    """Tell two doses of a day that differ; stop more than one large tablet between them."""
    more = max(morning - evening, evening - morning, key=lambda one: one.settled)
    if more > _LARGE:
        work.stop("UNEQUAL_DOSES",
                  _("Morning {morning} and evening {evening} differ by more than one tablet of "
                    "{large}.", morning=morning, evening=evening, large=_LARGE),
                  SOURCE, about="ordered_evening")
    else:
        work.info("UNEQUAL_DOSES",
                  _("Morning {morning} and evening {evening} differ, as written.",
                    morning=morning, evening=evening), SOURCE, about="ordered_evening")


def _ask_for_tablets(ordered: Term, small: int, about: str, work: Work) -> None:
    near = tablets_near(ordered, _LARGE, _SMALL, small)
    below = [one.dose for one in near if one.dose < ordered][-1:]
    above = [one.dose for one in near if one.dose > ordered][:1]
    nearest: list[object] = [show(one, 0) for one in (*below, *above)]
    work.caution(
        FindingCode.NO_WHOLE_TABLETS,
        _("{dose} cannot be made of whole tablets or capsules; nearest: {nearest}.",
          dose=ordered, nearest=Joined(nearest)),
        "whole-tablets", about=about,
    )


def _judge(ordered: Term, dose: Term, tablets: Tablets, work: Work) -> None:
    off = work.step(
        _("Deviation of the order"),
        relative_change(dose.named(_("calculated dose")), ordered.named(_("ordered dose"))),
        "order-tolerance", decimals=1,
    )
    agrees, stops = (
        contract_choice(name).magnitude for name in ("tolerance_agrees", "tolerance_stops")
    )
    size = abs(off.settled)
    digits = decimals_against(off, (-stops, -agrees, agrees, stops), 1)
    work.give("deviation", off, digits)
    percent = show(off, digits)
    if size <= agrees:
        work.info(FindingCode.ORDER_AGREES,
                  _("The ordered {ordered} agrees with the calculated dose ({percent}).",
                    ordered=ordered, percent=percent), "order-tolerance", about="ordered_dose")
    elif size <= stops:
        work.info("ROUNDED_TO_PIECES",
                  _("The ordered {ordered} is {percent} off the computed dose, as a dose of whole "
                    "tablets or capsules may be.", ordered=ordered, percent=percent),
                  "whole-tablets", about="ordered_dose")
    elif ordered == tablets.dose:
        work.caution(FindingCode.ORDER_QUERY,
                     _("The ordered {ordered} is {percent} off the calculated dose. Ask the "
                       "prescriber.", ordered=ordered, percent=percent),
                     "order-tolerance", about="ordered_dose")
    else:
        _stop(ordered, dose, percent, work)


def _stop(ordered: Term, dose: Term, percent: str, work: Work) -> None:
    work.stop(
        FindingCode.ORDER_STOP,
        _("The ordered {ordered} is {percent} off the calculated dose. Do not prepare it before "
          "the prescriber has answered.", ordered=ordered, percent=percent),
        "order-tolerance", about="ordered_dose",
    )
    twice = relative_change(dose * 2, ordered)
    if abs(twice.settled) <= contract_choice("tolerance_stops").magnitude:
        work.stop("DOSE_OF_THE_DAY",
                  _("The order is {times} times one dose: the dose of a whole day was entered as "
                    "one dose.", times=2), "order-entry-mistakes", about="ordered_dose")
