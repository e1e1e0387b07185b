"""Two builds are compared file by file."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.reproduce import build_twice, differences, report


@pytest.fixture
def dists(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one", tmp_path / "other"
    inside = one / "evenkeel" / "_internal"
    inside.mkdir(parents=True)
    (inside / "a.so").write_bytes(b"library")
    (inside / "b.so").symlink_to("a.so")
    (one / "evenkeel.run").write_bytes(b"packed")
    for path in [*one.rglob("*"), one]:
        os.utime(path, (0, 0), follow_symlinks=False)
    shutil.copytree(one, other, symlinks=True)
    return one, other


def test_the_same_is_the_same(dists: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert report(*dists)
    assert capsys.readouterr().out == "nothing differs\n"


def test_every_difference_is_named(dists: tuple[Path, Path]) -> None:
    one, other = dists
    inside = other / "evenkeel" / "_internal"
    (inside / "a.so").write_bytes(b"Library")
    (inside / "a.so").chmod(0o755)
    os.utime(inside / "a.so", (0, 1))
    (inside / "b.so").unlink()
    (inside / "b.so").symlink_to("c.so")
    os.utime(inside / "b.so", (0, 0), follow_symlinks=False)
    (inside / "new").touch()
    os.utime(inside, (0, 0))
    assert differences(one, other) == [
        "evenkeel/_internal/a.so: permissions, time, content",
        "evenkeel/_internal/b.so: target",
        "evenkeel/_internal/new: only in one",
    ]


def test_a_package_is_opened_when_its_bytes_differ(
    dists: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    if not shutil.which("dpkg-deb"):
        pytest.skip("dpkg-deb is not installed")
    for dist, manual in zip(dists, ("one", "other"), strict=True):
        root = dist.parent / f"root-of-{dist.name}"
        (root / "DEBIAN").mkdir(parents=True)
        (root / "DEBIAN" / "control").write_text(
            "Package: a\nVersion: 1\nArchitecture: all\nMaintainer: a <a@example.org>\n"
            "Description: a\n",
            encoding="utf-8",
        )
        (root / "manual").write_text(manual, encoding="utf-8")
        for path in root.rglob("*"):
            os.utime(path, (0, 0))
        package = dist / "a.deb"
        subprocess.run(["dpkg-deb", "--build", root, package], check=True, capture_output=True)
    assert not report(*dists)
    said = capsys.readouterr().out.splitlines()
    assert said == ["a.deb: not the same bytes", "a.deb: manual: content", "2 differences"]


def test_both_builds_are_of_one_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even when there is a new commit while the first of them runs."""
    cloned: list[tuple[str, str]] = []
    built: list[Path] = []

    def note(command: list[str], *, check: bool, cwd: Path | None = None, **_: object) -> None:
        if command[:2] == ["git", "clone"]:
            cloned.append((command[-2], command[-1]))
        else:
            assert cwd
            built.append(cwd)
            (cwd / "dist" / "evenkeel").mkdir(parents=True)

    monkeypatch.setattr(subprocess, "run", note)
    assert build_twice()
    (source, one), (copied, other) = cloned
    assert (source, copied) == (str(ROOT), one)
    assert [str(place) for place in built] == [one, other]
