"""The command line as a script uses it: JSON out, exit codes, one clear line on a bad call."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bmcalc import __version__
from bmcalc.__main__ import main
from bmcalc.formulary.in_force import put_in_force
from bmcalc.resource_files import resource

SIZE = {"sex": "female", "height": "160 cm", "weight": "58 kg"}


@pytest.fixture
def call(capsys):
    def run(*arguments):
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def case_file(tmp_path):
    def write(content):
        path = tmp_path / "case.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    return write


def test_list_names_every_calculator(call):
    code, out, _err = call("list")
    assert code == 0
    ids = [line.split()[0] for line in out.splitlines()]
    assert {"body-size", "carboplatin", "her2-dose", "denosumab", "mirels"} <= set(ids)
    assert all(len(line.split(None, 1)) == 2 for line in out.splitlines())


def test_list_speaks_chinese(call):
    code, out, _err = call("list", "--lang", "zh_CN")
    assert code == 0
    assert "卡铂" in out
    assert call("--lang", "zh_CN", "list")[1] == out


def test_describe_names_units_and_values(call):
    code, out, _err = call("describe", "carboplatin")
    schema = json.loads(out)
    assert code == 0
    assert "mg*min/mL" in schema["inputs"]["properties"]["target_auc"]["units"]
    assert schema["values"]["properties"]["dose"]["properties"]["unit"] == {"const": "mg"}


def test_compute_reads_a_file(call, case_file):
    code, out, _err = call("compute", "body-size", case_file(SIZE))
    answer = json.loads(out)
    assert code == 0
    assert answer["values"]["bsa"]["value"].startswith("1.6055459")
    assert answer["version"] == __version__
    assert len(answer["formulary"]["sha256"]) == 64


def test_a_refusal_has_its_own_exit_code(call, case_file):
    code, out, _err = call("compute", "body-size", case_file({**SIZE, "weight": "58"}))
    answer = json.loads(out)
    assert code == 2
    assert answer["values"] == {}
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [("E_UNIT", "weight")]


def test_a_number_in_json_keeps_its_decimals(call, case_file):
    code, out, _err = call(
        "compute", "body-size", case_file('{"sex": "female", "height": 160.10, "weight": "58 kg"}')
    )
    assert code == 2
    assert json.loads(out)["errors"][0]["code"] == "E_UNIT"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "not JSON"),
        ('{"sex": NaN}', "NaN"),
        ('{"sex": "female", "sex": "male"}', "twice"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_unreadable_json_is_one_line(call, case_file, content, says):
    code, out, err = call("compute", "body-size", case_file(content))
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_an_unknown_calculator_or_file_is_one_line(call):
    for arguments in (("compute", "nothing"), ("describe", "body_size"),
                      ("compute", "body-size", "/no/such/file")):
        code, out, err = call(*arguments)
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1


def test_the_module_runs_and_reads_standard_input():
    done = subprocess.run(
        [sys.executable, "-m", "bmcalc", "compute", "body-size", "--lang", "zh_CN"],
        input=json.dumps(SIZE), capture_output=True, text=True, encoding="utf-8",
        env={"PYTHONIOENCODING": "ascii", "PATH": ""}, check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "体表面积" in json.loads(done.stdout)["steps"][0]["label"]


def test_without_a_display_the_window_says_so():
    done = subprocess.run(
        [sys.executable, "-m", "bmcalc"], capture_output=True, text=True, env={"PATH": ""},
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "display" in done.stderr


def test_the_casebook_is_audited_in_both_languages(call):
    code, out, _err = call("casebook", "audit", "--case", "1")
    assert code == 0
    assert "Mirels" in out
    code, chinese, _err = call("casebook", "audit", "--case", "1", "--lang", "zh_CN")
    assert code == 0
    assert "股骨" in chinese
    assert call("casebook", "audit", "--case", "3")[0] == 2


def test_a_hospitals_folder_is_checked(call, tmp_path):
    assert call("formulary", "check", str(tmp_path))[0] == 2
    (tmp_path / "formulary").mkdir()
    assert call("formulary", "check", str(tmp_path))[0] == 0
    (tmp_path / "formulary" / "docetaxel.toml").write_text('usual_dose = "75"')
    code, out, _err = call("formulary", "check", str(tmp_path))
    assert code == 2
    assert "docetaxel.toml" in out
    assert "usual_dose" in out
    assert call("formulary", "check", str(tmp_path / "none"))[0] == 2


def test_a_warning_is_told_and_refuses_nothing(call, tmp_path):
    (tmp_path / "formulary").mkdir()
    text = resource("formulary", "docetaxel.toml").read_text(encoding="utf-8")
    (tmp_path / "formulary" / "docetaxel.toml").write_text(
        text.replace("days = [1]", "days = [8]"), encoding="utf-8"
    )
    code, out, _err = call("formulary", "check", str(tmp_path))
    assert code == 0
    assert out.startswith("warning: formulary/docetaxel.toml: rules[0]: DOCETAXEL_ANC is never")
    assert "nothing to object to" not in out
    (tmp_path / "policy.toml").write_text('label_profile = "jp"')
    code, out, _err = call("formulary", "check", str(tmp_path))
    assert code == 2
    assert "policy.toml" in out
    assert "warning: " in out


def test_a_review_sheet_is_printed_or_written(call, tmp_path):
    code, out, _err = call("formulary", "sheet", "docetaxel")
    assert code == 0
    assert "docetaxel/DOCETAXEL_ANC" in out
    code, chinese, _err = call("formulary", "sheet", "tcbhp", "--lang", "zh_CN")
    assert code == 0
    assert "多西他赛" in chinese
    path = tmp_path / "sheet.pdf"
    assert call("formulary", "sheet", "palbociclib", "--pdf", str(path)) == (0, f"{path}\n", "")
    assert path.read_bytes().startswith(b"%PDF")


def test_a_hospitals_sheet_names_who_signed(call, tmp_path):
    sheet = call("formulary", "sheet", "docetaxel")[1]
    told = sheet.split("docetaxel/DOCETAXEL_ANC\n")[1]
    digest = told.split("SHA-256: ")[1].split("\n")[0]
    (tmp_path / "reviews.toml").write_text(
        f'[[reviews]]\nrule = "docetaxel/DOCETAXEL_ANC"\nsha256 = "{digest}"\n'
        'name = "the pharmacist"\ndate = 2026-11-28\n'
    )
    assert call("formulary", "check", str(tmp_path))[0] == 0
    try:
        code, out, err = call("formulary", "sheet", "docetaxel", "--site", str(tmp_path))
    finally:
        put_in_force(None)
    assert (code, err) == (0, "")
    assert "Signed: by the pharmacist on 2026-11-28" in out
    assert "Signed: 1 of " in out


@pytest.mark.parametrize("more", [[], ["--pdf", "no/such/folder/sheet.pdf"]])
def test_an_unknown_sheet_or_place_is_one_clear_line(call, more):
    identifier = "docetaxel" if more else "no-such-drug"
    code, out, err = call("formulary", "sheet", identifier, *more)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert ("no/such/folder" if more else "no-such-drug") in err


def test_the_schemas_are_written(call, tmp_path):
    assert call("formulary", "schemas", str(tmp_path))[0] == 0
    names = {path.name for path in tmp_path.iterdir()}
    kinds = ("drug", "lvef", "policy", "regimen", "reviews", "sources")
    assert names == {f"{kind}.schema.json" for kind in kinds}


def streams(arguments, redirections, unbuffered=""):
    """Run the program in a shell with its streams redirected; return the shell's own words."""
    command = shlex.join([sys.executable, "-m", "bmcalc", *arguments])
    return subprocess.run(
        ["/bin/sh", "-c", f"{command} {redirections}"], capture_output=True, text=True,
        env={"PATH": "", "PYTHONUNBUFFERED": unbuffered}, stdin=subprocess.DEVNULL, check=False,
    )


CALLS = [["list"], ["--help"], ["--version"], ["describe", "--help"], ["describe", "qtc"]]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_a_full_disk_is_told_in_one_line(arguments, unbuffered):
    done = streams(arguments, ">/dev/full", unbuffered)
    assert done.returncode == 2
    assert done.stderr.startswith("bmcalc: the answer could not be written")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_a_closed_output_is_told_in_one_line(arguments):
    done = streams(arguments, ">&-")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert streams(arguments, ">&- 2>&-").returncode == 2
    assert streams(arguments, ">/dev/full 2>/dev/full").returncode == 2


def test_a_pipe_that_nobody_reads_is_told_in_one_line():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "bmcalc", "list"], stdout=writing, stderr=subprocess.PIPE,
        text=True, check=False,
    )
    os.close(writing)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_closed_errors_and_closed_input_raise_nothing():
    done = streams(["compute", "nothing"], "2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")
    assert streams(["compute", "qtc"], "<&-").returncode == 2
    assert streams([], ">/dev/full 2>/dev/full").returncode == 2
    assert streams(["no-such-file"], "2>&-").stdout == ""


def test_a_name_that_is_no_text_is_told_and_raises_nothing(tmp_path):
    for arguments in (["compute", "\udcff"], ["compute", "qtc", "/no/\udcff"],
                      ["formulary", "sheet", "\udcff"]):
        done = subprocess.run([sys.executable, "-m", "bmcalc", *arguments], capture_output=True,
                              text=True, check=False)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    folder = tmp_path / "\udcff"
    (folder / "formulary").mkdir(parents=True)
    done = subprocess.run([sys.executable, "-m", "bmcalc", "formulary", "check", str(folder)],
                          capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_fault_of_the_program_is_one_line_without_the_input(call, case_file, monkeypatch):
    def failing(*_given):
        raise KeyError("Zhang San 58 kg")

    monkeypatch.setattr("bmcalc.cli.compute", failing)
    code, out, err = call("compute", "body-size", case_file(SIZE))
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "KeyError" in err
    assert "Zhang" not in err


def test_an_interruption_is_told_and_is_no_answer(call, case_file, monkeypatch):
    def interrupted(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr("bmcalc.cli.compute", interrupted)
    code, out, err = call("compute", "body-size", case_file(SIZE))
    assert (code, out, len(err.splitlines())) == (2, "", 1)
