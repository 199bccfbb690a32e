"""The MSI: two programs as features, and a folder of records that it never takes away."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import msi

TABLES = Path(msi.__file__).parent
NAMES = {"w": "http://schemas.microsoft.com/wix/2006/wi"}


def rows(table):
    """Return the rows of a table, without the three lines that describe it."""
    lines = (TABLES / f"{table}.idt").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[3:]]


def described(tmp_path, program):
    (tmp_path / program / "_internal").mkdir(parents=True)
    (tmp_path / program / "manifest.json").touch()
    (tmp_path / program / "_internal" / "base_library.zip").touch()
    return msi.files_of(tmp_path / program)


def test_the_programs_share_no_component(tmp_path):
    found = [described(tmp_path, program) for program in msi.PROGRAMS]
    window, department = (set(re.findall("Guid='([^']+)'", text)) for text in found)
    assert len(window) == len(department) == 2
    assert not window & department
    names = [set(re.findall("<(?:Component|Directory|File) Id='([^']+)'", text)) for text in found]
    assert not names[0] & names[1]


def test_the_windows_components_keep_the_ids_of_the_first_version(tmp_path):
    # Another id for the same place would let an upgrade remove the file that it has just put there.
    assert msi.guid(msi.COMPONENTS, "manifest.json") != "{7A55D9AF-0D82-5A4A-B9FE-2E7C3A1D0F00}"
    assert msi.guid(msi.COMPONENTS, "manifest.json") in described(tmp_path, "bmcalc")


def test_the_department_is_a_feature_that_is_asked_for():
    frame = ET.parse(msi.FRAME).getroot()
    levels = {one.get("Id"): one.get("Level") for one in frame.findall(".//w:Feature", NAMES)}
    assert levels == {"Program": "1", "Department": "1000"}
    assert rows("condition") == [["Department", "1", "DEPARTMENT_IS_THERE"]]
    assert ["DEPARTMENT_IS_THERE", "KeptDepartment"] in rows("appsearch")
    assert ["KeptDepartment", "2", r"Software\bmcalc", "Department", "18"] in rows("reglocator")
    groups = [one.get("Id") for one in frame.findall(".//w:ComponentGroupRef", NAMES)]
    assert groups == ["ProgramFiles", "DepartmentFiles"]


def test_the_folder_of_the_records_is_made_once_and_given_to_the_users():
    frame = ET.parse(msi.FRAME).getroot()
    folder = frame.find(".//w:Directory[@Id='SITEDATA']/w:Directory", NAMES)
    assert (folder.get("Id"), folder.get("Name")) == ("RECORDSDIR", "records")
    assert folder.find("w:Component[@Id='Records']/w:CreateFolder", NAMES) is not None
    assert msi.CONDITIONS["Records"] == "NOT RECORDS_ARE_THERE"
    assert ["RECORDS_ARE_THERE", "RecordsFolder"] in rows("appsearch")
    assert rows("drlocator") == [
        ["RecordsFolder", "", r"[CommonAppDataFolder]bmcalc\records", "0"]]
    (rights,) = rows("msilockpermissionsex")
    assert rights[1:3] == ["RECORDSDIR", "CreateFolder"]
    # Nothing is inherited; the system and administrators may do all, the users of the PC change.
    assert rights[3] == "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;BU)"
    assert rights[4] == "NOT RECORDS_ARE_THERE"


def test_no_running_program_is_changed():
    guarded = {row[0]: row[3] for row in rows("customaction")}
    assert guarded.keys() < msi.ACTIONS.keys()
    assert "[INSTALLDIR]bmcalc.exe" in guarded["RefuseWhileRunning"]
    assert "[DEPARTMENTDIR]bmcalc-department.exe" in guarded["RefuseDepartmentRunning"]
    assert all(len(command) <= 255 for command in guarded.values())
