"""The source distribution has everything that is needed to build and test."""

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from evenkeel_packaging.contents import ROOT


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a repository")
def test_every_file_of_the_repository_is_in_it(tmp_path: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    # A file that is being deleted is still listed.
    expected = {name for name in listed if name and (ROOT / name).exists()}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [archive] = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as sdist:
        packed = {name.partition("/")[2] for name in sdist.getnames()}
    assert not expected - packed
