"""What the user wants to be able to do again: chosen, rated every two weeks, drawn over time."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.journal.entries.activities import LONGEST_NAME, MOST_ACTIVITIES
from evenkeel.journal.trends.abilities import (
    ASKED_AFTER,
    AbilityPoint,
    ability_trend,
)
from evenkeel.language import isolated, long_day_text, translate
from evenkeel.ui.progress.ability_chart import AbilityChart
from evenkeel.ui.progress.ability_words import ability_meaning, ability_verdict
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from evenkeel.ui.widgets.columns import Flow
from evenkeel.ui.widgets.pain_scale import NumberScale
from evenkeel.ui.widgets.text import Stack, body, heading, strong

#: A form is no wider than this, at 100 % text.
_WIDEST = 760


class AbilitiesData(Struct, frozen=True, kw_only=True):
    """What is shown.

    Attributes:
        activities: the chosen ones, by their names.
        points: the ratings in the order of time.
        due: whether they are to be rated now.
        asked: the day on which they were asked about last; ``None`` if never.
    """

    activities: Sequence[str] = ()
    points: Sequence[AbilityPoint] = ()
    due: bool = False
    asked: date | None = None


class AbilitiesView(Stack):
    """Asks, and shows what was answered. Nothing has to be answered.

    Signals:
        chosen: the user chose activities; their names.
        rated: the user said how well they go; each name with 0 to 10.
        skipped: not this time; the names.
        declined: the user does not want to be asked.
    """

    chosen = Signal(object)
    rated = Signal(object)
    skipped = Signal(object)
    declined = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(spacing=tokens.MEDIUM)
        self._appearance = appearance
        self._data = AbilitiesData()
        self._fields: list[QLineEdit] = []
        self._scales: dict[str, NumberScale] = {}
        self._save: PrimaryButton | None = None

    def show_abilities(self, data: AbilitiesData) -> None:
        """Shows what is to be done now, and what was answered before."""
        self._data = data
        if not data.activities:
            self._show_choice(())
        elif data.due:
            self._show_rating()
        else:
            self._show_course()

    # Choosing

    def _show_choice(self, names: Sequence[str]) -> None:
        self._begin(self.tr("What do you want to be able to do again?"))
        self._add_text(
            self.tr(
                "Pain alone says little. Choose one or two things that are hard for you now. "
                "Every two weeks you say how well they go."
            )
        )
        self._fields = []
        for place in range(MOST_ACTIVITIES):
            field = QLineEdit(names[place] if place < len(names) else "")
            field.setObjectName(f"ability_name_{place + 1}")
            field.setMaxLength(LONGEST_NAME)
            field.setMaximumWidth(self._appearance.px(_WIDEST))
            title = self.tr("First activity") if place == 0 else self.tr("Second, if you like")
            field.setAccessibleName(title)
            label = body(title)
            label.setBuddy(field)
            self.add(label)
            self.add(field)
            field.textChanged.connect(self._check_choice)
            self._fields.append(field)
        self._add_text(self.tr("For example:"))
        examples = Flow(spacing=tokens.SMALL, row_spacing=tokens.SMALL)
        for place, text in enumerate(_examples()):
            button = QuietButton(f"ability_example_{place + 1}", text, small=True)
            button.clicked.connect(lambda _=False, text=text: self._take_example(text))
            examples.addWidget(button)
        self.add_layout(examples)
        self._save = PrimaryButton("ability_choose", self.tr("Choose"))
        self._save.clicked.connect(self._choose)
        if self._data.activities:
            second = QuietButton("ability_cancel", self.tr("Cancel"))
            second.clicked.connect(lambda: self.show_abilities(self._data))
        else:
            second = QuietButton("ability_decline", self.tr("No, do not ask me"))
            second.clicked.connect(self.declined)
        self._add_buttons(second, self._save)
        self._check_choice()

    def _take_example(self, text: str) -> None:
        """Into the first empty field; nothing typed is overwritten."""
        names = [field.text().strip() for field in self._fields]
        if text not in names and "" in names:
            self._fields[names.index("")].setText(text)

    def _names(self) -> list[str]:
        tidy = (" ".join(field.text().split()) for field in self._fields)
        return list(dict.fromkeys(name for name in tidy if name))

    def _check_choice(self) -> None:
        if self._save:
            self._save.setEnabled(bool(self._names()))

    def _choose(self) -> None:
        self.chosen.emit(tuple(self._names()))

    # Rating

    def _show_rating(self) -> None:
        self._begin(self.tr("How well does it go now?"))
        self._scales = {}
        for place, name in enumerate(self._data.activities, 1):
            self.add(strong(name))
            scale = NumberScale(
                self._appearance,
                f"ability_scale_{place}",
                name,
                self.tr("{number} of 10"),
                {0: self.tr("not able to"), 10: self.tr("as well as before")},
            )
            scale.setMaximumWidth(self._appearance.px(_WIDEST))
            before = self._data.points[-1].abilities if self._data.points else {}
            if name in before:
                self._add_text(fill(self.tr("Last time: {number}"), number=before[name]))
            scale.chosen.connect(lambda _: self._check_rating())
            self._scales[name] = scale
            self.add(scale)
        self._save = PrimaryButton("ability_save", self.tr("Save"))
        self._save.clicked.connect(lambda: self.rated.emit(self._abilities()))
        skip = QuietButton("ability_skip", self.tr("Not this time"))
        skip.clicked.connect(lambda: self.skipped.emit(tuple(self._data.activities)))
        self._add_buttons(skip, self._save)
        self._check_rating()
        if self._data.points:
            self._add_chart()

    def _abilities(self) -> Mapping[str, int]:
        return {
            name: scale.value for name, scale in self._scales.items() if scale.value is not None
        }

    def _check_rating(self) -> None:
        if self._save:
            self._save.setEnabled(len(self._abilities()) == len(self._scales))

    # Over time

    def _show_course(self) -> None:
        data = self._data
        self._begin(ability_verdict(ability_trend(data.points)))
        if data.points:
            self._add_chart()
        if data.asked:
            again = data.asked + ASKED_AFTER
            self._add_text(fill(self.tr("You are asked again on {day}."), day=long_day_text(again)))
        row = Flow(spacing=tokens.LARGE, row_spacing=tokens.TIGHT)
        for name, text, act in (
            ("ability_again", self.tr("Rate them now"), self._show_rating),
            (
                "ability_others",
                self.tr("Choose other activities"),
                lambda: self._show_choice(self._data.activities),
            ),
            ("ability_stop", self.tr("Do not ask me any more"), self.declined.emit),
        ):
            link = LinkButton(name, text)
            link.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(link)
        self.add_layout(row)

    def _add_chart(self) -> None:
        points = self._data.points
        trend = ability_trend(points)
        chart = AbilityChart(self._appearance)
        chart.show_points(points, trend)
        self.add(chart)
        names = list(points[-1].abilities)
        signs = ("●", "□")
        # The name is in the person's own language, and must not take the sign to its other end.
        legend = [f"{signs[place % 2]} {isolated(name)}" for place, name in enumerate(names)]
        if len(names) > 1:
            legend.append(self.tr("thick line: both together"))
        self._add_text("     ".join(legend))
        self._add_text(ability_meaning(trend))

    def _begin(self, title: str) -> None:
        self.clear()
        self._save = None
        label = heading(title, 2)
        label.setObjectName("ability_title")
        self.add(label)

    def _add_text(self, text: str) -> QLabel:
        label = body(text, soft=True)
        self.add(label)
        return label

    def _add_buttons(self, *buttons: QWidget) -> None:
        row = Flow(spacing=tokens.MEDIUM, row_spacing=tokens.SMALL)
        for button in buttons:
            row.addWidget(button)
        self.add_layout(row)


def _examples() -> tuple[str, ...]:
    return (
        translate("AbilitiesView", "putting on socks"),
        translate("AbilitiesView", "turning over in bed"),
        translate("AbilitiesView", "climbing stairs"),
        translate("AbilitiesView", "getting out of a car"),
        translate("AbilitiesView", "walking for half an hour"),
        translate("AbilitiesView", "sitting through a meal"),
    )
