"""The program's modules in one file, which ``packaging/hooks/modules.py`` reads at the start.

Reading the index of PyInstaller's archive takes as long as running a dozen modules, and the archive
is opened again for every module; Python's own modules come one by one out of a zip archive, by
Python code. Together that was a twentieth of a start.
"""

import marshal
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

#: The length of a compiled file's header, before the code.
_HEAD: Final = 16


def write(modules: Mapping[str, tuple[bool, bytes]], file: Path) -> None:
    """Writes compiled modules.

    The file is a 32-bit length, an index of that length, then the modules. The index maps the name
    of each to whether it is a package, and to where after the index it begins and how long it is.

    Args:
        modules: by name, whether it is a package, and its code as :mod:`marshal` writes it; empty
            for a package that is only a folder.
        file: the file to write.
    """
    index, codes, begin = {}, [], 0
    for name, (is_package, code) in sorted(modules.items()):
        index[name] = (is_package, begin, len(code))
        codes.append(code)
        begin += len(code)
    listed = marshal.dumps(index)
    file.write_bytes(b"".join([len(listed).to_bytes(4, "little"), listed, *codes]))


def from_library(library: Path) -> dict[str, tuple[bool, bytes]]:
    """Python's own modules out of the archive that PyInstaller makes of them.

    Without the encodings: those that a start needs are loaded before the file can be read.
    """
    modules = {}
    with zipfile.ZipFile(library) as archive:
        for place in archive.namelist():
            *packages, name = place.removesuffix(".pyc").split("/")
            if packages[:1] != ["encodings"]:
                is_package = name == "__init__"
                full = ".".join(packages if is_package else [*packages, name])
                modules[full] = (is_package, archive.read(place)[_HEAD:])
    return modules
