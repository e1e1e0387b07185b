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
TOKENS = "ui/style/tokens.py"
UI_FILES = [param for param in FILES if param.id.startswith("ui/") and param.id != TOKENS]
#: What a signal hands over as it was given. Everything else becomes a QVariant on its way, in which
#: a StrEnum turns into a str, a tuple into a list; values of our own go through ``object``.
KEPT_BY_SIGNALS = {"bool", "int", "float", "str", "object"}
#: Classes that a signal may name too: it passes on the object itself.
OWN_OR_QT = re.compile(r"(?!QVariant)[A-Z]\w+$")
#: Qt keeps what is given to these as a QVariant.
CONVERTING = {"setProperty", "setData", "setItemData", "setUserData", "QVariant"}
#: Values that such a call may take beside what is written out: nothing but str and numbers.
PLAIN_VALUES = {
    ("ui/progress/pain_chart.py", "[]"),
    ("ui/progress/tables_dialog.py", "self._day(day, month[day])"),  # a text
    ("ui/widgets/buttons.py", "'true' if small else 'false'"),
    ("ui/widgets/text.py", "role"),  # a word for the style sheet
    ("ui/library/picker.py", "code"),  # a str, and read as one
    ("ui/session/coach/coach_overlays.py", "role"),  # a word for the style sheet
    ("ui/session/coach/coach_controls.py", "small"),  # "true" or "false"
    ("kiosk/invite/invite_page.py", "value"),  # "true" or "false"
    ("handout/clinic.py", "QByteArray(data)"),  # a buffer of Qt's, not a variant
    ("handout/document.py", "QByteArray(data)"),
    ("ui/progress/pain_chart.py", "ys"),  # a curve of pyqtgraph's
}
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


def named(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def converted(path: Path) -> list[str]:
    """Where Qt would turn a value into another one on its way."""
    where = str(path.relative_to(SOURCE)) if path.is_relative_to(SOURCE) else path.name
    wrong = []
    for call in calls(path):
        name = named(call)
        if name in {"Signal", "Slot", "Property"}:
            bad = [
                text
                for text in map(ast.unparse, call.args)
                if text not in KEPT_BY_SIGNALS and not OWN_OR_QT.match(text)
            ]
        elif name in CONVERTING and call.args:
            value = call.args[-1]
            text = ast.unparse(value)
            plain = isinstance(value, ast.Constant) or (where, text) in PLAIN_VALUES
            bad = [] if plain else [text]
        else:
            continue
        wrong += [f"line {call.lineno}: {name} of {text}" for text in bad]
    return wrong


@pytest.mark.parametrize("path", FILES)
def test_no_value_is_converted_by_qt_on_its_way(path: Path) -> None:
    """``Signal(dict)`` turned the chosen ``ThemeChoice`` into a str, and settings broke."""
    assert converted(path) == []


@pytest.mark.parametrize(
    "line",
    [
        "Signal(dict)",
        "Signal(str, list)",
        "Signal(tuple)",
        "Signal('QVariant')",
        "Signal('QVariantMap')",
        "Slot(dict)",
        "Signal(QVariant)",
        "action.setData(Side.LEFT)",
        "widget.setProperty('side', side)",
        "box.setItemData(0, side)",
    ],
)
def test_the_rule_finds_what_qt_would_convert(tmp_path: Path, line: str) -> None:
    path = tmp_path / "wrong.py"
    path.write_text(line, encoding="utf-8")
    assert len(converted(path)) == 1


def test_what_happens_is_told_in_one_way_that_every_reader_hears() -> None:
    """Orca 43 has no listener for announcements; `ScreenReader.tell` knows another way."""
    telling = [
        param.id
        for param in FILES
        for call in calls(param.values[0])  # type: ignore[arg-type]
        if "AnnouncementEvent" in ast.unparse(call.func)
    ]
    assert telling == ["ui/style/screen_reader.py"]
