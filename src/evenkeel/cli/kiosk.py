"""The command ``kiosk``: opens the waiting-room mode, checks its file, hashes a PIN."""

import argparse
import getpass
import json
import os
import shutil
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.cli.arguments import file_name
from evenkeel.cli.boundary import tell_fault
from evenkeel.cli.errors import BAD_INPUT, CommandError
from evenkeel.kiosk.frame.config import DEFAULT, ConfigError, KioskConfig, load_config

#: The version of the format that ``--check --json`` prints.
SCHEMA: Final = 1
_PRINTER: Final = "printing.printer"
_VARIABLE: Final = "EVENKEEL_KIOSK"
_PLACES: Final = {
    "linux": Path("/etc/evenkeel/kiosk.toml"),
    "darwin": Path("/Library/Application Support/evenkeel/kiosk.toml"),
}
_NOT_A_PIN: Final = "the PIN: allowed: 4 to 12 digits from 0 to 9, on one line"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Gives the command its options."""
    parser.epilog = (
        f"Without --config, {_VARIABLE} names the file; otherwise it is {_default_file()}, where "
        "there is one."
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--config", metavar="FILE", type=file_name, help="the clinic's settings (TOML)"
    )
    what.add_argument(
        "--check",
        metavar="FILE",
        type=file_name,
        help="list every mistake in such a file, and exit",
    )
    what.add_argument(
        "--hash-pin",
        action="store_true",
        help="read the staff's PIN from standard input, print the hash for pin_hash, and exit",
    )
    parser.add_argument("--json", action="store_true", help="with --check: print JSON")
    parser.set_defaults(command=kiosk)


def kiosk(options: Namespace) -> int:
    """Opens the kiosk, or does one of the two things that prepare it."""
    if options.json and not options.check:
        raise CommandError("--json: allowed: with --check")
    if options.hash_pin:
        return _hash_pin()
    catalogue = load_catalogue(resources_dir())
    if options.check:
        return _check(options.check, catalogue, as_json=options.json)
    try:
        file = _config_file(options.config)
        config = load_config(file, catalogue) if file else DEFAULT
    except ConfigError as error:
        # Nobody at the screen could do anything about it: it goes to the service's log.
        tell_fault("\n".join(map(str, error.faults)))
        return BAD_INPUT
    from evenkeel.kiosk.shell.app import run_kiosk

    return run_kiosk(config)


def _default_file() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData"), "evenkeel", "kiosk.toml")
    return _PLACES.get(sys.platform, _PLACES["linux"])


def _config_file(given: Path | None) -> Path | None:
    """The file to use; ``None`` where none was named and there is none in its usual place."""
    named = os.environ.get(_VARIABLE)
    if given or named:
        return given or Path(str(named))
    usual = _default_file()
    try:
        there = usual.exists()
    except OSError:
        there = True  # a folder that can't be entered: reading it says why
    return usual if there else None


def _check(file: Path, catalogue: Catalogue, *, as_json: bool) -> int:
    try:
        config = load_config(file, catalogue)
    except ConfigError as error:
        if as_json:
            faults = [
                {"key": fault.key, "value": fault.value, "allowed": fault.allowed}
                for fault in error.faults
            ]
            _print_json({"schema": SCHEMA, "file": str(file), "faults": faults})
        else:
            tell_fault("\n".join(map(str, error.faults)))
        return BAD_INPUT
    # The file may be checked on another computer than the kiosk's: no reason to refuse it.
    warning = _printer_warning(config.printer)
    if as_json:
        warnings = [{"key": _PRINTER, "value": config.printer, "warning": warning}]
        found = {
            "schema": SCHEMA,
            "file": str(file),
            "faults": [],
            "warnings": warnings if warning else [],
            "config": _document(config),
        }
        _print_json(found)
    else:
        print("\n".join([f"{file}: no faults", *_summary(config, catalogue)]))
        if warning:
            tell_fault(f"{file}: {_PRINTER}: {config.printer!r}: warning: {warning}")
    return 0


def _printer_warning(queue: str) -> str:
    """Why a queue of this computer can't print; empty where no reason is known."""
    if not queue or not shutil.which("lpstat"):
        return ""
    from evenkeel.handout.queues import SET_UP_AGAIN, PrintError, QueueFault, check_queue

    try:
        check_queue(queue)
    except PrintError as error:
        match error.fault:
            case QueueFault.NO_DRIVER:
                return SET_UP_AGAIN
            case QueueFault.MISSING:
                return "there is no such queue on this computer; `lpstat -e` lists those there are"
            case QueueFault.STOPPED:
                return _with_reason("the queue has stopped; `cupsenable` starts it", error.reason)
            case QueueFault.REFUSING:
                return _with_reason("the queue takes no jobs; `cupsaccept` lets it", error.reason)
            case _:
                return "the print system does not answer"
    return ""


def _with_reason(text: str, reason: str) -> str:
    return f"{text} ({reason})" if reason else text


def _print_json(document: dict[str, object]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1))


def _document(config: KioskConfig) -> dict[str, object]:
    """The settings of the file, without the hash and the picture."""
    return {
        "clinic": {
            "name": config.clinic.name,
            "phone": config.clinic.phone,
            "logo": bool(config.clinic.logo),
        },
        "visit": {
            "idle_s": config.idle_s,
            "more_time_s": config.more_time_s,
            "programmes": list(config.programmes),
        },
        "screen": {
            "languages": list(config.languages),
            "text_percent": config.text_percent,
            "theme": config.theme,
            "voice_percent": config.voice_percent,
        },
        "printing": {
            "printer": config.printer,
            "paper": config.paper,
            "pages_per_visitor": config.pages_per_visitor,
            "pages_per_hour": config.pages_per_hour,
        },
        "staff": {
            "pin": bool(config.pin_hash),
            "counters": str(config.counters) if config.counters else None,
        },
    }


def _summary(config: KioskConfig, catalogue: Catalogue) -> list[str]:
    clinic = ", ".join(filter(None, (config.clinic.name, config.clinic.phone)))
    logo = "with" if config.clinic.logo else "without"
    programmes = [programme.id for programme in catalogue.programmes if config.offers(programme.id)]
    prints = (
        f"{config.printer}, {config.paper}, {config.pages_per_visitor} sheets a visit, "
        f"{config.pages_per_hour} an hour"
    )
    return [
        f"  clinic      {clinic or 'none'}, {logo} a logo",
        f"  programmes  {', '.join(programmes)}",
        f"  languages   {_languages(config)}",
        f"  visit       {config.idle_s} s idle, then {config.more_time_s} s more",
        f"  screen      {config.theme}, text {config.text_percent} %",
        f"  voice       {_voice(config)}",
        f"  printer     {prints if config.printer else 'none: nothing is printed'}",
        f"  PIN         {'set' if config.pin_hash else 'none: nobody can leave at the screen'}",
        f"  counters    {config.counters or 'none: nothing is counted'}",
    ]


def _languages(config: KioskConfig) -> str:
    first, *others = config.languages
    return f"{first} first; to choose from: {', '.join(others)}" if others else first


def _voice(config: KioskConfig) -> str:
    if not config.voice_percent:
        return "none: nothing is read aloud"
    return f"reads aloud when asked to, at {config.voice_percent} %"


def _hash_pin() -> int:
    from evenkeel.kiosk.shell.pin import hash_pin

    try:
        print(hash_pin(_read_pin()))
    except ValueError:
        raise CommandError(_NOT_A_PIN) from None
    return 0


def _read_pin() -> str:
    """Reads the PIN; it is typed twice at a terminal, so that a slip locks nobody out."""
    if sys.stdin is None:
        raise CommandError(_NOT_A_PIN)
    if not sys.stdin.isatty():
        return sys.stdin.read(1000).strip()
    pin = getpass.getpass("PIN: ")
    if getpass.getpass("The same again: ") != pin:
        raise CommandError("the two PINs differ; no hash was made")
    return pin
