"""Checks for a display before Qt does, because without one Qt aborts the process."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

_PATIENCE_S = 3.0
#: Where the first display of another machine listens.
_X_PORT = 6000
_COOKIE = b"MIT-MAGIC-COOKIE-1"
#: The first byte of an X server's answer when it accepts the connection.
_WELCOME = b"\x01"


def why_no_display() -> str | None:
    """Why no window could be opened here, in one sentence; ``None`` where one can be (Linux).

    A display that is named but absent, one that does not let this user in, and a platform that
    Qt does not have would each end the process with an abort.
    """
    if sys.platform != "linux":
        return None
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if asked:
        names = [name.partition(":")[0] for name in asked.split(";")]
        known = _known_platforms()
        usable = [name for name in names if not known or name in known]
        if not usable:
            have = ", ".join(sorted(known))
            return f"QT_QPA_PLATFORM names {asked}, which Qt does not have; it has: {have}"
        if not all(_needs_display(name) for name in usable):
            return None
    else:
        usable = ["wayland", "xcb"]
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not x11 and not os.environ.get("WAYLAND_SOCKET"):
        return "there is no screen to open the window on (DISPLAY and WAYLAND_DISPLAY are not set)"
    if any(name.startswith("wayland") for name in usable) and _wayland_answers():
        return None
    if "xcb" in usable and x11 and _x11_answers(x11):
        return None
    named = (("DISPLAY", x11), ("WAYLAND_DISPLAY", wayland))
    tried = " and ".join(f"{key}={value}" for key, value in named if value)
    return f"the screen that is named does not answer, or does not let this user in ({tried})"


def _needs_display(platform: str) -> bool:
    return platform == "xcb" or platform.startswith("wayland")


def _known_platforms() -> set[str]:
    """The names of Qt's platform plugins that are installed; none where that can't be told."""
    from PySide6.QtCore import QLibraryInfo

    own = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    more = os.environ.get("QT_PLUGIN_PATH", "").split(os.pathsep)
    folders = [Path(folder, "platforms") for folder in (own, *more) if folder]
    if os.environ.get("QT_QPA_PLATFORM_PLUGIN_PATH"):
        folders.append(Path(os.environ["QT_QPA_PLATFORM_PLUGIN_PATH"]))
    names = {
        file.stem.removeprefix("libq") for folder in folders for file in folder.glob("libq*.so")
    }
    # One plugin answers to these names too.
    return names | {"wayland-egl"} if "wayland" in names else names


def _wayland_answers() -> bool:
    if os.environ.get("WAYLAND_SOCKET"):
        return True
    name = os.environ.get("WAYLAND_DISPLAY", "")
    path = name if name.startswith("/") else f"{os.environ.get('XDG_RUNTIME_DIR', '')}/{name}"
    return bool(name) and _first_byte(path, None) is not None


def _x11_answers(display: str) -> bool:
    """Whether an X server is there and lets this user in; any of the user's cookies will do."""
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdecimal():
        return False
    cookies = [*_cookies(number.encode()), b""]
    return any(
        _first_byte(place, _setup_request(cookie)) == _WELCOME
        for place in _places(host, int(number))
        for cookie in cookies
    )


def _places(host: str, number: int) -> Iterator[str | tuple[str, int]]:
    """Where a display listens: sockets of this machine, or a port of another."""
    if host.startswith("/"):
        yield f"{host}:{number}"
        yield host
    elif host in ("", "unix"):
        yield f"\0/tmp/.X11-unix/X{number}"
        yield f"/tmp/.X11-unix/X{number}"  # noqa: S108 - the place is X's own
    else:
        yield host.rpartition("/")[2].strip("[]"), _X_PORT + number


def _first_byte(where: str | tuple[str, int], said: bytes | None) -> bytes | None:
    """The first byte of the answer to a request; ``b""`` if none is sent; ``None`` on failure."""
    # Without Python's own module around it, which costs more than all of this.
    import _socket

    family, place = _socket.AF_UNIX, cast("Any", where)
    try:
        if isinstance(where, tuple):
            found = _socket.getaddrinfo(*where, 0, _socket.SOCK_STREAM)
            family, place = found[0][0], found[0][-1]
        connection = _socket.socket(family, _socket.SOCK_STREAM)
    except OSError:
        return None
    try:
        connection.settimeout(_PATIENCE_S)
        connection.connect(place)
        if said is None:
            return b""
        connection.sendall(said)
        return connection.recv(1)
    except OSError:
        return None
    finally:
        connection.close()


def _setup_request(cookie: bytes) -> bytes:
    """The connection setup of an X client (protocol 11.0, little-endian)."""
    name = _COOKIE if cookie else b""
    lengths = (len(name).to_bytes(2, "little"), len(cookie).to_bytes(2, "little"))
    return b"".join((b"l\0\x0b\0\0\0", *lengths, b"\0\0", _padded(name), _padded(cookie)))


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _cookies(number: bytes) -> Iterable[bytes]:
    """The user's cookies for a display: Xauthority entries for its number or for any."""
    path = os.environ.get("XAUTHORITY") or os.path.expanduser("~/.Xauthority")  # noqa: PTH111
    found: dict[bytes, None] = {}
    with suppress(OSError, IndexError):
        data = Path(path).read_bytes() if Path(path).is_file() else b""
        place = 0
        while place < len(data):
            # A number for the kind of address; then address, display, name and cookie, each
            # after its length.
            place += 2
            parts = []
            for _ in range(4):
                length = int.from_bytes(data[place : place + 2], "big")
                parts.append(data[place + 2 : place + 2 + length])
                place += 2 + length
            if parts[1] in (b"", number) and parts[2] == _COOKIE:
                found[parts[3]] = None
    return found
