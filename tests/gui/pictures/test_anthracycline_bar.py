"""The bar of anthracyclines: each drug in words, hidden while nothing is known."""

from bmcalc.gui.pictures.anthracycline_shares import Drawing, ShareBar, part_of
from bmcalc.gui.window.session import entry_of
from tests.gui.conftest import settle

PAGE = "cumulative-anthracycline"


def told(window, history):
    window.visit(PAGE)
    window.view()._session.put(PAGE, "anthracycline_history", entry_of(history))
    window.view().enter()
    window.view().refresh()
    settle(window)
    return window.view().findChild(Drawing)


def test_the_bar_says_each_share(window):
    drawing = told(window, [{"drug": "doxorubicin", "dose_per_bsa": "240 mg/m^2"},
                            {"drug": "epirubicin", "dose_per_bsa": "90 mg/m^2"}])
    assert drawing.isVisible()
    described = drawing.findChild(ShareBar).accessibleDescription()
    assert "240 mg/m² of 400 mg/m²: 60.0 %" in described
    assert "90 mg/m² of 900 mg/m²: 10.0 %" in described
    assert not window.grab().isNull()


def test_a_word_of_a_file_stands_in_the_rows(window):
    drawing = told(window, "none")
    assert drawing.isHidden()
    row = window.view().form.rows["anthracycline_history"].editor
    assert [one["drug"].typed for one in row.entry().typed] == ["none"]
    assert window.view()._outcome.work.values["verdict"] == "agrees"


def test_a_drug_without_a_limit_has_no_length():
    part = part_of({"drug": "pirarubicin", "before": "100 mg/m^2", "after": "100 mg/m^2",
                    "limit": None, "share_before": None, "share_after": None, "sources": []})
    assert part.after == 0
    assert "no limit is known" in part.words
