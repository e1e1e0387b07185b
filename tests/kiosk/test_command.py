"""The installed command ``evenkeel kiosk``, run as a process, as clinics and fleet tools run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher

COMMAND = Path(sys.executable).with_name("evenkeel.exe" if os.name == "nt" else "evenkeel")
EXAMPLE = Path(__file__).parents[2] / "packaging/kiosk/kiosk.toml"
BROKEN = '[visit]\nidle_s = 1\n[screen]\ntheme = "pink"\n[staff]\npin_hash = "482130"\n'


def run(
    *arguments: str | Path, stdin: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Runs ``evenkeel kiosk``; it gets no screen and no hint that it runs in a test."""
    unwanted = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "EVENKEEL_KIOSK")
    environment = {key: value for key, value in os.environ.items() if key not in unwanted}
    return subprocess.run(
        [COMMAND, "kiosk", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**environment, **variables},
    )


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text(BROKEN, encoding="utf-8")
    return file


def told(file: Path) -> str:
    """What is said of the broken file."""
    return (
        f"{file}: visit.idle_s: 1: a whole number from 15 to 600\n"
        f"{file}: screen.theme: 'pink': allowed: light, dark, contrast\n"
        f"{file}: staff.pin_hash: (not shown): an argon2id hash, as `evenkeel kiosk --hash-pin` "
        "makes one; never a PIN\n"
    )


def test_check_of_a_good_file() -> None:
    result = run("--check", EXAMPLE)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        f"{EXAMPLE}: no faults\n"
        "  clinic      Our practice, without a logo\n"
        "  programmes  realign, loosen\n"
        "  languages   en\n"
        "  visit       60 s idle, then 20 s more\n"
        "  screen      light, text 100 %\n"
        "  voice       reads aloud when asked to, at 60 %\n"
        "  printer     none: nothing is printed\n"
        "  PIN         none: nobody can leave at the screen\n"
        "  counters    none: nothing is counted\n"
    )


def test_check_lists_every_fault(broken: Path) -> None:
    result = run("--check", broken)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == told(broken)
    assert "482130" not in result.stderr


def test_check_for_programs(broken: Path, tmp_path: Path) -> None:
    result = run("--check", broken, "--json")
    assert (result.returncode, result.stderr) == (2, "")
    document = json.loads(result.stdout)
    assert (document["schema"], document["file"]) == (1, str(broken))
    assert document["faults"][0] == {
        "key": "visit.idle_s",
        "value": "1",
        "allowed": "a whole number from 15 to 600",
    }
    assert len(document["faults"]) == 3
    pin_hash = PasswordHasher().hash("482130")
    good = tmp_path / "good.toml"
    good.write_text(
        f'[staff]\npin_hash = "{pin_hash}"\ncounters = "c.json"\n[printing]\nprinter = "front"\n',
        encoding="utf-8",
    )
    result = run("--check", good, "--json")
    assert result.returncode == 0
    document = json.loads(result.stdout)
    assert document["faults"] == []
    assert document["config"]["staff"] == {"pin": True, "counters": str(tmp_path / "c.json")}
    assert document["config"]["printing"]["printer"] == "front"
    assert pin_hash not in result.stdout


def fake_lpstat(folder: Path, answer: str, status: int = 0) -> str:
    """A search path on which the print system says this of every queue."""
    folder.mkdir()
    program = folder / "lpstat"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{answer}END\nexit {status}\n")
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


WITHOUT_DRIVER = "printer front is idle.  enabled since Sun\n\tConnection: direct\n"
NO_DRIVER = (
    "the queue has no driver and prints nothing; set the queue up again while the printer is "
    "switched on"
)
NO_QUEUE = "there is no such queue on this computer; `lpstat -e` lists those there are"


@pytest.mark.skipif(os.name == "nt", reason="the programs of CUPS")
@pytest.mark.parametrize(
    ("answer", "status", "warning"),
    [
        (WITHOUT_DRIVER + "\tInterface: /etc/cups/ppd/front.ppd\n", 0, None),
        (WITHOUT_DRIVER, 0, NO_DRIVER),
        ("", 1, NO_QUEUE),
        (
            "printer front disabled since Sun -\n\tThe paper has run out\n",
            0,
            "the queue has stopped; `cupsenable` starts it (The paper has run out)",
        ),
    ],
)
def test_check_looks_at_the_printer(
    answer: str, status: int, warning: str | None, tmp_path: Path
) -> None:
    """It warns only: the file may be checked on another computer than the kiosk's."""
    path = fake_lpstat(tmp_path / "bin", answer, status)
    file = tmp_path / "kiosk.toml"
    file.write_text('[printing]\nprinter = "front"\n', encoding="utf-8")
    result = run("--check", file, PATH=path)
    assert (result.returncode, result.stdout.splitlines()[0]) == (0, f"{file}: no faults")
    told = f"{file}: printing.printer: 'front': warning: {warning}\n"
    assert result.stderr == (told if warning else "")
    document = json.loads(run("--check", file, "--json", PATH=path).stdout)
    expected = [{"key": "printing.printer", "value": "front", "warning": warning}]
    assert document["warnings"] == (expected if warning else [])


def test_a_broken_file_says_so_and_does_not_open(broken: Path) -> None:
    for result in (run("--config", broken), run(EVENKEEL_KIOSK=str(broken))):
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == told(broken)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.toml"
    expected = f"{missing}: (file): missing: this file is needed\n"
    for result in (run("--config", missing), run(EVENKEEL_KIOSK=str(missing))):
        assert (result.returncode, result.stderr) == (2, expected)


def test_the_argument_goes_before_the_variable(broken: Path, tmp_path: Path) -> None:
    result = run("--config", broken, EVENKEEL_KIOSK=str(tmp_path / "nowhere.toml"))
    assert result.stderr == told(broken)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a screen")
def test_without_a_screen_it_says_so() -> None:
    result = run("--config", EXAMPLE)
    assert result.returncode == 1
    assert result.stderr == (
        "evenkeel: there is no screen to open the window on "
        "(DISPLAY and WAYLAND_DISPLAY are not set)\n"
    )


def test_the_hash_of_a_pin_that_is_piped() -> None:
    result = run("--hash-pin", stdin="482130\n")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("\n") == 1
    assert PasswordHasher().verify(result.stdout.strip(), "482130")


@pytest.mark.parametrize("text", ["", "123", "48213O", "482130\n482130", "4" * 13, "4" * 5000])
def test_no_pin_is_refused_and_not_repeated(text: str) -> None:
    result = run("--hash-pin", stdin=text)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "evenkeel: the PIN: allowed: 4 to 12 digits from 0 to 9, on one line\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="a terminal is made with pty")
@pytest.mark.parametrize(("second", "status"), [("482130", 0), ("482131", 2)])
def test_the_hash_of_a_pin_that_is_typed_twice_and_not_seen(second: str, status: int) -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMAND, "kiosk", "--hash-pin"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        # getpass throws away what was typed before it asks.
        shown = b""
        for question, answer in ((b"PIN: ", "482130"), (b"again: ", second)):
            while not shown.endswith(question):
                shown += os.read(ours, 1000)
            os.write(ours, answer.encode() + b"\n")
        made = process.communicate()[0]
        assert process.returncode == status
    assert b"48213" not in shown
    assert made.startswith(b"$argon2id$") == (status == 0)
    os.close(ours)


def test_json_alone_is_refused() -> None:
    assert run("--json").stderr == "evenkeel: --json: allowed: with --check\n"
    assert run("--check", EXAMPLE, "--hash-pin").returncode == 2


def test_other_commands_do_not_load_qt_for_it() -> None:
    program = (
        "import sys; from evenkeel.cli.run import run; run(['kiosk', '--check', sys.argv[1]]);"
        "sys.exit('PySide6' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, EXAMPLE], check=True, capture_output=True)
