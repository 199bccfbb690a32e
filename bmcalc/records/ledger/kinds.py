"""What an event can be about. A kind is never renamed: old ledgers are read for ever."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of events."""

    FOUNDED = "founded"
    NOTE = "note"
    INSTALLATION_ADMITTED = "installation_admitted"
    ADMITTED = "admitted"
    RESTORED = "restored"
    BACKED_UP = "backed_up"
    DAY_ENDED = "day_ended"

    PERSON_ADDED = "person_added"
    PERSON_PROPOSED = "person_proposed"
    PERSON_CONFIRMED = "person_confirmed"
    KEY_REPLACED = "key_replaced"
    ROLES_CHANGED = "roles_changed"
    PERSON_LEFT = "person_left"
    SIGNATURE_FAILED = "signature_failed"

    PATIENT_REGISTERED = "patient_registered"
    PATIENT_ERASED = "patient_erased"
    COURSE_OPENED = "course_opened"
    COURSE_CHANGED = "course_changed"
    COURSE_CLOSED = "course_closed"

    CHECK_DRAFTED = "check_drafted"
    FIRST_CHECKED = "first_checked"
    SECOND_CHECKED = "second_checked"
    RETURNED = "returned"
    OVERRIDDEN = "overridden"
    RELEASED = "released"
    GIVEN = "given"
    NOT_GIVEN = "not_given"
    QUERY_OPENED = "query_opened"
    QUERY_CLOSED = "query_closed"
    HELD = "held"
    RESUMED = "resumed"
    CANCELLED = "cancelled"


class Meaning(StrEnum):
    """What a person's signature means; it is shown to the person who signs."""

    FIRST_CHECK = "first_check"
    SECOND_CHECK = "second_check"
    RELEASE = "release"
    OVERRIDE = "override"
    VOID = "void"
    GIVEN = "given"
    PEOPLE = "people"
