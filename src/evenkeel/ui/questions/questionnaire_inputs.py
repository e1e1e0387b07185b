"""What questions are answered with: large answers, the pelvis, the pain scale."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from evenkeel.catalogue.model import Question
from evenkeel.catalogue.terms import LIST_ANSWERS, AnswerValue, Side
from evenkeel.catalogue.wording import picture_in_words
from evenkeel.guide.answers import Answer, Answers
from evenkeel.guide.describe import detail_of
from evenkeel.guide.shown_side import shown_side
from evenkeel.ui.questions.pelvis import PelvisPicker
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Choices, Columns, FigureView, Stack
from evenkeel.ui.widgets.choice import AnswerPicture
from evenkeel.ui.widgets.pain_scale import PainScale

#: The least width of the pelvis and of the answers beside it.
_HALF = 400
#: How wide the pictures of a question are together, in percent of the height of the page: usually,
#: and where large text needs the room below.
_PICTURES_SHARE, _PICTURES_SHARE_LARGE = 74, 65
_LOW_PAGE = 744
#: The greatest height of the pelvis, in percent of that of the page.
_PELVIS_SHARE = 50
#: That of a picture above an answer, usually and where the text is larger than this.
_ANSWER_SHARE, _ANSWER_SHARE_LARGE, _LARGE_TEXT = 31, 25, 150
#: This many answers that may be combined are shown in two columns.
_MANY = 5


class Input(Stack):
    """What a question is answered with.

    Signals:
        changed: another answer is chosen.
        confirmed: go on with it.
    """

    changed = Signal()
    confirmed = Signal()

    @abstractmethod
    def answer(self) -> Answer | None:
        """What is chosen, or ``None``."""

    @abstractmethod
    def show_answer(self, answer: Answer) -> None:
        """Shows an earlier answer."""

    @abstractmethod
    def handle_key(self, event: QKeyEvent) -> bool:
        """Acts on a key and says whether it meant something here."""


class ChoiceInput(Input):
    """Large answers, one or several to be chosen; less large on a low screen.

    What is said beside an answer fits the answers given so far.
    """

    def __init__(
        self,
        appearance: Appearance,
        question: Question,
        so_far: Answers,
        *,
        low: bool,
        pictures: Mapping[str, AnswerPicture] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self._low = low
        self._multi = question.key in LIST_ANSWERS
        self._values: dict[str, AnswerValue] = {
            str(option.value).lower(): option.value for option in question.options
        }
        options = [
            (code, option.label, detail_of(option, so_far))
            for code, option in zip(self._values, question.options, strict=True)
        ]
        self.choices = Choices(
            appearance,
            question.key,
            self.tr("Your answers") if self._multi else self.tr("Your answer"),
            options,
            multi=self._multi,
            none_label=question.none_label if self._multi else "",
            columns=_columns(len(options), pictures),
            roomy=len(options) < _MANY and not low,
            pictures=pictures,
        )
        self.choices.changed.connect(self.changed)
        self.choices.confirmed.connect(self.confirmed)

        self._place()

    def _place(self) -> None:
        self.add(self.choices)

    def answer(self) -> Answer | None:
        """What is chosen, or ``None``."""
        if not self.choices.answered():
            return None
        chosen = tuple(self._values[code] for code in self.choices.chosen())
        return chosen if self._multi else chosen[0]

    def show_answer(self, answer: Answer) -> None:
        """Shows an earlier answer."""
        values: Sequence[AnswerValue] = answer if isinstance(answer, tuple) else (answer,)
        self.choices.choose([code for code, value in self._values.items() if value in values])

    def handle_key(self, event: QKeyEvent) -> bool:
        """Arrows, digits and Enter."""
        return self.choices.handle_key(event)


class ThingsInput(ChoiceInput):
    """Things to be chosen, each with its small picture."""

    def __init__(
        self, appearance: Appearance, question: Question, so_far: Answers, *, low: bool
    ) -> None:
        pictures = {
            str(option.value): AnswerPicture(partial(_paint_thing, appearance, str(option.value)))
            for option in question.options
        }
        super().__init__(appearance, question, so_far, low=low, pictures=pictures)


class SideInput(ChoiceInput):
    """The pelvis seen from behind beside the four answers; on a low screen no higher than they."""

    def __init__(
        self, appearance: Appearance, question: Question, so_far: Answers, *, low: bool, room: int
    ) -> None:
        """``room`` is the height of the page, in pixels."""
        self._picker = PelvisPicker(appearance)
        # So that why it is asked is seen below without scrolling.
        self._picker.setMaximumHeight(room * _PELVIS_SHARE // 100)
        super().__init__(appearance, question, so_far, low=low)
        self.changed.connect(self._mark)
        self._picker.picked.connect(self._picked)

    def _place(self) -> None:
        if self._low:
            self._picker.setMaximumHeight(self.choices.sizeHint().height())
        parts = Columns(least=_HALF, most=2, spacing=tokens.HUGE)
        # At the top, also where the answers are higher.
        picture = Stack(spacing=0)
        picture.add(self._picker)
        picture.add_stretch()
        parts.addWidget(picture)
        parts.addWidget(self.choices)
        self.add_layout(parts)

    def show_answer(self, answer: Answer) -> None:
        """Shows an earlier answer, in the picture too."""
        super().show_answer(answer)
        self._mark()

    def _mark(self) -> None:
        self._picker.mark("".join(self.choices.chosen()))

    def _picked(self, code: str) -> None:
        self.choices.choose([code])
        self.changed.emit()
        self.confirmed.emit()


class PictureAnswers(ChoiceInput):
    """Answers each of which has its picture above it, where there is one."""

    def __init__(
        self, appearance: Appearance, question: Question, so_far: Answers, *, low: bool, room: int
    ) -> None:
        """``room`` is the height of the page, in pixels."""
        share = _ANSWER_SHARE if appearance.text_percent < _LARGE_TEXT else _ANSWER_SHARE_LARGE
        highest = room * share // 100
        # An answer without a picture is as high as the others.
        pictures = {
            str(option.value).lower(): AnswerPicture(_paint_nothing, highest=highest)
            for option in question.options
        }
        for picture in question.pictures:
            exercise = appearance.catalogue.exercises[picture.exercise]
            shown = shown_side(exercise, so_far, appearance.catalogue, variant=picture.variant)
            figure = picture.figure or exercise.form_of(shown.variant).hold
            pictures[str(picture.answer).lower()] = AnswerPicture(
                partial(_paint_figure, appearance, exercise.id, figure, shown.side),
                picture_in_words(appearance.catalogue.words, exercise, figure, shown.side),
                highest,
            )
        super().__init__(appearance, question, so_far, low=low, pictures=pictures)


class PictureInput(ChoiceInput):
    """What a question asks for in pictures, for the side that is sore, beside the answers."""

    def __init__(
        self,
        appearance: Appearance,
        question: Question,
        so_far: Answers,
        *,
        low: bool,
        room: int,
    ) -> None:
        """``room`` is the height of the page, in pixels."""
        self._pictures = Stack(spacing=tokens.SMALL)
        # All of them are seen at once, one above the other; of a high page a part stays free.
        room = min(room, _LOW_PAGE + (room - _LOW_PAGE) // 4)
        large = appearance.text_percent >= _LARGE_TEXT
        share = _PICTURES_SHARE_LARGE if large else _PICTURES_SHARE
        widest = room * share // 100 // len(question.pictures)
        for picture in question.pictures:
            view = FigureView(appearance)
            view.setObjectName(f"question_picture_{picture.exercise}_{picture.variant or ''}")
            exercise = appearance.catalogue.exercises[picture.exercise]
            shown = shown_side(exercise, so_far, appearance.catalogue, variant=picture.variant)
            figure = picture.figure or exercise.form_of(shown.variant).hold
            view.show_picture(exercise.id, figure, shown.side)
            view.setMaximumWidth(widest)
            self._pictures.add(view)
        self._pictures.add_stretch()
        super().__init__(appearance, question, so_far, low=low)

    def _place(self) -> None:
        parts = Columns(least=_HALF, most=2, spacing=tokens.HUGE)
        parts.addWidget(self._pictures)
        parts.addWidget(self.choices)
        self.add_layout(parts)


class ScaleInput(Input):
    """The numbers 0 to 10."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._scale = PainScale(appearance)
        self._scale.chosen.connect(lambda _: self.changed.emit())
        self._scale.clicked.connect(lambda _: self.confirmed.emit())
        self.add(self._scale)

    def answer(self) -> Answer | None:
        """The number, or ``None``."""
        return self._scale.value

    def show_answer(self, answer: Answer) -> None:
        """Shows an earlier number."""
        self._scale.set_value(answer if isinstance(answer, int) else None)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Arrows, digits and Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._scale.value is not None:
                self.confirmed.emit()
            return True
        return self._scale.handle_key(event)


def _columns(options: int, pictures: Mapping[str, AnswerPicture]) -> int:
    """In how many columns that many answers stand."""
    if any(picture.highest for picture in pictures.values()):
        return options
    return 2 if options >= _MANY else 1


def _paint_nothing(_painter: QPainter, _area: QRectF) -> None:
    pass


def _paint_figure(
    appearance: Appearance,
    exercise: str,
    figure: str,
    side: Side | None,
    painter: QPainter,
    area: QRectF,
) -> None:
    picture = appearance.figures.picture(exercise, figure, appearance.theme.palette)
    picture.paint(painter, area, side=side)


def _paint_thing(appearance: Appearance, thing: str, painter: QPainter, area: QRectF) -> None:
    """A clinic's own content may have no picture of it: then the words stand alone."""
    try:
        picture = appearance.figures.equipment(thing, appearance.theme.palette)
    except FileNotFoundError:
        return
    picture.paint(painter, area, side=None)
