"""The log of faults: where the program went wrong, never what it was told, and not without end."""

import json

import pytest

from bmcalc.gui.window import fault_log, faults
from tests.gui.conftest import settle

SECRET = "Zhang San 58.3 kg"


@pytest.fixture
def log(tmp_path, monkeypatch):
    path = tmp_path / "logs" / "bmcalc.log"
    monkeypatch.setattr(faults, "log_path", lambda: path)
    faults.logger.cache_clear()
    yield path
    faults.logger.cache_clear()


def test_a_fault_is_written_with_its_places_and_not_its_words(log):
    def inner():
        raise KeyError(SECRET)

    try:
        try:
            inner()
        except KeyError as error:
            raise ValueError(f"{SECRET} again") from error
    except ValueError:
        faults.logger().exception("the order check failed")
    written = log.read_text(encoding="utf-8")
    assert written.index("KeyError") < written.index("ValueError")
    assert "test_fault_log.py, line" in written
    assert "in inner" in written
    assert "the order check failed" in written
    assert "Zhang" not in written
    assert "58.3" not in written


def test_a_circle_of_causes_ends(log):
    one, other = ValueError("a"), KeyError("b")
    one.__cause__, other.__cause__ = other, one
    faults.logger().error("a fault", exc_info=(type(one), one, None))
    assert log.read_text(encoding="utf-8").splitlines()[1:] == ["KeyError", "ValueError"]


def test_the_log_never_grows_beyond_its_files(log):
    logger = faults.logger()
    for number in range(6000):
        logger.error("%s %s", number, "x" * 400)
    files = sorted(log.parent.iterdir())
    assert len(files) == fault_log.KEPT + 1
    assert all(path.stat().st_size <= fault_log.LARGEST for path in files)
    assert "5999 " in log.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_says_nothing(log, capsys):
    log.parent.mkdir()
    log.mkdir()
    faults.logger().error("a fault")
    assert capsys.readouterr() == ("", "")


def test_nothing_of_an_opened_file_reaches_the_log(window, log, tmp_path, monkeypatch):
    def broken(given, *_more):
        raise ValueError(f"cannot take {given!r}")

    monkeypatch.setattr("bmcalc.gui.pages.calculator_page.evaluate", broken)
    monkeypatch.setattr("bmcalc.orders.check_order.check_order", broken)
    path = tmp_path / "order.bmcalc"
    for content in (
        {"calculator": "body-size", "inputs": {"weight": "61.7 kg", "height": "163.2 cm"}},
        {"patient": {"weight": "61.7 kg"}, "regimen": "tcbhp", "cycle": 1, "day": 1},
        {"61.7": 1}, {"calculator": "61.7", "inputs": {"61.7": 1}},
    ):
        path.write_text(json.dumps(content))
        window.open_file(path)
        settle(window)
    written = log.read_text(encoding="utf-8")
    assert "body-size failed" in written
    assert "61.7" not in written
    assert "163.2" not in written
