"""Imports the program's modules from the file that ``evenkeel_packaging.modules`` wrote.

Extension modules, and all modules that are not in the file, are imported as usual.
"""

import marshal
import os
import sys

# Its module cannot be imported yet without reading half of the library.
ModuleSpec = type(sys.__spec__)


class Modules:
    """Finds and loads the modules of the file."""

    def __init__(self, file, folder):
        self._folder = folder
        self._file = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
        size = int.from_bytes(os.read(self._file, 4), "little")
        self._index = marshal.loads(os.read(self._file, size))
        self._begin = 4 + size

    def find_spec(self, fullname, _path=None, _target=None):
        """A module of the file; ``None`` for all others."""
        if fullname not in self._index:
            return None
        is_package = self._index[fullname][0]
        place = f"{self._folder}/{fullname.replace('.', '/')}"
        origin = f"{place}/__init__.py" if is_package else f"{place}.py"
        spec = ModuleSpec(fullname, self, origin=origin, is_package=is_package)
        spec.has_location = True
        if is_package:
            # The folder of its extension modules.
            spec.submodule_search_locations.append(place)
        return spec

    def create_module(self, _spec):
        """Leaves the creation of the module to Python."""

    def exec_module(self, module):
        """Runs the module's code."""
        code = self.get_code(module.__spec__.name)
        if code:
            exec(code, module.__dict__)

    def get_code(self, fullname):
        """The compiled module; ``None`` for a package that is only a folder."""
        _, begin, length = self._index[fullname]
        return marshal.loads(os.pread(self._file, length, self._begin + begin)) if length else None


if bundle := getattr(sys, "_MEIPASS", ""):
    # After the finders of built-in and frozen modules.
    sys.meta_path.insert(2, Modules(f"{bundle}/modules", bundle))
