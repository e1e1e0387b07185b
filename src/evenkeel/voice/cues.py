"""What is said and sounded when: pure functions from the phases of a session to its cues.

A cue is a tone, a sentence after it, or both. What is said follows from the time there is, by
an estimate of the speaking time: of a long cue, the most important sentences that are over before
the next cue; where those don't fit either, a shorter wording. The seconds counted at the end of a
phase keep their place; only where even the shortest wording does not fit, fewer are counted.
"""

import functools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from evenkeel.catalogue.model import Catalogue, Form
from evenkeel.catalogue.terms import Position, Side
from evenkeel.catalogue.wording import say, side_word
from evenkeel.coach.moves import GROUND_OF
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.guide.describe import name_of
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.voice.script import Script
from evenkeel.voice.tones import Tone, seconds_of

#: Words a minute: slower than a conversation, for the ear and for old ears.
DEFAULT_WPM = 150
WPM_RANGE = (100, 220)

#: Between a tone and the sentence after it, in seconds.
GAP_S = 0.1
#: Kept free before the next cue: what a beat may be late, and the estimate wrong.
MARGIN_S = 0.2
#: A phase of so many seconds is counted in minutes.
_MINUTES_FROM_S = 100
_MINUTE_S = 60
#: In a hold of so many seconds the reader is reminded to breathe.
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
#: Ranks of sentences: the steps of getting into position, and what is the least important.
_STEPS = 5
_LEAST = 20
_COUNT_PATIENCE_S = 0.2
_MID_PATIENCE_S = 2.0


class CueKind(StrEnum):
    """When a cue comes. ``count``: the last seconds; ``middle``: within a long hold."""

    PREPARE = "prepare"
    HOLD = "hold"
    REST = "rest"
    SWITCH = "switch"
    ASK = "ask"
    COUNT = "count"
    MIDDLE = "middle"
    HURT = "hurt"
    PAUSED = "paused"
    RESUMED = "resumed"
    FINISH = "finish"
    ENDED = "ended"


_TONES: Final = {
    PhaseKind.PREPARE: Tone.PREPARE,
    PhaseKind.HOLD: Tone.HOLD,
    PhaseKind.REST: Tone.REST,
    PhaseKind.SWITCH: Tone.SWITCH,
    PhaseKind.ASK: Tone.PREPARE,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """Something to hear, and the same to read.

    Attributes:
        tone: sounded first.
        text: said after the tone, and shown; empty where nothing is said.
        brief: the shortest wording, for a voice that turns out to be slow.
        side: the limb that works or lifts, as in the plan.
        tone_s, text_s: how long the tone lasts, and the estimate for the text.
    """

    kind: CueKind
    tone: Tone | None
    text: str
    brief: str
    side: Side | None
    tone_s: float
    text_s: float

    @property
    def text_after_s(self) -> float:
        """When the sentence begins, in seconds from the cue's start."""
        return self.tone_s + GAP_S if self.tone_s and self.text else self.tone_s

    @property
    def seconds(self) -> float:
        """How long the whole cue lasts."""
        return self.text_after_s + self.text_s


@dataclass(frozen=True, kw_only=True, slots=True)
class TimedCue:
    """A cue at its second of the timeline; later than ``latest_s`` it is dropped.

    ``free_until_s`` is when the next cue comes, or the next phase: it has to be over by then.
    """

    at_s: float
    latest_s: float
    free_until_s: float
    cue: Cue

    @property
    def end_s(self) -> float:
        """When it is over if it begins on time."""
        return self.at_s + self.cue.seconds


def spoken(text: str, script: Script) -> str:
    """A sentence as a voice says it: no brackets, no capitals for stress, no abbreviations."""
    return _spoken(text, tuple(script.spoken.items()))


def speaking_s(text: str, script: Script, wpm: int = DEFAULT_WPM) -> float:
    """How long it takes to say a sentence, in seconds.

    Fitted to espeak-ng over every sentence of the content; it errs to the long side.
    """
    return _usual_s(text, tuple(script.spoken.items())) * DEFAULT_WPM / wpm if text else 0.0


@functools.lru_cache(maxsize=2048)
def _spoken(text: str, shortened: tuple[tuple[str, str], ...]) -> str:
    text = re.sub(r"\s*\([^)]*\)", "", text)
    text = re.sub(r"(?<=\d)–(?=\d)", " to ", text)
    for short, full in shortened:
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, text)
    return re.sub(r"\b[A-Z]{2,}\b", lambda match: match[0].lower(), text)


@functools.lru_cache(maxsize=2048)
def _usual_s(text: str, shortened: tuple[tuple[str, str], ...]) -> float:
    said = _spoken(text, shortened)
    letters = sum(map(str.isalnum, said))
    stops = len(re.findall(r"[.!?:](?=\s)", said))
    commas = len(re.findall(r"[,;](?=\s)", said))
    words = len(said.split())
    return 0.25 + 0.046 * letters + 0.11 * words + 0.65 * stops + 0.32 * commas


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

    ``before`` is the phase the reader comes from; without one, he or she stands at the machine.
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
        later = (one for one in phases[n + 1 :] if one.kind is not PhaseKind.REST or _lasts(one))
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
    ground = GROUND_OF[phrasing.position(plan.items[last.item])]
    up = script.moves[ground].get(GROUND_OF[Position.STANDING])
    return phrasing.cue(CueKind.FINISH, Tone.FINISH, " ".join([*parts, up] if up else parts))


def plain_cue(kind: CueKind, text: str, *, script: Script, wpm: int = DEFAULT_WPM) -> Cue:
    """A cue of nothing but a sentence, for what the reader or the machine did."""
    text_s = speaking_s(text, script, wpm)
    return Cue(kind=kind, tone=None, text=text, brief=text, side=None, tone_s=0.0, text_s=text_s)


def eased_cue(
    cue: Cue, easier: str, room_s: float, *, script: Script, wpm: int = DEFAULT_WPM
) -> Cue:
    """The cue at the start of a side that is done more gently: how, and as much as fits."""
    said = script.eased.format(how=easier)
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
    """The cue when it goes on in a few seconds."""
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
    """The cue when a phase goes on in its middle, with ``room_s`` seconds until the next cue."""
    phrasing = _Phrasing(plan, catalogue, script, wpm)
    tone = _TONES[phase.kind]
    wordings = [_whole(script.resumed)]
    if phase.kind is PhaseKind.HOLD:
        wordings = list(phrasing.wordings(phase, None, None))
    fits = phrasing.first_fitting(wordings, room_s - seconds_of(tone) - GAP_S)
    return replace(phrasing.cue(CueKind.RESUMED, tone, fits or ""), side=phase.side)


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence of a cue. Those of rank 0 belong to it; the others are said if there is time."""

    text: str
    rank: int


#: The sentences of a cue in the order in which they are said.
_Wording = tuple[_Part, ...]


class _Phrasing:
    """Words for the phases of one plan at one speed."""

    def __init__(self, plan: Plan, catalogue: Catalogue, script: Script, wpm: int) -> None:
        self._plan = plan
        self._catalogue = catalogue
        self._script = script
        self._wpm = wpm

    def timed(
        self, phase: Phase, next_phase: Phase | None, before: Phase | None
    ) -> Iterator[TimedCue]:
        if not _lasts(phase) and phase.kind is not PhaseKind.ASK:
            return
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
        tone = _TONES[phase.kind]
        lead_s = seconds_of(tone) + GAP_S
        wordings = list(self.wordings(phase, next_phase, before))
        # The side belongs to the first repetition even of a slow voice.
        first_hold = phase.kind is PhaseKind.HOLD and phase.rep == 1 and phase.side
        brief = _all(wordings[-2 if first_hold else -1])
        if phase.kind is PhaseKind.ASK:
            return self._opening(phase, tone, _all(wordings[0]), brief), 0
        most = min(3, max(0, math.floor(phase.duration_s - _FIRST_TICK_S)))
        for ticks in range(most, -1, -1):
            text = self.first_fitting(wordings, phase.duration_s - ticks - lead_s)
            if text:
                return self._opening(phase, tone, text, brief), ticks
        if phase.duration_s < seconds_of(tone) + MARGIN_S:
            silent = self.cue(CueKind(phase.kind.value), None, "")
            return replace(silent, side=phase.side), 0
        return self._opening(phase, tone, "", ""), 0

    def first_fitting(self, wordings: Iterable[_Wording], room_s: float) -> str | None:
        """The first wording that fits, with all the sentences there is time for."""
        for wording in wordings:
            said = [part for part in wording if part.rank == 0]
            if self._says_s(_all(said)) > room_s - MARGIN_S:
                continue
            for part in sorted(wording, key=lambda one: one.rank):
                more = [one for one in wording if one in said or one is part]
                if self._says_s(_all(more)) <= room_s - MARGIN_S:
                    said = more
            return _all(said)
        return None

    def wordings(
        self, phase: Phase, next_phase: Phase | None, before: Phase | None
    ) -> Iterator[_Wording]:
        """What could be said at the start of a phase, the best first and the shortest last."""
        if phase.kind is PhaseKind.HOLD:
            yield from map(_whole, self._hold(phase))
        elif phase.kind is PhaseKind.REST:
            yield from map(_whole, self._rest(phase, next_phase))
        elif phase.kind is PhaseKind.ASK:
            yield (*self._relax(before), _Part(self._script.ask, 0))
        elif phase.kind is PhaseKind.SWITCH:
            yield tuple(self._switch(phase))
            yield _whole(self._script.switch.format(side=self._side(phase)))
        else:
            yield tuple(self._prepare(phase, next_phase, before, steps=True))
            yield tuple(self._prepare(phase, next_phase, before, steps=False))
            yield from map(_whole, self._brief_prepare(phase))

    def position(self, item: PlanItem) -> Position:
        return self._catalogue.exercises[item.exercise].position_of(item.variant)

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
        if duration_s < _MINUTES_FROM_S:
            return [(duration_s * _BREATHE_AT, script.breathe)]
        said = {duration_s / 2: script.half, duration_s - _MINUTE_S: script.minute_left}
        for minute in range(1, int(duration_s // _MINUTE_S)):
            at_s = float(minute * _MINUTE_S)
            if all(abs(at_s - other) >= _MINUTE_S / 2 for other in said):
                said[at_s] = script.breathe
        return sorted(said.items())

    # What is said at the start of each kind of phase

    def _prepare(
        self, phase: Phase, next_phase: Phase | None, before: Phase | None, *, steps: bool
    ) -> Iterator[_Part]:
        """With the steps before the hold, at least the first of them; or without."""
        script, form = self._script, self._form(phase)
        item = self._plan.items[phase.item]
        name = name_of(self._plan, phase.item, self._catalogue)
        yield from self._relax(before)
        yield _Part(script.name.format(name=name), 0 if steps else 1)
        here = GROUND_OF[self.position(item)]
        there = GROUND_OF[Position.STANDING]
        if before:
            there = GROUND_OF[self.position(self._plan.items[before.item])]
        if here is not there:
            yield _Part(script.moves[there][here], 0)
        elif before and not steps:
            yield _Part(script.stays[here], 4)
        for n, step in enumerate(_setting_up(form) if steps else ()):
            yield _Part(self._say(step, phase.side), _STEPS + n if n else 0)
        cue = self._say(form.cue, phase.side)
        yield _Part(script.ready.format(cue=cue), 0)
        if next_phase and next_phase.rep and (next_phase.set, next_phase.rep) != (1, 1):
            total = item.dose.reps * item.dose.sets
            done = ((next_phase.set or 1) - 1) * item.dose.reps + next_phase.rep
            yield _Part(script.going_on.format(rep=done, reps=total), 2)
        else:
            yield _Part(self._dose(item), _LEAST)

    def _brief_prepare(self, phase: Phase) -> Iterator[str]:
        script, side = self._script, self._side(phase)
        if side:
            yield script.ready_side.format(side=side)
            yield script.switch.format(side=side)
        else:
            yield script.ready_only

    def _relax(self, before: Phase | None) -> Iterator[_Part]:
        if before and before.kind is PhaseKind.HOLD:
            yield _Part(self._script.relax, 3)

    def _switch(self, phase: Phase) -> Iterator[_Part]:
        script, form = self._script, self._form(phase)
        yield _Part(script.relax, 3)
        turn = script.turns.get(GROUND_OF[self.position(self._plan.items[phase.item])])
        if turn:
            yield _Part(self._say(turn, phase.side), 0)
        else:
            yield _Part(script.switch.format(side=self._side(phase)), 0)
            for n, step in enumerate(_setting_up(form)):
                if "{" in step:
                    yield _Part(self._say(step, phase.side), _STEPS + n)
        yield _Part(script.ready.format(cue=self._say(form.cue, phase.side)), 1)

    def _hold(self, phase: Phase) -> Iterator[str]:
        script, item = self._script, self._plan.items[phase.item]
        cue = _capital(self._say(self._form(phase).cue, phase.side))
        command = script.commands.get(cue.split()[0].lower(), cue.split()[0])
        if phase.rep == 1:
            yield script.first.format(cue=cue)
            if phase.side:
                yield script.brief_side.format(command=command, side=self._side(phase))
        elif phase.rep == item.dose.reps and phase.set == item.dose.sets:
            yield script.last.format(command=command.lower())
        yield script.command.format(command=command)

    def _rest(self, phase: Phase, next_phase: Phase | None) -> Iterator[str]:
        script, dose = self._script, self._plan.items[phase.item].dose
        if phase.rep == 1:
            letting_go = _letting_go(self._form(phase))
            if letting_go:
                yield self._say(letting_go, phase.side)
        if next_phase and next_phase.kind is PhaseKind.HOLD:
            if next_phase.set != phase.set:
                yield script.rest_set
            elif (next_phase.set, next_phase.rep) == (dose.sets, dose.reps):
                yield script.rest_last
        yield script.rest

    def _dose(self, item: PlanItem) -> str:
        script, dose = self._script, item.dose
        if dose.hold_s >= _MINUTES_FROM_S:
            return script.minutes.format(minutes=round(dose.hold_s / _MINUTE_S))
        if dose.reps == 1:
            return script.once.format(hold=dose.hold_s)
        return script.times.format(reps=dose.reps, hold=dose.hold_s)

    def _form(self, phase: Phase) -> Form:
        return self._catalogue.exercises[phase.exercise].form_of(phase.variant)

    def _say(self, text: str, side: Side | None) -> str:
        return say(self._catalogue.words, text, side)

    def _side(self, phase: Phase) -> str:
        return side_word(self._catalogue.words, phase.side) if phase.side else ""

    def _says_s(self, text: str) -> float:
        # Both sides are said alike: what fits must not hang on one word being shorter.
        words = self._catalogue.words
        longer = max(words.left, words.right, key=len)
        text = text.replace(words.left, longer).replace(words.right, longer)
        return speaking_s(text, self._script, self._wpm)


def _whole(text: str) -> _Wording:
    return (_Part(text, 0),)


def _all(parts: Iterable[_Part]) -> str:
    return " ".join(part.text for part in parts)


def _setting_up(form: Form) -> list[str]:
    """The steps before the hold."""
    steps = []
    for step in form.steps:
        if step.figure == form.hold:
            break
        steps.append(step.text)
    return steps


def _letting_go(form: Form) -> str:
    """The step after the hold; empty where there is none."""
    last = form.steps[-1]
    return "" if last.figure == form.hold else last.text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lasts(phase: Phase) -> bool:
    return phase.duration_s > 0
