"""Argument types that several commands share."""

import argparse
from pathlib import Path


def file_name(text: str) -> Path:
    """The file that an argument names; an empty name would mean the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("'': an empty name; allowed: the name of a file")
    return Path(text)
