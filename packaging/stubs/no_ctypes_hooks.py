"""Replaces PyInstaller's ``pyimod03_ctypes``, which imports ctypes at every start."""


def install():
    """Does nothing: the program does not load libraries with ctypes."""
