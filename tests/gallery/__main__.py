"""Writes the gallery: ``python -m tests.gallery [--only NAME …] [--out DIR] [--lang xx] …``."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import ENGLISH
from evenkeel.figures.fonts import load_fonts
from evenkeel.journal.settings import ThemeChoice
from evenkeel.language import available_languages
from evenkeel.ui.shell.home import apply_language
from tests.gallery import kiosk
from tests.gallery.colour_blindness import KINDS, write_as_seen
from tests.gallery.contact import write_contact_sheets
from tests.gallery.pages import write_pages
from tests.gallery.screens import SCENES, Scene
from tests.gallery.stage import Stage
from tests.ui.screen import settle

#: Stands for all of the kiosk's screens.
_KIOSK = "kiosk"
#: Size, theme and text size of each round; the names are folders.
ROUNDS = {
    "1366x768-light": ((1366, 768), ThemeChoice.LIGHT, 100),
    "1366x768-dark": ((1366, 768), ThemeChoice.DARK, 100),
    "1920x1080-light": ((1920, 1080), ThemeChoice.LIGHT, 100),
    "1920x1080-dark": ((1920, 1080), ThemeChoice.DARK, 100),
    "1366x768-contrast": ((1366, 768), ThemeChoice.CONTRAST, 100),
    "1366x768-light-200": ((1366, 768), ThemeChoice.LIGHT, 200),
}


def main() -> int:
    """Writes the pictures and tells how many there are."""
    options = _options()
    app = QApplication(sys.argv[:1])
    load_fonts(resources_dir() / "fonts")
    apply_language(app, options.out, options.lang)
    count = 0
    wanted = options.rounds or [next(iter(ROUNDS)), next(iter(kiosk.ROUNDS))]
    for name, (size, theme, percent) in ROUNDS.items():
        if name not in wanted and (options.quick or options.rounds):
            continue
        if options.only == [_KIOSK]:
            break
        folder = _emptied(options.out / name)
        screens = _screens(app, folder, size, theme, percent, options.only)
        count += _told(screens, colour_blind=options.colour_blind)
    if not options.only and not options.rounds:
        for path in (
            *write_pages(_emptied(options.out / "paper")),
            *write_contact_sheets(_emptied(options.out / "figures")),
        ):
            count += 1
            print(path)
    if not options.only or _KIOSK in options.only:
        for name, one in kiosk.ROUNDS.items():
            if name in wanted or not (options.quick or options.rounds):
                screens = kiosk.write_kiosk(app, _emptied(options.out / name), one)
                count += _told(screens, colour_blind=options.colour_blind)
    print(f"{count} pictures in {options.out}")
    return 0


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _told(screens: Iterator[Path], *, colour_blind: bool) -> int:
    """Tells of each screen, and writes it as the colour-blind see it; how many pictures."""
    count = 0
    for path in screens:
        seen = [write_as_seen(path, kind) for kind in KINDS] if colour_blind else []
        for one in (path, *seen):
            count += 1
            print(one)
    return count


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=[*SCENES, _KIOSK], help="these screens only")
    parser.add_argument("--out", type=Path, default=Path("gallery"))
    parser.add_argument("--lang", choices=available_languages(), default=ENGLISH)
    parser.add_argument("--quick", action="store_true", help="one size and theme only")
    parser.add_argument(
        "--rounds",
        nargs="*",
        choices=[*ROUNDS, *kiosk.ROUNDS],
        help="these sizes, themes and sizes of text only, such as 1366x768-light-200",
    )
    parser.add_argument(
        "--colour-blind", action="store_true", help="each screen also as the colour-blind see it"
    )
    return parser.parse_args()


def _screens(
    app: QApplication,
    folder: Path,
    size: tuple[int, int],
    theme: ThemeChoice,
    percent: int,
    only: list[str] | None,
) -> Iterator[Path]:
    for name, scene in SCENES.items():
        if only and name not in only:
            continue
        path = folder / f"{name}.png"
        with tempfile.TemporaryDirectory() as data:
            _photograph(Stage(app, Path(data)), scene, path, size, theme, percent)
        yield path


def _photograph(
    stage: Stage,
    scene: Scene,
    path: Path,
    size: tuple[int, int],
    theme: ThemeChoice,
    percent: int,
) -> None:
    stage.preferences.change_one(theme=theme, text_percent=percent)
    stage.window.resize(*size)
    stage.window.show()
    scene(stage)
    settle()
    # What lies over the window is what is seen; it would be as large.
    dialog = stage.app.activeModalWidget()
    if dialog:
        dialog.resize(*size)
        settle()
    shown = dialog or stage.window
    # Some pictures are drawn only once they were seen.
    shown.grab()
    settle()
    shown.grab().save(str(path))
    stage.close()


if __name__ == "__main__":
    sys.exit(main())
