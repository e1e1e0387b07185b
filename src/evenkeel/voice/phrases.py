"""What could be said at the start of a phase; :mod:`evenkeel.voice.cues` chooses what fits."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evenkeel.catalogue.model import Catalogue, Form, Step
from evenkeel.catalogue.terms import Position, Side
from evenkeel.catalogue.wording import capitalised, fill, say, side_word
from evenkeel.coach.moves import GROUND_OF, Ground
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.guide.describe import name_of
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.voice.script import Script

#: A hold of at least this many seconds is given in minutes.
MINUTES_FROM_S = 100
MINUTE_S = 60
#: Ranks of sentences: the steps of getting into position, and the least important sentence.
_STEPS = 5
_LEAST = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a cue. Those of rank 0 belong to it; the others are said if there is time."""

    text: str
    rank: int


#: The sentences of a cue in the order in which they are said.
Phrase = tuple[Part, ...]


class Phrases:
    """The words for the phases of one plan."""

    def __init__(self, plan: Plan, catalogue: Catalogue, script: Script) -> None:
        self._plan = plan
        self._catalogue = catalogue
        self._script = script

    def of(self, phase: Phase, next_phase: Phase | None, before: Phase | None) -> Iterator[Phrase]:
        """The phrases for the start of a phase, the best first and the shortest last."""
        if phase.kind is PhaseKind.HOLD:
            yield from map(fixed_phrase, self._hold(phase))
        elif phase.kind is PhaseKind.REST:
            yield from map(fixed_phrase, self._rest(phase, next_phase))
        elif phase.kind is PhaseKind.ASK:
            yield (*self._relax(before), *self._up(phase), Part(self._script.ask, 0))
        elif phase.waits:
            yield from self._ready(phase)
        elif phase.kind is PhaseKind.SWITCH:
            yield tuple(self._switch(phase))
            yield fixed_phrase(fill(self._script.switch, side=self._side(phase)))
        else:
            yield tuple(self._prepare(phase, next_phase, before, steps=True))
            yield tuple(self._prepare(phase, next_phase, before, steps=False))
            yield from map(fixed_phrase, self._brief_prepare(phase))

    def position(self, item: PlanItem) -> Position:
        """How an exercise of the plan is done: standing, lying, …"""
        return self._catalogue.exercises[item.exercise].position_of(item.variant)

    def _prepare(
        self, phase: Phase, next_phase: Phase | None, before: Phase | None, *, steps: bool
    ) -> Iterator[Part]:
        """With the steps before the hold, at least the first of them; or without."""
        script, form = self._script, self._form(phase)
        item = self._plan.items[phase.item]
        name = name_of(self._plan, phase.item, self._catalogue)
        yield from self._relax(before)
        yield Part(fill(script.name, name=name), 0 if steps else 1)
        here = GROUND_OF[self.position(item)]
        there = GROUND_OF[Position.STANDING]
        if before:
            there = GROUND_OF[self.position(self._plan.items[before.item])]
        if here is not there:
            yield Part(script.moves[there][here], 0)
        elif before and not steps:
            yield Part(script.stays[here], 4)
        for n, step in enumerate(setup_steps(form) if steps else ()):
            yield Part(self._say(step.text, phase.side), _STEPS + n if n else 0)
        cue = self._say(form.cue, phase.side)
        yield Part(fill(script.ready, cue=cue), 0)
        if next_phase and next_phase.rep and (next_phase.set, next_phase.rep) != (1, 1):
            total = item.dose.reps * item.dose.sets
            done = ((next_phase.set or 1) - 1) * item.dose.reps + next_phase.rep
            yield Part(fill(script.going_on, rep=done, reps=total), 2)
        else:
            yield Part(self._dose(item), _LEAST)

    def _ready(self, phase: Phase) -> Iterator[Phrase]:
        """Once the user is there: the way was told before."""
        exercise, form = self._catalogue.exercises[phase.exercise], self._form(phase)
        ready = fill(self._script.ready, cue=self._say(form.cue, phase.side))
        if exercise.dosage.prepare_extra_s and phase.kind is PhaseKind.PREPARE:
            # There is time for the slow passes.
            *_, passes = setup_steps(form)
            yield (Part(self._say(passes.text, phase.side), 0), Part(ready, 1))
        yield fixed_phrase(ready)
        yield from map(fixed_phrase, self._brief_prepare(phase))

    def _up(self, phase: Phase) -> Iterator[Part]:
        ground = GROUND_OF[self.position(self._plan.items[phase.item])]
        if ground is not Ground.STANDING:
            yield Part(self._script.moves[ground][Ground.STANDING], 0)

    def _brief_prepare(self, phase: Phase) -> Iterator[str]:
        script, side = self._script, self._side(phase)
        if side:
            yield fill(script.ready_side, side=side)
            yield fill(script.switch, side=side)
        else:
            yield script.ready_only

    def _relax(self, before: Phase | None) -> Iterator[Part]:
        if before and before.kind is PhaseKind.HOLD:
            yield Part(self._script.relax, 3)

    def _switch(self, phase: Phase) -> Iterator[Part]:
        script, form = self._script, self._form(phase)
        yield Part(script.relax, 3)
        turn = script.turns.get(GROUND_OF[self.position(self._plan.items[phase.item])])
        if turn:
            yield Part(self._say(turn, phase.side), 0)
        else:
            yield Part(fill(script.switch, side=self._side(phase)), 0)
            for n, step in enumerate(setup_steps(form)):
                if "{" in step.text:
                    yield Part(self._say(step.text, phase.side), _STEPS + n)
        yield Part(fill(script.ready, cue=self._say(form.cue, phase.side)), 1)

    def _hold(self, phase: Phase) -> Iterator[str]:
        script, item = self._script, self._plan.items[phase.item]
        cue = capitalised(self._say(self._form(phase).cue, phase.side))
        command = script.commands.get(self._form(phase).command, cue)
        if phase.rep == 1:
            yield fill(script.first, cue=cue)
            if phase.side:
                yield fill(script.brief_side, command=command, side=self._side(phase))
        elif phase.rep == item.dose.reps and phase.set == item.dose.sets:
            yield fill(script.last, command=command.lower())
        yield fill(script.command, command=command)

    def _rest(self, phase: Phase, next_phase: Phase | None) -> Iterator[str]:
        script, dose = self._script, self._plan.items[phase.item].dose
        if phase.rep == 1:
            release = _release_step(self._form(phase))
            if release:
                yield self._say(release, phase.side)
        if next_phase and next_phase.kind is PhaseKind.HOLD:
            if next_phase.set != phase.set:
                yield script.rest_set
            elif (next_phase.set, next_phase.rep) == (dose.sets, dose.reps):
                yield script.rest_last
        yield script.rest

    def _dose(self, item: PlanItem) -> str:
        script, dose = self._script, item.dose
        if dose.hold_s >= MINUTES_FROM_S:
            return fill(script.minutes, minutes=round(dose.hold_s / MINUTE_S))
        if dose.reps == 1:
            return fill(script.once, hold=dose.hold_s)
        return fill(script.times, reps=dose.reps, hold=dose.hold_s)

    def _form(self, phase: Phase) -> Form:
        return self._catalogue.exercises[phase.exercise].form_of(phase.variant)

    def _say(self, text: str, side: Side | None) -> str:
        return say(self._catalogue.words, text, side)

    def _side(self, phase: Phase) -> str:
        return side_word(self._catalogue.words, phase.side) if phase.side else ""


def fixed_phrase(text: str) -> Phrase:
    """A phrase of one text that is said whole or not at all."""
    return (Part(text, 0),)


def joined(parts: Iterable[Part]) -> str:
    """The text of a phrase, or of some of its parts."""
    return " ".join(part.text for part in parts)


def setup_steps(form: Form) -> list[Step]:
    """The steps before the hold."""
    return list(itertools.takewhile(lambda step: step.figure != form.hold, form.steps))


def _release_step(form: Form) -> str:
    """The step after the hold; empty where there is none."""
    last = form.steps[-1]
    return "" if last.figure == form.hold else last.text
