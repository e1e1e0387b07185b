"""The templates: a clinic may change them, and is told where one is wrong."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evenkeel.catalogue.locate import resources_dir
from evenkeel.handout.typesetting import TemplateError, pdf_bytes
from tests.handout.sheets import card_of, pdfium_pages

CARD = ("glute_bridge", None, None)


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic's own copy of the content."""
    folder = tmp_path / "resources"
    shutil.copytree(resources_dir(), folder, ignore=shutil.ignore_patterns("*man", "*.motion"))
    shutil.copytree(resources_dir() / "figures" / "woman", folder / "figures" / "woman")
    monkeypatch.setenv("EVENKEEL_RESOURCES", str(folder))
    return folder


def change(template: Path, old: str, new: str) -> int:
    """Changes a template; returns the number of the first line that is another one."""
    text = template.read_text(encoding="utf-8")
    assert old in text
    template.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_clinic_changes_a_template_without_python(resources: Path) -> None:
    lib = resources / "paper" / "lib.typ"
    change(lib, "strong-par(text(size: 16em / 14, d.stop.label))", "par[Our own rule]")
    assert "Our own rule" in pdfium_pages(pdf_bytes(card_of(CARD)))[0]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("exercise.purpose", "exercise.purpos", 'dictionary does not contain key "purpos"'),
        ("#let lead-of(", "#let lead-of((", "unclosed delimiter"),
        ("strong-par(exercise.cue)", "strongpar(exercise.cue)", "unknown variable: strongpar"),
    ],
)
def test_a_faulty_template_is_named_with_its_line(
    resources: Path, old: str, new: str, told: str
) -> None:
    template = resources / "paper" / "exercise.typ"
    line = change(template, old, new)
    with pytest.raises(TemplateError) as caught:
        pdf_bytes(card_of(CARD))
    message = str(caught.value)
    assert message.startswith(f"{template}: line {line}: {told}")
    assert "\n" not in message


def test_an_unknown_typeface_is_a_fault(resources: Path) -> None:
    template = resources / "paper" / "lib.typ"
    line = change(template, 'font: ("Inter"', 'font: ("Intre"')
    with pytest.raises(TemplateError, match=rf"lib\.typ: line {line}: unknown font family: intre"):
        pdf_bytes(card_of(CARD))


def test_a_missing_template_is_told(resources: Path) -> None:
    (resources / "paper" / "card.typ").unlink()
    with pytest.raises(TemplateError, match=r"card\.typ"):
        pdf_bytes(card_of(CARD))


def test_the_command_line_says_it_in_one_line(resources: Path, tmp_path: Path) -> None:
    change(resources / "paper" / "card.typ", "between = 5mm", "between = 5furlongs")
    target = tmp_path / "a.pdf"
    done = subprocess.run(
        [sys.executable, "-m", "evenkeel", "card", "glute_bridge", "--pdf", str(target)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "card.typ: line " in done.stderr
    assert done.stderr.count("\n") == 1
    assert not target.exists()


def test_the_window_starts_without_the_engine() -> None:
    code = (
        "import sys, evenkeel.ui.shell.app, evenkeel.kiosk.shell.app; print('typst' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
