"""One exercise as data for a template: its pictures with their steps, and what else is said."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from evenkeel.catalogue.forms import with_semicolons
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, picture_in_words, say, sentence, side_word
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.card_notes import EXERCISE_TOPICS, Topic, card_notes
from evenkeel.guide.describe import cue_of, dose_in_full
from evenkeel.guide.plan import PlanItem
from evenkeel.handout.document import Data
from evenkeel.handout.pictures import picture_set
from evenkeel.language import translate

#: What must be known while the exercise is done.
FRONT_TOPICS: Final = frozenset({Topic.FELT, Topic.STOP})


def exercise_data(
    item: PlanItem,
    catalogue: Catalogue,
    drawings: Drawings,
    *,
    title: str = "",
    grey: bool = False,
) -> tuple[Data, dict[str, bytes]]:
    """An exercise as planned, and the pictures that it names.

    Args:
        item: the exercise with its sides and dosage.
        catalogue: its words.
        drawings: whose pictures.
        title: the heading; without one, the exercise's name.
        grey: whether the pictures are for paper without colour.

    Raises:
        FileNotFoundError: a picture is missing.
    """
    exercise = catalogue.exercises[item.exercise]
    form = exercise.form_of(item.variant)
    side = item.sides[0] if item.sides else None
    names = [step.figure for step in form.steps]
    found = picture_set(drawings, item.exercise, names, side, grey=grey)
    files = {f"{item.exercise}/{name}.svg": one.svg for name, one in found.pictures.items()}
    panels: list[Data] = []
    shown: set[str] = set()
    number = 1
    # Steps that follow one another with one picture share it. A picture that comes once more is
    # not shown again: no document holds a picture twice.
    for name, group in groupby(form.steps, key=lambda step: step.figure):
        steps = [say(catalogue.words, step.text, side) for step in group]
        picture = None if name in shown else _picture(item, name, side, catalogue)
        if picture is not None:
            one = found.pictures[name]
            picture |= {"label": one.label, "corners": one.corners}
        panels.append({"first": number, "steps": steps, "picture": picture})
        shown.add(name)
        number += len(steps)
    data: Data = {
        "title": title or exercise.name,
        "side": side_label(item.sides, catalogue),
        "purpose": say(catalogue.words, exercise.purpose, side),
        "cue": sentence(cue_of(item, catalogue)),
        "dose": fill(translate("Handout", "How much: {dose}"), dose=dose_in_full(item, catalogue)),
        "aspect": found.aspect,
        "panels": panels,
        "notes": list(_notes(item, side, catalogue)),
        "source": _source(item, catalogue),
    }
    return data, files


def sides_in_words(sides: Sequence[Side], catalogue: Catalogue) -> str:
    """The sides in the order in which they are done; empty where there are none."""
    words = [side_word(catalogue.words, side) for side in sides]
    if len(words) != len(Side):
        return "".join(words)
    return fill(translate("Handout", "{first}, then {second}"), first=words[0], second=words[1])


def side_label(sides: Sequence[Side], catalogue: Catalogue) -> str:
    """The sides as they stand beside a title ("LEFT side", "LEFT, then RIGHT")."""
    if len(sides) != 1:
        return sides_in_words(sides, catalogue)
    words = catalogue.words
    return fill(words.phrases.side_title, side=side_word(words, sides[0]))


def _picture(
    item: PlanItem, name: str, side: Side | None, catalogue: Catalogue
) -> dict[str, object]:
    exercise = catalogue.exercises[item.exercise]
    return {
        "file": f"{item.exercise}/{name}.svg",
        "alt": picture_in_words(catalogue.words, exercise, name, side),
    }


def _notes(item: PlanItem, side: Side | None, catalogue: Catalogue) -> Iterator[Data]:
    exercise = catalogue.exercises[item.exercise]
    for note in card_notes(exercise, item.variant, side, catalogue, topics=EXERCISE_TOPICS):
        front = note.topic in FRONT_TOPICS
        yield {"head": note.heading, "texts": list(note.texts), "front": front}


def _source(item: PlanItem, catalogue: Catalogue) -> str:
    exercise = catalogue.exercises[item.exercise]
    sources = with_semicolons(
        f"{source.title} ({source.author})"
        for source in (catalogue.sources[code] for code in exercise.source)
    )
    return fill(
        translate("Handout", "Source: {place}, {sources}."),
        place=exercise.source_place,
        sources=sources,
    )
