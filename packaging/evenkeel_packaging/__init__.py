"""Builds what people install: the frozen program, and the packages around it.

Needs the dependency group ``installer``; nothing here is part of the program.
"""
