"""A key opens with its passphrase alone, typed on any keyboard."""

import unicodedata

import pytest

from bmcalc.records.faults import RecordsFault
from bmcalc.records.people.acts import Occasion
from bmcalc.records.people.keys import MODERATE, NewKey, SealedKey, WrongPassphrase, public_of
from bmcalc.records.people.passphrases import refuse_weak
from tests.records.ledger.given import ORIGIN, at
from tests.records.people.given import CHEAP


@pytest.mark.parametrize("passphrase", [
    "correct horse", "七里香七里香七里香好", "crème brûlée à Orléans",
])
def test_a_key_opens_with_its_passphrase_however_the_keyboard_composes_it(passphrase):
    new = NewKey.make(passphrase, CHEAP)
    for form in ("NFC", "NFD"):
        opened = new.sealed.open(unicodedata.normalize(form, passphrase))
        assert public_of(opened) == new.public


@pytest.mark.parametrize("other", [
    "correct horsf", "Correct horse", "correct horse ", "", "\ud800",
])
def test_no_other_passphrase_opens_it_and_nothing_of_it_is_told(other):
    new = NewKey.make("correct horse", CHEAP)
    with pytest.raises(WrongPassphrase) as told:
        new.sealed.open(other)
    assert "correct" not in str(told.value)


def test_two_keys_of_one_passphrase_have_nothing_in_common():
    one, other = (NewKey.make("correct horse", CHEAP) for _ in range(2))
    assert one.public != other.public
    assert one.sealed.salt != other.sealed.salt


def test_a_guess_costs_256_mebibytes_unless_a_test_asks_for_less():
    assert Occasion(at(1), ORIGIN).limits == MODERATE
    assert (MODERATE.passes, MODERATE.memory) == (3, 256 * 2**20)
    new = NewKey.make("correct horse")
    assert new.sealed.limits == MODERATE
    assert public_of(new.sealed.open("correct horse")) == new.public


def test_a_sealed_key_is_read_as_it_was_held_and_the_secret_is_not_in_it():
    new = NewKey.make("correct horse", CHEAP)
    held = new.sealed.held()
    assert SealedKey.read(held) == new.sealed
    assert bytes(new.secret).hex() not in str(held)


@pytest.mark.parametrize("changed", [
    {"memory": 2**40}, {"passes": 10**6}, {"memory": 1}, {"passes": 0}, {"passes": "3"},
    {"salt": "00"}, {"box": ""}, {"box": "00" * 1000}, {"salt": "zz" * 16}, {"salt": None},
])
def test_a_sealed_key_that_would_hang_the_computer_or_is_none_is_not_read(changed):
    held = NewKey.make("correct horse", CHEAP).sealed.held()
    with pytest.raises(ValueError, match=r"sealed key|hexadecimal"):
        SealedKey.read({**held, **changed})


@pytest.mark.parametrize("passphrase", [
    "ninechar9", "七里香七里香七里香", "e\u0301" * 9, " " * 12, "\u3000" * 12, "aaaaaaaaaaaa",
    "a a a a a a", "AaAaAaAaAaAa", "x-Li Wei-secret", "x-liwei-secret", "xx ph-0042 xx",
    "ＰＨ－００４２ and more",
])
def test_a_passphrase_that_is_short_or_gives_itself_away_is_refused(passphrase):
    with pytest.raises(RecordsFault):
        refuse_weak(passphrase, "Li Wei", "PH-0042")


@pytest.mark.parametrize("passphrase", [
    "tencharact", "七里香七里香七里香好", "e\u0301" * 9 + "x", "8305172946", "Li morning Wei tea",
])
def test_ten_characters_that_tell_nothing_are_a_passphrase(passphrase):
    refuse_weak(passphrase, "Li Wei", "PH-0042")


def test_a_chinese_name_in_a_passphrase_is_seen():
    with pytest.raises(RecordsFault, match="name"):
        refuse_weak("今天王芳喝茶看雨听风", "王芳", "1")
    refuse_weak("1今天喝茶看雨听风睡觉", "王芳", "1")
