"""Help, About: what this copy is, and the check of an installer that was carried in."""

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from bmcalc.core.texts import in_language
from bmcalc.formulary.identity import shipped_identity
from bmcalc.gui.window import installer_dialog
from bmcalc.gui.window.about import show_about
from bmcalc.gui.window.installer_dialog import choose_installer, show_installer
from bmcalc.verification.installer_check import Trust, check_installer
from bmcalc.verification.manifest import in_two_lines
from bmcalc.version import __version__


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def words(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_page_tells_version_commit_formulary_and_hashes(parent, language):
    with in_language(language):
        dialog = show_about(parent)
    said = words(dialog)
    assert __version__ in said
    assert in_two_lines(shipped_identity().sha256) in said
    # A checkout has neither a commit of a build nor a list of files.
    unknown = {"en": "not known: source checkout", "zh_CN": "未知：源代码目录"}[language]
    assert said.count(unknown) == 3
    dialog.close()


def test_the_page_tells_where_the_records_lie(parent, tmp_path, monkeypatch):
    monkeypatch.setenv("BMCALC_RECORDS", str(tmp_path))
    assert f"none yet; their place is {tmp_path}" in words(show_about(parent))
    (tmp_path / "ledger.db").touch()
    assert str(tmp_path) in words(show_about(parent))
    (tmp_path / "department.json").touch()
    assert f"{tmp_path}, shared with the department" in words(show_about(parent))
    monkeypatch.setenv("BMCALC_RECORDS", "records")
    assert "BMCALC_RECORDS names no full path: records" in words(show_about(parent))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_unsigned_installer_is_warned_of(parent, tmp_path, language):
    file = tmp_path / "bmcalc-99.0.0.msi"
    file.write_bytes(b"installer")
    with in_language(language):
        dialog = show_installer(check_installer(file), parent)
        assert str(Trust.NO_LIST.label) in words(dialog)
    dialog.close()


def test_the_button_asks_for_a_file_and_tells_about_it(parent, tmp_path, monkeypatch, qtbot):
    file = tmp_path / f"bmcalc_{__version__}_amd64.deb"
    file.write_bytes(b"installer")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    dialog = show_about(parent)
    button = next(b for b in dialog.findChildren(QPushButton) if "installer" in b.text())
    button.click()
    assert any(file.name in text for text in words(dialog))
    dialog.close()


def test_a_file_that_cannot_be_read_is_said_so(parent, tmp_path, monkeypatch):
    complained = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "no.msi"), ""))
    monkeypatch.setattr(installer_dialog, "warn", lambda *told: complained.append(str(told[-1])))
    assert choose_installer(parent) is None
    assert complained == ["no.msi cannot be read: No such file or directory"]
