"""The numbers of the clinical rules: what is cited exists, and every rule is cited somewhere."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
RULES: Final = ROOT / "resources" / "clinical-rules.md"
#: An id in square brackets, such as the one of a side: letters, perhaps several words, a number.
CITED: Final = re.compile(
    r"\[((?:OUT|ASK|ORDER|LEFT-OUT|SIDE|DOSE|SESSION|DAYS|GETTING-ON|WORDS)-\d+)\]"
)
ROW: Final = re.compile(r"^\| \[([A-Z]+(?:-[A-Z]+)*-\d+)\] \| (.+) \| (.+) \|$", re.MULTILINE)
SUFFIXES: Final = frozenset({".py", ".toml", ".typ"})


def rules() -> list[tuple[str, str, str]]:
    """The id, the text and the source of every rule, in the document's order."""
    return ROW.findall(RULES.read_text(encoding="utf-8"))


def cited() -> Iterator[tuple[str, Path]]:
    """Every id that a file of code, content or tests cites, with the file."""
    for folder in ("src", "resources", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SUFFIXES and path != Path(__file__).resolve():
                for rule in CITED.findall(path.read_text(encoding="utf-8")):
                    yield rule, path.relative_to(ROOT)


def test_every_rule_has_one_id_of_its_own_and_a_source() -> None:
    ids = Counter(rule for rule, _, _ in rules())
    assert [rule for rule, count in ids.items() if count > 1] == []
    assert [rule for rule, text, source in rules() if not text.strip() or not source.strip()] == []
    # The pattern for what is cited knows every family of rules.
    assert [rule for rule in ids if not CITED.fullmatch(f"[{rule}]")] == []


def test_every_row_of_the_document_is_read() -> None:
    rows = [
        line
        for line in RULES.read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and not line.startswith(("| id |", "|---"))
    ]
    assert len(rows) == len(rules())


def test_what_is_cited_is_a_rule() -> None:
    known = {rule for rule, _, _ in rules()}
    assert [(rule, str(path)) for rule, path in cited() if rule not in known] == []


def test_every_rule_is_cited() -> None:
    found = {rule for rule, _ in cited()}
    assert [rule for rule, _, _ in rules() if rule not in found] == []
