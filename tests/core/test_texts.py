import pytest

from bmcalc.core.texts import Bilingual, Joined, Text, current_language, in_language, set_language


def test_a_text_reads_in_the_language_of_the_moment():
    liver = Text("Liver")
    assert str(liver) == "Liver"
    with in_language("zh_CN"):
        assert str(liver) == "肝脏"
    assert str(liver) == "Liver"


def test_a_place_is_filled_in_the_language_of_the_moment():
    text = Text("Missing: {label}. It is never assumed.", label=Text("Liver"))
    with in_language("zh_CN"):
        assert "肝脏" in str(text)
    assert "Liver" in str(text)


def test_a_name_from_data_reads_in_both_languages():
    name = Bilingual("DOCEtaxel", "多西他赛")
    assert str(name) == "DOCEtaxel"
    with in_language("zh_CN"):
        assert str(name) == "多西他赛"
        assert name.both() == "多西他赛 DOCEtaxel"


def test_joined_parts_follow_the_language():
    both = Joined([Text("Female"), Text("Male")])
    with in_language("zh_CN"):
        assert str(both) == "女、男"


def test_an_unknown_language_changes_nothing():
    with pytest.raises(ValueError, match="no such language"):
        set_language("xx")
    assert current_language() == "en"
