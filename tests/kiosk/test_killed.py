"""A power cut during a visit or while printing: the next start is clean. And a calm end."""

import signal
from pathlib import Path

import pytest

from tests.kiosk.outside import Kiosk, files, stuck_printer

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")


def check_clean(kiosk: Kiosk) -> None:
    assert kiosk.first["page"] == "invite"
    assert not kiosk.first["answers"]
    assert kiosk.first["tops"] == 1
    assert files(kiosk.home) == []


def test_killed_during_a_visit_it_starts_clean(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with Kiosk(home, "plan") as kiosk:
        assert kiosk.first["page"] == "plan"
        assert kiosk.first["answers"]
        # The journal of the machine's user is not even known here.
        assert not kiosk.first["journal"]
        kiosk.process.kill()
        assert kiosk.process.wait() == -signal.SIGKILL
    assert files(home) == []
    with Kiosk(home) as kiosk:
        check_clean(kiosk)


def test_killed_while_printing_it_starts_clean(tmp_path: Path) -> None:
    home, mark = tmp_path / "home", tmp_path / "mark"
    home.mkdir()
    path = stuck_printer(tmp_path / "bin", mark)
    with Kiosk(home, "print", PATH=path) as kiosk:
        assert kiosk.first["page"] == "paper"
        mark.read_text()
        assert "on their way" in " ".join(kiosk.now()["words"])
        kiosk.process.kill()
        kiosk.process.wait()
    assert files(home) == []
    with Kiosk(home) as kiosk:
        check_clean(kiosk)


@pytest.mark.parametrize("wish", ["", "print"])
def test_the_system_ends_it_calmly(tmp_path: Path, wish: str) -> None:
    mark = tmp_path / "mark"
    path = stuck_printer(tmp_path / "bin", mark)
    with Kiosk(tmp_path / "home", wish, PATH=path) as kiosk:
        if wish:
            mark.read_text()
        kiosk.process.send_signal(signal.SIGTERM)
        _, said = kiosk.process.communicate(timeout=30)
        assert kiosk.process.returncode == 0
    assert "Traceback" not in said


def test_it_runs_where_nothing_can_be_written(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o500)
    try:
        with Kiosk(home / "missing", "plan") as kiosk:
            assert kiosk.first["page"] == "plan"
    finally:
        home.chmod(0o700)
    assert files(home) == []
