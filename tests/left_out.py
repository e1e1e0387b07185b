"""The tests that can't pass on Windows, as ``windows.toml`` names them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).with_name("windows.toml")


@cache
def left_out_on_windows() -> dict[str, str]:
    """What is left out, a folder, a file, a test or a test with one value, and why."""
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {name: group["reason"] for group in data["left_out"] for name in group["tests"]}


def is_named(test: str, name: str) -> bool:
    """Whether a name means this test: its folder, its file, itself, or itself with a value."""
    if name.endswith("/"):
        return test.startswith(name)
    return test.startswith(name) and test[len(name) : len(name) + 1] in ("", ":", "[")
