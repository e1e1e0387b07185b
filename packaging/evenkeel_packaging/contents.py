"""What goes into the frozen program and what stays out, with the reasons.

PyInstaller includes everything that it can reach: every Qt plugin, every translation, and all
libraries these link against, half of the desktop among them. The lists here say what of that is
used; libraries that nothing links against any more are then left out (:func:`needed`). The bare
windows that sizes and starts are compared with are built with the same lists.
"""

import fnmatch
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

#: The repository.
ROOT: Final = Path(__file__).resolve().parents[2]
_LANGUAGES: Final = ROOT / "resources" / "languages"

#: Loaded by name at run time, which no analysis of imports can see.
_HIDDEN: Final = (
    "argon2",  # the PIN of the staff
    "miniaudio",  # plays tones and speech
    "_miniaudio",
    "_cffi_backend",
    "segno",  # the code on a handout
    "wakepy",  # keeps the display awake
)

#: Modules that a library would import only for functions that we never call.
EXCLUDED_MODULES: Final = (
    # Other toolkits, shells and builders.
    "IPython",
    "PIL",
    "PyQt5",
    "PyQt6",
    "PySide2",
    "_distutils_hack",
    "curses",
    "distutils",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "matplotlib",
    "pip",
    "pkg_resources",
    "readline",
    "rlcompleter",
    "scipy",
    "setuptools",
    "tkinter",
    "turtle",
    "venv",
    # Tests and debuggers.
    "doctest",
    "pdb",
    "pydoc_data",
    "test",
    "unittest",
    # Nothing is sent or fetched; checksums have an implementation without OpenSSL.
    "_hashlib",
    "_ssl",
    "email",
    "ftplib",
    "http",
    "smtplib",
    "socketserver",
    "ssl",
    "webbrowser",
    "xmlrpc",
    # Asks Windows' management service what its registry tells at once.
    "_wmi",
    # Names in other scripts, for addresses on the network.
    "stringprep",
    # Imported only inside functions that are not called, or as a fallback.
    "_pydecimal",
    "importlib.metadata",
    "multiprocessing",
    "optparse",
    "pstats",
    "pydoc",
    "tarfile",
    "xml.dom",
    # Parts of numpy that a chart of pain over weeks does not use.
    "numpy._core._multiarray_tests",
    "numpy.distutils",
    "numpy.f2py",
    "numpy.fft",
    "numpy.ma",
    "numpy.polynomial",
    "numpy.random",
    "numpy.testing",
    # Parts of pyqtgraph that need OpenGL or a notebook, or a menu that our chart does not have.
    "pyqtgraph.GraphicsScene.exportDialog",
    "pyqtgraph.console",
    "pyqtgraph.examples",
    "pyqtgraph.exporters",
    "pyqtgraph.flowchart",
    "pyqtgraph.jupyter",
    "pyqtgraph.opengl",
    "pyqtgraph.parametertree",
    "pyqtgraph.widgets.MatplotlibWidget",
)

#: Run-time hooks that PyInstaller and its community add for modules in the bundle, and run at every
#: start. These load a fifth of Python for features that are not used here: worker processes, lists
#: of a package's modules, paths of source files that are not there.
_UNUSED_HOOKS: Final = (
    "pyi_rth_inspect",
    "pyi_rth_multiprocessing",
    "pyi_rth_pkgutil",
    "pyi_rth_pyqtgraph_multiprocess",
)
#: On Linux Qt finds its plugins without help. This hook would name them in the environment, where
#: programs that are started from ours, such as a file manager, would find plugins of another Qt.
_UNUSED_HOOKS_LINUX: Final = ("pyi_rth_pyside6",)

_STUB_FOLDER: Final = ROOT / "packaging" / "stubs"
#: Modules that a library imports when it is loaded, for features that are never used here. A stub
#: replaces each of them, and what they would have imported stays out.
STUBS: Final[Mapping[str, Path]] = {
    # Only for painting with OpenGL, which a chart does only on request.
    "PySide6.QtOpenGL": _STUB_FOLDER / "empty.py",
    "PySide6.QtOpenGLWidgets": _STUB_FOLDER / "opengl_widgets.py",
    **dict.fromkeys(
        (
            # Linear algebra: Qt computes the positions of a chart.
            "numpy.linalg._umath_linalg",
            # Images, tables and worker processes.
            "pyqtgraph.imageview",
            "pyqtgraph.multiprocess",
            "pyqtgraph.widgets.ColorMapWidget",
            "pyqtgraph.widgets.DataFilterWidget",
            "pyqtgraph.widgets.RawImageWidget",
            "pyqtgraph.widgets.ScatterPlotWidget",
            # The sound library can play internet radio.
            "urllib.request",
        ),
        _STUB_FOLDER / "empty.py",
    ),
}

#: Stubs for modules that PyInstaller runs before every program.
_BOOT_STUBS: Final[Mapping[str, Path]] = {
    "pyimod03_ctypes": _STUB_FOLDER / "no_ctypes_hooks.py",
}

#: Parts of Qt that other modules would bring along, whether the program uses them or not.
_QT_IF_USED: Final = ("PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtTest")
#: What is used on Linux alone: the desktop's bus.
_QT_LINUX: Final = ("PySide6.QtDBus",)

#: The Qt plugins that are used, of every platform; all others stay out.
QT_PLUGINS: Final = (
    "iconengines/*qsvgicon*",
    "imageformats/*qjpeg*",  # a clinic's logo
    "imageformats/*qsvg*",
    # Input methods and dead keys.
    "platforminputcontexts/*composeplatforminputcontext*",
    "platforminputcontexts/*ibusplatforminputcontext*",
    "platforms/*qcocoa*",
    "platforms/*qoffscreen*",
    "platforms/*qwayland*",
    "platforms/*qwindows*",
    "platforms/*qxcb*",
    # The desktop's own file dialogs, also from within a sandbox.
    "platformthemes/*qxdgdesktopportal*",
    "printsupport/*",
    # Everything is drawn in Qt's own style; macOS's file dialogs look at theirs.
    "styles/*macstyle*",
    # Some compositors leave the frame of the window to the program.
    "wayland-decoration-client/*",
    "wayland-shell-integration/*xdg-shell*",
)

#: Files of packages that the program never opens.
_UNUSED_FILES: Final = (
    "*/py.typed",
    "*.pyi",
    # Build data and headers; only a package's licence is needed.
    "*.dist-info/RECORD",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/WHEEL",
    "*.dist-info/direct_url.json",
    "*.dist-info/entry_points.txt",
    "numpy/_core/include/*",
    "numpy/_core/lib/*",
    "numpy/random/*",
    "numpy/fft/*",
    # A logo, and colour maps: the chart has colours of its own.
    "pyqtgraph/icons/peegee/*",
    "pyqtgraph/colors/maps/*",
)
#: Visual C++'s libraries, under their own names.
_RUNTIME: Final = re.compile(r"(msvcp|vcruntime)140(_\d)?\.dll", re.IGNORECASE)
#: Encodings of East Asia from before Unicode: Windows still names files and pipes by them.
_OLD_ENCODINGS: Final = ("*/_codecs_??.*", "*/_codecs_iso2022.*", "*/_multibytecodec.*")

#: System libraries that a program must not ship on Linux: they belong to the
#: kernel's graphics, to the desktop's configuration or to the running session, and a second,
#: other version of them breaks things. Most are on the list that AppImages keep for this.
SYSTEM_LIBRARIES: Final = (
    "ld-linux*",
    "libEGL.so*",
    "libGL.so*",
    "libGLX.so*",
    "libGLdispatch.so*",
    "libOpenGL.so*",
    "libX11-xcb.so*",
    "libX11.so*",
    "libasound.so*",
    "libc.so*",
    "libcups.so*",
    "libdbus-1.so*",
    "libdl.so*",
    "libdrm.so*",
    "libexpat.so*",
    "libfontconfig.so*",
    "libfreetype.so*",
    "libgcc_s.so*",
    "libgio-2.0.so*",
    "libglib-2.0.so*",
    "libgmodule-2.0.so*",
    "libgobject-2.0.so*",
    "libgssapi_krb5.so*",
    "libgthread-2.0.so*",
    "libm.so*",
    "libmvec.so*",
    "libpthread.so*",
    "libpulse*.so*",
    "libresolv.so*",
    "librt.so*",
    "libstdc++.so*",
    "libutil.so*",
    "libwayland-*.so*",
    "libxcb.so*",
    "libxkbcommon.so*",
    "libz.so*",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Program:
    """A program that can be frozen.

    Attributes:
        name: what its folder and its executable are called.
        script: where it starts, below the repository.
        paths: where its modules are, below the repository.
        resources: whether content, pictures and typeface are included.
        hastened: whether the start-up optimisations are applied.
        hidden: modules that it loads by name.
    """

    name: str
    script: str
    paths: tuple[str, ...]
    resources: bool
    hastened: bool = True
    hidden: tuple[str, ...] = ()


EVENKEEL: Final = Program(
    name="evenkeel",
    script="src/evenkeel/__main__.py",
    paths=("src",),
    resources=True,
    hidden=_HIDDEN,
)
#: The same up to the first painted page, which it reports before it ends.
HOME_PAGE: Final = Program(
    name="home-page",
    script="tests/benchmarks/home_page.py",
    paths=("src", "."),
    resources=True,
    hidden=_HIDDEN,
)
#: As PyInstaller makes it of PySide6, without the files that are not needed.
BARE_WINDOW: Final = Program(
    name="bare-window",
    script="tests/benchmarks/bare_window.py",
    paths=(".",),
    resources=False,
    hastened=False,
)
#: The same, with our start-up optimisations.
HASTENED_WINDOW: Final = replace(BARE_WINDOW, name="hastened-window", hastened=True)
PROGRAMS: Final[Mapping[str, Program]] = {
    program.name: program for program in (EVENKEEL, HOME_PAGE, BARE_WINDOW, HASTENED_WINDOW)
}


def excluded_modules(program: Program, platform: str) -> list[str]:
    """The modules to leave out: never used, or not used by this program on a ``sys.platform``."""
    sources = (ROOT / "src" / "evenkeel").rglob("*.py") if program.resources else []
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    return [
        *EXCLUDED_MODULES,
        *(module for module in _QT_IF_USED if module not in text),
        *(_QT_LINUX if platform != "linux" else ()),
        *STUBS,
    ]


def hooks(program: Program, platform: str) -> list[str]:
    """The hooks of ``packaging/hooks`` that run at every start, in this order."""
    return ["modules.py", "outside.py"] if _in_one_file(program, platform) else ["outside.py"]


def hook_wanted(name: str, program: Program, platform: str) -> bool:
    """Whether a run-time hook of PyInstaller is included."""
    if not program.hastened:
        return True
    return name not in _UNUSED_HOOKS and not (platform == "linux" and name in _UNUSED_HOOKS_LINUX)


def boot_stub(module: str, program: Program, platform: str) -> Path | None:
    """The stub for one of PyInstaller's own boot modules; ``None`` for most."""
    return _BOOT_STUBS.get(module) if _in_one_file(program, platform) else None


def _in_one_file(program: Program, platform: str) -> bool:
    """Whether all modules are read from one file instead of PyInstaller's archive; Linux only."""
    return program.hastened and platform == "linux"


def wanted(place: str, platform: str) -> bool:
    """Whether a file goes into the bundle; ``place`` is its path there, with either separator."""
    path = PurePosixPath(place.replace("\\", "/"))
    plugin = _plugin(path)
    if plugin:
        return _matches(plugin, QT_PLUGINS)
    if _is_foreign(path) or _matches(str(path), _UNUSED_FILES):
        return False
    if platform != "win32" and _matches(str(path), _OLD_ENCODINGS):
        return False
    return not (platform == "linux" and _matches(path.name, SYSTEM_LIBRARIES))


def _plugin(path: PurePosixPath) -> str:
    """``platforms/libqxcb.so`` of a Qt plugin; empty for all else."""
    parts = path.parts
    if "PySide6" in parts and "plugins" in parts:
        return "/".join(parts[parts.index("plugins") + 1 :])
    return ""


def _is_foreign(path: PurePosixPath) -> bool:
    """Whether these are Qt's own words in a language, or of a part, that the program has not."""
    if "PySide6" not in path.parts or path.suffix != ".qm":
        return False
    return path.name not in {f"qtbase_{code}.qm" for code in _languages()}


@cache
def _languages() -> frozenset[str]:
    return frozenset(one.stem for one in _LANGUAGES.glob("*.po"))


def _matches(text: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(text, pattern) for pattern in patterns)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the bundle: its place, its source, and PyInstaller's word for its kind."""

    place: str
    source: str
    kind: str

    @property
    def name(self) -> str:
        """The file's own name, as other files link to it."""
        return PurePosixPath(self.place.replace("\\", "/")).name


def needed(
    entries: Iterable[Entry], links_of: Callable[[str], Iterable[str]], *, platform: str
) -> list[Entry]:
    """The entries without the libraries that no other entry links against.

    Modules, plugins and Python itself are always kept; a library only if an entry links against it.
    A symbolic link stays with its target.

    Args:
        entries: everything, in order.
        links_of: the names of the libraries that the file of that path links against.
        platform: a ``sys.platform``; names of libraries have no case on Windows.
    """
    fold = str.lower if platform == "win32" else str
    kept = list(entries)
    libraries = {fold(one.name): one for one in kept if _is_library(one)}
    reached: set[str] = set()
    waiting = [one for one in kept if one.kind != "SYMLINK" and not _is_library(one)]
    while waiting:
        one = waiting.pop()
        if one.kind not in ("EXTENSION", "BINARY"):
            continue
        for name in {fold(PurePosixPath(link).name) for link in links_of(one.source)}:
            if name in libraries and name not in reached:
                reached.add(name)
                waiting.append(libraries[name])
    return [one for one in kept if not _is_unreached(one, libraries, reached, fold)]


def with_one_runtime(entries: Iterable[Entry], platform: str) -> list[Entry]:
    """The entries with one copy of each of Visual C++'s libraries, where all others find it.

    Python and each wheel bring their own. Qt's are the newest; the loader looks for a library
    beside the one that needs it, then in the program's own folder.
    """
    kept = list(entries)
    if platform != "win32":
        return kept
    runtime = [one for one in kept if _RUNTIME.fullmatch(one.name)]
    # Qt's last, so that it is the one that stays.
    runtime.sort(key=lambda one: "PySide6" in one.source)
    newest = {one.name.lower(): replace(one, place=one.name) for one in runtime}
    return [*(one for one in kept if one not in runtime), *newest.values()]


def _is_unreached(
    one: Entry, libraries: Mapping[str, Entry], reached: set[str], fold: Callable[[str], str]
) -> bool:
    if one.kind == "SYMLINK":
        target = fold(PurePosixPath(one.source.replace("\\", "/")).name)
        return target in libraries and target not in reached
    framework = re.search(r"([^/]+)\.framework/", one.place)
    if framework and one.kind == "DATA":
        # A framework's property list is useless without its library.
        return fold(framework[1]) not in reached
    return _is_library(one) and fold(one.name) not in reached


def _is_library(one: Entry) -> bool:
    """Whether it is a library for other files: not a module, a plugin or Python."""
    if one.kind != "BINARY":
        return False
    if _plugin(PurePosixPath(one.place.replace("\\", "/"))):
        return False
    return not re.match(r"(lib)?python3|Python$|vcruntime|ucrtbase", one.name, re.IGNORECASE)
