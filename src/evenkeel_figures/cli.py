"""``python -m evenkeel_figures``: draw what changed, print what was measured."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evenkeel_figures.bodysource import cache_folder
from evenkeel_figures.draw import Studio
from evenkeel_figures.legend import NAMES, legend_svg
from evenkeel_figures.measure import Measures
from evenkeel_figures.motions import draw_movements
from evenkeel_figures.palette import load_palette
from evenkeel_figures.pelvis import pelvis_svg
from evenkeel_figures.people import load_people
from evenkeel_figures.posefile import POSES_FOLDER, Picture, load_all
from evenkeel_figures.svgz import write_picture

_REPOSITORY = Path(__file__).parents[2]
_STUDIOS: dict[str, Studio] = {}
#: A change here changes no still.
_NOT_IN_STILLS = (
    "pelvis.py",
    "legend.py",
    "cli.py",
    "moving.py",
    "frames.py",
    "motionfile.py",
    "tracks.py",
    "motions.py",
    "movements.toml",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when everything drawn keeps its limits."""
    options = _parse(arguments)
    colours = load_palette(options.out / "palette.toml")["light"]
    wanted = [
        (person, exercise, name)
        for person in options.person or load_people()
        for exercise, name in _wanted(load_all(POSES_FOLDER), options.only)
    ]
    stamp = _stamp(options.out, options.pixels)
    state_path = cache_folder() / "drawn.json"
    state: dict[str, dict[str, Any]] = (
        json.loads(state_path.read_text()) if state_path.exists() else {}
    )
    jobs = []
    for person, exercise, name in wanted:
        path = _path(options.out, person, exercise, name)
        digest = hashlib.sha256(
            (stamp + (POSES_FOLDER / f"{exercise}.toml").read_text()).encode()
        ).hexdigest()
        known = state.get(str(path))
        if options.all or known is None or known["digest"] != digest or not path.exists():
            jobs.append((person, exercise, name, path, digest, options.pixels, colours))
    if not options.only:
        write_picture(options.out / "pelvis" / "behind.svgz", pelvis_svg(colours))
        for name in NAMES:
            write_picture(options.out / "legend" / f"{name}.svgz", legend_svg(name, colours))
    for key, record in _run(jobs, options.jobs):
        state[key] = record
        state_path.write_text(json.dumps(state, indent=1, sort_keys=True))
    measured = {one: Measures(**state[str(_path(options.out, *one))]["measures"]) for one in wanted}
    print(f"{len(jobs)} drawn, {len(wanted) - len(jobs)} unchanged")
    broken = _report(measured, detail=options.detail)
    for person in () if options.stills else options.person or load_people():
        broken += draw_movements(
            options.out,
            person,
            colours,
            only=options.only,
            anew=options.all,
            workers=options.jobs,
        )
    return 1 if broken else 0


def _path(out: Path, person: str, exercise: str, name: str) -> Path:
    return out / person / exercise / f"{name}.svgz"


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evenkeel_figures", description=__doc__)
    parser.add_argument("--only", metavar="EXERCISE[/PICTURE]", action="append", default=[])
    parser.add_argument("--all", action="store_true", help="draw even what did not change")
    parser.add_argument("--jobs", type=int, default=1, help="pictures drawn at the same time")
    parser.add_argument("--out", type=Path, default=_REPOSITORY / "resources" / "figures")
    parser.add_argument("--person", action="append", choices=[*load_people()], default=[])
    parser.add_argument("--pixels", type=float, default=2.0, help="raster pixels per frame unit")
    parser.add_argument("--stills", action="store_true", help="leave the movements as they are")
    parser.add_argument("--detail", action="store_true", help="one row for each picture")
    return parser.parse_args(arguments)


def _wanted(exercises: dict[str, dict[str, Picture]], only: Sequence[str]) -> list[tuple[str, str]]:
    every = [(e, p.name) for e, pictures in exercises.items() for p in pictures.values() if p.drawn]
    if not only:
        return every
    found = [(e, n) for e, n in every if e in only or f"{e}/{n}" in only]
    if not found and not any(one.endswith(".motion") for one in only):
        raise SystemExit(f"no picture is called {', '.join(only)}")
    return found


def _stamp(out: Path, pixels: float) -> str:
    """Changes whenever the code or the palette does."""
    here = Path(__file__).parent
    digest = hashlib.sha256(str(pixels).encode())
    for path in [*sorted(here.glob("*.py")), *sorted(here.glob("*.toml")), out / "palette.toml"]:
        if path.name not in _NOT_IN_STILLS:
            digest.update(path.read_bytes())
    return digest.hexdigest()


_Job = tuple[str, str, str, Path, str, float, dict[str, str]]


def _run(jobs: Sequence[_Job], workers: int) -> Iterator[tuple[str, dict[str, Any]]]:
    if workers <= 1 or len(jobs) <= 1:
        yield from map(_one, jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_one, jobs)


def _one(job: _Job) -> tuple[str, dict[str, Any]]:
    person, exercise, name, path, digest, pixels, colours = job
    studio = _STUDIOS.get(person)
    if studio is None:
        studio = _STUDIOS[person] = Studio(person, colours)
    drawing = studio.draw(load_all(POSES_FOLDER)[exercise], name, pixels)
    size = write_picture(path, drawing.svg)
    print(f"  {person}/{exercise}/{name}: {size / 1024:.0f} KB", file=sys.stderr, flush=True)
    return str(path), {"digest": digest, "measures": asdict(drawing.measures)}


def _report(measured: dict[tuple[str, str, str], Measures], *, detail: bool) -> int:
    rows: dict[str, list[tuple[str, Measures]]] = {}
    for (person, exercise, name), figures in sorted(measured.items(), key=lambda one: one[0][1:]):
        title = f"{exercise}/{name}" if detail else exercise
        rows.setdefault(f"{title}, {person}", []).append((name, figures))
    print(f"{'':44} {'contact':>9} {'through':>9} {'pressed':>9} {'range':>7}")
    broken = 0
    for title, entries in rows.items():
        contact = max((m for _, m in entries), key=lambda m: m.contact_mm)
        through = max((m for _, m in entries), key=lambda m: m.penetration_mm)
        pressed = max(m.pressed_mm for _, m in entries)
        beyond = max(m.range_deg for _, m in entries)
        bad = [name for name, m in entries if m.broken]
        broken += len(bad)
        print(
            f"{title:44} {contact.contact_mm:6.1f} mm {through.penetration_mm:6.1f} mm "
            f"{pressed:6.1f} mm {beyond:5.1f}°"
            + (f"  LIMIT BROKEN: {', '.join(bad)}" if bad else "")
            + (f" ({contact.contact_name}; {through.penetration_name})" if bad else "")
        )
    if broken:
        print(f"{broken} pictures break a limit", file=sys.stderr)
    return 1 if broken else 0
