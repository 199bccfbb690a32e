"""What a hospital's own folder may hold."""

READ = (
    "formulary", "regimens", "sources", "policy.toml", "formulary.toml", "reviews.toml",
)
"""Laid over the shipped files of the same names; ``formulary.toml`` names the version and
``reviews.toml`` holds the hospital's signatures of rules."""

SETTINGS = "bmcalc.ini"
"""The settings for all users, which on Windows stand in the same folder; the window reads them."""
