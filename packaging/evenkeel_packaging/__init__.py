"""Builds what people install: the frozen program, and the packages around it.

Needs the dependency group ``installer``; nothing here is part of the program.
"""

import sys
from pathlib import Path

# What is installed says its sentences in the program's languages; the program itself is not
# installed where it is only built.
_SOURCE = str(Path(__file__).resolve().parents[2] / "src")
if _SOURCE not in sys.path:
    sys.path.append(_SOURCE)
