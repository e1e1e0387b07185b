"""Every text that a person reads is found by Qt's own tool for translators.

It knows ``self.tr("…")`` and ``translate("Context", "…")``, each with the text itself in the call;
not a helper of another name, a variable or an f-string.
"""

import ast
import re

from evenkeel.catalogue.locate import resources_dir
from tests.visible_words import SOURCE, content_texts, program_texts


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


def test_qts_tool_finds_every_text() -> None:
    files = sorted(SOURCE.rglob("*.py"))
    asked = set()
    for file in files:
        asked |= texts_in(ast.parse(file.read_text(encoding="utf-8")))
    assert len(asked) > 500
    assert asked - {text for _, text in program_texts(files)} == set()


def test_nothing_else_translates() -> None:
    """A helper of its own hides its texts from the tool."""
    helper = re.compile(r"def _?tr\(|\btr = |translate = ")
    hidden = [
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if helper.search(file.read_text(encoding="utf-8"))
    ]
    assert hidden == []


def test_the_words_of_the_content_are_listed_without_its_codes() -> None:
    listed = content_texts(resources_dir())
    assert ("exercises/dontigny_knee_brace.toml", "Heel push in a doorway") in listed
    assert not {text for _, text in listed} & {"dontigny_knee_brace", "refer_urgent", "lying_back"}
