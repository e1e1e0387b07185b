"""Replaces a module that a library imports and that is never used: see contents.py."""
