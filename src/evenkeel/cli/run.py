"""Parses the command line and runs the command, without a traceback for the user."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import NoReturn

from evenkeel import __version__
from evenkeel.catalogue.terms import Side
from evenkeel.cli import commands
from evenkeel.cli.arguments import file_name
from evenkeel.cli.boundary import guarded
from evenkeel.cli.errors import CommandError
from evenkeel.cli.in_language import add_language
from evenkeel.cli.journal import add_journal_commands
from evenkeel.cli.kiosk import add_options as add_kiosk_options
from evenkeel.cli.next_step import add_next_step_command
from evenkeel.cli.review import add_review_command
from evenkeel.cli.say import add_say_command
from evenkeel.coach.timeline import Helped


class _Parser(argparse.ArgumentParser):
    """Reports usage errors in one line."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message} (see: {self.prog} --help)")


def run(arguments: list[str]) -> int:
    """Runs one command; prints a single line and returns its status when it can't be done."""
    options = argparse.Namespace(data_dir=None)

    def act() -> int:
        _parser().parse_args(arguments, options)
        status: int = options.command(options)
        return status

    return guarded(act, lambda: options.data_dir)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="evenkeel",
        description="Illustrated, guided exercises for sacroiliac joint pain. "
        "Without a command the window opens.",
        epilog="Exit status: 0 done, 1 failed, 2 bad input.",
    )
    parser.add_argument("--version", action="version", version=f"evenkeel {__version__}")
    _add_data_dir(parser, default=None)
    parser.set_defaults(command=commands.window)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    add_kiosk_options(_add(subparsers, "kiosk", "The waiting-room mode, full screen."))
    _add_plan(subparsers)
    _add_timeline(subparsers)
    _add_card(subparsers)
    _add_handout(subparsers)
    _add_cards(subparsers)
    _add_check_content(subparsers)
    add_next_step_command(partial(_add, subparsers))
    add_review_command(partial(_add, subparsers))
    if sys.platform == "win32":
        add_say_command(partial(_add, subparsers))
    add_journal_commands(partial(_add, subparsers))
    return parser


_Subparsers = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def _add(subparsers: "_Subparsers[_Parser]", name: str, summary: str) -> argparse.ArgumentParser:
    parser = subparsers.add_parser(name, help=summary, description=summary)
    # Also understood behind the command; not given there, it must not undo the one before it.
    _add_data_dir(parser, default=argparse.SUPPRESS)
    return parser


def _add_data_dir(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        type=file_name,
        default=default,
        help="where the journal and the settings are (or EVENKEEL_DATA_DIR)",
    )


def _add_answers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--answers", metavar="FILE", required=True, help="answers in JSON; - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def _add_plan(subparsers: "_Subparsers[_Parser]") -> None:
    parser = _add(
        subparsers, "plan", "The plan that answers lead to, and why the rest is left out."
    )
    _add_answers(parser)
    parser.set_defaults(command=commands.plan)


def _add_timeline(subparsers: "_Subparsers[_Parser]") -> None:
    parser = _add(subparsers, "timeline", "The session that the coach would run, phase by phase.")
    _add_answers(parser)
    parser.add_argument(
        "--helped",
        choices=[helped.value for helped in Helped],
        default=Helped.NO.value,
        help="the answer to «did it help?» (no)",
    )
    parser.set_defaults(command=commands.timeline)


def _add_card(subparsers: "_Subparsers[_Parser]") -> None:
    parser = _add(subparsers, "card", "One exercise on paper.")
    parser.add_argument("exercise", metavar="EXERCISE", help="an id that `evenkeel cards` lists")
    parser.add_argument("--side", choices=[side.value for side in Side], help="the limb that works")
    parser.add_argument("--variant", metavar="V", help="a variant of the exercise")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--pdf", metavar="F", type=file_name, help="write a PDF file")
    target.add_argument("--png", metavar="F", type=file_name, help="write a PNG file")
    _add_paper(parser)
    parser.set_defaults(command=commands.card)


def _add_handout(subparsers: "_Subparsers[_Parser]") -> None:
    parser = _add(subparsers, "handout", "The whole plan on paper.")
    parser.add_argument(
        "--answers", metavar="FILE", required=True, help="answers in JSON; - for standard input"
    )
    parser.add_argument(
        "--pdf", metavar="F", type=file_name, required=True, help="write a PDF file"
    )
    _add_paper(parser)
    parser.set_defaults(command=commands.handout)


def _add_paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--paper", choices=commands.PAPERS, default=commands.PAPERS[0])
    parser.add_argument("--grey", action="store_true", help="for black-and-white printing")
    parser.add_argument("--large", action="store_true", help="large print")
    parser.add_argument(
        "--clinic",
        metavar="FILE",
        type=file_name,
        help="the clinic that is printed on every sheet (TOML: [clinic])",
    )
    add_language(parser)


def _add_cards(subparsers: "_Subparsers[_Parser]") -> None:
    parser = _add(subparsers, "cards", "The catalogue: every exercise.")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=commands.cards)


def _add_check_content(subparsers: "_Subparsers[_Parser]") -> None:
    parser = _add(subparsers, "check-content", "Validates the built-in content or a clinic's own.")
    parser.add_argument(
        "folder", metavar="DIR", nargs="?", type=Path, help="laid out as resources/"
    )
    parser.set_defaults(command=commands.check_content)
