"""The program's modules in one file are imported as others are."""

import marshal
import subprocess
import sys
import zipfile
from pathlib import Path

from evenkeel_packaging import modules
from evenkeel_packaging.contents import ROOT

_HOOK = ROOT / "packaging" / "hooks" / "modules.py"
_SOURCES = {
    "shop": (True, "from shop.till import total\nname = __name__"),
    "shop.till": (False, "from shop import scale\ntotal = 2 + scale.weight"),
    "lonely": (False, "broken = 1 / 0"),
}


def _import(folder: Path, code: str) -> str:
    """What a new interpreter prints that has the file of modules."""
    begin = (
        "import runpy, sys\n"
        f"hook = runpy.run_path({str(_HOOK)!r})\n"
        f"sys.meta_path.insert(2, hook['Modules']({str(folder / 'modules')!r}, {str(folder)!r}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", begin + code], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def _written(folder: Path) -> Path:
    held = {
        name: (is_package, marshal.dumps(compile(source, f"{name}.py", "exec")))
        for name, (is_package, source) in _SOURCES.items()
    }
    held["only"] = (True, b"")
    held["only.below"] = (False, marshal.dumps(compile("there = True", "below.py", "exec")))
    modules.write(held, folder / "modules")
    # What is no Python lies beside: here a module of its own stands for it.
    (folder / "shop").mkdir()
    (folder / "shop" / "scale.py").write_text("weight = 3\n", encoding="utf-8")
    return folder


def test_packages_modules_and_what_lies_beside_them(tmp_path: Path) -> None:
    folder = _written(tmp_path)
    told = _import(
        folder,
        "import shop, only.below\n"
        "print(shop.total, shop.name, only.below.there)\n"
        "print(shop.__file__, shop.till.__file__, shop.__path__, shop.till.__package__)\n"
        "print(shop.__spec__.loader.get_code('only'))",
    )
    assert told.splitlines() == [
        "5 shop True",
        f"{folder}/shop/__init__.py {folder}/shop/till.py ['{folder}/shop'] shop",
        "None",
    ]


def test_what_is_not_in_it_is_found_as_before_or_not_at_all(tmp_path: Path) -> None:
    told = _import(_written(tmp_path), "import json, shop.nowhere")
    assert told.splitlines()[-1] == "ModuleNotFoundError: No module named 'shop.nowhere'"


def test_a_fault_names_the_module_and_its_line(tmp_path: Path) -> None:
    told = _import(_written(tmp_path), "import lonely")
    assert 'File "lonely.py", line 1, in <module>' in told
    assert "ZeroDivisionError" in told


def test_the_same_modules_give_the_same_file(tmp_path: Path) -> None:
    held = {"b": (False, b"2"), "a": (True, b"1")}
    modules.write(held, tmp_path / "one")
    modules.write(dict(sorted(held.items())), tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_pythons_own_modules_come_without_the_encodings(tmp_path: Path) -> None:
    library = tmp_path / "library.zip"
    with zipfile.ZipFile(library, "w") as archive:
        for place in ("re/__init__.pyc", "re/_parser.pyc", "enum.pyc", "encodings/ascii.pyc"):
            archive.writestr(place, bytes(16) + place.encode())
    assert modules.from_library(library) == {
        "re": (True, b"re/__init__.pyc"),
        "re._parser": (False, b"re/_parser.pyc"),
        "enum": (False, b"enum.pyc"),
    }
