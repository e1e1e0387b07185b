"""Lets programs that are started from the frozen one use the libraries of the system.

The bundle's loader puts the bundle's folder first into LD_LIBRARY_PATH. Our own libraries are
loaded by then; a voice, a browser or a file manager would load ours instead of the system's.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before
