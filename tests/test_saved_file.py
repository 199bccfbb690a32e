"""A file is saved when it was flushed and read back; otherwise nothing says so."""

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from bmcalc.cli import run
from bmcalc.saved_file import save_file, save_text, why_not_saved
from tests.saving import FAULTS, NOBODY, small_disk


def test_what_was_saved_stands_there_and_nothing_beside_it(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("older and longer")
    save_text(path, "56,4 mg 卡铂")
    assert path.read_bytes() == "56,4 mg 卡铂".encode()
    assert [one.name for one in tmp_path.iterdir()] == ["page.txt"]


def test_a_link_stays_a_link(tmp_path):
    path = tmp_path / "real.txt"
    path.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    save_text(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"


@pytest.mark.parametrize(("words", "fault"), FAULTS.items(), ids=FAULTS)
def test_a_fault_is_told_and_leaves_the_older_file_alone(tmp_path, words, fault):
    path = tmp_path / "page.txt"
    path.write_text("older")
    with pytest.MonkeyPatch.context() as patch:
        fault(patch)
        with pytest.raises(OSError) as raised:  # noqa: PT011
            save_text(path, "newer")
    assert str(why_not_saved(raised.value)) == words
    assert path.read_text() == "older"
    assert [one.name for one in tmp_path.iterdir()] == ["page.txt"]


def test_a_disk_that_is_full_takes_nothing(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        (disk / "page.txt").write_text("older")
        with pytest.raises(OSError) as raised:  # noqa: PT011
            save_file(disk / "page.txt", b"x" * 40_000)
        assert raised.value.errno == errno.ENOSPC
        assert (disk / "page.txt").read_text() == "older"
        assert [one.name for one in disk.iterdir()] == ["page.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no such device")
@pytest.mark.parametrize("other", ["/dev/full", "/dev/null", "/tmp"])
def test_nothing_is_written_over_what_is_no_file(tmp_path, other):
    link = tmp_path / "page.pdf"
    link.symlink_to(other)
    with pytest.raises(OSError, match="something else"):
        save_text(link, "x")


def test_a_folder_that_may_not_be_written_is_told(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    probe = (
        "import os, sys\nfrom pathlib import Path\nfrom bmcalc.saved_file import *\n"
        f"if os.getuid() == 0: os.setegid({NOBODY}); os.seteuid({NOBODY})\n"
        "try: save_text(Path(sys.argv[1]), 'x')\n"
        "except OSError as error: print(why_not_saved(error))"
    )
    tmp_path.chmod(0o755)
    for above in tmp_path.parents[:2]:
        above.chmod(above.stat().st_mode | stat.S_IXOTH)
    done = subprocess.run([sys.executable, "-c", probe, str(closed / "a.txt")],
                          capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "nothing may be written in this place"


@pytest.mark.parametrize("ending", ["pdf", "html", "json"])
def test_a_report_of_the_self_test_that_was_not_saved_ends_with_1(tmp_path, capsys, ending):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bmcalc.verification.selftest.shipped_cases", list)
        patch.setattr("bmcalc.verification.selftest.SelfTest.passed", True)
        assert run(["selftest", "--report", str(tmp_path / f"good.{ending}")]) == 0
        assert f"Saved: {tmp_path / 'good'}.{ending}" in capsys.readouterr().out
        FAULTS["the disk is full"](patch)
        assert run(["selftest", "--report", str(tmp_path / f"bad.{ending}")]) == 1
    said = capsys.readouterr()
    assert "Saved" not in said.out
    assert "the disk is full" in said.err
    assert [one.name for one in tmp_path.iterdir()] == [f"good.{ending}"]


def test_the_self_tests_pdf_on_a_full_disk_ends_with_1(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        done = subprocess.run(
            [sys.executable, "-m", "bmcalc", "selftest", "--report", str(disk / "report.pdf")],
            capture_output=True, text=True, check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        assert done.returncode == 1
        assert "the disk is full" in done.stderr
        assert "Traceback" not in done.stderr
        assert "Saved" not in done.stdout
        assert list(disk.iterdir()) == []


def test_the_sheet_of_a_drug_that_was_not_saved_is_told(tmp_path, capsys):
    path = tmp_path / "sheet.pdf"
    assert run(["formulary", "sheet", "docetaxel", "--pdf", str(path)]) == 0
    assert len(pypdfium2.PdfDocument(path)) > 0
    with pytest.MonkeyPatch.context() as patch:
        FAULTS["the disk is full"](patch)
        assert run(["formulary", "sheet", "docetaxel", "--pdf", str(tmp_path / "b.pdf")]) == 2
    assert "the disk is full" in capsys.readouterr().err


def test_schemas_that_were_not_saved_are_told(tmp_path, capsys):
    assert run(["formulary", "schemas", str(tmp_path / "good")]) == 0
    assert json.loads((tmp_path / "good" / "drug.schema.json").read_text())
    with pytest.MonkeyPatch.context() as patch:
        FAULTS["the disk is full"](patch)
        assert run(["formulary", "schemas", str(tmp_path / "bad")]) == 2
    assert "the disk is full" in capsys.readouterr().err
