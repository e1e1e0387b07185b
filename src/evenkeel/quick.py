"""Speeds up the start by leaving out what the first page does not need.

Four fifths of ``import PySide6`` are not Qt: modules that describe every function's signature
for error messages and ``help()``, and a hook that reads the source of every module imported
later, to find out whether it asks for PySide's snake_case names. The first are deferred until
they are used; the second is removed, because nothing here uses such names.
Measured together with the garbage collector, which finds nothing to collect in a start, that is
half of the instructions that importing Qt takes.

Nothing depends on it: where PySide6 is built in another way, a start only takes longer.
"""

import builtins
import gc
import os
import sys
import threading
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # At run time these would load as much as they are to save.
    from collections.abc import Sequence
    from importlib.abc import Loader

_SNAKE_CASE = "shibokensupport.feature"
_SIGNATURES = "shibokensupport.signature."
#: Imported by PySide6 at every start, used in hardly any.
DEFERRED = frozenset(
    {
        *(
            _SIGNATURES + name
            for name in (
                "errorhandler",
                "layout",
                "lib.enum_sig",
                "lib.pyi_generator",
                "lib.tool",
                # Not "mapping": PySide6 takes a function of it without asking the module.
                "parser",
            )
        ),
        # For unpacking those modules where they are not there as files.
        "base64",
        "tempfile",
        "zipfile",
        # For looking at source code.
        "inspect",
        "traceback",
        # For addresses with an IPv6 number in them; pathlib brings it along.
        "ipaddress",
        # For introspection of types by msgspec.
        "msgspec.inspect",
        # For what is printed about a machine; uuid, which msgspec brings along, asks for one name.
        "platform",
    }
)
#: Attributes of deferred modules that are known without running the module.
_KNOWN: "dict[str, dict[str, Any]]" = (
    {"platform": {"system": lambda: os.uname().sysname}} if hasattr(os, "uname") else {}
)
#: One lock for each deferred module, by name, and the modules that are being run.
_LOCKS: "dict[str, threading.RLock]" = {}
_RUNNING: "set[str]" = set()


class _DeferredModule(ModuleType):
    """A module that is found and run when its first attribute is read.

    One thread runs it while the others wait, and none sees it half initialised. The thread that
    runs it may use what it has so far, as in any circular import.
    """

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("__"):
            # What the import machinery asks every module for.
            return super().__getattribute__(name)
        fullname = self.__name__
        known = _KNOWN.get(fullname, {})
        if name in known:
            return known[name]
        with _LOCKS[fullname]:
            if type(self) is _DeferredModule and fullname not in _RUNNING:
                _RUNNING.add(fullname)
                try:
                    _DeferredLoader.run(self)
                    # Only now: other threads use a plain module without taking the lock.
                    self.__class__ = ModuleType  # type: ignore[assignment]
                finally:
                    _RUNNING.discard(fullname)
        return ModuleType.__getattribute__(self, name)


class _DeferredLoader:
    """Creates a module without finding it."""

    @staticmethod
    def create_module(spec: ModuleSpec) -> ModuleType:
        """An empty module that runs itself later."""
        _LOCKS.setdefault(spec.name, threading.RLock())
        return _DeferredModule(spec.name)

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        """Nothing yet."""

    @staticmethod
    def run(module: ModuleType) -> None:
        """Finds the module and runs it."""
        name = module.__name__
        package = sys.modules.get(name.rpartition(".")[0])
        spec = _find_spec(name, package.__path__ if package else None)
        if spec and spec.loader:
            module.__spec__, module.__loader__ = spec, spec.loader
            # Of a package, such as zipfile from Python 3.12 on, it is its own name.
            module.__package__ = spec.parent
            if spec.origin:
                module.__file__ = spec.origin
            if spec.submodule_search_locations is not None:
                module.__path__ = spec.submodule_search_locations
            spec.loader.exec_module(module)


def _find_spec(fullname: str, path: "Sequence[str] | None") -> ModuleSpec | None:
    """The spec of a module as it would be found without our finder."""
    for finder in sys.meta_path:
        spec = None if isinstance(finder, _Finder) else finder.find_spec(fullname, path)
        if spec:
            return spec
    return None


class _FeatureLoader:
    """Runs PySide's module of snake_case names, but skips its search for modules that use them.

    While it is imported, PySide6 reads the sources of Python's own ``enum`` for that.
    """

    def __init__(self, loader: "Loader") -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As usual."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Runs it, and says that no module uses such names."""
        self._loader.exec_module(module)
        module.__dict__["_mod_uses_pyside"] = lambda _module: False


class _Finder:
    """Finds the deferred modules."""

    def find_spec(
        self, fullname: str, path: "Sequence[str] | None", _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The deferred modules and PySide's module of names; ``None`` for all others."""
        if fullname in DEFERRED:
            return ModuleSpec(fullname, _DeferredLoader)  # type: ignore[arg-type]
        if fullname != _SNAKE_CASE:
            return None
        spec = _find_spec(fullname, path)
        if spec and spec.loader:
            spec.loader = _FeatureLoader(spec.loader)  # type: ignore[assignment]
        return spec


def load_qt() -> None:
    """Loads PySide6 without what is not needed of it; before anything else imports it.

    The garbage collector stays off; a window has one of its own.
    """
    gc.disable()
    if "PySide6" in sys.modules:
        return
    sys.meta_path.insert(0, _Finder())
    imports = builtins.__import__
    import PySide6  # noqa: F401

    # In place of PySide6's own hook.
    builtins.__import__ = imports


def finish_start() -> None:
    """Spares the garbage collector the objects made during the start."""
    gc.freeze()
