"""The command ``say``: a sentence in a voice of Windows, in a process of its own."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from evenkeel.catalogue.faults import shown
from evenkeel.catalogue.terms import ENGLISH
from evenkeel.cli.errors import FAILED, CommandError
from evenkeel.voice.speech_timing import DEFAULT_WPM, WPM_RANGE

#: No sentence of a session or of a page is longer; an engine would take minutes.
_MOST_LETTERS = 20_000


def add_say_command(add: Callable[[str, str], ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = add("say", "A sentence from standard input as sound, in a voice of Windows.")
    parser.add_argument("--wav", metavar="F", type=Path, required=True, help="the file to write")
    parser.add_argument(
        "--wpm", metavar="N", type=int, default=DEFAULT_WPM, help="words a minute (150)"
    )
    parser.add_argument("--lang", metavar="XX", default=ENGLISH, help="what it is written in (en)")
    parser.set_defaults(command=_say)


def _say(options: Namespace) -> int:
    from evenkeel.voice.windows_voice import LANGUAGES, WindowsVoiceError, speak_to_file

    slowest, fastest = WPM_RANGE
    if not slowest <= options.wpm <= fastest:
        raise CommandError(f"say: --wpm {options.wpm}: allowed: {slowest} to {fastest}")
    if options.lang not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise CommandError(f"say: --lang: {shown(options.lang)}; allowed: {known}")
    text = sys.stdin.buffer.read(_MOST_LETTERS).decode("utf-8", "replace")
    try:
        speak_to_file(text, options.wav, options.wpm, options.lang)
    except WindowsVoiceError as error:
        raise CommandError(f"say: {error}", status=FAILED) from None
    return 0
