"""Everyday tips come one at a time, to those who have a plan [DAYS-7]."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.tips import tip_of_day

TODAY = date(2026, 11, 28)


def test_each_comes_in_turn_one_a_day(catalogue: Catalogue) -> None:
    plan = decide(answers_from({}, catalogue), catalogue)
    days = [TODAY + timedelta(days=n) for n in range(len(catalogue.tips))]
    found = [tip_of_day(plan, day, catalogue) for day in days]
    assert {one.code for one in found if one} == {one.code for one in catalogue.tips}
    assert tip_of_day(plan, TODAY, catalogue) == found[0]


@pytest.mark.parametrize("document", [{"pregnancy": "pregnant"}, {"red_flags": ["chest_pain"]}])
def test_who_should_see_somebody_first_gets_none(
    catalogue: Catalogue, document: dict[str, object]
) -> None:
    plan = decide(answers_from(document, catalogue), catalogue)
    assert tip_of_day(plan, TODAY, catalogue) is None
    assert tip_of_day(None, TODAY, catalogue) is None


def test_content_without_tips_shows_none(catalogue: Catalogue) -> None:
    plan = decide(answers_from({}, catalogue), catalogue)
    assert tip_of_day(plan, TODAY, replace(catalogue, tips=())) is None


def test_what_the_source_names_is_there(catalogue: Catalogue) -> None:
    said = " ".join(f"{tip.title} {tip.text}" for tip in catalogue.tips).casefold()
    for word in ("position", "stand", "water", "lifting", "twist", "jumping", "physiotherapist"):
        assert word in said
