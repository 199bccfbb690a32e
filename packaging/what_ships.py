"""What each of the two programs holds, and what it leaves out: read by the recipes and the tests.

``bmcalc`` is the window with its command line; ``bmcalc-department`` speaks with a department's
server and is the only one with a network. Leaving networks out of the window is a promise, not
only a matter of size.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

WINDOW, DEPARTMENT = "bmcalc", "bmcalc-department"
PROGRAMS = (WINDOW, DEPARTMENT)
DEPARTMENT_PACKAGE = "bmcalc.department"

# The window's alone: what could open a connection, and the program that does.
NETWORK = (
    "ssl", "_ssl", "socket", "_socket", "asyncio", "_asyncio", "_overlapped",
    "psycopg", "psycopg_binary", "psycopg_c", "psycopg_pool", DEPARTMENT_PACKAGE,
)
# Not even the department's program speaks these, nor do its types need them; libpq brings its TLS.
NEVER = (
    "ssl", "_ssl", "http", "urllib.request", "ftplib", "smtplib", "multiprocessing", "xmlrpc",
    "tkinter", "unittest", "pydoc", "doctest", "lib2to3", "distutils",
    "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw",
    "_pydecimal", "_zoneinfo", "tarfile", "pydoc_data", "curses", "colorsys",
    "setuptools", "pkg_resources", "numpy", "babel", "pytest", "hypothesis", "mypy", "fontTools",
    # PyNaCl was compiled by these; the compiled part takes _cffi_backend alone.
    "cffi", "pycparser",
)
NEVER_IN_THE_WINDOW = (
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtDesigner",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtSql", "PySide6.QtTest",
    "PySide6.QtXml", "PySide6.QtDBus", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtSvg",
    "pydantic.v1", "pydantic.mypy", "pydantic.color", "pydantic.deprecated",
    "pydantic.experimental", "pydantic.networks", "pint.testing", "pint.testsuite",
    "pint.matplotlib", "platformdirs.android", "platformdirs.macos",
)
ONLY_ON_WINDOWS = ("ctypes", "_ctypes", "platformdirs.windows")
"""The window asks Windows alone for its folders and kinds of drives."""

# Answers to questions of doses are the window's; bmcalc itself imports them only when it is asked.
NEVER_IN_THE_DEPARTMENT = (
    "PySide6", "shiboken6", "bmcalc.gui", "bmcalc.answer", "bmcalc.catalogue", "tzdata",
    "psycopg_c", "psycopg_pool",
)

# What the records take; nothing imports the compiled parts by name.
OF_THE_RECORDS = ("_cffi_backend", "nacl.signing", "nacl.pwhash", "rfc8785", "sqlite3")
ALSO_IN_THE_WINDOW = (*OF_THE_RECORDS, "qrcodegen")
ALSO_IN_THE_DEPARTMENT = (*OF_THE_RECORDS, "psycopg_binary._psycopg", "psycopg_binary.pq")

LIBRARIES_LEFT_OUT = (
    "Qt6Network", "Qt6Qml", "Qt6Quick", "Qt6Designer", "Qt6OpenGL", "Qt6Sql", "Qt6Test", "Qt6Pdf",
    "Qt6VirtualKeyboard", "Qt6Svg", "Qt6Wayland", "Qt6EglFs", "Qt6EglFS", "opengl32sw",
    "d3dcompiler",
)
OF_A_NETWORK = ("libssl", "libcrypto", "libpq")
PLUGINS_LEFT_OUT = (
    "plugins/tls", "plugins/networkinformation", "plugins/imageformats", "plugins/iconengines",
    "plugins/generic", "plugins/egldeviceintegrations",
    "plugins/platforminputcontexts/libqtvirtual",
    "plugins/platforms/libqeglfs", "plugins/platforms/libqvnc", "plugins/platforms/libqlinuxfb",
    "plugins/platforms/libqminimalegl", "plugins/platforms/libqwayland", "plugins/wayland",
    "plugins/platforms/libqvkkhr", "plugins/platforms/qdirect2d", "plugins/platforms/qminimal",
    "plugins/platforms/libqminimal", "plugins/platformthemes/libqgtk3",
)
# On Linux the libraries of the desktop are the desktop's own (the package depends on them), but
# for these, which not every one of them has or has under the same name.
LINUX_LIBRARIES = (
    "libxcb-cursor.", "libxcb-icccm.", "libxcb-image.", "libxcb-keysyms.", "libxcb-render-util.",
    "libxcb-util.",
)
LINUX_LIBRARIES_OF_THE_DEPARTMENT = ("libffi.",)
"""What psycopg's ctypes takes; each Debian has another one."""

# What packages bring for people and installers; of pint and psycopg their version is read, from
# METADATA. Pint's own units stay behind: a unit that bmcalc does not define is none.
DATA_LEFT_OUT = (
    "pint/default_en.txt", "pint/constants_en.txt", "pint/testsuite/", "pydantic-", "flexparser-",
    "flexcache-", "dist-info/RECORD", "dist-info/licenses/", "/py.typed",
)
TRANSLATION = "qtbase_zh_CN.qm"


def modules(source: Path, program: str) -> list[str]:
    """Return the modules of bmcalc that a program holds beside those that its code imports.

    The window's calculators are found by looking into their folder, which nothing imports.
    """
    named = [
        ".".join(path.relative_to(source).with_suffix("").parts)
        for path in sorted((source / "bmcalc").rglob("*.py"))
        if path.stem not in {"__init__", "__main__"}
    ]
    return [
        name for name in named
        if name.startswith(f"{DEPARTMENT_PACKAGE}.") == (program == DEPARTMENT)
    ]


def also(program: str) -> list[str]:
    """Return the modules of others that a program holds and that its code may not show."""
    return list(ALSO_IN_THE_WINDOW if program == WINDOW else ALSO_IN_THE_DEPARTMENT)


def left_out(program: str, windows: bool) -> list[str]:
    """Return the modules that a program is frozen without."""
    if program == DEPARTMENT:
        return [*NEVER, *NEVER_IN_THE_DEPARTMENT]
    without = [*NEVER, *NETWORK, *NEVER_IN_THE_WINDOW]
    return without if windows else [*without, *ONLY_ON_WINDOWS]


def wanted(program: str, name: str, origin: str, windows: bool) -> bool:
    """Say whether a collected file ships: its place in the program, and where it comes from."""
    path = name.replace("\\", "/")
    if path.endswith(".po") or any(part in path for part in DATA_LEFT_OUT):
        return False
    if not windows and origin.startswith(("/usr/lib/", "/lib/")):
        kept = LINUX_LIBRARIES if program == WINDOW else LINUX_LIBRARIES_OF_THE_DEPARTMENT
        return PurePosixPath(path).name.startswith(kept)
    if any(part in path for part in PLUGINS_LEFT_OUT):
        return False
    if "/translations/" in path and not path.endswith(TRANSLATION):
        return False
    libraries = LIBRARIES_LEFT_OUT
    if program == WINDOW:
        libraries += OF_A_NETWORK
    return not any(part in path.rsplit("/", 1)[-1] for part in libraries)
