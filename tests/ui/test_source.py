"""Rules that the source text of the window keeps."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import evenkeel

SOURCE = Path(evenkeel.__file__).parent
FILES = [pytest.param(path, id=str(path.relative_to(SOURCE))) for path in SOURCE.rglob("*.py")]
#: Where colours, sizes and spaces are written.
TOKENS = "ui/tokens.py"
UI_FILES = [param for param in FILES if param.id.startswith("ui/") and param.id != TOKENS]
TRANSLATING = {"tr", "_tr", "translate", "_translate"}


def calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def formatted(argument: ast.expr) -> bool:
    """Whether a text is put together before it is translated."""
    if isinstance(argument, ast.JoinedStr):
        return True
    if isinstance(argument, ast.BinOp):
        parts = (argument.left, argument.right)
        return any(isinstance(part, ast.Constant | ast.JoinedStr) for part in parts) and any(
            isinstance(getattr(part, "value", None), str) for part in parts
        )
    return isinstance(argument, ast.Call) and getattr(argument.func, "attr", "") == "format"


@pytest.mark.parametrize("path", FILES)
def test_nothing_formatted_is_translated(path: Path) -> None:
    """``tr(f"…")`` is extracted but never matches a translation."""
    wrong = []
    for call in calls(path):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in TRANSLATING and any(formatted(argument) for argument in call.args):
            wrong.append(f"line {call.lineno}: {ast.unparse(call)}")
    assert wrong == []


@pytest.mark.parametrize("path", UI_FILES)
def test_no_colour_is_written_outside_the_tokens(path: Path) -> None:
    found = re.findall(r"#[0-9a-fA-F]{6}\b|rgba?\(", path.read_text(encoding="utf-8"))
    assert found == []
