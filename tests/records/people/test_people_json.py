"""The people as JSON hold what is shown of them and no sealed key."""

import json

from bmcalc.core.texts import in_language
from bmcalc.records.ledger.kinds import Meaning
from bmcalc.records.people.acts import leave, propose_person
from bmcalc.records.people.listing import people_json
from bmcalc.records.people.person import Details
from bmcalc.records.people.roles import Role
from bmcalc.records.people.roster import roster, roster_until
from bmcalc.records.people.signing import block_of, meaning_text
from tests.records.ledger.given import records
from tests.records.people.given import (
    CHEN,
    LI,
    WANG,
    ZHAO,
    hospital,
    occasion,
    passphrase_of,
    person_of,
    release,
    signer,
)


def test_of_records_without_people_there_is_an_empty_list(tmp_path):
    assert people_json(records(tmp_path)) == {"people": [], "proposed": []}


def test_everybody_is_listed_and_nobody_s_sealed_key(tmp_path):
    store = hospital(tmp_path)
    gone = person_of(store, CHEN)
    new = Details("孙立", "PH-2001", (Role.ONCOLOGIST,))
    propose_person(store, new, passphrase_of(new), signer(store, WANG), occasion())
    leave(store, gone.id, signer(store, LI), occasion())
    shown = people_json(store)
    assert [(one["registration"], one["active"]) for one in shown["people"]] == [
        (LI.registration, True), (WANG.registration, True), (ZHAO.registration, True),
        (CHEN.registration, False),
    ]
    li, wang, zhao, _chen = shown["people"]
    assert li["roles"] == ["senior_pharmacist", "administrator"]
    assert (li["added_by"], zhao["added_by"]) == ([li["id"]], [li["id"], wang["id"]])
    assert li["key"] == person_of(store, LI).key
    assert li["since"] == "2026-11-28T01:00:01.000Z"
    assert [(one["change"], one["printed_name"]) for one in shown["proposed"]] == [("new", "孙立")]
    written = json.dumps(shown)
    for person in roster(store).people():
        assert person.sealed.box not in written
        assert person.sealed.salt not in written
    assert not any("seal" in name for part in shown.values() for one in part for name in one)


def test_a_signature_shows_name_registration_time_and_meaning(tmp_path):
    store = hospital(tmp_path)
    draft = release(person_of(store, ZHAO), 75)
    assert str(block_of(draft, roster(store))) == "赵敏 (PH-1003) 2026-11-28 09:01 Release"
    with in_language("zh_CN"):
        assert str(block_of(draft, roster(store))).startswith("赵敏 (PH-1003) 2026-11-28 09:01 ")


def test_every_meaning_is_said():
    assert len({str(meaning_text(one)) for one in Meaning}) == len(Meaning)


def test_the_people_of_an_earlier_event_are_those_of_then(tmp_path):
    store = hospital(tmp_path)
    known = [len(roster_until(store, seq).people()) for seq in range(1, store.head().seq + 1)]
    assert known == [0, 1, 2, 2, 3, 3, 4]
