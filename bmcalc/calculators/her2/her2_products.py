"""The HER2 products that the page knows, by the contract's names; their files say the rest."""

from __future__ import annotations

from bmcalc.core.texts import _

TRASTUZUMAB_IV = "trastuzumab_iv"
TRASTUZUMAB_SC = "trastuzumab_sc"
PERTUZUMAB = "pertuzumab"
PHESGO = "phesgo"
DERUXTECAN = "trastuzumab_deruxtecan"

EVERY_3_WEEKS, EVERY_WEEK = "21 day", "7 day"

PRODUCT_NAMES: dict[str, object] = {
    TRASTUZUMAB_IV: _("Trastuzumab IV"),
    TRASTUZUMAB_SC: _("Trastuzumab SC"),
    PERTUZUMAB: _("Pertuzumab"),
    PHESGO: _("Pertuzumab with trastuzumab SC (Phesgo)"),
    DERUXTECAN: _("Trastuzumab deruxtecan"),
}

UNVERIFIED_IN_CHINA: dict[str, object] = {
    TRASTUZUMAB_IV: _("trastuzumab: missed doses"),
    TRASTUZUMAB_SC: _("trastuzumab SC"),
    PERTUZUMAB: _("pertuzumab: missed doses"),
    PHESGO: _("Phesgo"),
    DERUXTECAN: _("trastuzumab deruxtecan: dose levels"),
}
"""What of a product's Chinese label nobody has read for this build."""
