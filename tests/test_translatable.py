"""Every text that a person reads is found by Qt's own tool for translators.

It knows ``self.tr("…")`` and ``translate("Context", "…")``, each with the text itself in the call;
not a helper of another name, a variable or an f-string.
"""

import ast
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

SOURCE = Path(__file__).resolve().parent.parent / "src" / "evenkeel"


def texts_in(tree: ast.AST) -> set[str]:
    """The texts that calls of `tr` and `translate` ask for."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = {"tr": 0, "translate": 1}.get(name)
            if place is not None and len(node.args) > place:
                text = node.args[place]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    found.add(text.value)
    return found


def texts_found(tmp_path: Path, files: list[Path]) -> set[str]:
    """What Qt's tool finds."""
    listed, target = tmp_path / "files.lst", tmp_path / "texts.ts"
    listed.write_text("\n".join(map(str, files)), encoding="utf-8")
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    command = [str(tool), f"@{listed}", "-no-obsolete", "-ts", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return {source.text or "" for source in ET.parse(target).iter("source")}


def test_qts_tool_finds_every_text(tmp_path: Path) -> None:
    files = sorted(SOURCE.rglob("*.py"))
    asked = set()
    for file in files:
        asked |= texts_in(ast.parse(file.read_text(encoding="utf-8")))
    assert len(asked) > 500
    assert asked - texts_found(tmp_path, files) == set()


def test_nothing_else_translates() -> None:
    """A helper of its own hides its texts from the tool."""
    helper = re.compile(r"def _?tr\(|\btr = |translate = ")
    hidden = [
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if helper.search(file.read_text(encoding="utf-8"))
    ]
    assert hidden == []
