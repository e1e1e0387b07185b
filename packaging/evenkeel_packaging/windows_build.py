"""Makes the setup.exe for Windows on Linux: ``python -m evenkeel_packaging windows``.

Python for Windows freezes the program with the same recipe as on Windows itself, run by wine; NSIS
is the system's own.
"""

from pathlib import Path

from evenkeel_packaging.bundle import BUILD, settle_times
from evenkeel_packaging.contents import EVENKEEL, ROOT
from evenkeel_packaging.identity import epoch_s
from evenkeel_packaging.windows import build_setup
from evenkeel_packaging.windows_numpy import lighten_numpy
from evenkeel_packaging.windows_python import make_python
from evenkeel_packaging.wine import Wine, in_windows

_WORK = BUILD / "windows"


def build_for_windows(dist: Path) -> Path:
    """Freezes the program for Windows, packs it into ``dist`` and returns the setup.exe.

    Raises:
        RuntimeError: the program could not be frozen, and said why.
        subprocess.CalledProcessError: another step failed, and said why.
    """
    lock = (ROOT / "requirements-installer.txt").read_text(encoding="utf-8")
    python = make_python(_WORK, lock)
    wine = Wine(_WORK / "prefix", python)
    frozen = _WORK / "dist"
    command = ("-m", "evenkeel_packaging", "bundle", "--dist", in_windows(frozen))
    more = {
        "PYTHONPATH": in_windows(ROOT / "packaging"),
        "SOURCE_DATE_EPOCH": str(epoch_s()),
        "PYTHONUTF8": "1",
    }
    if wine.run(python / "python.exe", *command, more=more):
        raise RuntimeError("the program could not be frozen for Windows")
    folder = frozen / EVENKEEL.name
    lighten_numpy(folder)
    settle_times(folder, epoch_s())
    return build_setup(folder, dist)
