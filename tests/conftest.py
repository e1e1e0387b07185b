"""What every test may use: the real content, and no way to touch the user's own data."""

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

# Before Qt is imported anywhere: tests need no screen unless a journey starts one of its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from evenkeel.catalogue.model import Catalogue
from tests.content import shipped
from tests.leaks import STARTED, collect_garbage, nothing_left
from tests.left_out import is_named, left_out_on_windows

_SKIPPED = pytest.StashKey[bool]()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: the journeys wait for the programs that they started."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves out on Windows what can't pass there, as ``windows.toml`` names it with its reason."""
    if sys.platform == "win32":
        table = left_out_on_windows()
        for item in items:
            reason = next((why for name, why in table.items() if is_named(item.nodeid, name)), "")
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes of a test that it is skipped: then nothing that it announces is logged."""
    report = yield
    if report.skipped:
        item.stash[_SKIPPED] = True
    return report


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The content that is shipped."""
    return shipped()


@pytest.fixture(autouse=True)
def _own_data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENKEEL_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test starts ends with it, and what it logs from a warning up is announced.

    ``@pytest.mark.logs("part of the record", ...)`` announces; who asks for ``caplog`` looks at the
    log themselves.
    """
    collect_garbage()
    announced = [part for mark in request.node.iter_markers("logs") for part in mark.args]
    with nothing_left(STARTED, None if "caplog" in request.fixturenames else announced):
        yield
        if request.node.stash.get(_SKIPPED, default=False):
            announced.clear()
