"""In place of PyInstaller's own ``pyimod03_ctypes``, which imports ctypes at every start."""


def install():
    """Leaves ctypes as it is: nobody here looks for a library by it."""
