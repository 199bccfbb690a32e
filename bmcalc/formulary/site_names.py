"""What a hospital's own folder may hold."""

READ = (
    "formulary", "regimens", "sources", "tables", "policy.toml", "formulary.toml", "reviews.toml",
)
"""Laid over the shipped files of the same names; ``formulary.toml`` names the version and
``reviews.toml`` holds the hospital's signatures of rules."""

TABLES = ("lvef.toml",)
"""The tables that a hospital may replace, label by label."""

SETTINGS = "bmcalc.ini"
"""The settings for all users, which on Windows stand in the same folder; the window reads them."""
