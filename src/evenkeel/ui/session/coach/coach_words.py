"""What the coach's page says in words and numbers about a moment of a session."""

import math
from collections.abc import Iterator

from evenkeel.catalogue.forms import in_digits, with_dots
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Kind
from evenkeel.catalogue.wording import capitalised, fill, say, side_word
from evenkeel.coach.events import PauseReason
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.coach.view import SessionView, State
from evenkeel.guide.describe import name_of
from evenkeel.guide.plan import Plan
from evenkeel.language import translate
from evenkeel.ui.session.coach.steering import Steering

#: A phase of this many seconds is counted in minutes and seconds.
_COUNTED_IN_MINUTES_S = 100
_MINUTE = 60
_HOUR = 3600


def phase_word(phase: Phase, catalogue: Catalogue) -> str:
    """The one word in the ring."""
    if phase.kind is PhaseKind.HOLD:
        moving = catalogue.exercises[phase.exercise].kind is Kind.WARM_UP
        return translate("CoachPage", "Move") if moving else translate("CoachPage", "Hold")
    return {
        PhaseKind.PREPARE: translate("CoachPage", "Prepare"),
        PhaseKind.SWITCH: translate("CoachPage", "Switch"),
        PhaseKind.REST: translate("CoachPage", "Rest"),
    }.get(phase.kind, "")


def lead_word() -> str:
    """The word in the ring while it continues in a moment."""
    return translate("CoachPage", "Continuing in")


def next_text(following: Phase | None, catalogue: Catalogue) -> str:
    """What comes after this phase."""
    if following is None:
        return translate("CoachPage", "Then you are done")
    seconds = round(following.duration_s)
    if following.kind is PhaseKind.HOLD:
        if seconds >= _COUNTED_IN_MINUTES_S:
            return fill(
                translate("CoachPage", "Next: {minutes} minutes"), minutes=round(seconds / _MINUTE)
            )
        return fill(translate("CoachPage", "Next: hold {seconds} s"), seconds=seconds)
    if following.kind is PhaseKind.REST:
        return fill(translate("CoachPage", "Next: rest {seconds} s"), seconds=seconds)
    if following.kind is PhaseKind.SWITCH and following.side:
        side = side_word(catalogue.words, following.side)
        return fill(translate("CoachPage", "Next: your {side} side"), side=side)
    if following.kind is PhaseKind.ASK:
        return translate("CoachPage", "Next: one question")
    return fill(
        translate("CoachPage", "Next: {name}"), name=catalogue.exercises[following.exercise].name
    )


def number_text(left_s: int, whole_s: float) -> str:
    """The number in the ring: seconds, or minutes and seconds of what is counted in minutes."""
    if whole_s >= _COUNTED_IN_MINUTES_S:
        return in_digits(f"{left_s // _MINUTE}:{left_s % _MINUTE:02}")
    return in_digits(str(left_s))


def number_template(duration_s: float) -> str:
    """As wide as the widest number of a phase."""
    if duration_s < _COUNTED_IN_MINUTES_S:
        return in_digits("88")
    return in_digits("8:88" if duration_s < 10 * _MINUTE else "88:88")


def place_text(view: SessionView) -> str:
    """Which exercise of how many, and how long it still takes."""
    place = fill(
        translate("CoachPage", "{number} of {total}"),
        number=view.item_number,
        total=view.items_total,
    )
    if view.left_s < _MINUTE:
        rest = translate("CoachPage", "less than 1 min left")
    else:
        rest = fill(
            translate("CoachPage", "{minutes} min left"), minutes=math.ceil(view.left_s / _MINUTE)
        )
    return with_dots((place, rest))


def way_place_text(view: SessionView) -> str:
    """The same where the session waits for the user, and that it does."""
    return fill(translate("CoachPage", "{place} · the clock waits for you"), place=place_text(view))


def keys_text(view: SessionView, steering: Steering) -> str:
    """What the keys do now, in one line; empty where the page itself says it."""
    if steering.one_switch:
        return _switch_text(view)
    return with_dots(_keys(view, steering))


def _keys(view: SessionView, steering: Steering) -> Iterator[str]:
    """What each key does, one after the other."""
    does = {
        State.WAITING: translate("CoachPage", "{key}: I'm ready"),
        State.PAUSED: translate("CoachPage", "{key}: continue"),
        State.LEFT: translate("CoachPage", "{key}: undo"),
        State.RUNNING: translate("CoachPage", "{key}: pause"),
        State.LEADING: translate("CoachPage", "{key}: pause"),
    }
    running = view.state in (State.RUNNING, State.LEADING)
    hurts, repeat, more = tuple(steering.keys)
    if view.state in does:
        any_key = translate("CoachPage", "Any key")
        few = translate("CoachPage", "Space or Enter")
        yield fill(does[view.state], key=any_key if steering.letters else few)
    elif view.state is not State.ASKING:
        return
    if view.state is State.WAITING:
        yield translate("CoachPage", "Back: the way once more")
    elif view.state is State.LEFT:
        yield translate("CoachPage", "Next: go on")
    elif running and view.phase.lengthens:
        yield translate("CoachPage", "Next: start now")
    elif running:
        yield translate("CoachPage", "Next: leave this exercise")
    if running and steering.letters:
        if view.phase.lengthens:
            yield fill(translate("CoachPage", "{key}: more time"), key=more)
        else:
            yield fill(translate("CoachPage", "{key}: repeat"), key=repeat)
    if steering.letters:
        yield fill(translate("CoachPage", "{key} or held: it hurts more"), key=hurts)
    else:
        yield translate("CoachPage", "Held: it hurts more")


def _switch_text(view: SessionView) -> str:
    """The same for somebody with one switch."""
    return {
        State.WAITING: translate("CoachPage", "Press: I'm ready · Hold: it hurts more"),
        State.PAUSED: translate("CoachPage", "Press: continue · Hold: it hurts more"),
        State.LEFT: translate("CoachPage", "Press: undo · Hold: it hurts more"),
        State.ASKING: translate("CoachPage", "Press: the marked answer · Hold: it hurts more"),
        State.RUNNING: translate("CoachPage", "Press: pause · Hold: it hurts more"),
        State.LEADING: translate("CoachPage", "Press: pause · Hold: it hurts more"),
    }.get(view.state, "")


def pause_texts(view: SessionView) -> tuple[str, str]:
    """That it is paused, and why when it was not the user."""
    title = translate("CoachPage", "Paused.")
    if view.pause_reason is not PauseReason.GAP:
        return title, translate("CoachPage", "Take the time you need.")
    why = fill(
        translate("CoachPage", "The computer was asleep or busy for {time}."),
        time=_long_time(view.gap_s),
    )
    if view.phase.kind is PhaseKind.HOLD:
        place = fill(
            translate("CoachPage", "You were at {second}\u00a0of\u00a0{total}\u00a0s."),
            second=math.floor(view.elapsed_s),
            total=round(view.phase.duration_s),
        )
        why = f"{why} {place}"
    return title, why


def announcement(view: SessionView, plan: Plan, catalogue: Catalogue, *, moved: bool) -> str:
    """What a screen reader says when something begins: the exercise, what to do, which side.

    ``moved``: while it was paused, the user went to another place of the session.
    """
    name = name_of(plan, view.phase.item, catalogue)
    cue = "" if view.phase.kind is PhaseKind.ASK else command_text(view.phase, catalogue)
    if view.state is State.PAUSED:
        pause = " ".join(pause_texts(view))
        if moved:
            return fill(
                translate("CoachPage", "{name}. {cue}. {pause}"), name=name, cue=cue, pause=pause
            )
        return pause
    texts = {
        State.ASKING: translate("CoachPage", "{name}. Did it help?"),
        State.HURT: translate("CoachPage", "Stopped. What happened?"),
        State.LEFT: translate("CoachPage", "You leave {name}. Undo, or go on."),
        State.WAITING: translate("CoachPage", "{name}. The clock waits for you."),
    }
    text = texts.get(view.state)
    if text:
        return fill(text, name=name)
    if view.state is State.LEADING:
        return fill(
            translate("CoachPage", "Continuing in {seconds} seconds. {cue}."),
            seconds=math.ceil(view.lead_s),
            cue=cue,
        )
    return _phase_aloud(view, name, cue, catalogue)


def command_text(phase: Phase, catalogue: Catalogue) -> str:
    """The command of a phase with its side, as the beginning of a sentence."""
    form = catalogue.exercises[phase.exercise].form_of(phase.variant)
    return capitalised(say(catalogue.words, form.cue, phase.side))


def _phase_aloud(view: SessionView, name: str, cue: str, catalogue: Catalogue) -> str:
    phase, seconds = view.phase, math.ceil(view.remaining_s)
    if phase.kind is PhaseKind.REST:
        return fill(translate("CoachPage", "Rest, {seconds} seconds."), seconds=seconds)
    if phase.kind is PhaseKind.SWITCH and phase.side:
        return fill(
            translate("CoachPage", "Now your {side} side, in {seconds} seconds: {cue}."),
            side=side_word(catalogue.words, phase.side),
            seconds=seconds,
            cue=cue,
        )
    if phase.kind is not PhaseKind.HOLD:
        return fill(
            translate("CoachPage", "{name}, in {seconds} seconds: {cue}."),
            name=name,
            seconds=seconds,
            cue=cue,
        )
    if view.reps_done or view.reps_total == 1:
        return fill(
            translate("CoachPage", "{cue}. {number} of {total}, {seconds} seconds."),
            cue=cue,
            number=view.reps_done + 1,
            total=view.reps_total,
            seconds=seconds,
        )
    return fill(
        translate("CoachPage", "{name}. {cue}. {seconds} seconds, {total} times."),
        name=name,
        cue=cue,
        seconds=seconds,
        total=view.reps_total,
    )


def _long_time(seconds: float) -> str:
    for length, one, several in (
        (_HOUR, translate("CoachPage", "1 hour"), translate("CoachPage", "{count} hours")),
        (_MINUTE, translate("CoachPage", "1 minute"), translate("CoachPage", "{count} minutes")),
        (1, translate("CoachPage", "1 second"), translate("CoachPage", "{count} seconds")),
    ):
        count = round(seconds / length)
        if seconds >= length:
            return one if count == 1 else fill(several, count=count)
    return fill(translate("CoachPage", "{count} seconds"), count=0)
