"""RECIST 1.1, the overall response from target lesions, non-target lesions and new lesions."""

from __future__ import annotations

from bmcalc.core.texts import _

TARGET_NAMES: dict[str, object] = {
    "cr": _("CR, complete response"),
    "pr": _("PR, partial response"),
    "sd": _("SD, stable disease"),
    "pd": _("PD, progressive disease"),
    "ne": _("NE, not evaluable"),
    "na": _("none at baseline"),
}
NON_TARGET_NAMES: dict[str, object] = {
    "cr": _("CR, complete response"),
    "ncnp": _("non-CR/non-PD"),
    "pd": _("PD, progressive disease"),
    "ne": _("NE, not evaluable"),
    "na": _("none at baseline"),
}
OVERALL_NAMES: dict[str, object] = {
    "cr": _("CR, complete response"),
    "pr": _("PR, partial response"),
    "sd": _("SD, stable disease"),
    "non_cr_non_pd": _("non-CR/non-PD"),
    "pd": _("PD, progressive disease"),
    "ne": _("NE, not evaluable"),
}


def overall_response(
    target: str | None, non_target: str | None, new_lesion: bool | None
) -> str | None:
    """Return the overall response, a key of :data:`OVERALL_NAMES` (Eisenhauer 2009).

    None stands for an answer that is not known. Progression anywhere decides at once; otherwise
    one unknown leaves the overall response unknown, and None is returned. Raises ValueError
    where there was neither target nor non-target disease.
    """
    if target == non_target == "na":
        raise ValueError("a response needs target or non-target disease")
    if new_lesion or target == "pd" or non_target == "pd":
        return "pd"
    if target is None or non_target is None or new_lesion is None:
        return None
    if target == "na":
        return "non_cr_non_pd" if non_target == "ncnp" else non_target
    if target == "cr" and non_target in ("ncnp", "ne"):
        return "pr"
    return target
