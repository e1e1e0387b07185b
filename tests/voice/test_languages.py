"""What is said in a session is said whole, and with its side, in every language."""

import pytest

from evenkeel.catalogue.forms import using
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.translated import translated_catalogue
from evenkeel.catalogue.translations import languages, read_translations
from evenkeel.coach.timeline import PhaseKind, timeline
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.voice.cue import CueKind
from evenkeel.voice.cues import cues_of
from evenkeel.voice.script import load_script
from tests.content import shipped

RESOURCES = resources_dir()


@pytest.mark.parametrize("pattern", ["shifted", "tight"])
@pytest.mark.parametrize("language", languages(RESOURCES))
def test_the_first_repetition_is_told_with_its_side(language: str, pattern: str) -> None:
    translations = read_translations(RESOURCES / "languages" / f"{language}.po")
    with using(translations.grammar()):
        catalogue = translated_catalogue(shipped(), translations)
        script = load_script(RESOURCES, translations)
        answers = answers_from({"sore_side": "left", "pain_pattern": pattern}, catalogue)
        plan = decide(answers, catalogue)
        phases = timeline(plan, catalogue)
        holds = {one.start_s for one in phases if one.kind is PhaseKind.HOLD and one.rep == 1}
        sided = {one.start_s for one in phases if one.side}
        told = {
            one.at_s: one.cue.text
            for one in cues_of(phases, plan, catalogue, script=script)
            if one.cue.kind is CueKind.HOLD
        }
    assert holds & sided
    for start_s in holds & sided:
        assert any(word in told[start_s] for word in catalogue.words.side_forms), told[start_s]


@pytest.mark.parametrize("language", languages(RESOURCES))
def test_no_cue_lasts_beyond_its_time(language: str) -> None:
    translations = read_translations(RESOURCES / "languages" / f"{language}.po")
    with using(translations.grammar()):
        catalogue = translated_catalogue(shipped(), translations)
        script = load_script(RESOURCES, translations)
        plan = decide(answers_from({"sore_side": "right"}, catalogue), catalogue)
        for one in cues_of(timeline(plan, catalogue), plan, catalogue, script=script):
            # The estimate errs to the long side: that much a number may seem to take of the next.
            assert one.at_s + one.cue.seconds <= one.free_until_s + 0.05, one.cue.text
