"""Passes the tests in Python for Windows, by wine: ``python -m evenkeel_packaging test-windows``.

What can't pass there is named with its reason in ``tests/windows.toml``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from evenkeel_packaging.bundle import BUILD
from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.windows_python import compile_command, make_python
from evenkeel_packaging.wine import Wine, in_windows

_WORK: Final = BUILD / "windows" / "tests"

#: wine 8 ends a program that calls it; Python does without.
_WITHOUT_COPYFILE2: Final = "import _winapi\n\ndel _winapi.CopyFile2\n"


def pass_tests(arguments: Sequence[str]) -> int:
    """Runs pytest with these arguments, and returns its status."""
    python = make_python(_WORK, "\n".join(_lock()))
    wine = Wine(_WORK / "prefix", python)
    packages = python / "Lib" / "site-packages"
    site = packages / "sitecustomize.py"
    if not site.exists():
        # As pip does; a warning of a package's own source would else be a failed test.
        wine.run(python / "python.exe", "-m", "compileall", "-q", in_windows(packages))
        compile_command(python / "evenkeel.exe", "evenkeel")
        site.write_text(_WITHOUT_COPYFILE2, encoding="utf-8")
    # Its notes on earlier runs are of the system that runs wine.
    command = ("-m", "pytest", "-p", "no:cacheprovider", *arguments)
    return wine.run(python / "python.exe", *command, more={"PYTHONPATH": in_windows(ROOT / "src")})


def _lock() -> Iterator[str]:
    """What the tests need, and what reads a library whose gaps are filled."""
    yield (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    installer = (ROOT / "requirements-installer.txt").read_text(encoding="utf-8")
    yield from re.findall(r"^pefile==(?:.*\\\n)+.*", installer, re.MULTILINE)
