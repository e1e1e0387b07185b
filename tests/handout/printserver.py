"""A CUPS of our own, with a queue that writes to a file, one whose paper runs out, a printer."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evenkeel.handout.queues import PrintError, check_queue

CUPSD = Path("/usr/sbin/cupsd")
DRIVER = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
_WAIT_S = 20.0

_CONFIG = """
LogLevel info
Listen {root}/socket
PidFile {root}/state/pid
Browsing No
WebInterface No
DefaultAuthType None
MaxJobsPerPrinter 2
PreserveJobFiles No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_FILES = """
ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
Printcap {root}/state/printcap
ServerBin {root}/bin
FileDevice Yes
User lp
Group lp
SystemGroup root
"""
_TRAY = """#!/bin/sh
# A printer that says that it has no paper for as long as the file "empty" is there; the file holds
# how bad it calls that.
if [ $# -eq 0 ]; then echo 'direct tray "Unknown" "tray"'; exit 0; fi
ending=$(cat {root}/empty 2>/dev/null)
while [ -e {root}/empty ]; do
  echo "STATE: +media-empty-$ending" >&2
  sleep 0.1
done
echo "STATE: -media-empty-$ending" >&2
cat > {root}/out/sheets
"""


def until(holds: Callable[[], bool], what: str) -> None:
    """Waits for another process, at most for a while."""
    end = time.monotonic() + _WAIT_S
    until_ended(holds, lambda: time.monotonic() < end, what)


def until_ended(holds: Callable[[], bool], lives: Callable[[], bool], what: str) -> None:
    """Waits for another process, however long it takes, for as long as it lives."""
    pause = threading.Event()
    while not holds():
        assert lives(), what
        # What is waited for needs the processor, too.
        pause.wait(0.01)


class Cups:
    """A print server of our own.

    Attributes:
        paper: the file that the queue *paper* prints onto.
        spool: where documents are while they wait.
        process: the server itself.
    """

    def __init__(self, root: Path) -> None:
        self.paper = root / "paper.pdf"
        self.paper.touch()
        self.socket = root / "socket"
        self.spool = root / "spool"
        self._empty = root / "empty"
        for name in ("etc", "spool", "cache", "state", "log"):
            (root / name).mkdir()
        self._make_tray(root)
        (root / "etc/cupsd.conf").write_text(_CONFIG.format(root=root))
        (root / "etc/cups-files.conf").write_text(_FILES.format(root=root))
        config = ["-c", str(root / "etc/cupsd.conf"), "-s", str(root / "etc/cups-files.conf")]
        self._log = (root / "log/cupsd").open("wb")
        self.process = subprocess.Popen(
            [str(CUPSD), "-f", *config], stdout=self._log, stderr=self._log
        )

    def _make_tray(self, root: Path) -> None:
        shutil.copytree("/usr/lib/cups", root / "bin", symlinks=True)
        backend = root / "bin/backend/tray"
        backend.write_text(_TRAY.format(root=root))
        backend.chmod(0o755)
        (root / "out").mkdir()
        (root / "out").chmod(0o777)

    def add_tray(self, *, empty: bool, said_as: str = "error") -> None:
        """Makes the queue *tray*, with or without paper; without, it is an error or a warning."""
        if empty:
            self._empty.write_text(said_as)
        assert self.run("lpadmin", "-p", "tray", "-v", "tray:/1", "-P", str(DRIVER), "-E") == 0

    def add_absent(self) -> None:
        """Makes the queue *absent*: its printer is at an address where nobody answers."""
        device = "socket://127.0.0.1:9"
        assert self.run("lpadmin", "-p", "absent", "-v", device, "-P", str(DRIVER), "-E") == 0

    def add_without_driver(self) -> None:
        """Makes the queue *bare*: it has no driver, and what it is sent comes to nothing."""
        assert self.run("lpadmin", "-p", "bare", "-v", "file:/dev/null", "-E") == 0

    def add_driverless(self, port: int) -> None:
        """Makes the queue *driverless*, for the printer of this computer at a port."""
        device = f"ipp://localhost:{port}/ipp/print"
        command = ("lpadmin", "-p", "driverless", "-v", device, "-m", "everywhere", "-E")
        # Asked before the printer answers, CUPS makes a queue without a driver, and calls it done.
        until(lambda: self.run(*command) == 0 and _is_whole("driverless"), "no queue for it")

    def fill_tray(self) -> None:
        """Puts paper into the queue *tray*."""
        self._empty.unlink()

    def jobs(self) -> str:
        """What waits, in all queues."""
        return subprocess.run(
            ["lpstat", "-W", "not-completed", "-o"], capture_output=True, text=True, check=False
        ).stdout

    def add_queue(self) -> None:
        """Makes the queue *paper*, running and empty."""
        until(self.socket.exists, "cupsd did not start")
        until(lambda: self.run("lpstat", "-r") == 0, "cupsd does not answer")
        device = f"file:{self.paper}"
        assert self.run("lpadmin", "-p", "paper", "-v", device, "-P", str(DRIVER), "-E") == 0

    def run(self, *command: str) -> int:
        """One of the programs of CUPS; its status."""
        return subprocess.run(command, capture_output=True, check=False).returncode

    def printed(self) -> bytes:
        """What came out, when it is whole."""
        until(lambda: b"%%EOF" in self.paper.read_bytes()[-200:], "nothing came out")
        data = self.paper.read_bytes()
        # The printer's own language goes around the document.
        return data[data.index(b"%PDF") : data.rindex(b"%%EOF") + 6]

    def stop(self) -> None:
        """Ends the server."""
        self.process.terminate()
        self.process.wait(_WAIT_S)
        self._log.close()


@contextmanager
def print_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """A print server that this process prints to for as long as the context lasts."""
    if not CUPSD.exists() or not DRIVER.exists() or shutil.which("lp") is None:
        pytest.skip("CUPS is not installed (apt-get install cups cups-client cups-filters)")
    if os.geteuid() != 0:
        pytest.skip("a print server of our own needs root, to run its filters as lp")
    # Not pytest's own folder: the filters run as another user, who may not enter it.
    with tempfile.TemporaryDirectory(prefix="evenkeel-cups-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        monkeypatch.setenv("CUPS_SERVER", str(root / "socket"))
        server = Cups(root)
        try:
            server.add_queue()
            yield server
        finally:
            server.stop()


class DriverlessPrinter:
    """A printer as today's are: no driver is needed, what it is sent are pages of dots.

    Attributes:
        port: where it listens on this computer.
        trays: where its sheets come out, each job a file.
    """

    def __init__(self, root: Path, port: int) -> None:
        self.port = port
        self.trays = root / "sheets"
        self.trays.mkdir()
        self._log = (root / "log").open("wb")
        bus = f"unix:path={root / 'bus'}"
        # It doesn't start without somebody to announce it to: here, a bus and an announcer that
        # nobody else listens to.
        self._environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": bus}
        session = "--config-file=/usr/share/dbus-1/session.conf"
        self._processes = [self._start("dbus-daemon", session, f"--address={bus}", "--nofork")]
        until((root / "bus").exists, "no bus")
        quiet = ("--no-rlimits", "--no-chroot", "--no-drop-root", "--no-proc-title")
        self._processes.append(self._start("avahi-daemon", *quiet))
        self._print(root)

    def _print(self, root: Path) -> None:
        def listens() -> bool:
            with socket.socket() as line:
                return line.connect_ex(("localhost", self.port)) == 0

        # Pages a minute in grey and in colour: without the second it has no colours.
        speed = ("-s", "600,600")
        place = ("-p", str(self.port), "-d", str(self.trays), "-k", "-f", "image/urf")
        end = time.monotonic() + _WAIT_S
        while True:
            printer = self._start("ippeveprinter", *place, *speed, "Driverless")
            try:
                # It ends at once for as long as the announcer isn't ready.
                printer.wait(0.5)
            except subprocess.TimeoutExpired:
                self._processes.append(printer)
                # A queue that is set up before would have no driver, and nobody would say so.
                until(listens, "the printer does not listen")
                return
            assert time.monotonic() < end, (root / "log").read_text()

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(command, env=self._environment, stdout=self._log, stderr=self._log)

    def sheets(self, server: Cups) -> bytes:
        """What came out of it, when the server has no more job for it."""
        processes = [*self._processes, server.process]

        def live() -> bool:
            return all(one.poll() is None for one in processes)

        until_ended(lambda: not server.jobs(), live, "the job does not end")
        found = list(self.trays.glob("*.urf"))
        assert len(found) == 1, "nothing came out"
        return found[0].read_bytes()

    def stop(self) -> None:
        """Ends it, and what it was announced by."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait(_WAIT_S)
        self._log.close()


def _is_whole(queue: str) -> bool:
    try:
        check_queue(queue)
    except PrintError:
        return False
    return True


@contextmanager
def driverless_printer() -> Iterator[DriverlessPrinter]:
    """A printer on this computer for as long as the context lasts."""
    needed = ("ippeveprinter", "avahi-daemon", "dbus-daemon")
    places = f"{os.environ['PATH']}:/usr/sbin"
    if any(shutil.which(program, path=places) is None for program in needed):
        pytest.skip("no printer to be simulated (apt-get install cups-ipp-utils avahi-daemon)")
    with socket.socket() as free:
        free.bind(("", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="evenkeel-printer-") as folder:
        printer = DriverlessPrinter(Path(folder), port)
        try:
            yield printer
        finally:
            printer.stop()
