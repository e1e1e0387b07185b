"""A lighter numpy in the frozen program for Windows: the same modules without OpenBLAS.

numpy asks a library of linear algebra for 22 functions; in place of the one with all of LAPACK and
code for every processor, it gets plain loops for these (``packaging/windows/blas.c``). Its own copy
of Visual C++'s library goes too: Qt's is newer.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Final

from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.windows_python import SAME_BASE, SAME_BYTES

#: On Debian, and on Windows itself.
_COMPILERS: Final = ("x86_64-w64-mingw32-gcc", "gcc")
_RUNTIME: Final = b"MSVCP140.dll"


def lighten_numpy(folder: Path) -> bool:
    """Lightens the numpy of a frozen program; returns whether there was a compiler for it.

    Raises:
        LookupError: numpy is not made as it was.
        subprocess.CalledProcessError: the compiler failed, and said why.
    """
    compiler = next(filter(None, map(shutil.which, _COMPILERS)), None)
    if not compiler:
        return False
    libraries = folder / "_internal" / "numpy.libs"
    algebra = _only(libraries, "libscipy_openblas*.dll")
    compile_algebra(compiler, algebra)
    runtime = _only(libraries, "msvcp140-*.dll")
    module = _only(folder / "_internal" / "numpy" / "_core", "_multiarray_umath.*.pyd")
    module.write_bytes(linked_otherwise(module.read_bytes(), runtime.name.encode()))
    runtime.unlink()
    return True


def compile_algebra(compiler: str, target: Path) -> None:
    """Makes the library of plain loops."""
    subprocess.run(
        [
            *(compiler, "-shared", "-nostdlib", "-O2", "-s", "-fcx-limited-range"),
            # Otherwise a loop that clears memory becomes a call of a library that isn't there.
            "-fno-tree-loop-distribute-patterns",
            *(SAME_BYTES, SAME_BASE, "-Wl,--entry,DllMain"),
            *("-o", str(target), str(ROOT / "packaging" / "windows" / "blas.c")),
        ],
        check=True,
    )


def linked_otherwise(module: bytes, name: bytes) -> bytes:
    """A module that links to Qt's copy of a library in place of the one of that name."""
    if module.count(name) != 1:
        raise LookupError(f"numpy does not link to {name.decode()}")
    return module.replace(name, _RUNTIME.ljust(len(name), b"\0"))


def _only(folder: Path, pattern: str) -> Path:
    found = [*folder.glob(pattern)]
    if len(found) != 1:
        raise LookupError(f"{folder} has {len(found)} files {pattern}, not one")
    return found[0]
