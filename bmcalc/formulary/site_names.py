"""What a hospital's own folder may hold."""

KINDS = ("formulary", "regimens", "sources", "tables")
"""Its folders, laid over the shipped ones of the same names."""

ALONE = ("policy.toml", "formulary.toml", "reviews.toml")
"""Its files beside them. ``formulary.toml`` names the version and ``reviews.toml`` holds the
hospital's signatures of rules."""

READ = (*KINDS, *ALONE)

SHEETS = "sheets"
"""The folder of the sheets that were signed, kept to be printed again; no dose rests on them."""

TABLES = ("lvef.toml",)
"""The tables that a hospital may replace, label by label."""

SETTINGS = "bmcalc.ini"
"""The settings for all users, which on Windows stand in the same folder; the window reads them."""

RECORDS = "records"
"""The folder of the records, which on Windows lies in the same folder."""

NOT_THE_HOSPITALS = frozenset({SETTINGS, RECORDS})
"""What a setup puts into that folder; without anything else the hospital has none of its own."""

LEFT_BY_UPGRADES = tuple(f"policy.toml.dpkg-{kind}" for kind in ("dist", "new", "old"))
"""What the Debian package manager lays beside a policy that the hospital changed; nobody's own."""
