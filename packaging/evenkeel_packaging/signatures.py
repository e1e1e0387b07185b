"""Qt for Python's own Python modules, included compiled.

``import shiboken6`` decodes a zip archive out of its library and compiles what is in it, at every
start. Where a folder ``files.dir`` lies beside ``shiboken6``, it imports from there instead; so the
bundle has that folder, with the same modules already compiled.
"""

import py_compile
import subprocess
import sys
from pathlib import Path
from typing import Final

#: Prints the modules' sources: a line with name and length, then the source.
_TELL: Final = """
import pathlib
import sys
import shiboken6
unpacked = pathlib.Path(shiboken6.__file__).with_name("files.dir")
if unpacked.is_dir():
    sources = {p.relative_to(unpacked).as_posix(): p.read_bytes() for p in unpacked.rglob("*.py")}
else:
    archive = sys.modules["shibokensupport"].__loader__.zfile
    sources = {name: archive.read(name) for name in archive.namelist()}
for name, source in sorted(sources.items()):
    if name.startswith("shibokensupport/") and name.endswith(".py"):
        sys.stdout.buffer.write(b"%s %d\\n" % (name.encode(), len(source)) + source)
"""

#: Writes ``.pyi`` files for developers: loaded at every start, with argparse and logging, never
#: called. An empty module replaces it.
_EMPTIED: Final = ("shibokensupport/signature/lib/pyi_generator.py",)

_FOLDER: Final = "shiboken6/files.dir"


def files(work: Path) -> list[tuple[str, str]]:
    """The compiled modules, made in ``work``: pairs of a file and the bundle's folder for it.

    Raises:
        RuntimeError: the installed shiboken6 has no such modules inside.
    """
    made = []
    for name, source in _sources().items():
        file = work / "signatures" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"" if name in _EMPTIED else source)
        compiled = py_compile.compile(
            str(file),
            cfile=str(file.with_suffix(".pyc")),
            dfile=name,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        made.append((str(compiled), str(Path(_FOLDER) / Path(name).parent)))
    return made


def _sources() -> dict[str, bytes]:
    told = subprocess.run([sys.executable, "-c", _TELL], stdout=subprocess.PIPE, check=True).stdout
    sources: dict[str, bytes] = {}
    while told:
        head, _, rest = told.partition(b"\n")
        name, length = head.decode().split()
        sources[name] = rest[: int(length)]
        told = rest[int(length) :]
    absent = {"shibokensupport/__init__.py", *_EMPTIED} - sources.keys()
    if absent:
        raise RuntimeError(f"shiboken6 does not bring along {', '.join(sorted(absent))}")
    return sources
