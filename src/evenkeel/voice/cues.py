"""What is said and played when: pure functions from the phases of a session to its cues.

A cue is a tone, a sentence after it, or both. What is said follows from the time there is, by
an estimate of the speaking time: of a long cue, the most important sentences that are over before
the next cue; where those don't fit either, a shorter phrase. The seconds counted at the end of a
phase keep their place; only where even the shortest phrase does not fit, fewer are counted.
"""

import math
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Position
from evenkeel.catalogue.wording import fill
from evenkeel.coach.moves import GROUND_OF
from evenkeel.coach.timeline import Phase, PhaseKind, ready_s
from evenkeel.guide.plan import Plan
from evenkeel.voice.cue import GAP_S, MARGIN_S, Cue, CueKind, TimedCue
from evenkeel.voice.phrases import MINUTE_S, MINUTES_FROM_S, Phrase, Phrases, fixed_phrase, joined
from evenkeel.voice.script import Script
from evenkeel.voice.speech_timing import DEFAULT_WPM, speaking_s
from evenkeel.voice.tones import Tone, seconds_of

#: In a hold of at least this many seconds the user is reminded to breathe.
_BREATHE_FROM_S = 12
#: In a short hold, the part of it after which the reminder comes.
_BREATHE_AT = 0.4
#: A tick this early in a phase would sound like a part of its beginning.
_FIRST_TICK_S = 0.8
#: How late, in seconds, a cue is still of use.
_PATIENCE_S: Final = {
    PhaseKind.PREPARE: 2.0,
    PhaseKind.SWITCH: 1.5,
    PhaseKind.HOLD: 0.5,
    PhaseKind.REST: 0.5,
    PhaseKind.ASK: math.inf,
}
_COUNT_PATIENCE_S = 0.2
_MID_PATIENCE_S = 2.0
_TONES: Final = {
    PhaseKind.PREPARE: Tone.PREPARE,
    PhaseKind.HOLD: Tone.HOLD,
    PhaseKind.REST: Tone.REST,
    PhaseKind.SWITCH: Tone.SWITCH,
    PhaseKind.ASK: Tone.PREPARE,
}


def cue_for(
    phase: Phase,
    next_phase: Phase | None,
    plan: Plan,
    catalogue: Catalogue,
    *,
    script: Script,
    before: Phase | None = None,
    wpm: int = DEFAULT_WPM,
) -> Cue:
    """The cue at the start of a phase.

    ``before`` is the phase the user comes from; without one, the user stands at the computer.
    ``next_phase`` is what follows, as :attr:`SessionView.next_phase` has it.
    """
    return _Phrasing(plan, catalogue, script, wpm).opening(phase, next_phase, before)[0]


def phase_cues(
    phase: Phase,
    next_phase: Phase | None,
    plan: Plan,
    catalogue: Catalogue,
    *,
    script: Script,
    before: Phase | None = None,
    wpm: int = DEFAULT_WPM,
) -> tuple[TimedCue, ...]:
    """All cues of a phase in their order: its start, what comes in between, the last seconds."""
    phrasing = _Phrasing(plan, catalogue, script, wpm)
    return tuple(phrasing.timed(phase, next_phase, before))


def cues_of(
    timeline: Iterable[Phase],
    plan: Plan,
    catalogue: Catalogue,
    *,
    script: Script,
    wpm: int = DEFAULT_WPM,
) -> tuple[TimedCue, ...]:
    """All cues of a session that runs through without a pause, and the one after its end."""
    phases = tuple(timeline)
    phrasing = _Phrasing(plan, catalogue, script, wpm)
    cues: list[TimedCue] = []
    before: Phase | None = None
    for n, phase in enumerate(phases):
        later = (
            phase for phase in phases[n + 1 :] if phase.kind is not PhaseKind.REST or _lasts(phase)
        )
        cues += phrasing.timed(phase, next(later, None), before)
        before = phase if _lasts(phase) or phase.kind is PhaseKind.ASK else before
    if phases:
        cue = finish_cue(phases[-1], plan, catalogue, script=script, wpm=wpm)
        at_s = phases[-1].end_s
        cues.append(TimedCue(at_s=at_s, latest_s=math.inf, free_until_s=math.inf, cue=cue))
    return tuple(cues)


def finish_cue(
    last: Phase, plan: Plan, catalogue: Catalogue, *, script: Script, wpm: int = DEFAULT_WPM
) -> Cue:
    """The cue after the last phase: it is over, and how to get up."""
    phrasing = _Phrasing(plan, catalogue, script, wpm)
    parts = [script.relax, script.finish]
    ground = GROUND_OF[phrasing.phrases.position(plan.items[last.item])]
    up = script.moves[ground].get(GROUND_OF[Position.STANDING])
    return phrasing.cue(CueKind.FINISH, Tone.FINISH, " ".join([*parts, up] if up else parts))


def way_cue(text: str, phase: Phase, *, opens: bool, script: Script, wpm: int = DEFAULT_WPM) -> Cue:
    """The cue for a step on the way to where a phase is done; the first one opens it."""
    cue = replace(plain_cue(CueKind.WAY, text, script=script, wpm=wpm), side=phase.side)
    if not opens:
        return cue
    tone = _TONES[phase.kind]
    return replace(cue, tone=tone, tone_s=seconds_of(tone))


def plain_cue(kind: CueKind, text: str, *, script: Script, wpm: int = DEFAULT_WPM) -> Cue:
    """A cue that is only a sentence, for what the user or the machine did."""
    text_s = speaking_s(text, script, wpm)
    return Cue(kind=kind, tone=None, text=text, brief=text, side=None, tone_s=0.0, text_s=text_s)


def eased_cue(
    cue: Cue, easier: str, room_s: float, *, script: Script, wpm: int = DEFAULT_WPM
) -> Cue:
    """The cue at the start of a side that is done more gently: how, and as much as fits."""
    said = fill(script.eased, how=easier)
    text = f"{said} {cue.brief}"
    if cue.text_after_s + speaking_s(text, script, wpm) > room_s - MARGIN_S:
        text = said
    return replace(cue, text=text, brief=said, text_s=speaking_s(text, script, wpm))


def tick_cue(second: int, *, script: Script, wpm: int = DEFAULT_WPM) -> Cue:
    """One of the last three seconds."""
    text = script.count[3 - second]
    tick = plain_cue(CueKind.COUNT, text, script=script, wpm=wpm)
    return replace(tick, tone=Tone.TICK)


def lead_in_cue(*, script: Script, wpm: int = DEFAULT_WPM) -> Cue:
    """The cue when it continues in a few seconds."""
    tone = Tone.PREPARE
    cue = plain_cue(CueKind.RESUMED, script.lead_in, script=script, wpm=wpm)
    return replace(cue, tone=tone, tone_s=seconds_of(tone))


def resumed_cue(
    phase: Phase,
    plan: Plan,
    catalogue: Catalogue,
    *,
    script: Script,
    room_s: float,
    wpm: int = DEFAULT_WPM,
) -> Cue:
    """The cue when a phase continues in its middle, with ``room_s`` seconds until the next cue."""
    phrasing = _Phrasing(plan, catalogue, script, wpm)
    tone = _TONES[phase.kind]
    phrases = [fixed_phrase(script.resumed)]
    if phase.kind is PhaseKind.HOLD:
        phrases = list(phrasing.phrases.of(phase, None, None))
    fits = phrasing.first_fitting(phrases, room_s - seconds_of(tone) - GAP_S)
    return replace(phrasing.cue(CueKind.RESUMED, tone, fits or ""), side=phase.side)


class _Phrasing:
    """Fits the words for the phases of one plan, at one speed, into the time there is."""

    def __init__(self, plan: Plan, catalogue: Catalogue, script: Script, wpm: int) -> None:
        self.phrases = Phrases(plan, catalogue, script)
        self._catalogue = catalogue
        self._script = script
        self._wpm = wpm

    def timed(
        self, phase: Phase, next_phase: Phase | None, before: Phase | None
    ) -> Iterator[TimedCue]:
        if not _lasts(phase) and phase.kind is not PhaseKind.ASK:
            return
        phase = self._clocked(phase)
        opening, ticks = self.opening(phase, next_phase, before)
        end_s = phase.end_s if _lasts(phase) else math.inf
        count = [(end_s - n, self._tick(n)) for n in range(ticks, 0, -1)]
        counted_s = count[0][0] if count else end_s
        cues = [(phase.start_s, opening)]
        cues += self._middle(phase, phase.start_s + opening.seconds, counted_s)
        cues += count
        for n, (at_s, cue) in enumerate(cues):
            free_s = cues[n + 1][0] if n + 1 < len(cues) else end_s
            patience_s = _PATIENCE_S[phase.kind]
            if cue.kind is CueKind.COUNT:
                patience_s = _COUNT_PATIENCE_S
            elif cue.kind is CueKind.MIDDLE:
                patience_s = _MID_PATIENCE_S
            latest_s = min(at_s + patience_s, free_s - cue.seconds)
            yield TimedCue(at_s=at_s, latest_s=latest_s, free_until_s=free_s, cue=cue)

    def opening(
        self, phase: Phase, next_phase: Phase | None, before: Phase | None
    ) -> tuple[Cue, int]:
        """The cue at the start of a phase, and how many seconds of its end are counted."""
        phase = self._clocked(phase)
        tone = _TONES[phase.kind]
        lead_s = seconds_of(tone) + GAP_S
        phrases = list(self.phrases.of(phase, next_phase, before))
        # The side belongs to the first repetition even of a slow voice.
        first_hold = phase.kind is PhaseKind.HOLD and phase.rep == 1 and phase.side
        brief = joined(phrases[-2 if first_hold else -1])
        if phase.kind is PhaseKind.ASK:
            return self._opening(phase, tone, joined(phrases[0]), brief), 0
        most = min(3, max(0, math.floor(phase.duration_s - _FIRST_TICK_S)))
        # Rather fewer seconds are counted than a first repetition without its side.
        for some in (phrases[:-1], phrases) if first_hold else (phrases,):
            for ticks in range(most, -1, -1):
                text = self.first_fitting(some, phase.duration_s - ticks - lead_s)
                if text:
                    return self._opening(phase, tone, text, brief), ticks
        if phase.duration_s < seconds_of(tone) + MARGIN_S:
            silent = self.cue(CueKind(phase.kind.value), None, "")
            return replace(silent, side=phase.side), 0
        return self._opening(phase, tone, "", ""), 0

    def _clocked(self, phase: Phase) -> Phase:
        """The part of a phase that goes by the clock: of one that waits, that after the wait."""
        if not phase.waits:
            return phase
        seconds = ready_s(phase, self._catalogue)
        return replace(phase, start_s=phase.end_s - seconds, duration_s=seconds)

    def first_fitting(self, phrases: Iterable[Phrase], room_s: float) -> str | None:
        """The first phrase that fits, with all the sentences that there is time for."""
        for phrase in phrases:
            said = [part for part in phrase if part.rank == 0]
            if self._says_s(joined(said)) > room_s - MARGIN_S:
                continue
            for candidate in sorted(phrase, key=lambda part: part.rank):
                more = [part for part in phrase if part in said or part is candidate]
                if self._says_s(joined(more)) <= room_s - MARGIN_S:
                    said = more
            return joined(said)
        return None

    def cue(self, kind: CueKind, tone: Tone | None, text: str, brief: str = "") -> Cue:
        return Cue(
            kind=kind,
            tone=tone,
            text=text,
            brief=brief or text,
            side=None,
            tone_s=seconds_of(tone) if tone else 0.0,
            text_s=self._says_s(text),
        )

    def _opening(self, phase: Phase, tone: Tone, text: str, brief: str) -> Cue:
        return replace(self.cue(CueKind(phase.kind.value), tone, text, brief), side=phase.side)

    def _tick(self, second: int) -> Cue:
        # Sounded or said, never both: the mode of the announcer decides.
        text = self._script.count[3 - second]
        tick = self.cue(CueKind.COUNT, Tone.TICK, text)
        return replace(tick, tone_s=0.0)

    def _middle(self, phase: Phase, from_s: float, until_s: float) -> Iterator[tuple[float, Cue]]:
        """Reminders in a long hold, where they don't touch what is around them."""
        if phase.kind is not PhaseKind.HOLD or phase.duration_s < _BREATHE_FROM_S:
            return
        free_s = from_s + 1.0
        for after_s, text in self._reminders(phase.duration_s):
            at_s = max(phase.start_s + after_s, free_s)
            cue = replace(self.cue(CueKind.MIDDLE, None, text), side=phase.side)
            if at_s + cue.seconds + MARGIN_S <= until_s:
                yield at_s, cue
                free_s = at_s + cue.seconds + 1.0

    def _reminders(self, duration_s: float) -> list[tuple[float, str]]:
        script = self._script
        if duration_s < MINUTES_FROM_S:
            return [(duration_s * _BREATHE_AT, script.breathe)]
        said = {duration_s / 2: script.half, duration_s - MINUTE_S: script.minute_left}
        for minute in range(1, int(duration_s // MINUTE_S)):
            at_s = float(minute * MINUTE_S)
            if all(abs(at_s - other) >= MINUTE_S / 2 for other in said):
                said[at_s] = script.breathe
        return sorted(said.items())

    def _says_s(self, text: str) -> float:
        # Both sides get the same phrase: the choice must not depend on one word being shorter.
        words = self._catalogue.words
        longer = max(words.left, words.right, key=len)
        text = text.replace(words.left, longer).replace(words.right, longer)
        return speaking_s(text, self._script, self._wpm)


def _lasts(phase: Phase) -> bool:
    return phase.duration_s > 0
