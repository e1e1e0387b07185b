"""Builds: ``python -m evenkeel_packaging COMMAND``."""

import argparse
import sys
from pathlib import Path

from evenkeel_packaging import bundle, installer, reproduce
from evenkeel_packaging.compare import compare
from evenkeel_packaging.contents import EVENKEEL, PROGRAMS
from evenkeel_packaging.identity import NAME, version
from evenkeel_packaging.lean_numpy import LeanNumpyError


def main() -> int:
    """Runs one command."""
    parser = argparse.ArgumentParser(prog="evenkeel_packaging", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    freeze = commands.add_parser("bundle", help="freeze a program into a folder")
    freeze.add_argument("--program", choices=PROGRAMS, default=EVENKEEL.name)
    freeze.add_argument("--dist", type=Path, default=bundle.DIST, help="the folder to make it in")
    freeze.set_defaults(run=_bundle)
    beside = commands.add_parser("compare", help="size and start beside a bare window")
    beside.add_argument("--pairs", type=int, default=21, help="how many starts of each")
    beside.set_defaults(run=_compare)
    whole = commands.add_parser("installer", help="freeze it and make what this machine can")
    whole.set_defaults(run=_installer)
    for_windows = commands.add_parser("windows", help="make the setup.exe for Windows, on Linux")
    for_windows.set_defaults(run=_windows)
    tried = commands.add_parser("try-windows", help="install it under wine, use it and remove it")
    tried.set_defaults(run=_try_windows)
    passed = commands.add_parser(
        "test-windows",
        help="pass the tests in Python for Windows; the rest of the line is for pytest",
    )
    passed.set_defaults(run=_test_windows)
    same = commands.add_parser("reproduce", help="build the last commit twice and compare")
    same.add_argument(
        "--made", type=Path, nargs=2, metavar="DIST", help="compare these two; build nothing"
    )
    same.set_defaults(run=_reproduce)
    for command in (freeze, beside, whole, same):
        command.add_argument(
            "--lean-numpy",
            action="store_true",
            help="compile numpy without BLAS for the bundle (Linux; needs a C++ compiler)",
        )
    options, more = parser.parse_known_args()
    if more and options.run is not _test_windows:
        parser.error(f"not understood: {' '.join(more)}")
    options.more = more
    try:
        return int(options.run(options) or 0)
    except LeanNumpyError as error:
        print(error, file=sys.stderr)
        return 1


def _bundle(options: argparse.Namespace) -> None:
    print(bundle.build(PROGRAMS[options.program], options.dist, lean_numpy=options.lean_numpy))


def _compare(options: argparse.Namespace) -> None:
    compare(options.pairs, lean_numpy=options.lean_numpy)


def _installer(options: argparse.Namespace) -> None:
    installer.build_all(bundle.DIST, lean_numpy=options.lean_numpy)


def _windows(_options: argparse.Namespace) -> None:
    # Loaded here: it needs what only a build on Linux has.
    from evenkeel_packaging.windows_build import build_for_windows

    print(build_for_windows(bundle.DIST))


def _try_windows(_options: argparse.Namespace) -> None:
    from evenkeel_packaging.windows_try import try_setup

    try_setup(bundle.DIST / f"{NAME}-{version()}-setup.exe")


def _test_windows(options: argparse.Namespace) -> int:
    from evenkeel_packaging.windows_tests import pass_tests

    return pass_tests(options.more)


def _reproduce(options: argparse.Namespace) -> int:
    if options.made:
        return 0 if reproduce.report(*options.made) else 1
    return 0 if reproduce.build_twice(lean_numpy=options.lean_numpy) else 1


if __name__ == "__main__":
    sys.exit(main())
