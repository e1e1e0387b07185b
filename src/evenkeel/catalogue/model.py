"""What an exercise, a programme and a question are: frozen values, as read from ``resources/``.

Sentences may hold the variables ``{side}`` (the limb that works or lifts) and ``{other}`` (the
opposite one); :mod:`evenkeel.catalogue.wording` fills them in.
"""

from collections.abc import Mapping
from typing import Annotated, Final

from msgspec import Meta, Struct, field

from evenkeel.catalogue.terms import (
    AnswerValue,
    Equipment,
    Kind,
    Outcome,
    Position,
    SideRule,
)

#: In characters; a translation holds the sentence for the left side and that for the right one.
_LONGEST: Final = 2000
#: Marks what a person reads or hears, and what is therefore translated.
_TRANSLATED: Final = {"translated": True}
#: A text that is really there.
Text = Annotated[str, Meta(min_length=1, max_length=_LONGEST, extra=_TRANSLATED)]
#: A text that may be missing.
OptionalText = Annotated[str, Meta(max_length=_LONGEST, extra=_TRANSLATED)]
#: A title or a name that stays as it is in every language.
Name = Annotated[str, Meta(min_length=1, max_length=_LONGEST)]
#: A name in file names and in the command line's output.
Code = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{1,39}$")]
#: The stem of a picture's file, for example ``raised.hold``.
FigureName = Annotated[str, Meta(pattern="^[a-z][a-z0-9_.]{0,39}$")]
Seconds = Annotated[int, Meta(ge=0, le=3600)]
Count = Annotated[int, Meta(ge=0, le=100)]


class Condition(Struct, frozen=True, kw_only=True):
    """A rule on the answers: all of ``when`` and none of ``unless``.

    Each maps an answer's key to a list of values. A single answer matches when it is one of
    them; a list answer matches when it holds any of them.
    """

    when: Mapping[str, tuple[AnswerValue, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[AnswerValue, ...]] = field(default_factory=dict)


class LeaveOut(Condition, frozen=True, kw_only=True):
    """A condition under which an exercise is left out, and the reason that is given."""

    reason: Code


class Amount(Struct, frozen=True, kw_only=True):
    """One number of a dosage (seconds or a count): its default and the range to choose from."""

    default: Seconds
    min: Seconds
    max: Seconds


class Dosage(Struct, frozen=True, kw_only=True):
    """How long and how often, with the allowed range of each number.

    ``prepare_extra_s`` is time for slow passes before the first hold, in seconds.
    """

    hold_s: Amount
    rest_s: Amount
    reps: Amount
    sets: Amount
    prepare_extra_s: Seconds = 0


class Step(Struct, frozen=True, kw_only=True):
    """One action: a sentence and the picture beside it."""

    text: Text
    figure: FigureName


class Form(Struct, frozen=True, kw_only=True):
    """The part of an exercise that a variant may say differently.

    ``cue`` is the short command for one side ("lift your {side} leg"), and ``command`` the key of
    its one word among the commands that are called out; ``start`` and ``hold`` name the pictures
    of the start and of the hold.
    """

    cue: Text
    command: Code
    felt: Text
    start: FigureName
    hold: FigureName
    steps: Annotated[tuple[Step, ...], Meta(min_length=3, max_length=7)]


class HarderForm(Condition, frozen=True, kw_only=True):
    """The variant one step harder, and the condition under which it may be proposed."""

    form: Code


class Variant(Form, frozen=True, kw_only=True):
    """A way of doing an exercise; the first whose ``choose`` condition holds is taken.

    ``uses`` is the equipment of which the form uses one piece, beside what the exercise needs.
    ``beside``: that stands on one side of the body, which changes with the sides.
    ``level`` orders the variants from easy to hard; those of one level are equally hard.
    ``easier_form`` and ``harder_form`` are the steps that *Getting on* may propose.
    """

    id: Code
    name: Text
    position: Position
    side_rule: SideRule
    choose: Condition = Condition()
    uses: tuple[Equipment, ...] = ()
    beside: bool = False
    level: Count = 0
    easier_form: Code | None = None
    harder_form: HarderForm | None = None


class Exercise(Struct, frozen=True, kw_only=True):
    """One exercise: its card's words, its dosage and the rules that concern it.

    ``name`` is plain ("Heel push in a doorway"); ``trade_name`` is what therapists call it
    ("DonTigny knee brace"), absent where that is the same.
    Exactly one of ``form`` and ``variants`` is filled; :meth:`form_of` gives the one in force.
    ``pictures`` says what each picture shows, for those who cannot see it.
    """

    id: Code
    name: Text
    trade_name: Text | None = None
    kind: Kind
    purpose: Text
    position: Position
    side_rule: SideRule
    dosage: Dosage
    source: Annotated[tuple[Code, ...], Meta(min_length=1)]
    source_place: Text
    precautions: Annotated[tuple[Text, ...], Meta(min_length=1)]
    mistakes: Annotated[tuple[Text, ...], Meta(min_length=1)]
    stop: Annotated[tuple[Text, ...], Meta(min_length=1)]
    needs: tuple[Equipment, ...] = ()
    easier: tuple[Text, ...] = ()
    harder: tuple[Text, ...] = ()
    leave_out: tuple[LeaveOut, ...] = ()
    form: Form | None = None
    variants: tuple[Variant, ...] = ()
    pictures: Annotated[Mapping[FigureName, Text], Meta(min_length=1)]

    @property
    def usual_variant(self) -> str | None:
        """The variant for whoever has said nothing: the last one, which asks for nothing."""
        return self.variants[-1].id if self.variants else None

    def variant(self, variant_id: str | None) -> Variant | None:
        """The variant of that name; ``None`` for an exercise without variants.

        Raises:
            KeyError: the exercise has no such variant.
        """
        if variant_id is None and not self.variants:
            return None
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        raise KeyError(variant_id)

    def form_of(self, variant_id: str | None) -> Form:
        """The words and pictures of the named variant, or of the exercise itself.

        Raises:
            KeyError: the exercise has no such variant.
        """
        found = self.variant(variant_id) or self.form
        if found is None:
            raise KeyError(variant_id)
        return found

    def side_rule_of(self, variant_id: str | None) -> SideRule:
        """Which sides the named variant is done on."""
        variant = self.variant(variant_id)
        return variant.side_rule if variant else self.side_rule

    def position_of(self, variant_id: str | None) -> Position:
        """How the body is placed in the named variant."""
        variant = self.variant(variant_id)
        return variant.position if variant else self.position

    def uses_of(self, variant_id: str | None) -> tuple[Equipment, ...]:
        """The equipment of which the named variant uses one piece, beside :attr:`needs`."""
        variant = self.variant(variant_id)
        return variant.uses if variant else ()


class ProgrammeChoice(Condition, frozen=True, kw_only=True):
    """When a programme is chosen; ``possible`` names an exercise that must not be left out."""

    possible: Code | None = None


class ProgrammeItem(Struct, frozen=True, kw_only=True):
    """One place in a programme's order."""

    exercise: Code
    ask_helped: bool = False
    extra: bool = False


class Programme(Struct, frozen=True, kw_only=True):
    """An order of exercises. Programmes are tried in the order of ``rank``."""

    id: Code
    rank: Count
    name: Text
    summary: Text
    why_this_order: Text
    choose: Annotated[tuple[ProgrammeChoice, ...], Meta(min_length=1)]
    items: Annotated[tuple[ProgrammeItem, ...], Meta(min_length=1)]
    skip_if_helped: tuple[Code, ...] = ()


class OtherDetail(Condition, frozen=True, kw_only=True):
    """What is said of an option instead of its ``detail`` where the condition holds."""

    detail: OptionalText


class Option(Struct, frozen=True, kw_only=True):
    """One answer that can be chosen. ``outcome`` and ``advice``: it ends the questions.

    ``lifted_by`` is the condition under which it does not: an answer to a later question.
    """

    value: AnswerValue
    label: Text
    detail: OptionalText = ""
    other_details: tuple[OtherDetail, ...] = ()
    outcome: Outcome | None = None
    advice: Code | None = None
    lifted_by: Condition | None = None


class QuestionPicture(Struct, frozen=True, kw_only=True):
    """What a question about what one can do asks for: the picture of an exercise.

    ``variant`` is its form; ``figure`` the picture, where it is not that of the hold. ``answer``
    is the answer that it stands for; without one it shows what is asked about.
    """

    exercise: Code
    variant: Code | None = None
    figure: FigureName | None = None
    answer: AnswerValue | None = None


class Question(Struct, frozen=True, kw_only=True):
    """One question. ``ask`` lists the conditions of which one must hold; empty: always asked.

    ``default`` is the answer where the key is missing from an answers document.
    """

    key: Code
    title: Text
    why: Text
    options: Annotated[tuple[Option, ...], Meta(min_length=2)]
    default: AnswerValue | tuple[AnswerValue, ...]
    hint: OptionalText = ""
    none_label: OptionalText = ""
    ask: tuple[Condition, ...] = ()
    pictures: tuple[QuestionPicture, ...] = ()


class Advice(Condition, frozen=True, kw_only=True):
    """A piece of advice, given when its condition holds and the programme is one of its own.

    ``outcome`` is the outcome it belongs to. Advice for a refer outcome is never chosen by a
    condition: an answer's option names it, or ``nothing_left`` marks it. ``now`` says what to do,
    ``tell`` what to tell the person who is asked for help.
    """

    code: Code
    title: Text
    text: Text
    outcome: Outcome = Outcome.EXERCISE
    programmes: tuple[Code, ...] = ()
    now: tuple[Text, ...] = ()
    tell: tuple[Text, ...] = ()
    nothing_left: bool = False


class Tip(Struct, frozen=True, kw_only=True):
    """What helps on an ordinary day."""

    code: Code
    title: Text
    text: Text


class Reason(Struct, frozen=True, kw_only=True):
    """Why an exercise is left out, or several (``text_many``), in a sentence.

    The order in the file is the order of precedence.
    """

    code: Code
    text: Text
    text_many: Text


class Source(Struct, frozen=True, kw_only=True):
    """An article that exercises are taken from."""

    code: Code
    title: Name
    author: Text
    year: str = ""


class Phrases(Struct, frozen=True, kw_only=True):
    """Patterns for what screen, paper and command line say of one plan item alike.

    The names in braces are filled in by :mod:`evenkeel.guide.describe` and
    :mod:`evenkeel.guide.shown_side`.
    """

    then_side: Text
    reps: Text
    once: Text
    minutes: Text
    each_side: Text
    sets: Text
    rest: Text
    side_title: Text
    about_one_minute: Text
    about_minutes: Text
    asked: Text
    asked_skips: Text
    once_more: Text
    listed: Text
    sore_only: Text
    not_sore_only: Text
    in_turn: Text
    other_side: Text
    for_sore: Text
    pictures_for_sore: Text
    not_with_both: Text
    not_with_unknown: Text
    listed_or: Text
    opens_one: Text
    opens_more: Text


class CardHeadings(Struct, frozen=True, kw_only=True):
    """What stands above the notes of a card, on screen, kiosk and paper alike."""

    felt: Text
    stop: Text
    stop_rule: Text
    care: Text
    mistakes: Text
    place: Text
    easier: Text
    harder: Text
    left_out: Text
    source: Text


class Words(Struct, frozen=True, kw_only=True):
    """The words for the fixed terms.

    ``lay_ready`` names the equipment where it is laid ready; ``pelvis`` says what the picture of
    the pelvis shows. ``inflected`` are the other forms that the words for the sides take in a
    sentence.
    """

    left: Text
    right: Text
    inflected: tuple[str, ...] = ()
    positions: Mapping[Position, Text]
    equipment: Mapping[Equipment, Text]
    lay_ready: Mapping[Equipment, Text]
    kinds: Mapping[Kind, Text]
    purpose: Annotated[tuple[Text, ...], Meta(min_length=1)]
    stop_rule: Text
    pelvis: Text
    phrases: Phrases
    card_headings: CardHeadings

    @property
    def side_forms(self) -> frozenset[str]:
        """Every word for a side, as it stands out in a sentence."""
        return frozenset({self.left, self.right, *self.inflected})


class Catalogue(Struct, frozen=True, kw_only=True):
    """Everything that ``resources/`` says, checked."""

    version: str
    words: Words
    exercises: Mapping[str, Exercise]
    programmes: tuple[Programme, ...]
    questions: tuple[Question, ...]
    advice: tuple[Advice, ...]
    tips: tuple[Tip, ...]
    reasons: tuple[Reason, ...]
    sources: Mapping[str, Source]

    def __repr__(self) -> str:
        """Short: whoever prints a catalogue wants to know which one it is."""
        return f"Catalogue({self.version!r}, {len(self.exercises)} exercises)"

    def question(self, key: str) -> Question:
        """The question that asks for an answers key.

        Raises:
            KeyError: no question asks for it.
        """
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)
