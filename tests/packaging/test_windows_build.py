"""The setup.exe is made on Linux of the locked wheels for Windows."""

import os
import shutil
from pathlib import Path

import pytest

from evenkeel_packaging import bundle, windows
from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.identity import epoch_s
from evenkeel_packaging.installer import check_windows_script
from evenkeel_packaging.windows import file_lines
from evenkeel_packaging.windows_numpy import compile_algebra, linked_otherwise
from evenkeel_packaging.windows_python import exported, on_windows
from evenkeel_packaging.wine import in_windows

LOCK = """#
first==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via something
second==2.0 ; sys_platform == 'linux' \\
    --hash=sha256:cc
third==3.0 ; python_full_version >= '3.12' and sys_platform == 'win32' \\
    --hash=sha256:dd
"""
TOLD = """
Export Address Table -- Ordinal Base 1
\t[   0] +base[   1]  0a4c Export RVA

[Ordinal/Name Pointer] Table
\t[   0] PyArg_Parse
\t[   1] +base[   2]  0001 _Py_Dealloc

The Function Table
\t[   2] NoName
"""


def test_only_what_holds_on_windows_is_loaded_with_its_hashes() -> None:
    assert on_windows(LOCK) == (
        "first==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "third==3.0 \\\n    --hash=sha256:dd\n"
    )
    whole = on_windows((ROOT / "requirements-installer.txt").read_text(encoding="utf-8"))
    assert "\ncolorama==" in whole
    assert "\npatchelf==" not in whole
    (runtime,) = on_windows(
        (ROOT / "packaging" / "windows" / "runtime.txt").read_text(encoding="utf-8")
    ).split("\n\n")
    assert runtime.count("--hash=sha256:") == 1


def test_every_name_of_the_library_is_led_on() -> None:
    """As older and newer binutils list them."""
    assert exported(TOLD) == ["PyArg_Parse", "_Py_Dealloc"]


def test_a_path_as_windows_sees_it() -> None:
    assert in_windows(Path("/home/me/a b/c.py")) == "Z:\\home\\me\\a b\\c.py"


def test_times_are_settled_where_links_have_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows can't set a link's own time, and says so whatever the file is."""
    (tmp_path / "file").touch()
    utime = os.utime

    def as_on_windows(path: Path, times: tuple[int, int], *, follow_symlinks: bool = True) -> None:
        if not follow_symlinks:
            raise NotImplementedError("utime: follow_symlinks unavailable on this platform")
        utime(path, times)

    monkeypatch.setattr(os, "utime", as_on_windows)
    bundle.settle_times(tmp_path, 1_000_000)
    assert (tmp_path / "file").stat().st_mtime == 1_000_000


def test_numpy_links_to_qt_s_library_in_place_of_its_own() -> None:
    name = b"msvcp140-a4c2229b.dll"
    module = b"head\0" + name + b"\0tail"
    assert linked_otherwise(module, name) == b"head\0MSVCP140.dll" + bytes(10) + b"tail"
    with pytest.raises(LookupError):
        linked_otherwise(b"another", name)


@pytest.mark.skipif(
    not shutil.which("x86_64-w64-mingw32-gcc"), reason="needs the compiler for Windows"
)
def test_a_library_has_the_same_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    """The linker would draw a library's place in memory from the path of its file."""
    made = []
    for name in ("one", "another/folder"):
        target = tmp_path / name / "blas.dll"
        target.parent.mkdir(parents=True)
        compile_algebra("x86_64-w64-mingw32-gcc", target)
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_the_files_of_a_setup_are_named_in_order(tmp_path: Path) -> None:
    for place in ("b.exe", "_internal/z.dll", "_internal/a/one.txt", "a.exe"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    assert [line.replace(str(tmp_path), "") for line in file_lines(tmp_path)] == [
        'SetOutPath "$INSTDIR"',
        'File "/a.exe"',
        'File "/b.exe"',
        'SetOutPath "$INSTDIR\\_internal"',
        'File "/_internal/z.dll"',
        'SetOutPath "$INSTDIR\\_internal\\a"',
        'File "/_internal/a/one.txt"',
    ]


@pytest.mark.skipif(not shutil.which("makensis"), reason="needs NSIS")
def test_a_setup_has_the_same_bytes_whenever_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for name in ("one", "another/folder"):
        monkeypatch.setattr(windows, "BUILD", tmp_path / name / "build")
        made.append(check_windows_script(tmp_path / name).read_bytes())
        # The picture of its last page is made anew, as if on another day.
        picture = tmp_path / name / "build" / "setup.bmp"
        assert picture.stat().st_mtime == epoch_s()
    assert made[0] == made[1]
