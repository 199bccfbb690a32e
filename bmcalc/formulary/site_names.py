"""What a hospital's own folder may hold."""

READ = ("formulary", "regimens", "sources", "policy.toml", "formulary.toml")
"""Laid over the shipped files of the same names; ``formulary.toml`` names the version."""

SETTINGS = "bmcalc.ini"
"""The settings for all users, which on Windows stand in the same folder; the window reads them."""
