"""The way to another place: one step at a time, in words and pictures, for as long as it takes.

Nothing counts down on it [SESSION-4]. Each step stays for longer than the slowest voice needs;
after the last one they are shown again from the first, in silence.
"""

import math
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue, Words
from evenkeel.catalogue.wording import capitalised, fill, say
from evenkeel.coach.moves import BESIDE, Ground, Spot, spot_of
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.guide.describe import listed_or
from evenkeel.guide.plan import Plan
from evenkeel.voice.phrases import setup_steps
from evenkeel.voice.script import Script
from evenkeel.voice.speech_timing import WPM_RANGE, speaking_s

#: The user does what was said before the next step comes, in seconds.
_DOING_S = 5.0
#: However short its sentence, a step stays for so many seconds.
_LEAST_S = 8.0


class WayStep(Struct, frozen=True, kw_only=True):
    """One step of the way.

    ``lead`` stands before the text where it is not to be done yet. ``picture`` is what is shown,
    and ``moves_from`` the picture before it, from which the figure moves there; without one it is
    still. It stays for ``seconds``.
    """

    lead: str = ""
    text: str
    picture: str
    moves_from: str | None
    seconds: float


class Way(Struct, frozen=True, kw_only=True):
    """The steps of a way, at least one."""

    steps: tuple[WayStep, ...]

    def at(self, waited_s: float) -> tuple[int, int]:
        """The step to show after so many seconds, and how often all were shown before."""
        rounds, into_s = divmod(max(0.0, waited_s), self._whole_s())
        for number, step in enumerate(self.steps):
            if into_s < step.seconds:
                return number, int(rounds)
            into_s -= step.seconds
        return 0, int(rounds) + 1

    def next_in_s(self, waited_s: float) -> float:
        """How soon the next step comes, in seconds."""
        into_s = max(0.0, waited_s) % self._whole_s()
        for step in self.steps:
            if into_s < step.seconds:
                return step.seconds - into_s
            into_s -= step.seconds
        return 0.0

    def _whole_s(self) -> float:
        return sum(step.seconds for step in self.steps)


def way_to(
    phase: Phase,
    next_phase: Phase | None,
    came_from: Spot,
    plan: Plan,
    catalogue: Catalogue,
    script: Script,
) -> Way:
    """The way from a spot to the one of a phase that waits; at its end, what is to be done there.

    ``next_phase`` is what follows: after a pause that may be in the middle of a side.
    """
    item = plan.items[phase.item]
    form = catalogue.exercises[phase.exercise].form_of(phase.variant)
    there = spot_of(item, phase.side, catalogue)
    only_across = (
        phase.kind is PhaseKind.SWITCH
        and came_from != there
        and replace(came_from, side=None) == replace(there, side=None)
    )

    def said(text: str) -> str:
        return say(catalogue.words, text, phase.side)

    first = form.steps[0].figure
    moves = _moves(came_from, there, script, catalogue.words, turns=only_across)
    steps = [_step(said(text), first, None, script) for text in moves]
    setup = setup_steps(form)
    # What comes after the picture of the start takes strength, and is not done before the time.
    starts = max((n for n, step in enumerate(setup) if step.figure == form.start), default=0)
    before: str | None = None
    for number, step in enumerate(setup):
        later = number > starts
        if only_across and not later and "{" not in step.text:
            continue
        moves_from = before if before != step.figure else None
        lead = script.then if later else ""
        steps.append(_step(said(step.text), step.figure, moves_from, script, lead))
        before = step.figure
    last = fill(script.first, cue=capitalised(said(form.cue)))
    if next_phase and next_phase.rep and (next_phase.set, next_phase.rep) != (1, 1):
        reps = item.dose.reps
        done = ((next_phase.set or 1) - 1) * reps + next_phase.rep
        going_on = fill(script.going_on, rep=done, reps=reps * item.dose.sets)
        last = f"{last} {going_on}"
    steps.append(_step(last, form.hold, form.start, script, script.then))
    return Way(steps=tuple(steps))


def told(way: Way) -> list[str]:
    """The sentences of a way as they are said: what they begin with, only the first time."""
    leads: set[str] = set()
    texts = []
    for step in way.steps:
        texts.append(step.text if step.lead in leads else f"{step.lead} {step.text}".lstrip())
        leads.add(step.lead)
    return texts


def _moves(here: Spot, there: Spot, script: Script, words: Words, *, turns: bool) -> Iterator[str]:
    """How to get up, over and down: from one spot to the other.

    ``turns``: all that changes is the side of the same exercise.
    """
    things = sorted(there.things - here.things)
    held = there.one_of if there.one_of != here.one_of else frozenset()
    places = [script.places[thing] for thing in things]
    if len(held) == 1:
        places += [script.places[thing] for thing in held]
    elif held:
        named = listed_or([words.equipment[thing] for thing in sorted(held)], words)
        places.append(fill(script.place_one_of, things=named))
    walks = bool(held) or any(thing in BESIDE for thing in things)
    ground = here.ground
    if walks and ground is not Ground.STANDING:
        yield script.moves[ground][Ground.STANDING]
        ground = Ground.STANDING
    if ground is Ground.STANDING:
        yield from places
    if ground is not there.ground:
        yield script.moves[ground][there.ground]
    elif here.side is not there.side and not places:
        yield from _turn(there, script, turns=turns)
    if ground is not Ground.STANDING:
        yield from places


def _turn(there: Spot, script: Script, *, turns: bool) -> Iterator[str]:
    """How to get to the other side of what one is beside, or onto the other side."""
    beside = next((thing for thing in sorted(there.things) if thing in BESIDE), None)
    if beside:
        yield script.across[beside]
    elif there.one_of:
        # Another exercise says itself which hand holds on.
        yield from (script.turn_round,) if turns else ()
    elif turn := script.turns.get(there.ground):
        yield turn


def _step(
    text: str, picture: str, moves_from: str | None, script: Script, lead: str = ""
) -> WayStep:
    slowest, _ = WPM_RANGE
    said_s = speaking_s(f"{lead} {text}", script, slowest)
    seconds = max(_LEAST_S, float(math.ceil(said_s + _DOING_S)))
    return WayStep(lead=lead, text=text, picture=picture, moves_from=moves_from, seconds=seconds)
