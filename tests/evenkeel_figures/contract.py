"""The pictures that the content refers to."""

import tomllib
from pathlib import Path
from typing import Any, Final

_EXERCISES: Final = Path(__file__).resolve().parents[2] / "resources" / "exercises"


def _content() -> dict[str, dict[str, Any]]:
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(_EXERCISES.glob("*.toml"))
    }


def _sides(exercise: dict[str, Any]) -> set[str]:
    return {one.get("side_rule", "") for one in (exercise, *exercise.get("variants", ()))} - {""}


#: The names of each exercise's pictures.
CONTRACT: Final = {code: tuple(one["pictures"]) for code, one in _content().items()}
#: The exercises that are the same on both sides.
SIDELESS: Final = {code for code, one in _content().items() if _sides(one) == {"none"}}
PICTURES: Final = [(exercise, name) for exercise, names in CONTRACT.items() for name in names]
