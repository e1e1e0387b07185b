"""What a card says beside its steps: the same notes and headings for screen, kiosk and paper."""

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import asdict

from evenkeel.catalogue.check import FLOOR_REASON, equipment_reason
from evenkeel.catalogue.forms import in_digits, with_commas
from evenkeel.catalogue.model import Catalogue, Exercise, Words
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import say, sentence
from evenkeel.guide.describe import listed_or, reason_text

#: Fills the side variables of a content sentence; raises KeyError where a side is missing.
FillSides = Callable[[Words, str, Side | None], str]


class Topic(StrEnum):
    """What a note is about, in the order in which notes are read."""

    FELT = "felt"
    STOP = "stop"
    STOP_RULE = "stop_rule"
    CARE = "care"
    MISTAKES = "mistakes"
    PLACE = "place"
    EASIER = "easier"
    HARDER = "harder"
    LEFT_OUT = "left_out"
    SOURCE = "source"


#: What one exercise says of itself; the stop rule is for all of them.
EXERCISE_TOPICS = frozenset(
    {Topic.FELT, Topic.STOP, Topic.CARE, Topic.MISTAKES, Topic.EASIER, Topic.HARDER}
)


class CardNote(Struct, frozen=True, kw_only=True):
    """One note of a card.

    Attributes:
        topic: what it is about.
        heading: what stands above it.
        texts: at least one sentence, each whole and with its side filled in.
    """

    topic: Topic
    heading: str
    texts: tuple[str, ...]


def card_notes(
    exercise: Exercise,
    variant: str | None,
    side: Side | None,
    catalogue: Catalogue,
    *,
    topics: Collection[Topic] = frozenset(Topic),
    fill: FillSides = say,
) -> tuple[CardNote, ...]:
    """The notes of one exercise; those that have nothing to say are left out.

    Args:
        exercise: the exercise.
        variant: its form.
        side: the limb that works or lifts; ``None`` for an exercise without sides.
        catalogue: has the words.
        topics: the notes that are wanted.
        fill: fills in the sides. A surface that shows markup passes a function that escapes the
            text for it.

    Raises:
        KeyError: the exercise has no such variant, or its texts name a side and none was given.
    """
    words = catalogue.words
    headings = asdict(words.card_headings)

    def filled(text: str) -> str:
        return fill(words, sentence(text), side)

    def literal(text: str) -> str:
        # Only the texts of an exercise have variables.
        return fill(words, sentence(text.replace("{", "{{").replace("}", "}}")), None)

    texts: dict[Topic, Iterator[str]] = {
        Topic.FELT: map(filled, (exercise.form_of(variant).felt,)),
        Topic.STOP: map(filled, exercise.stop),
        Topic.STOP_RULE: map(literal, (words.stop_rule,)),
        Topic.CARE: map(filled, exercise.precautions),
        Topic.MISTAKES: map(filled, exercise.mistakes),
        Topic.PLACE: map(literal, (_place(exercise, variant, words),)),
        Topic.EASIER: map(filled, exercise.easier),
        Topic.HARDER: map(filled, exercise.harder),
        Topic.LEFT_OUT: map(literal, _reasons(exercise, variant, catalogue)),
        Topic.SOURCE: map(literal, _sources(exercise, catalogue)),
    }
    notes = (
        CardNote(topic=topic, heading=headings[topic], texts=tuple(texts[topic]))
        for topic in Topic
        if topic in topics
    )
    return tuple(note for note in notes if note.texts)


def _place(exercise: Exercise, variant: str | None, words: Words) -> str:
    needs = [words.equipment[equipment] for equipment in exercise.needs]
    used = [words.equipment[equipment] for equipment in exercise.uses_of(variant)]
    if used:
        needs.append(listed_or(used, words))
    return with_commas([words.positions[exercise.position_of(variant)], *needs])


def _reasons(exercise: Exercise, variant: str | None, catalogue: Catalogue) -> tuple[str, ...]:
    """Why an exercise may be missing from a plan."""
    codes = [one.reason for one in exercise.leave_out]
    codes += [equipment_reason(equipment) for equipment in exercise.needs]
    if exercise.position_of(variant).on_floor:
        codes.append(FLOOR_REASON)
    return tuple(reason_text(code, catalogue) for code in dict.fromkeys(codes))


def _sources(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    yield exercise.source_place
    for source in (catalogue.sources[code] for code in exercise.source):
        yield with_commas(filter(None, (source.title, source.author, in_digits(source.year))))
