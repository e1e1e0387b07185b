"""What the arguments of several commands are read with."""

import argparse
from pathlib import Path


def file_name(text: str) -> Path:
    """The file that an argument names; an empty one would be the folder that one is in."""
    if not text:
        raise argparse.ArgumentTypeError("'': an empty name; allowed: the name of a file")
    return Path(text)
