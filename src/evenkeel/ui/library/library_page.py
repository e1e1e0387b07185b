"""All exercises, to browse, filter and search."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from evenkeel.catalogue.forms import folded, with_commas
from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.catalogue.terms import Equipment, Position
from evenkeel.catalogue.wording import capitalised, fill, picture_in_words, say
from evenkeel.guide.answers import Answers
from evenkeel.guide.describe import reason_text
from evenkeel.guide.exercise_groups import ExerciseGroup, GroupedExercise, WhyNotPlanned
from evenkeel.guide.shown_side import shown_side, whose_side
from evenkeel.ui.library.added import Added
from evenkeel.ui.library.picker import Picker
from evenkeel.ui.library.picture_tile import TILE_WIDTH, PictureTile
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import QuietButton
from evenkeel.ui.widgets.columns import Columns
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.roles import name_clear_button
from evenkeel.ui.widgets.text import body, heading

#: On a wide screen there are more tiles, not wider ones.
_TILES_BESIDE = 7
_FILTER_WIDTH = 210
_FILTER_WIDEST = 300
_ANY = ""
_NOTHING = "nothing"


class LibraryPage(ScrollPage):
    """The cards of all exercises.

    Signals:
        cardRequested: the user chose an exercise (its id).
        addRequested: the user wants an exercise in the plan (its id).
        undoRequested: not the one that was added last.
    """

    cardRequested = Signal(str)
    addRequested = Signal(str)
    undoRequested = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "library_page")
        self.set_title(self.tr("Exercises"))
        self._tiles: dict[str, Tile] = {}
        self._slots: dict[str, _Slot] = {}
        self._added = Added(appearance)
        self._added.undone.connect(self.undoRequested)
        self._grouped = False
        self._deferred = DeferredTasks(self)
        self._search = QLineEdit()
        self._search.setObjectName("library_search")
        self._search.setAccessibleName(self.tr("Search"))
        self._search.setPlaceholderText(self.tr("Search, for example hip"))
        self._search.setClearButtonEnabled(True)
        name_clear_button(self._search, self.tr("Clear the search"))
        self._position = Picker(appearance, "library_position", self.tr("Position"))
        self._equipment = Picker(appearance, "library_equipment", self.tr("Equipment"))
        self._programme = Picker(appearance, "library_programme", self.tr("Programme"))
        self._pickers = (self._position, self._equipment, self._programme)
        self._filters = QWidget()
        self._filter_columns = Columns(
            self._filters, least=1, most=4, spacing=tokens.MEDIUM, row_spacing=tokens.SMALL
        )
        for widget in (self._search, *self._pickers):
            self._filter_columns.addWidget(widget)
        for picker in self._pickers:
            picker.picked.connect(self._apply)
        self._count = body(soft=True)
        self._count.setObjectName("library_count")
        self._whose_side = body(soft=True)
        self._whose_side.setObjectName("library_whose_side")
        self._groups = {group: _Group(self._group_words(group)) for group in ExerciseGroup}
        self._nothing = self._empty_state()
        self.body.addWidget(self._added)
        self.body.addWidget(self._filters)
        self.body.addWidget(self._count)
        self.body.addWidget(self._whose_side)
        for group in self._groups.values():
            self.body.addWidget(group)
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)
        self._search.textChanged.connect(self._apply)
        self._fit()
        appearance.changed.connect(self._fit)

    def show_catalogue(self) -> None:
        """Shows all exercises of the content, unfiltered."""
        if not self._tiles:
            for exercise in _in_order(self.appearance.catalogue):
                tile = Tile(self.appearance, exercise, self._deferred)
                tile.clicked.connect(
                    lambda _=False, code=exercise.id: self.cardRequested.emit(code)
                )
                self._tiles[exercise.id] = tile
                slot = self._slots[exercise.id] = _Slot(tile, exercise, self._deferred)
                slot.wanted.connect(self.addRequested)
            self._fill_pickers()
            self.show_for(None)
        self._clear()

    def show_for(
        self,
        answers: Answers | None,
        grouped: Sequence[GroupedExercise] | None = None,
        *,
        added: str = "",
    ) -> None:
        """Shows each exercise in the form and for the side of the person who gave these answers.

        With ``grouped`` each stands in its group, and one that is not planned says why; ``added``
        is the exercise (its id) that has just come into the plan.
        """
        name = self.appearance.catalogue.exercises[added].name if added else ""
        self._added.tell(name)
        self._grouped = grouped is not None
        if grouped is None:
            grouped = [
                GroupedExercise(exercise=code, group=ExerciseGroup.PLANNED) for code in self._tiles
            ]
        for group in self._groups.values():
            group.clear()
        for one in grouped:
            tile = self._tiles[one.exercise]
            tile.show_for(answers, self._why(one), one.variant)
            slot = self._slots[one.exercise]
            slot.offer(possible=one.group is ExerciseGroup.POSSIBLE)
            self._groups[one.group].add(slot)
        self._whose_side.setText(whose_side(answers, self.appearance.catalogue))
        self._whose_side.setVisible(bool(self._whose_side.text()))
        self._apply()

    def _group_words(self, group: ExerciseGroup) -> tuple[str, str]:
        return {
            ExerciseGroup.PLANNED: (self.tr("In your plan"), ""),
            ExerciseGroup.POSSIBLE: (
                self.tr("Could be added"),
                self.tr("Nothing in your answers speaks against these."),
            ),
            ExerciseGroup.NOT_FOR_THEM: (
                self.tr("Not for you now"),
                self.tr("You can look at them. If your answers change, this changes too."),
            ),
        }[group]

    def _why(self, one: GroupedExercise) -> str:
        """Why an exercise is not in the plan, in one sentence; empty for one that is."""
        catalogue = self.appearance.catalogue
        if one.group is ExerciseGroup.NOT_FOR_THEM:
            if one.reason:
                return reason_text(one.reason, catalogue)
            return self.tr("A doctor or physiotherapist should look first.")
        if one.why is WhyNotPlanned.TAKEN_OUT:
            return self.tr("You took it out.")
        if one.why is WhyNotPlanned.EXTRA:
            return self.tr("It is an extra exercise. Your answers say whether you want extras.")
        if one.why is WhyNotPlanned.OTHER_PROGRAMME:
            names = [
                programme.name
                for programme in catalogue.programmes
                if any(item.exercise == one.exercise for item in programme.items)
            ]
            return fill(
                self.tr("It is part of “{programme}”, another set of exercises."),
                programme=with_commas(names),
            )
        return ""

    def _fill_pickers(self) -> None:
        catalogue = self.appearance.catalogue
        words, exercises = catalogue.words, catalogue.exercises.values()
        used = {position for one in exercises for position in _positions(one)}
        needed = {equipment for one in exercises for equipment in one.needs}
        self._position.fill(
            [
                (_ANY, self.tr("Any position")),
                *(
                    (one.value, capitalised(words.positions[one]))
                    for one in Position
                    if one in used
                ),
            ]
        )
        self._equipment.fill(
            [
                (_ANY, self.tr("Any equipment")),
                (_NOTHING, self.tr("Nothing needed")),
                *(
                    (one.value, capitalised(words.equipment[one]))
                    for one in Equipment
                    if one in needed
                ),
            ]
        )
        self._programme.fill(
            [
                (_ANY, self.tr("Any programme")),
                *((one.id, one.name) for one in catalogue.programmes),
            ]
        )
        self._fit()

    def _empty_state(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, tokens.HUGE, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(heading(self.tr("No exercise fits"), 2))
        column.addWidget(body(self.tr("Try another word, or clear the filters."), soft=True))
        again = QuietButton("library_show_all", self.tr("Show all exercises"))
        again.clicked.connect(self._clear)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        box.hide()
        return box

    def _clear(self) -> None:
        for picker in self._pickers:
            picker.choose(_ANY)
        self._search.clear()
        self._apply()

    def _apply(self) -> None:
        tests = self._tests()
        shown = 0
        for code in self._tiles:
            exercise = self.appearance.catalogue.exercises[code]
            fits = all(test(exercise) for test in tests)
            self._slots[code].setVisible(fits)
            shown += fits
        for group in self._groups.values():
            group.show_heading(on=self._grouped)
        self._nothing.setVisible(shown == 0 and bool(self._tiles))
        before = self._count.text()
        self._count.setText(self._counted(shown))
        self._count.setVisible(shown > 0)
        if self.isVisible() and self._count.text() != before:
            self.appearance.reader.tell(self, self._count.text())

    def _counted(self, shown: int) -> str:
        if shown == 0:
            return self.tr("No exercise fits")
        if shown == 1:
            return self.tr("1 exercise")
        return fill(self.tr("{count} exercises"), count=shown)

    def _tests(self) -> list[Callable[[Exercise], bool]]:
        position, equipment, programme = (picker.code for picker in self._pickers)
        tests: list[Callable[[Exercise], bool]] = []
        if position:
            tests.append(lambda one: position in _positions(one))
        if equipment == _NOTHING:
            tests.append(lambda one: not one.needs)
        elif equipment:
            tests.append(lambda one: equipment in one.needs)
        if programme:
            members = self._members(programme)
            tests.append(lambda one: one.id in members)
        wanted = folded(self._search.text()).split()
        if wanted:
            tests.append(lambda one: all(word in _searched(one) for word in wanted))
        return tests

    def _members(self, programme: str) -> set[str]:
        programmes = self.appearance.catalogue.programmes
        return {item.exercise for one in programmes if one.id == programme for item in one.items}

    def _fit(self) -> None:
        px = self.appearance.px
        widest = max(picker.sizeHint().width() for picker in self._pickers)
        self._filter_columns.least = max(px(_FILTER_WIDTH), widest)
        self._filter_columns.widest = max(px(_FILTER_WIDEST), widest)
        self._filter_columns.invalidate()
        for group in self._groups.values():
            group.set_least(px(TILE_WIDTH))


class _Group(QWidget):
    """A heading, a sentence and the tiles that belong there; hidden while none of them is shown."""

    def __init__(self, words: tuple[str, str]) -> None:
        super().__init__()
        title, sentence = words
        self._title = heading(title, 2)
        self._sentence = body(sentence, soft=True)
        self._grid = QWidget()
        self._columns = Columns(
            self._grid, least=1, most=_TILES_BESIDE, spacing=tokens.LARGE, row_spacing=tokens.LARGE
        )
        self._slots: list[_Slot] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, tokens.LARGE)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addWidget(self._grid)

    def clear(self) -> None:
        """Takes all tiles away; they are kept."""
        while self._columns.takeAt(0):
            pass
        self._slots = []

    def add(self, slot: "_Slot") -> None:
        """Adds a tile at the end."""
        self._slots.append(slot)
        self._columns.addWidget(slot)

    def show_heading(self, *, on: bool) -> None:
        """Shows the heading where the group has something to show."""
        some = any(not slot.isHidden() for slot in self._slots)
        self.setVisible(some)
        self._title.setVisible(on)
        self._sentence.setVisible(on and bool(self._sentence.text()))

    def set_least(self, width: int) -> None:
        """The least width of a tile, in pixels."""
        self._columns.least = width
        self._columns.invalidate()


class _Slot(QWidget):
    """A tile, and below it the way into the plan where there is one.

    Signals:
        wanted: the exercise is to be added (its id).
    """

    wanted = Signal(str)

    def __init__(self, tile: "Tile", exercise: Exercise, deferred: DeferredTasks) -> None:
        """Makes the button later, among the ``deferred`` tasks: the page appears without it."""
        super().__init__()
        self._exercise = exercise
        self._deferred = deferred
        self._possible = False
        self._add: QuietButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SMALL)
        self._column.addWidget(tile, 1)

    def offer(self, *, possible: bool) -> None:
        """Whether it may be added."""
        self._possible = possible
        if self._add:
            self._add.setVisible(possible)
        elif possible:
            self._deferred.add(self._make)

    def _make(self) -> None:
        if self._add or not self._possible:
            return
        exercise = self._exercise
        self._add = QuietButton(
            f"library_add_{exercise.id}",
            self.tr("Add to my plan"),
            fill(self.tr("Add to my plan: {name}"), name=exercise.name),
            small=True,
        )
        self._add.clicked.connect(lambda: self.wanted.emit(exercise.id))
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)


class Tile(PictureTile):
    """An exercise to choose: its picture, its name, what it is for.

    Attributes:
        shown: in which form and for which side; until somebody is known, as drawn.
    """

    def __init__(self, appearance: Appearance, exercise: Exercise, deferred: DeferredTasks) -> None:
        """Draws the picture later, among the ``deferred`` tasks."""
        super().__init__(appearance, f"library_card_{exercise.id}", deferred)
        self._exercise = exercise
        self._why = ""
        self.shown = shown_side(exercise, None, appearance.catalogue)
        self._describe()

    def show_for(self, answers: Answers | None, why: str = "", variant: str | None = None) -> None:
        """Shows the form and the side of the person who gave these answers.

        ``why`` says why it is not in their plan, in place of what it is for; ``variant`` is the
        form of their plan, which small steps may have changed.
        """
        shown = shown_side(self._exercise, answers, self._appearance.catalogue, variant=variant)
        if (shown, why) != (self.shown, self._why):
            self.shown, self._why = shown, why
            self._describe()

    def _describe(self) -> None:
        words = self._appearance.catalogue.words
        exercise, shown = self._exercise, self.shown
        name = exercise.form_of(shown.variant).hold
        purpose = say(words, exercise.purpose, shown.side)
        called = exercise.trade_name or ""
        self.show_tile(
            (exercise.id, name, shown.side), exercise.name, (called, self._why or purpose)
        )
        picture = picture_in_words(words, exercise, name, shown.side)
        parts = (called and f"{called}.", self._why, purpose, picture, shown.sentence)
        self.setAccessibleDescription(" ".join(part for part in parts if part))


def _in_order(catalogue: Catalogue) -> list[Exercise]:
    """The exercises as the programmes have them; then those that no programme has."""
    planned = [item.exercise for programme in catalogue.programmes for item in programme.items]
    return [catalogue.exercises[code] for code in dict.fromkeys([*planned, *catalogue.exercises])]


def _positions(exercise: Exercise) -> set[Position]:
    return {exercise.position, *(variant.position for variant in exercise.variants)}


def _searched(exercise: Exercise) -> str:
    """Everything of an exercise that a search looks at."""
    forms = exercise.variants or ((exercise.form,) if exercise.form else ())
    texts = [exercise.name, exercise.trade_name or "", exercise.purpose]
    for form in forms:
        texts += [form.felt, form.cue, *(step.text for step in form.steps)]
    return folded(" ".join(texts))
