"""Files as nobody would write them: seeded and bounded, and never a fault of the program."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from evenkeel.catalogue.locate import resources_dir
from evenkeel.cli.run import run

KIOSK = Path(__file__).parents[2] / "packaging/kiosk/kiosk.toml"
EXTREMES = (
    "9" * 5000,
    "0x" + "f" * 9000,
    "-" + "1" * 400,
    ".".join("a" * 3000) + " = 1",
    "x = " + "{a = " * 2000 + "1" + "}" * 2000,
    "[" * 3000,
    "nan",
    "1e400",
    "1979-05-27T07:32:00Z",
    "“curly”",
    '"C:\\Users\\x"',
    "\ufeff",
    "\x00",
    "\x1b[2J",
    "'''",
    "[[visit]]",
    "\r",
    "\u202e",
    "{side",
    "{0.__class__}",
)
Check = Callable[[list[str]], str]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """Runs a command; its errors, which are sentences."""

    def run_checked(arguments: list[str]) -> str:
        status = run(arguments)
        captured = capsys.readouterr()
        assert status in (0, 2), (captured.err, arguments)
        assert "Evenkeel has a fault" not in captured.err
        assert "Traceback" not in captured.err
        assert all(one.isprintable() and len(one) < 2500 for one in captured.err.splitlines())
        return captured.err

    return run_checked


def broken(text: str, random: Random) -> bytes:
    """A text with one thing wrong in it that a slip, an editor or malice could do."""
    at = random.randrange(len(text))
    extreme = random.choice(EXTREMES)
    match random.randrange(7):
        case 0:
            return (text[:at] + extreme + text[at:]).encode()
        case 1:
            lines = text.splitlines()
            place = random.choice([n for n, one in enumerate(lines) if "=" in one])
            lines[place] = lines[place].partition("=")[0] + "= " + extreme
            return "\n".join(lines).encode()
        case 2:
            return text[:at].encode()
        case 3:
            data = bytearray(text.encode())
            data[at] ^= 1 << random.randrange(8)
            return bytes(data)
        case 4:
            return text.encode(random.choice(("utf-16", "latin-1", "utf-8-sig")), "replace")
        case 5:
            return (text + "\n" + extreme + "\n").encode()
    lines = text.splitlines(keepends=True)
    return "".join([*lines, random.choice(lines)]).encode()


@pytest.mark.parametrize("seed", range(2))
def test_a_kiosks_file(seed: int, tmp_path: Path, check: Check) -> None:
    random, file = Random(seed), tmp_path / "kiosk.toml"
    text = KIOSK.read_text(encoding="utf-8")
    for _ in range(25):
        file.write_bytes(broken(text, random))
        check(["kiosk", "--check", str(file)])


@pytest.mark.parametrize("seed", range(2))
def test_a_clinics_content(seed: int, tmp_path: Path, check: Check) -> None:
    random, folder = Random(seed), tmp_path / "resources"
    shutil.copytree(
        resources_dir(), folder, ignore=shutil.ignore_patterns("figures", "fonts", "locale")
    )
    files = sorted(folder.rglob("*.toml"))
    for _ in range(12):
        file = random.choice(files)
        text = file.read_text(encoding="utf-8")
        file.write_bytes(broken(text, random))
        check(["check-content", str(folder)])
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_answers(seed: int, tmp_path: Path, check: Check) -> None:
    random, file = Random(seed), tmp_path / "answers.json"
    values: tuple[object, ...] = (
        "left", "LEFT", 5, -1, 10**400, 1.5, float("nan"), None, True, [], ["left"] * 3, {"a": {}},
        "x" * 5000, "\x1b[2J", "\udcff", [[]], {},
    )  # fmt: skip
    keys = ("sore_side", "pain_now", "red_flags", "equipment", "x", "", "\x1b", "k" * 5000)
    for _ in range(25):
        document = {random.choice(keys): random.choice(values) for _ in range(3)}
        data = json.dumps(document).encode()
        match random.randrange(5):
            case 0:
                data = data[: random.randrange(len(data))]
            case 1:
                data = b"[" * 5000 + data
            case 2:
                data = b'{"pain_now": ' + b"1" * 5000 + b"}"
            case 3:
                data = bytes(one ^ random.choice((0,) * 30 + (1,)) for one in data)
        file.write_bytes(data)
        check([random.choice(("plan", "timeline")), "--answers", str(file)])
