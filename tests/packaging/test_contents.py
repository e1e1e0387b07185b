"""What goes into the frozen program and what stays out."""

import ast
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from evenkeel_packaging.contents import (
    BARE_WINDOW,
    EVENKEEL,
    HASTENED_WINDOW,
    PROGRAMS,
    ROOT,
    STUBS,
    Entry,
    Program,
    boot_stub,
    excluded_modules,
    hook_wanted,
    hooks,
    needed,
    wanted,
    with_one_runtime,
)

SOURCE = ROOT / "src" / "evenkeel"


def _imported() -> Iterator[tuple[Path, str]]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield path, node.module
                yield from ((path, f"{node.module}.{alias.name}") for alias in node.names)


def test_nothing_that_the_program_imports_is_excluded() -> None:
    """A module that is needed must leave EXCLUDED_MODULES."""
    imported = {module: path.name for path, module in _imported()}
    excluded = tuple(excluded_modules(EVENKEEL, sys.platform))
    inside = tuple(f"{module}." for module in excluded)
    assert not {
        module: name
        for module, name in imported.items()
        if module in excluded or module.startswith(inside)
    }


#: Imports each library as it is in the bundle, and uses it.
_USE = """
import importlib.util
import sys
from importlib.abc import MetaPathFinder

class AsInTheBundle(MetaPathFinder):
    def find_spec(self, fullname, path, target=None):
        if fullname in {stubs!r}:
            return importlib.util.spec_from_file_location(fullname, {stubs!r}[fullname])
        if any(fullname == out or fullname.startswith(out + ".") for out in {excluded!r}):
            raise ModuleNotFoundError(fullname, name=fullname)
        return None

sys.meta_path.insert(0, AsInTheBundle())
for name in [*{stubs!r}, *{excluded!r}]:
    sys.modules.pop(name, None)

{use}
assert not sorted(name for name in {excluded!r} if name in sys.modules)
"""
_USES = {
    "a chart": """
import pyqtgraph
from PySide6.QtWidgets import QApplication

app = QApplication([])
plot = pyqtgraph.PlotWidget(background="w")
plot.resize(400, 300)
plot.addItem(pyqtgraph.PlotCurveItem([0, 1, 2], [4, 2, 3], pen=pyqtgraph.mkPen("#ff0000", width=3)))
plot.addItem(pyqtgraph.ScatterPlotItem([0, 1, 2], [4, 2, 3], size=20, brush="#00ff00"))
plot.addItem(pyqtgraph.LinearRegionItem([2, 3], orientation="horizontal", brush="#0000ff"))
picture = plot.grab().toImage()
seen = {picture.pixelColor(x, y).name() for x in range(400) for y in range(300)}
assert {"#ff0000", "#00ff00", "#0000ff"} <= seen, seen
""",
    "a code": """
import segno

assert segno.make("a plan").matrix
""",
    "the PIN": """
import argon2

kept = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
assert kept.verify(kept.hash("1234"), "1234")
""",
    "sound, and the display": """
import miniaudio
import wakepy

assert miniaudio.SampleFormat.SIGNED16
assert wakepy.keep.presenting
""",
}


@pytest.mark.parametrize("use", _USES.values(), ids=_USES)
def test_libraries_do_without_what_is_excluded_or_replaced(use: str) -> None:
    names = {name: str(file) for name, file in STUBS.items()}
    excluded = [
        module for module in excluded_modules(EVENKEEL, sys.platform) if module not in names
    ]
    done = subprocess.run(
        [sys.executable, "-c", _USE.format(stubs=names, excluded=excluded, use=use)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_only_hooks_that_something_needs_run_at_every_start() -> None:
    assert not hook_wanted("pyi_rth_multiprocessing", EVENKEEL, "win32")
    assert not hook_wanted("pyi_rth_pyside6", EVENKEEL, "linux")
    assert hook_wanted("pyi_rth_pyside6", EVENKEEL, "win32")
    for name in ("pyiboot01_bootstrap", "outside", "__main__"):
        assert hook_wanted(name, EVENKEEL, "linux"), name


def test_the_bare_window_has_no_parts_of_qt_that_only_others_use() -> None:
    assert {"PySide6.QtDBus", "PySide6.QtNetwork"} <= set(excluded_modules(BARE_WINDOW, "linux"))


def test_the_bus_of_linux_desktops_stays_there() -> None:
    assert "PySide6.QtDBus" in excluded_modules(EVENKEEL, "win32")
    assert "PySide6.QtDBus" not in excluded_modules(EVENKEEL, "linux")


def test_of_each_runtime_library_qt_s_goes_in_once_where_all_find_it() -> None:
    entries = [
        Entry("VCRUNTIME140.dll", "C:\\Python\\vcruntime140.dll", "BINARY"),
        Entry("PySide6\\VCRUNTIME140.dll", "C:\\PySide6\\vcruntime140.dll", "BINARY"),
        Entry("shiboken6\\VCRUNTIME140.dll", "C:\\shiboken6\\vcruntime140.dll", "BINARY"),
        Entry("PySide6\\MSVCP140_1.dll", "C:\\PySide6\\msvcp140_1.dll", "BINARY"),
        Entry("PySide6\\Qt6Core.dll", "C:\\PySide6\\Qt6Core.dll", "BINARY"),
        Entry("numpy.libs\\msvcp140-a4c2.dll", "C:\\numpy.libs\\msvcp140-a4c2.dll", "BINARY"),
    ]
    kept = {one.place: one.source for one in with_one_runtime(entries, "win32")}
    assert kept == {
        "VCRUNTIME140.dll": "C:\\PySide6\\vcruntime140.dll",
        "MSVCP140_1.dll": "C:\\PySide6\\msvcp140_1.dll",
        "PySide6\\Qt6Core.dll": "C:\\PySide6\\Qt6Core.dll",
        "numpy.libs\\msvcp140-a4c2.dll": "C:\\numpy.libs\\msvcp140-a4c2.dll",
    }
    assert with_one_runtime(entries, "linux") == entries


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=lambda program: program.name)
def test_programs_start_with_a_script_that_is_there(program: Program) -> None:
    assert (ROOT / program.script).is_file()


def test_modules_loaded_by_name_are_installed() -> None:
    for module in EVENKEEL.hidden:
        assert importlib.util.find_spec(module), module


def test_every_module_that_is_loaded_by_name_goes_in() -> None:
    """``import_module("…")`` cannot be seen by PyInstaller."""
    named = {
        node.args[0].value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) == "import_module"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert named
    assert named <= set(EVENKEEL.hidden)


@pytest.mark.parametrize(
    ("place", "platform", "goes_in"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "linux", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", "linux", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", "linux", True),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", "linux", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", "linux", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", "linux", False),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", "linux", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "linux", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", "linux", False),
        ("PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so", "linux", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", "win32", True),
        ("PySide6\\plugins\\texttospeech\\qtexttospeech_sapi.dll", "win32", False),
        ("PySide6\\plugins\\styles\\qmodernwindowsstyle.dll", "win32", False),
        ("PySide6\\plugins\\tls\\qschannelbackend.dll", "win32", False),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", "darwin", True),
        ("PySide6/Qt/plugins/styles/libqmacstyle.dylib", "darwin", True),
        # What Qt's own dialogs say, in the languages of the program.
        ("PySide6/Qt/translations/qtbase_de.qm", "linux", True),
        ("PySide6/translations/qtbase_pt_BR.qm", "win32", True),
        ("PySide6/Qt/translations/qtbase_fi.qm", "linux", False),
        ("PySide6/Qt/translations/qt_de.qm", "linux", False),
        ("resources/locale/de.qm", "linux", True),
        ("resources/content.toml", "linux", True),
        ("libfontconfig.so.1", "linux", False),
        ("libxcb.so.1", "linux", False),
        ("libxcb-cursor.so.0", "linux", True),
        ("libz.so.1", "linux", False),
        ("PySide6/Qt/lib/libicudata.so.73", "linux", True),
        ("numpy/_core/include/numpy/arrayobject.h", "linux", False),
        ("numpy-2.4.6.dist-info/RECORD", "linux", False),
        ("numpy-2.4.6.dist-info/licenses/LICENSE.txt", "linux", True),
        ("python3.11/lib-dynload/_codecs_jp.cpython-311-x86_64-linux-gnu.so", "linux", False),
        ("_codecs_jp.pyd", "win32", True),
    ],
)
def test_what_is_wanted(place: str, platform: str, goes_in: bool) -> None:
    assert wanted(place, platform) is goes_in


LINKS: Mapping[str, list[str]] = {
    "QtGui.abi3.so": ["libQt6Gui.so.6", "libc.so.6"],
    "libQt6Gui.so.6": ["libQt6Core.so.6"],
    "libQt6Core.so.6": ["libicuuc.so.73"],
    "libQt6Network.so.6": ["libQt6Core.so.6"],
}


def _links(source: str) -> list[str]:
    return LINKS.get(Path(source).name, [])


def _library(name: str) -> Entry:
    return Entry(f"PySide6/Qt/lib/{name}", f"/wheels/{name}", "BINARY")


def test_libraries_that_nothing_links_against_stay_out() -> None:
    module = Entry("PySide6/QtGui.abi3.so", "/wheels/QtGui.abi3.so", "EXTENSION")
    plugin = Entry("PySide6/Qt/plugins/platforms/libqxcb.so", "/wheels/libqxcb.so", "BINARY")
    python = Entry("libpython3.11.so.1.0", "/python/libpython3.11.so.1.0", "BINARY")
    core, gui, icu, network = map(
        _library, ("libQt6Core.so.6", "libQt6Gui.so.6", "libicuuc.so.73", "libQt6Network.so.6")
    )
    link = Entry("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK")
    dead = Entry("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK")
    picture = Entry("resources/a.svg", "/repository/resources/a.svg", "DATA")
    kept = needed(
        [module, plugin, python, core, gui, icu, network, link, dead, picture],
        _links,
        platform="linux",
    )
    assert kept == [module, plugin, python, core, gui, icu, link, picture]


def test_names_of_libraries_have_no_case_on_windows() -> None:
    module = Entry("PySide6\\QtGui.pyd", "C:\\QtGui.pyd", "EXTENSION")
    library = Entry("PySide6\\Qt6Gui.dll", "C:\\Qt6Gui.dll", "BINARY")
    assert needed([module, library], lambda _: ["QT6GUI.dll"], platform="win32") == [
        module,
        library,
    ]


def test_a_framework_goes_as_a_whole() -> None:
    lib = "PySide6/Qt/lib"
    module = Entry("PySide6/QtGui.abi3.so", "/QtGui.abi3.so", "EXTENSION")
    gui, net = (
        Entry(f"{lib}/{name}.framework/Versions/A/{name}", f"/{name}", "BINARY")
        for name in ("QtGui", "QtNetwork")
    )
    gui_list, net_list = (
        Entry(f"{lib}/{name}.framework/Resources/Info.plist", f"/{name}.plist", "DATA")
        for name in ("QtGui", "QtNetwork")
    )
    kept = needed(
        [module, gui, net, gui_list, net_list],
        lambda source: ["@rpath/QtGui.framework/Versions/A/QtGui"] if "abi3" in source else [],
        platform="darwin",
    )
    assert kept == [module, gui, gui_list]


def test_pyinstallers_hooks_for_ctypes_have_a_stub_where_it_was_tried() -> None:
    ours = boot_stub("pyimod03_ctypes", EVENKEEL, "linux")
    assert ours is not None
    namespace: dict[str, Any] = {}
    exec(ours.read_text(encoding="utf-8"), namespace)
    namespace["install"]()
    assert "ctypes" not in namespace
    assert boot_stub("pyimod02_importers", EVENKEEL, "linux") is None
    assert boot_stub("pyimod03_ctypes", EVENKEEL, "win32") is None


def test_a_bare_window_is_as_pyinstaller_makes_it() -> None:
    assert hook_wanted("pyi_rth_multiprocessing", BARE_WINDOW, "linux")
    assert boot_stub("pyimod03_ctypes", BARE_WINDOW, "linux") is None
    assert hooks(BARE_WINDOW, "linux") == ["outside.py"]
    assert (
        hooks(EVENKEEL, "linux") == hooks(HASTENED_WINDOW, "linux") == ["modules.py", "outside.py"]
    )
    assert hooks(EVENKEEL, "darwin") == ["outside.py"]
