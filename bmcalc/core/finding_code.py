"""Codes of findings that bear on a verdict, how each of them bears on it, and where it is read.

A code that stands here with nothing said of it weighs by its severity alone, as every other code
does: it is named because people read a short word for it.
"""

from __future__ import annotations

from enum import Flag, StrEnum, auto
from typing import Final, Self


class Bearing(Flag):
    """How a finding bears on the verdict of an order."""

    UNDECIDED = auto()
    """Something needed is not known: nothing is decided, whatever its severity."""

    ABOUT_INPUT = auto()
    """About what was entered and how it is calculated: a caution asks nobody about the order."""

    TYPED_DOSE = auto()
    """About the dose that a person typed on a page; in an order the regimen gave that dose."""

    EXPLAINS = auto()
    """Told beside a dose of an order to explain it: nobody has to act on it today."""

    OF_EVERY_LINE = auto()
    """Holds for every line of an order alike: said once."""


class Place(StrEnum):
    """Where a finding of an order is read."""

    FINDINGS = "findings"
    """What a person must do or know today."""

    WORKING = "working"
    """What led to the verdict of a line and is not to be acted on."""

    FOOT = "foot"
    """What holds for every line."""


BY_SEVERITY: Final = Bearing(0)
"""Nothing is said of a code: it weighs by its severity alone."""


class FindingCode(StrEnum):
    """A code by which a verdict is decided or named; ``bearing`` says how."""

    bearing: Bearing

    def __new__(cls, code: str, bearing: Bearing = BY_SEVERITY) -> Self:
        """Make a member that is its code, as a text; ValueError where it bears in two ways."""
        if len(bearing) > 1:
            raise ValueError(f"{code} bears on a verdict in one way")
        made = str.__new__(cls, code)
        made._value_ = code
        made.bearing = bearing
        return made

    MISSING = "MISSING", Bearing.UNDECIDED
    LAST_DOSE_UNKNOWN = "LAST_DOSE_UNKNOWN", Bearing.UNDECIDED
    INTERVAL_UNKNOWN = "INTERVAL_UNKNOWN", Bearing.UNDECIDED
    DUE_UNKNOWN = "DUE_UNKNOWN", Bearing.UNDECIDED
    LINE_UNREAD = "LINE_UNREAD", Bearing.UNDECIDED
    PARTNER_UNKNOWN = "PARTNER_UNKNOWN", Bearing.UNDECIDED
    FACT_MISSING = "FACT_MISSING", Bearing.UNDECIDED
    FACT_OLD = "FACT_OLD", Bearing.UNDECIDED
    NO_GFR_ESTIMATE = "NO_GFR_ESTIMATE", Bearing.UNDECIDED

    UNUSUAL = "UNUSUAL", Bearing.ABOUT_INPUT
    GFR_HIGH = "GFR_HIGH", Bearing.ABOUT_INPUT
    LITTLE_MUSCLE = "LITTLE_MUSCLE", Bearing.ABOUT_INPUT
    IDEAL_WEIGHT_EXTRAPOLATED = "IDEAL_WEIGHT_EXTRAPOLATED", Bearing.ABOUT_INPUT
    NON_IDMS_CREATININE = "NON_IDMS_CREATININE", Bearing.ABOUT_INPUT
    BSA_CAPPED = "BSA_CAPPED", Bearing.ABOUT_INPUT
    ABOVE_FDA_MAXIMUM = "ABOVE_FDA_MAXIMUM", Bearing.ABOUT_INPUT
    NOT_ROUNDED = "NOT_ROUNDED", Bearing.ABOUT_INPUT
    NO_BAND = "NO_BAND", Bearing.ABOUT_INPUT
    ROUNDED_FAR = "ROUNDED_FAR", Bearing.ABOUT_INPUT

    DOSE_LOW = "DOSE_LOW", Bearing.TYPED_DOSE
    LOOKS_LIKE_ANOTHER_DRUG = "LOOKS_LIKE_ANOTHER_DRUG", Bearing.TYPED_DOSE
    USUAL_DOSE_USED = "USUAL_DOSE_USED", Bearing.TYPED_DOSE
    NOT_INTERCHANGEABLE = "NOT_INTERCHANGEABLE", Bearing.TYPED_DOSE
    ADMINISTRATION = "ADMINISTRATION", Bearing.TYPED_DOSE
    ACTUAL_WEIGHT = "ACTUAL_WEIGHT", Bearing.TYPED_DOSE

    ORDER_AGREES = "ORDER_AGREES", Bearing.EXPLAINS
    PREVIOUS_DOSE = "PREVIOUS_DOSE", Bearing.EXPLAINS
    NOT_CHECKED = "NOT_CHECKED", Bearing.EXPLAINS
    LINE_TEXT = "LINE_TEXT", Bearing.EXPLAINS
    TAKEN_FOR_GRANTED = "TAKEN_FOR_GRANTED", Bearing.EXPLAINS
    OTHER_SCHEDULE = "OTHER_SCHEDULE", Bearing.EXPLAINS
    NO_BANDS = "NO_BANDS", Bearing.EXPLAINS
    ROUNDED_BELOW_CAP = "ROUNDED_BELOW_CAP", Bearing.EXPLAINS
    MULTI_DOSE = "MULTI_DOSE", Bearing.EXPLAINS
    VIAL_TEXT = "VIAL_TEXT", Bearing.EXPLAINS
    CALCIUM_LIMITS = "CALCIUM_LIMITS", Bearing.EXPLAINS
    IONISED_LIMITS = "IONISED_LIMITS", Bearing.EXPLAINS
    TYPED_GFR_USED = "TYPED_GFR_USED", Bearing.EXPLAINS
    CREATININE_FLOORED = "CREATININE_FLOORED", Bearing.EXPLAINS
    OTHER_BASIS = "OTHER_BASIS", Bearing.EXPLAINS
    IDMS_CREATININE = "IDMS_CREATININE", Bearing.EXPLAINS
    ACTUAL_WEIGHT_USED = "ACTUAL_WEIGHT_USED", Bearing.EXPLAINS
    EQUATION_OVERDOSES = "EQUATION_OVERDOSES", Bearing.EXPLAINS
    CN_TEXT_NOT_VERIFIED = "CN_TEXT_NOT_VERIFIED", Bearing.EXPLAINS

    LABEL_NOT_VERIFIED = "LABEL_NOT_VERIFIED", Bearing.OF_EVERY_LINE
    UNDATED_AS_TODAY = "UNDATED_AS_TODAY", Bearing.OF_EVERY_LINE
    CREATININE_UNDATED = "CREATININE_UNDATED", Bearing.OF_EVERY_LINE
    POLICY_CONVENTIONS = "POLICY_CONVENTIONS", Bearing.OF_EVERY_LINE

    ABSENT = "ABSENT"
    NO_ORDER = "NO_ORDER"
    MISSING_DRUG = "MISSING_DRUG"
    EXTRA_DRUG = "EXTRA_DRUG"
    UNKNOWN_DRUG = "UNKNOWN_DRUG"
    SWAPPED = "SWAPPED"
    WHICH_DRUG = "WHICH_DRUG"
    ORDERED_TWICE = "ORDERED_TWICE"
    ORDERED_TO_STOP = "ORDERED_TO_STOP"
    TO_CONFIRM = "TO_CONFIRM"
    NOT_A_PLAN = "NOT_A_PLAN"
    FREQUENCY_DIFFERS = "FREQUENCY_DIFFERS"
    INTERVAL_DIFFERS = "INTERVAL_DIFFERS"
    DAYS_DIFFER = "DAYS_DIFFER"
    INFUSION_DIFFERS = "INFUSION_DIFFERS"
    DILUENT_DIFFERS = "DILUENT_DIFFERS"
    CONCENTRATION = "CONCENTRATION"
    NO_WHOLE_TABLETS = "NO_WHOLE_TABLETS"
    BASIS_DIFFERS = "BASIS_DIFFERS"
    CYCLE_DIFFERS = "CYCLE_DIFFERS"
    PATIENT_DIFFERS = "PATIENT_DIFFERS"
    PHASE_DIFFERS = "PHASE_DIFFERS"
    WRONG_ROUTE = "WRONG_ROUTE"
    WRONG_DAY = "WRONG_DAY"
    ORDER_QUERY = "ORDER_QUERY"
    ORDER_STOP = "ORDER_STOP"
    ORDER_ABOVE_CAP = "ORDER_ABOVE_CAP"
    ABOVE_NEVER_EXCEEDED = "ABOVE_NEVER_EXCEEDED"
    DECIMAL_POINT = "DECIMAL_POINT"
    OTHER_AUC = "OTHER_AUC"
    MORE_IN_THE_CYCLE = "MORE_IN_THE_CYCLE"
    NOT_REDUCED = "NOT_REDUCED"
    NO_GATES = "NO_GATES"
    NO_ESSENTIAL = "NO_ESSENTIAL"
    RELATED_GIVEN = "RELATED_GIVEN"
    OWN_REACTION = "OWN_REACTION"
    DOSE_JUMPED = "DOSE_JUMPED"
    DOSE_RAISED = "DOSE_RAISED"
    GIVEN_TODAY = "GIVEN_TODAY"
    TOO_EARLY = "TOO_EARLY"
    EARLY = "EARLY"
    BEYOND_PLANNED_CYCLES = "BEYOND_PLANNED_CYCLES"
    RELOAD_CONFLICT = "RELOAD_CONFLICT"
    PREMEDICATION_MISSING = "PREMEDICATION_MISSING"
    PERTUZUMAB_ALONE = "PERTUZUMAB_ALONE"
    PREGNANCY_UNKNOWN = "PR-02"
    MOUTH_NOT_EXAMINED = "DE-03"


_BEARINGS: Final[dict[str, Bearing]] = {one.value: one.bearing for one in FindingCode}


def bearing_of(code: str) -> Bearing:
    """Return how a code bears on the verdict; nothing for a code that weighs by its severity."""
    return _BEARINGS.get(code, BY_SEVERITY)
