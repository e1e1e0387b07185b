"""Activities of the user's own: chosen, rated, skipped, declined, drawn [DAYS-6]."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyqtgraph  # noqa: F401 - charts are there at once
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from evenkeel.ui.progress.ability_chart import AbilityChart
from tests.gallery.stage import LEFT, Stage
from tests.ui.screen import settle

SOCKS, STAIRS = "putting on socks", "climbing stairs"


class Home:
    """The whole program with some sessions, at the progress page."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        stage.window.resize(1366, 768)
        stage.window.show()
        stage.answer(LEFT)
        stage.remember(10)
        stage.controller.show_progress()

    def find(self, name: str) -> QAbstractButton | None:
        settle()
        found = self.stage.window.findChildren(QAbstractButton, name)
        return next((one for one in found if one.isVisible()), None)

    def press(self, name: str) -> None:
        button = self.find(name)
        assert button, name
        assert button.isEnabled(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        settle()
        field = self.stage.window.findChild(QLineEdit, name)
        assert field
        QTest.keyClicks(field, text)

    def title(self) -> str:
        settle()
        labels = self.stage.window.findChildren(QLabel, "ability_title")
        return next(one.text() for one in labels if one.isVisible())

    def rate(self, *numbers: int) -> None:
        for place, number in enumerate(numbers, 1):
            self.press(f"ability_scale_{place}_{number}")
        self.press("ability_save")


@pytest.fixture
def home(qapp: QApplication, tmp_path: Path) -> Iterator[Home]:
    stage = Stage(qapp, tmp_path)
    yield Home(stage)
    stage.close()


def test_two_are_chosen_rated_and_seen_two_weeks_later(home: Home) -> None:
    link = home.find("progress_rate")
    assert link
    assert link.text() == "Choose something that you want to be able to do again"
    home.press("progress_rate")
    choose = home.find("ability_choose")
    assert choose
    assert not choose.isEnabled()
    home.press("ability_example_1")
    home.type("ability_name_2", STAIRS)
    home.press("ability_choose")
    home.rate(2, 4)
    assert home.title().startswith("A beginning: 3 of 10.")
    assert home.find("progress_view_pain")
    home.press("progress_view_pain")
    assert home.find("progress_rate") is None
    home.stage.now += timedelta(days=14)
    home.stage.controller.show_progress()
    link = home.find("progress_rate")
    assert link
    assert link.text().startswith("Two weeks have passed")
    home.press("progress_rate")
    home.rate(5, 6)
    assert home.title() == "Clearly better: from 3 to 5.5 of 10."
    chart = home.stage.window.findChild(AbilityChart)
    assert chart
    assert f"{SOCKS} 5, {STAIRS} 6" in chart.accessibleDescription()
    abilities = [one.ability for one in home.stage.journal.ability_ratings()]
    assert abilities == [2, 4, 5, 6]


def test_a_time_is_skipped_without_a_rating(home: Home) -> None:
    home.stage.rate(4, 4)
    home.stage.now += timedelta(days=20)
    home.stage.controller.show_progress()
    home.press("progress_rate")
    home.press("ability_skip")
    assert home.title().startswith("No clear change yet")
    assert [one.ability for one in home.stage.journal.ability_ratings()][-2:] == [None, None]
    home.press("progress_view_pain")
    assert home.find("progress_rate") is None


def test_who_does_not_want_to_be_asked_is_not_until_the_settings_say_so(home: Home) -> None:
    home.press("progress_rate")
    home.press("ability_decline")
    assert home.find("progress_rate") is None
    assert home.stage.preferences.settings.own_activities is False
    home.stage.preferences.change_one(own_activities=True)
    home.stage.controller.show_progress()
    assert home.find("progress_rate")


def test_one_activity_is_enough_and_another_can_be_chosen_later(home: Home) -> None:
    home.press("progress_view_abilities")
    home.type("ability_name_1", SOCKS)
    home.press("ability_choose")
    home.rate(3)
    home.press("ability_others")
    field = home.stage.window.findChild(QLineEdit, "ability_name_1")
    assert field
    assert field.text() == SOCKS
    home.type("ability_name_2", STAIRS)
    home.press("ability_choose")
    # The new one is asked about at once.
    home.rate(4, 5)
    assert [one.activity for one in home.stage.journal.ability_ratings()] == [SOCKS, SOCKS, STAIRS]


@pytest.mark.logs("There is no space left to write")
def test_a_full_disk_is_told_and_nothing_is_lost_from_the_form(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evenkeel.journal.storage.errors import JournalError, JournalFault

    def full(*_: object) -> None:
        raise JournalError(JournalFault.FULL, home.stage.journal.path)

    home.stage.rate(4)
    home.stage.now += timedelta(days=20)
    home.stage.controller.show_progress()
    home.press("progress_rate")
    told: list[str] = []
    monkeypatch.setattr(home.stage.journal, "rate_activities", full)
    home.stage.controller._progress_flow.failed.connect(told.append)
    home.rate(7, 8)
    assert len(told) == 1
    save = home.find("ability_save")
    assert save
    assert save.isEnabled()


def test_a_chart_of_one_and_of_many_ratings_is_painted(home: Home) -> None:
    home.stage.rate(3)
    home.press("progress_view_abilities")
    settle()
    chart = home.stage.window.findChild(AbilityChart)
    assert chart
    one = chart.grab().toImage()
    home.stage.rate(3, 4, 5, 6, 7)
    home.press("progress_view_abilities")
    settle()
    charts = [one for one in home.stage.window.findChildren(AbilityChart) if one.isVisible()]
    assert charts[-1].grab().toImage() != one


def test_exercises_have_their_own_view(home: Home) -> None:
    home.press("progress_view_exercises")
    settle()
    block = home.stage.window.findChild(QWidget, "exercise_dontigny_knee_brace")
    assert block
    said = " ".join(label.text() for label in block.findChildren(QLabel))
    assert "6\u00a0×\u00a06\u00a0s, from the beginning." in said
    sessions = len(home.stage.journal.sessions())
    assert f"{sessions} sessions, the last on" in said
    title = home.stage.window.findChild(QLabel, "exercises_short")
    assert title
    assert title.text() == "No exercise was stopped because it hurt more."


def test_today_asks_after_two_weeks_and_leads_there(home: Home) -> None:
    def asks() -> list[QAbstractButton]:
        settle()
        buttons = home.stage.window.findChildren(QAbstractButton)
        return [one for one in buttons if one.isVisible() and one.text() == "Say how well"]

    home.stage.controller.show_today()
    assert asks() == []
    home.stage.rate(4)
    home.stage.controller.show_today()
    assert asks() == []
    home.stage.now += timedelta(days=14)
    home.stage.controller.show_today()
    (button,) = asks()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert home.title() == "How well does it go now?"
    home.stage.preferences.change_one(own_activities=False)
    home.stage.controller.show_today()
    assert asks() == []
