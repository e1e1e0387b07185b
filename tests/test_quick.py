"""What is put off at the start comes when it is asked for, and nothing else changes."""

import subprocess
import sys
from pathlib import Path

_BEGIN = """
import builtins, gc, sys
before = builtins.__import__
from evenkeel.quick import DEFERRED, load_qt, finish_start
load_qt()
from PySide6.QtCore import QObject, QPoint
"""


def _run(code: str) -> str:
    """What a new interpreter prints; whatever it has to complain about fails the test."""
    result = subprocess.run(
        [sys.executable, "-c", _BEGIN + code], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


def test_modules_are_put_off_until_asked_for() -> None:
    told = _run(
        """
import tempfile
print(type(tempfile).__name__)
print(bool(tempfile.gettempdir()), type(tempfile).__name__)
"""
    )
    assert told.splitlines() == ["_DeferredModule", "True module"]


def test_what_is_known_of_a_module_needs_no_module() -> None:
    told = _run(
        """
import platform
first = platform.system(), type(platform).__name__
print(platform.machine() != "", type(platform).__name__, platform.system() == first[0], first[1])
"""
    )
    kind = "module" if sys.platform == "win32" else "_DeferredModule"
    assert told == f"True module True {kind}\n"


def test_packages_and_their_parts_come_whole() -> None:
    told = _run(
        """
import zipfile, msgspec.inspect
print(zipfile.ZipFile.__name__, msgspec.inspect.IntType.__name__, msgspec.inspect.__file__ != "")
import importlib
print(importlib.reload(zipfile).__name__)
"""
    )
    assert told == "ZipFile IntType True\nzipfile\n"


def test_a_package_finds_its_own_parts(tmp_path: Path) -> None:
    """zipfile is one from Python 3.12 on; until it was, a start from source ended there."""
    package = tmp_path / "in_parts"
    package.mkdir()
    (package / "__init__.py").write_text("from .part import ANSWER\n", encoding="utf-8")
    (package / "part.py").write_text("ANSWER = 42\n", encoding="utf-8")
    told = _run(
        f"""
import evenkeel.quick
evenkeel.quick.DEFERRED |= {{"in_parts"}}
sys.path.append({str(tmp_path)!r})
import in_parts
print(type(in_parts).__name__, in_parts.ANSWER, type(in_parts).__name__)
"""
    )
    assert told == "_DeferredModule 42 module\n"


def test_threads_that_meet_on_one_module_all_get_it_whole() -> None:
    """The one that comes first runs it; nobody sees it half made, by a name it has or lacks yet."""
    told = _run(
        """
import threading
from importlib.machinery import ModuleSpec
begun, go_on = threading.Event(), threading.Event()
class Slow:
    def find_spec(self, fullname, path=None, target=None):
        return ModuleSpec(fullname, self) if fullname == "ipaddress" else None
    def create_module(self, spec): pass
    def exec_module(self, module):
        module.__dict__["dedent"] = "half made"
        begun.set()
        go_on.wait(20)
        module.__dict__.update(dedent="dedent", indent="indent")
sys.modules.pop("ipaddress", None)
sys.meta_path.insert(1, Slow())
import ipaddress
seen, ready = [], threading.Barrier(5)
def ask(name):
    ready.wait()
    seen.append(getattr(ipaddress, name))
names = ["dedent", "indent"] * 2
threads = [threading.Thread(target=ask, args=(name,)) for name in names]
for thread in threads: thread.start()
ready.wait()
print(begun.wait(20), seen)
go_on.set()
for thread in threads: thread.join()
print(sorted(seen), type(ipaddress).__name__)
"""
    )
    assert told.splitlines() == [
        "True []",
        "['dedent', 'dedent', 'indent', 'indent'] module",
    ]


def test_a_module_may_ask_for_itself_while_it_is_run() -> None:
    told = _run(
        """
from importlib.machinery import ModuleSpec
class Circular:
    def find_spec(self, fullname, path=None, target=None):
        return ModuleSpec(fullname, self) if fullname == "ipaddress" else None
    def create_module(self, spec): pass
    def exec_module(self, module):
        module.__dict__["first"] = 1
        import ipaddress
        module.__dict__["second"] = ipaddress.first + 1
sys.modules.pop("ipaddress", None)
sys.meta_path.insert(1, Circular())
import ipaddress
print(ipaddress.second)
"""
    )
    assert told == "2\n"


def test_what_is_put_off_comes_from_whoever_finds_it() -> None:
    told = _run(
        """
from importlib.machinery import ModuleSpec
class Elsewhere:
    def find_spec(self, fullname, path=None, target=None):
        return ModuleSpec(fullname, self) if fullname == "ipaddress" else None
    def create_module(self, spec): pass
    def exec_module(self, module): module.dedent = "from elsewhere"
sys.modules.pop("ipaddress", None)
sys.meta_path.insert(1, Elsewhere())
import ipaddress
print(type(ipaddress).__name__, ipaddress.dedent, type(ipaddress).__name__)
"""
    )
    assert told == "_DeferredModule from elsewhere module\n"


def test_a_wrong_argument_is_still_explained() -> None:
    told = _run(
        """
try:
    QPoint("a", "b")
except TypeError as error:
    print(error)
"""
    )
    assert "called with wrong argument types" in told
    assert "(xpos: int, ypos: int, /)" in told


def test_signatures_are_still_known() -> None:
    told = _run(
        """
from PySide6.support.signature import get_signature
print(get_signature(QObject.setObjectName))
"""
    )
    assert told == "(self, name: str, /) -> None\n"


def test_imports_are_pythons_own_again() -> None:
    assert _run("print(builtins.__import__ is before)") == "True\n"


def test_the_collector_rests_and_is_spared_what_the_start_made() -> None:
    told = _run("print(gc.isenabled()); finish_start(); print(gc.get_freeze_count() > 0)")
    assert told.splitlines() == ["False", "True"]


def test_qt_loaded_already_is_left_alone() -> None:
    told = _run("there = len(sys.meta_path); load_qt(); print(len(sys.meta_path) - there)")
    assert told == "0\n"


def test_a_start_needs_nothing_of_what_is_put_off() -> None:
    told = _run(
        """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import evenkeel.ui.shell.app
from evenkeel.ui.plan import today_page as today
woken = sorted(n for n in DEFERRED if type(sys.modules.get(n)).__name__ == "module")
print([name for name in woken if name.startswith("shibokensupport")])
print(sorted({"numpy", "pyqtgraph", "PySide6.QtNetwork", "argparse"} & sys.modules.keys()))
"""
    )
    assert told.splitlines() == ["[]", "[]"]
