"""numpy is built for the bundle from what is locked."""

import sys
from pathlib import Path

import pytest

from evenkeel_packaging import lean_numpy
from evenkeel_packaging.contents import ROOT

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


def test_the_entry_for_this_python_is_taken_with_all_its_hashes() -> None:
    assert lean_numpy.locked("numpy", REQUIREMENTS).split() == [
        *("numpy==3.0", ";", "python_full_version", ">=", "'3.0'", "\\"),
        *("--hash=sha256:cc", "\\", "--hash=sha256:dd"),
    ]
    assert lean_numpy.locked("other", REQUIREMENTS) == "other==1.0\n"
    with pytest.raises(LookupError, match="num is not locked"):
        lean_numpy.locked("num", REQUIREMENTS)


def test_its_options_stand_in_the_same_entry() -> None:
    """pip passes those of the command line to no requirement of a file."""
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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it goes in as it is installed")
def test_without_a_compiler_a_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lean_numpy.lean_numpy(tmp_path / "build") is None
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "there is no compiler" in said


def test_the_record_of_its_making_names_no_folder(tmp_path: Path) -> None:
    config = tmp_path / "__config__.py"
    config.write_text(f'"path": r"{sys.executable}"', encoding="utf-8")
    lean_numpy.forget_builder(config)
    assert config.read_text(encoding="utf-8") == '"path": r"python"'
