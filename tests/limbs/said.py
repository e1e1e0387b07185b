"""Which limbs a sentence and a picture name, and on which side."""

import re
from dataclasses import dataclass

from evenkeel.catalogue.terms import Side
from evenkeel.figures.store import DRAWN_SIDE, FigureStore

#: Which limb each word belongs to; the words that stand by themselves are limbs of their own.
LIMB_OF = {
    **dict.fromkeys(("leg", "thigh", "knee", "ankle", "foot", "heel", "toes"), "leg"),
    **dict.fromkeys(("arm", "hand", "elbow", "forearm"), "arm"),
    **dict.fromkeys(("hip", "buttock", "shoulder", "side", "way"), ""),
}
_SAID = re.compile(r"\b(LEFT|RIGHT)\b(?: ([a-z]+))?")
_MARK = re.compile(rb'data-(side|limb)="([^"]*)"')


@dataclass(frozen=True)
class Named:
    """A part of the body with its side; ``limb`` is the arm or leg that it belongs to."""

    side: Side
    part: str

    @property
    def limb(self) -> str:
        return LIMB_OF[self.part] or self.part


def named(sentence: str) -> list[Named]:
    """What a filled-in sentence names, in its order; «to your LEFT» names a way."""
    return [
        Named(Side(word.lower()), part if part in LIMB_OF else "way")
        for word, part in _SAID.findall(sentence)
    ]


@dataclass(frozen=True)
class Shown:
    """What a picture's file says of itself, turned to the side that is asked for."""

    sided: bool
    limbs: tuple[Named, ...]


def shown(figures: FigureStore, exercise: str, name: str, side: Side | None) -> Shown:
    """The limbs that work in a picture, as it comes out for a side."""
    marks = {
        key.decode(): value.decode()
        for key, value in _MARK.findall(figures.svg(exercise, name)[:1000])
    }
    limbs = []
    for limb in marks["limb"].split(", "):
        if limb == "none":
            continue
        drawn, _, part = limb.partition(" ")
        as_drawn = side in (None, DRAWN_SIDE)
        limbs.append(Named(Side(drawn) if as_drawn else Side(drawn).other, part))
    assert marks["side"] in (DRAWN_SIDE.value, "none")
    return Shown(marks["side"] == DRAWN_SIDE.value, tuple(limbs))
