"""The questions of the spinal instability score, with the points of each answer (Fisher 2010)."""

from __future__ import annotations

from typing import Any, Final

from bmcalc.calculators.scores.point_scores import AskGrade
from bmcalc.core.ask import AskChoice, AskFlag, AskQuantity, Span
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import Joined, _

UNKNOWN: Final = "unknown"
OR: Final = "|"
"""Stands between the keys of an answer that leaves several open."""

JUNCTIONAL = ("C0", "C1", "C2", "C7", "T1", "T2", "T11", "T12", "L1", "L5", "S1")
MOBILE = ("C3", "C4", "C5", "C6", "L2", "L3", "L4")
SEMIRIGID = tuple(f"T{number}" for number in range(3, 11))
RIGID = ("S2", "S3", "S4", "S5")
LEVELS = (
    "C0", *(f"C{number}" for number in range(1, 8)), *(f"T{number}" for number in range(1, 13)),
    *(f"L{number}" for number in range(1, 6)), *(f"S{number}" for number in range(1, 6)),
)


class AskOpenFinding(AskChoice):
    """Asks for one finding; a list of keys says that the report leaves several open."""

    def read(self, raw: object) -> str:
        """Return the key, or the keys joined by ``|``; ``E_ENUM`` for anything not listed."""
        if not isinstance(raw, list):
            return super().read(raw)
        keys = list(dict.fromkeys(super(AskOpenFinding, self).read(key) for key in raw))
        if not keys or (UNKNOWN in keys and len(keys) > 1):
            raise Rejected("E_ENUM", _("List the findings that are possible, or unknown alone."))
        return OR.join(keys)

    def written(self, value: Any) -> Any:
        """Return the key, or a list of keys where several are open."""
        return value.split(OR) if isinstance(value, str) and OR in value else value

    def shown(self, value: str) -> object:
        """Return the finding, or those left open, as people read them."""
        return Joined([self.options[key] for key in value.split(OR)], _(" or "))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: one listed key, or a list of them."""
        one = super().schema()
        return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}

    def possible(self, value: str) -> tuple[str, ...]:
        """Return the findings that an answer leaves open; unknown leaves them all."""
        return tuple(self.points) if value == UNKNOWN else tuple(value.split(OR))

    def found(self, possible: tuple[str, ...]) -> object:
        """Return the findings left open, as people read them."""
        if len(possible) == len(self.points):
            return self.options[UNKNOWN]
        return self.shown(OR.join(possible))


_UNKNOWN = _("Unknown")
_LEVEL_POINTS = {
    level: points
    for points, levels in ((3, JUNCTIONAL), (2, MOBILE), (1, SEMIRIGID), (0, RIGID))
    for level in levels
}
LEVEL = AskGrade(
    label=_("Spinal level"), required=True, hint=_("one score for each lesion; the highest counts"),
    options={level: _("Occiput (C0)") if level == "C0" else level for level in LEVELS},
    points={level: _LEVEL_POINTS[level] for level in LEVELS},
)
LEVEL_RULE = _(
    "junctional (occiput to C2, C7 to T2, T11 to L1, L5 to S1) = 3, mobile (C3 to C6, L2 to L4) "
    "= 2, semirigid (T3 to T10) = 1, rigid (S2 to S5) = 0"
)
PAIN = AskOpenFinding(
    label=_("Pain of the spine"), style="segments", required=True,
    hint=_("mechanical: worse on movement or loading, better lying down; not the NRS"),
    options={"mechanical": _("Mechanical"),
             "occasional_nonmechanical": _("Occasional, not mechanical"), "none": _("No pain"),
             UNKNOWN: _UNKNOWN},
    points={"mechanical": 3, "occasional_nonmechanical": 1, "none": 0},
)
LESION = AskOpenFinding(
    label=_("Bone lesion"), style="segments", required=True,
    options={"lytic": _("Lytic"), "mixed": _("Mixed"), "blastic": _("Blastic"),
             UNKNOWN: _UNKNOWN},
    points={"lytic": 2, "mixed": 1, "blastic": 0},
)
ALIGNMENT = AskOpenFinding(
    label=_("Alignment"), style="segments", required=True,
    options={"subluxation": _("Subluxation or translation"),
             "deformity": _("New kyphosis or scoliosis"), "normal": _("Normal"),
             UNKNOWN: _UNKNOWN},
    points={"subluxation": 4, "deformity": 2, "normal": 0},
)
COLLAPSE = AskOpenFinding(
    label=_("Vertebral collapse"), style="segments",
    options={"gt50": _("> 50 %"), "lt50": _("< 50 %"),
             "none_gt50_involved": _("None, > 50 % of the body involved"),
             "none": _("None of these"), UNKNOWN: _UNKNOWN},
    points={"gt50": 3, "lt50": 2, "none_gt50_involved": 1, "none": 0},
)
POSTEROLATERAL = AskOpenFinding(
    label=_("Posterolateral elements"), style="segments", required=True,
    hint=_("facet, pedicle or costovertebral joint"),
    options={"bilateral": _("Both sides"), "unilateral": _("One side"), "none": _("Not involved"),
             UNKNOWN: _UNKNOWN},
    points={"bilateral": 3, "unilateral": 1, "none": 0},
)

COLLAPSE_PERCENT = AskQuantity(
    label=_("Collapse in percent"), symbol=_("collapse"), decimals=0,
    hint=_("in place of the class"), spans=(Span("%", hard=("0", "100")),),
)
OVER_HALF_INVOLVED = AskFlag(label=_("More than 50 % of the body involved"))
BILSKY = AskGrade(
    label=_("Epidural compression (Bilsky)"), noted=True,
    options={
        "0": _("0, bone only"), "1a": _("1a, epidural, sac not deformed"),
        "1b": _("1b, sac deformed, cord not touched"), "1c": _("1c, cord touched"),
        "2": _("2, cord compressed, CSF visible"), "3": _("3, cord compressed, no CSF"),
    },
)
NEUROLOGICAL_DEFICIT = AskFlag(
    label=_("Neurological deficit"), noted=True,
    hint=_("weakness, numbness, bladder or bowel"),
)
