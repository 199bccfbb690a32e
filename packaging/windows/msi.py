"""Make the MSI for Group Policy from the built programs: msi.py BUILT ICON OUTPUT [VERSION].

Per machine, silent with ``msiexec /i … /qn``, no reboot. What an administrator may set:
``BMCALC_SITE`` (a folder with policy.toml and formulary files) and ``BMCALC_LANGUAGE`` (en or
zh_CN). They are kept over an upgrade, and so is the choice of features: ``ADDLOCAL=ALL`` adds the
program of a department.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from xml.sax.saxutils import quoteattr

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bmcalc.version import __version__  # noqa: E402

UPGRADE_CODE = uuid.UUID("6a0cf1d2-5a52-4e0e-9d0f-3b1c3d5e7a41")
COMPONENTS = uuid.UUID("0b7de0a4-9a3c-4b5e-8a7c-5a9d8c1e2f63")
PRODUCTS = uuid.UUID("f2d2c0b6-0f2e-4ad8-a0d1-7c9f4a7b6e58")
ACTIONS = {
    "AppSearch": 50, "RefuseWhileRunning": 1550, "RefuseDepartmentRunning": 1551,
    "WriteEnvironmentStrings": 5200, "RemoveEnvironmentStrings": 3300,
    "WriteIniValues": 5100, "RemoveIniValues": 3200,
}
SETTINGS = {"Site": "BMCALC_SITE", "Language": "BMCALC_LANGUAGE"}
# Neither made again nor given other rights where it is there, and never removed.
CONDITIONS = SETTINGS | {"Records": "NOT RECORDS_ARE_THERE"}
IN_64_BITS, PERMANENT, NEVER_OVERWRITTEN = 256, 16, 128
PROGRAMS = {
    "bmcalc": ("INSTALLDIR", "ProgramFiles"),
    "bmcalc-department": ("DEPARTMENTDIR", "DepartmentFiles"),
}
"""Where each program goes, and the group of its files."""

BILINGUAL = (
    ("Shortcut", "Name", "bmcalc", "bmcalc 骨转移用药计算"),
    ("Registry", "Value", "bmcalc order", "bmcalc order / 医嘱"),
    ("Property", "Value", "A newer bmcalc is installed.",
     "A newer bmcalc is installed. 已安装更新版本的 bmcalc。"),
)
FRAME = Path(__file__).with_name("bmcalc.wxs")
SUMMARY = 9, 12, 13
"""The package's own id, when it was made and when it was saved, in an MSI's summary."""


def main() -> None:
    """Build what the arguments name."""
    built, icon, output = (Path(argument).resolve() for argument in sys.argv[1:4])
    version = sys.argv[4] if len(sys.argv) > 4 else __version__
    with tempfile.TemporaryDirectory(prefix="bmcalc-msi-") as work:
        build(built, icon, output, version, Path(work))


def build(built: Path, icon: Path, output: Path, version: str, work: Path) -> None:
    """Write the description of the files, build, then add the tables that wixl does not know."""
    described = []
    for name in PROGRAMS:
        described.append(work / f"{name}.wxs")
        described[-1].write_text(files_of(built / name), encoding="utf-8")
    output.unlink(missing_ok=True)
    run("wixl", "-a", "x64", "-D", "Win64=yes", "-D", f"Version={version}",
        "-D", f"Product={guid(PRODUCTS, version)}", "-D", f"Upgrade={braced(UPGRADE_CODE)}",
        "-D", f"Icon={icon.relative_to(built)}", "-o", str(output),
        str(FRAME), *map(str, described), beside=built)  # wixl reads no absolute paths
    utf_8 = work / "codepage.idt"
    utf_8.write_bytes(b"\r\n\r\n65001\t_ForceCodepage\r\n")
    summary = work / "summary.idt"
    summary.write_text(summary_of(built, version), encoding="utf-8")
    for table in (utf_8, summary, *sorted(FRAME.parent.glob("*.idt"))):
        run("msibuild", str(output), "-i", str(table))
    change = ["msibuild", str(output), "-q"]
    for action, number in ACTIONS.items():
        run(*change, "INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) "
            f"VALUES ('{action}', '', {number})")
    for component, condition in CONDITIONS.items():
        run(*change, f"UPDATE `Component` SET `Condition` = '{condition}' "
            f"WHERE `Component` = '{component}'")
    run(*change, "UPDATE `Component` SET `Attributes` = "
        f"{IN_64_BITS + PERMANENT + NEVER_OVERWRITTEN} WHERE `Component` = 'Records'")
    # An administrator's choices reach the part that installs, which runs under another account.
    secure = ";".join(("WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED", *SETTINGS.values(),
                       "DEPARTMENT_IS_THERE", "RECORDS_ARE_THERE"))
    run(*change, f"UPDATE `Property` SET `Value` = '{secure}' "
        "WHERE `Property` = 'SecureCustomProperties'")
    for table, column, english, both in BILINGUAL:
        run(*change, f"UPDATE `{table}` SET `{column}` = '{both}' WHERE `{column}` = '{english}'")


def summary_of(built: Path, version: str) -> str:
    """Return the rows of the summary that would differ from build to build, made to stay.

    The package's id follows from the files in it; its time is the commit's, in SOURCE_DATE_EPOCH.
    """
    manifests = (built / name / "manifest.json" for name in PROGRAMS)
    contents = hashlib.sha256(b"".join(one.read_bytes() for one in manifests)).hexdigest()
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    made = datetime.datetime.fromtimestamp(epoch, datetime.UTC).strftime("%Y/%m/%d %H:%M:%S")
    values = guid(PRODUCTS, f"{version} {contents}"), made, made
    rows = "".join(f"{row}\t{text}\n" for row, text in zip(SUMMARY, values, strict=True))
    return f"PropertyId\tValue\ni2\tl255\n_SummaryInformation\tPropertyId\n{rows}"


def files_of(program: Path) -> str:
    """Return a program's folders and files as components, with ids that stay between builds."""
    references: list[str] = []
    directory, group = PROGRAMS[program.name]
    # The window's ids are those of the first version.
    prefix = "" if program.name == "bmcalc" else f"{program.name}/"

    def folder(path: Path) -> str:
        lines = []
        for entry in sorted(path.iterdir()):
            inside = prefix + entry.relative_to(program).as_posix()
            name = f"i{uuid.uuid5(COMPONENTS, inside).hex}"
            if entry.is_dir():
                lines.append(f"<Directory Id='d{name}' Name={quoteattr(entry.name)}>"
                             f"{folder(entry)}</Directory>")
                continue
            source = quoteattr(entry.relative_to(program.parent).as_posix())
            references.append(f"<ComponentRef Id='c{name}'/>")
            lines.append(
                f"<Component Id='c{name}' Guid='{guid(COMPONENTS, inside)}' Win64='yes'>"
                f"<File Id='f{name}' KeyPath='yes' Source={source}/></Component>"
            )
        return "".join(lines)

    tree = folder(program)
    return (
        "<Wix xmlns='http://schemas.microsoft.com/wix/2006/wi'><Fragment>"
        f"<DirectoryRef Id='{directory}'>{tree}</DirectoryRef>"
        f"<ComponentGroup Id='{group}'>{''.join(references)}</ComponentGroup>"
        "</Fragment></Wix>"
    )


def guid(space: uuid.UUID, name: str) -> str:
    """Return the id of a name, in braces."""
    return braced(uuid.uuid5(space, name))


def braced(identifier: uuid.UUID) -> str:
    """Return an id as Windows Installer writes it."""
    return "{" + str(identifier).upper() + "}"


def run(*words: str, beside: Path | None = None) -> None:
    """Run a tool; end where it fails."""
    subprocess.run(words, check=True, cwd=beside)


if __name__ == "__main__":
    main()
