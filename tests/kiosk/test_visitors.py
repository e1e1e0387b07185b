"""Visitors with planted answers, one after the other: nothing about them is left.

A thousand of them take five minutes or more: ``python -m tests.benchmarks.visitors``.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.visitors import _found

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_of_a_visitor_is_in_any_file() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.visitors", "--count", "10", "--seed", "4"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(result.stdout)
    assert report["ended_at"] == {"invite": 10}
    assert report["planted"] > 50
    assert report["residue"] == []
    # There is not even a file.
    assert report["files"] == []
    assert report["prints"] > 0


def test_a_planted_answer_is_found_in_any_spelling(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a").write_bytes(b"\0\1saddle_numbness\0")
    (tmp_path / "b").write_bytes("chest_pain".encode("utf-16-le"))
    found = _found(tmp_path, {"saddle_numbness", "chest_pain", "no"})
    assert sorted(found) == ["b: chest_pain", "deep/a: saddle_numbness"]
