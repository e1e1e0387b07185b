"""The optional numpy for the bundle is built from the locked release."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evenkeel_packaging import bundle, installer, lean_numpy
from evenkeel_packaging.__main__ import main as packaging_main
from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.lean_numpy import LeanNumpyError

REQUIREMENTS = """\
# made by a tool
nump==1.0 \\
    --hash=sha256:aa
numpy==2.0 ; python_full_version < '3.0' \\
    --hash=sha256:bb
    # via pyqtgraph
numpy==3.0 ; python_full_version >= '3.0' \\
    --hash=sha256:cc \\
    --hash=sha256:dd
    # via
    #   evenkeel
other==1.0
"""


def test_the_locked_entry_is_the_one_for_this_python_with_all_its_hashes() -> None:
    assert lean_numpy.locked("numpy", REQUIREMENTS).split() == [
        *("numpy==3.0", ";", "python_full_version", ">=", "'3.0'", "\\"),
        *("--hash=sha256:cc", "\\", "--hash=sha256:dd"),
    ]
    assert lean_numpy.locked("other", REQUIREMENTS) == "other==1.0\n"
    with pytest.raises(LookupError, match="num is not locked"):
        lean_numpy.locked("num", REQUIREMENTS)


def test_build_options_are_part_of_the_requirement() -> None:
    """pip does not apply options of the command line to the requirements of a file."""
    entry = lean_numpy.with_options(lean_numpy.locked("numpy", REQUIREMENTS))
    lines = [line.strip() for line in entry.splitlines()]
    assert all(line.endswith("\\") for line in lines[:-1])
    assert not lines[-1].endswith("\\")
    assert "--hash=sha256:dd \\" in lines
    assert "--config-settings=setup-args=-Dblas=none \\" in lines


def test_the_bundle_has_the_release_that_is_locked_for_the_program() -> None:
    texts = [
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("requirements.txt", "requirements-installer.txt")
    ]
    ours, bundled = (lean_numpy.locked("numpy", text).partition(" ")[0] for text in texts)
    assert ours == bundled


@pytest.mark.skipif(sys.platform != "linux", reason="compiled on Linux only")
def test_without_a_compiler_the_error_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(lean_numpy.LeanNumpyError, match="there is no compiler for C and C"):
        lean_numpy.build_lean_numpy(tmp_path / "build")
    assert not (tmp_path / "build").exists()


def test_a_build_is_refused_where_it_was_never_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(lean_numpy.LeanNumpyError, match="on Linux only"):
        lean_numpy.build_lean_numpy(tmp_path)


@pytest.mark.parametrize(("option", "built"), [([], 0), (["--lean-numpy"], 1)])
def test_numpy_is_compiled_only_when_asked_for(
    option: list[str],
    built: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By default neither a compiler nor Python's headers are needed."""
    paths: list[list[str]] = []

    def freeze(_command: list[str], *, env: dict[str, str], **_options: object) -> None:
        paths.append(env["PYTHONPATH"].split(os.pathsep))
        (tmp_path / "dist" / "evenkeel").mkdir(parents=True)

    monkeypatch.setattr(bundle, "BUILD", tmp_path / "build")
    monkeypatch.setattr(bundle, "build_lean_numpy", lambda _folder: tmp_path / "numpy")
    monkeypatch.setattr(bundle, "_strip", lambda _folder: None)
    monkeypatch.setattr(subprocess, "run", freeze)
    monkeypatch.setattr(bundle, "epoch_s", lambda: 0)
    arguments = ["evenkeel_packaging", "bundle", "--dist", str(tmp_path / "dist"), *option]
    monkeypatch.setattr(sys, "argv", arguments)
    assert packaging_main() == 0
    assert paths == [[*[str(tmp_path / "numpy")] * built, str(ROOT / "packaging")]]
    assert capsys.readouterr().out.strip() == str(tmp_path / "dist" / "evenkeel")


def test_what_cannot_be_compiled_ends_the_build_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_dist: Path, *, lean_numpy: bool) -> None:
        raise LeanNumpyError(f"no compiler, {lean_numpy}")

    monkeypatch.setattr(installer, "build_all", fail)
    monkeypatch.setattr(sys, "argv", ["evenkeel_packaging", "installer", "--lean-numpy"])
    assert packaging_main() == 1
    assert capsys.readouterr().err == "no compiler, True\n"


def test_the_build_record_names_no_folder_of_the_builder(tmp_path: Path) -> None:
    config = tmp_path / "__config__.py"
    config.write_text(f'"path": r"{sys.executable}"', encoding="utf-8")
    lean_numpy.remove_builder_path(config)
    assert config.read_text(encoding="utf-8") == '"path": r"python"'
