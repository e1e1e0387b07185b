"""Every sentence of a session before it begins, so that the voice has them all ready."""

from collections.abc import Iterator
from itertools import pairwise

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import fill
from evenkeel.coach.moves import AT_THE_COMPUTER, spot_of
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.guide.describe import name_of
from evenkeel.guide.plan import Plan
from evenkeel.voice.cue import CueKind
from evenkeel.voice.cues import cues_of
from evenkeel.voice.script import Script
from evenkeel.voice.sound_settings import SoundSettings
from evenkeel.voice.way import told, way_to


def sentences(
    phases: tuple[Phase, ...],
    plan: Plan | None,
    catalogue: Catalogue,
    *,
    script: Script,
    sound_settings: SoundSettings,
) -> list[str]:
    """Everything that may be said, in the expected order; nothing without a plan."""
    if plan is None:
        return []
    timed_cues = cues_of(phases, plan, catalogue, script=script, wpm=sound_settings.wpm)
    counted = not sound_settings.mode.sounds
    cues = [timed.cue for timed in timed_cues if counted or timed.cue.kind is not CueKind.COUNT]
    ways = list(_ways(phases, plan, catalogue, script))
    texts = [*ways[:3], *(cue.text for cue in cues[:2])]
    texts += [script.hurt, script.paused, script.paused_gap, script.lead_in]
    texts += [text for cue in cues for text in (cue.text, cue.brief)]
    texts += [*ways, script.resumed, script.ended, script.left]
    texts += [script.any_key, script.long_wait]
    return [text for text in dict.fromkeys(texts) if text]


def opening_words(
    phase: Phase,
    before: Phase | None,
    plan: Plan,
    catalogue: Catalogue,
    *,
    script: Script,
    easier: str = "",
) -> str:
    """What is said before the first step: that it is over, what comes, how it is eased."""
    words = []
    if before and before.kind is PhaseKind.HOLD:
        words.append(script.relax)
    if easier:
        words.append(fill(script.eased, how=easier))
    if phase.kind is PhaseKind.PREPARE:
        words.append(fill(script.name, name=name_of(plan, phase.item, catalogue)))
    return "".join(f"{word} " for word in words)


def _ways(
    phases: tuple[Phase, ...], plan: Plan, catalogue: Catalogue, script: Script
) -> Iterator[str]:
    """What is said on the ways of a session in which nobody goes about."""
    here = AT_THE_COMPUTER
    for before, phase in pairwise((None, *phases)):
        if phase is None:
            continue
        if phase.kind is PhaseKind.ASK:
            here = AT_THE_COMPUTER
            continue
        if phase.waits:
            way = way_to(phase, None, here, plan, catalogue, script)
            first, *later = told(way)
            yield opening_words(phase, before, plan, catalogue, script=script) + first
            yield from later
        here = spot_of(plan.items[phase.item], phase.side, catalogue)
