"""Gives programs that are started from the frozen one the libraries of the system.

The loader of the bundle names the bundle's folder first in LD_LIBRARY_PATH. Our own libraries are
loaded by then; a voice, a browser or a file manager would get ours instead of the system's.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before
