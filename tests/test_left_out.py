"""The table of what is left out on Windows names tests that are there, each once, with a reason."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.left_out import TABLE, is_named, left_out_on_windows

ROOT = Path(__file__).resolve().parents[1]
NAMED = [
    name
    for group in tomllib.loads(TABLE.read_text(encoding="utf-8"))["left_out"]
    for name in group["tests"]
]


@pytest.mark.parametrize("name", NAMED)
def test_what_is_left_out_is_there(name: str) -> None:
    file, _, test = name.partition("::")
    if file.endswith("/"):
        assert (ROOT / file).is_dir()
        return
    source = (ROOT / file).read_text(encoding="utf-8")
    function = re.split(r"[\[:]", test)[0]
    assert not test or re.search(rf"^(?:    )?(?:def|class) {function}\b", source, re.MULTILINE)


def test_nothing_is_named_twice_or_without_a_reason() -> None:
    assert len(NAMED) == len(set(NAMED))
    assert all(len(reason.split()) > 2 for reason in left_out_on_windows().values())


@pytest.mark.parametrize(
    ("test", "name", "meant"),
    [
        ("tests/b/a.py::test_one", "tests/b/", True),
        ("tests/a.py::test_one", "tests/a.py", True),
        ("tests/a.py::test_one[x-1]", "tests/a.py::test_one", True),
        ("tests/a.py::test_one[x-1]", "tests/a.py::test_one[x-1]", True),
        ("tests/a.py::test_one[x-12]", "tests/a.py::test_one[x-1]", False),
        ("tests/a.py::test_one_more", "tests/a.py::test_one", False),
    ],
)
def test_a_name_means_a_file_a_test_or_one_value(test: str, name: str, meant: bool) -> None:
    assert is_named(test, name) is meant
