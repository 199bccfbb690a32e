"""The tables that are read off the ledger. Another version of them is dropped and filled again."""

from __future__ import annotations

from typing import Final

TABLES_VERSION: Final = 1
"""Goes up with every change of a table or of what is written into it."""

TABLES: Final = (
    """CREATE TABLE head (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        chain TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE told (
        seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, event_id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        patient TEXT, course TEXT, checked TEXT, content BLOB
    ) STRICT""",
    "CREATE INDEX told_of_check ON told (checked, seq) WHERE checked IS NOT NULL",
    "CREATE INDEX told_of_course ON told (course, seq) WHERE course IS NOT NULL",
    "CREATE INDEX told_of_patient ON told (patient, seq) WHERE kind = 'patient_registered'",
    """CREATE TABLE patient (
        id TEXT PRIMARY KEY, search TEXT, key TEXT, erased INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX patient_by_number ON patient (search) WHERE search IS NOT NULL",
    """CREATE TABLE course (
        id TEXT PRIMARY KEY, patient TEXT NOT NULL, regimen TEXT NOT NULL, starts TEXT,
        cycles INTEGER, is_open INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX course_of_patient ON course (patient)",
    """CREATE TABLE checked (
        id TEXT PRIMARY KEY, patient TEXT NOT NULL, course TEXT NOT NULL, version INTEGER NOT NULL,
        regimen TEXT NOT NULL, cycle INTEGER NOT NULL, day INTEGER NOT NULL, due TEXT,
        state TEXT NOT NULL, query_open INTEGER NOT NULL, on_hold INTEGER NOT NULL,
        hold_until TEXT, verdict TEXT NOT NULL, who TEXT, since TEXT NOT NULL,
        oldest_result TEXT, may_be_given INTEGER NOT NULL, given_on TEXT
    ) STRICT""",
    "CREATE INDEX checked_of_course ON checked (course, cycle, day)",
    "CREATE INDEX checked_of_patient ON checked (patient)",
    "CREATE INDEX checked_of_day ON checked (due)",
    "CREATE INDEX checked_by_state ON checked (state)",
    """CREATE TABLE query (
        id TEXT PRIMARY KEY, checked TEXT NOT NULL, month TEXT NOT NULL, opened TEXT NOT NULL,
        is_open INTEGER NOT NULL, error TEXT, outcome TEXT
    ) STRICT""",
    "CREATE INDEX query_of_month ON query (month)",
)
"""The copy of an event's bytes in ``told`` is for folding; an act is judged from the ledger."""

NAMES: Final = ("head", "told", "patient", "course", "checked", "query")
