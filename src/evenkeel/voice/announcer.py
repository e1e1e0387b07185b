"""Decides what is heard now, from the coach's events and beats; never blocks them."""

import collections
import functools
import threading
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.coach.events import (
    Eased,
    Ended,
    Ending,
    Event,
    ExerciseLeft,
    Hurt,
    LeadIn,
    Lengthened,
    PausedBy,
    PauseReason,
    PhaseStarted,
    Ready,
    Resumed,
)
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.coach.view import SessionView, State
from evenkeel.guide.plan import Plan
from evenkeel.voice import tones
from evenkeel.voice.cue import Cue, CueKind, TimedCue
from evenkeel.voice.cues import (
    cue_for,
    eased_cue,
    finish_cue,
    lead_in_cue,
    phase_cues,
    plain_cue,
    resumed_cue,
    tick_cue,
    way_cue,
)
from evenkeel.voice.mixer import Channel
from evenkeel.voice.outlet import CueOutlet
from evenkeel.voice.player import Player
from evenkeel.voice.script import Script
from evenkeel.voice.sentences import opening_words, sentences
from evenkeel.voice.sound_settings import LOUDEST, Mode, SoundSettings
from evenkeel.voice.speech import Speaker
from evenkeel.voice.speech_timing import spoken
from evenkeel.voice.way import Way, told, way_to

#: A cue may start this much early, to allow for rounding of the beat's time.
_EARLY_S = 0.002
#: The seconds of a lead-in that are counted, and how late that may be.
_COUNTED: Final = (3, 2, 1)
_COUNT_PATIENCE_S = 0.2
#: A wait of this many seconds is asked about, once.
_LONG_WAIT_S = 180.0


class Announcer:
    """Speaks and plays the cues of a session.

    Pass it every event of the session in order and then, as after every tick, the view. It plays
    what is due, drops what would be late, and lets no two sentences overlap.

    Attributes:
        dropped: how many cues of this session came too late to be played.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        script: Script,
        *,
        speaker: Speaker,
        player: Player,
        sound_settings: SoundSettings | None = None,
        caption: Callable[[Cue], None] | None = None,
        flash: Callable[[Cue], None] | None = None,
        record: Callable[[float], None] | None = None,
        run_in_background: Callable[[Callable[[], None]], None] | None = None,
    ) -> None:
        """Creates an announcer without a session.

        ``caption`` gets every cue with a text when it is due, whether or not it is heard, with the
        phrase that is spoken; ``flash`` gets the cues with a tone that can't be heard;
        ``record`` gets the lateness of each cue, in milliseconds. ``aside`` runs what takes a
        few hundredths of a second; in a thread if it is not given.
        """
        self.dropped = 0
        self._catalogue = catalogue
        self._script = script
        self._speaker = speaker
        self._player = player
        self._outlet = CueOutlet(
            script,
            speaker=speaker,
            player=player,
            sound_settings=sound_settings or SoundSettings(),
            caption=caption or _ignore,
            flash=flash or _ignore,
        )
        self._record = record or _ignore
        self._run_in_background = run_in_background or _in_a_thread
        self._plan: Plan | None = None
        self._phases: tuple[Phase, ...] = ()
        self._phase: Phase | None = None
        self._before: Phase | None = None
        # A phase that began but whose cues are not scheduled yet; a pause that ended just now.
        self._entered = False
        self._resumed = False
        self._queue: collections.deque[TimedCue] = collections.deque()
        # How the side that starts again is done more gently; the phase got longer; the seconds
        # of a lead-in still to count.
        self._easier = ""
        self._lengthened = False
        self._counting: collections.deque[int] = collections.deque()
        # The way that is being told, and which of its sentences is due next.
        self._way: Way | None = None
        self._telling = 0

    @property
    def sound_settings(self) -> SoundSettings:
        """The user's settings."""
        return self._outlet.sound_settings

    def begin(self, plan: Plan, phases: tuple[Phase, ...]) -> None:
        """Prepares for a session: opens the device and renders its sentences ahead of time."""
        self._plan, self._phases = plan, phases
        self._phase = self._before = None
        self._entered = self._resumed = self._lengthened = False
        self._easier = ""
        self._way = None
        self._queue.clear()
        self._counting.clear()
        self.dropped = 0
        self._get_ready()

    def apply_settings(self, sound_settings: SoundSettings) -> None:
        """Applies other settings, from the next cue on."""
        self._outlet.sound_settings = sound_settings
        if not sound_settings.mode.speaks:
            self._speaker.stop()
        self._get_ready()

    def wake(self) -> None:
        """Acquires the sound device, unless everything is switched off."""
        if self.sound_settings.mode is not Mode.QUIET:
            self._player.open()

    def rest(self) -> None:
        """Releases the device after what is being said has finished."""
        self._player.rest()

    def on_event(self, event: Event) -> None:
        """Handles an event; what does not depend on the clock is said at once."""
        if isinstance(event, PhaseStarted | LeadIn):
            self.wake()
        match event:
            case PhaseStarted():
                self._enter(event.phase)
            case Ready():
                self._speaker.stop()
                self._entered, self._way = True, None
            case LeadIn():
                self._lead_in(event)
            case Lengthened():
                self._phase = event.phase
                self._lengthened = not self._entered
            case Resumed():
                self._speaker.stop()
                self._resumed = not self._entered
            case Eased():
                self._easier = event.how
            case Ended():
                self._end(event)
            case _:
                self._interrupt(event)

    def _interrupt(self, event: Event) -> None:
        """Says at once that something stopped."""
        if isinstance(event, PausedBy):
            self._counting.clear()
            gap = event.reason is PauseReason.GAP
            self._say_at_once(
                CueKind.PAUSED, self._script.paused_gap if gap else self._script.paused
            )
        elif isinstance(event, Hurt | ExerciseLeft):
            self._queue.clear()
            self._counting.clear()
            self._player.stop(Channel.TONE)
            # A person who stopped need not be told to let go.
            self._phase = replace(event.phase, kind=PhaseKind.REST)
            if isinstance(event, Hurt):
                self._say_at_once(CueKind.HURT, self._script.hurt)
            else:
                self._say_at_once(CueKind.LEFT, self._script.left)

    def _lead_in(self, event: LeadIn) -> None:
        self._speaker.stop()
        self._counting.extend(n for n in _COUNTED if n < event.seconds)
        cue = lead_in_cue(script=self._script, wpm=self.sound_settings.wpm)
        self._outlet.play(cue, event.seconds - max(self._counting, default=0))

    def on_beat(self, view: SessionView) -> None:
        """Plays the cues that are due at this moment of the session."""
        if view.state is State.LEADING:
            self._count(view.lead_s)
        if view.state is State.WAITING and self._plan:
            self._tell(view, self._plan)
        if view.state is not State.RUNNING or self._plan is None:
            return
        if self._entered:
            self._entered = self._lengthened = False
            self._queue = self._cues(view, self._plan)
            self._ease(view)
        if self._lengthened:
            self._lengthened = False
            later = [timed for timed in self._cues(view, self._plan) if timed.at_s > view.at_s]
            self._queue = collections.deque(later)
        if self._resumed:
            self._resumed = False
            self._say_resumed(view)
        while self._queue and self._queue[0].at_s <= view.at_s + _EARLY_S:
            timed = self._queue.popleft()
            if view.at_s > timed.latest_s + _EARLY_S:
                self.dropped += 1
                continue
            self._record(max(0.0, (view.at_s - timed.at_s) * 1000))
            self._outlet.play(timed.cue, timed.free_until_s - view.at_s)

    def next_in_s(self, view: SessionView) -> float | None:
        """How soon :meth:`on_beat` has something to do, in seconds; ``None`` for nothing."""
        if view.state is State.LEADING:
            return max(0.0, view.lead_s - (self._counting[0] if self._counting else 0))
        if view.state is State.WAITING and self._way:
            return self._way.next_in_s(view.waited_s)
        if view.state is not State.RUNNING or not self._queue:
            return None
        return max(0.0, self._queue[0].at_s - view.at_s)

    def why_silent(self) -> tuple[str, ...]:
        """Why something that is switched on is not heard, and what to do; empty if all is well."""
        return self._outlet.why_silent()

    def try_out(self) -> None:
        """Plays and speaks a sample, for the settings."""
        self._get_ready()
        cue = plain_cue(CueKind.HOLD, self._script.breathe, script=self._script)
        self._outlet.play(
            replace(cue, tone=tones.Tone.HOLD, tone_s=tones.seconds_of(tones.Tone.HOLD))
        )

    def close(self) -> None:
        """Stops all sound and releases voice and device."""
        self._speaker.stop()
        self._speaker.close()
        self._player.close()

    def _get_ready(self) -> None:
        sound_settings = self.sound_settings
        if sound_settings.mode is Mode.QUIET:
            return
        self._player.open()
        if sound_settings.mode.speaks:
            self._speaker.set_voice(
                wpm=sound_settings.wpm, volume=sound_settings.voice_volume / LOUDEST
            )
            # Here, because Qt's voice belongs to the thread that it was made in.
            self._speaker.prepare(spoken(self._script.breathe, self._script))
        self._run_in_background(
            functools.partial(self._render_ahead, sound_settings, self._plan, self._phases)
        )

    def _render_ahead(
        self, sound_settings: SoundSettings, plan: Plan | None, phases: tuple[Phase, ...]
    ) -> None:
        if sound_settings.mode.sounds:
            tones.render_all()
        if sound_settings.mode.speaks:
            for text in sentences(
                phases, plan, self._catalogue, script=self._script, sound_settings=sound_settings
            ):
                self._speaker.prepare(spoken(text, self._script))

    def _tell(self, view: SessionView, plan: Plan) -> None:
        """Tells the way, each step when it is shown for the first time; then that it waits."""
        if self._way is None:
            self._telling = 0
            self._way = way_to(
                view.phase, view.next_phase, view.came_from, plan, self._catalogue, self._script
            )
        way = self._way
        number, rounds = way.at(view.waited_s)
        if rounds == 0 and number >= self._telling:
            self._telling = number + 1
            text = told(way)[number]
            if number == 0:
                opening = opening_words(
                    view.phase,
                    self._before,
                    plan,
                    self._catalogue,
                    script=self._script,
                    easier=self._easier,
                )
                text = opening + text
                self._easier = ""
            self._say_on_the_way(text, view.phase, opens=number == 0)
        elif rounds and self._telling == len(way.steps):
            self._telling += 1
            self._say_on_the_way(self._script.any_key, view.phase)
        elif view.waited_s >= _LONG_WAIT_S and self._telling == len(way.steps) + 1:
            self._telling += 1
            self._say_on_the_way(self._script.long_wait, view.phase)

    def _say_on_the_way(self, text: str, phase: Phase, *, opens: bool = False) -> None:
        self._speaker.stop()
        wpm = self.sound_settings.wpm
        self._outlet.play(way_cue(text, phase, opens=opens, script=self._script, wpm=wpm))

    def _cues(self, view: SessionView, plan: Plan) -> collections.deque[TimedCue]:
        return collections.deque(
            phase_cues(
                view.phase,
                view.next_phase,
                plan,
                self._catalogue,
                script=self._script,
                before=self._before,
                wpm=self.sound_settings.wpm,
            )
        )

    def _ease(self, view: SessionView) -> None:
        """Says how to do it more gently, instead of how to get into position."""
        easier, self._easier = self._easier, ""
        if not easier or not self._queue:
            return
        first = self._queue[0]
        room_s = first.free_until_s - view.at_s
        cue = eased_cue(first.cue, easier, room_s, script=self._script, wpm=self.sound_settings.wpm)
        self._queue[0] = replace(first, cue=cue)

    def _count(self, left_s: float) -> None:
        """Counts the last seconds of a lead-in."""
        while self._counting and left_s <= self._counting[0] + _EARLY_S:
            second = self._counting.popleft()
            if left_s < second - _COUNT_PATIENCE_S:
                self.dropped += 1
            else:
                self._record(max(0.0, (second - left_s) * 1000))
                self._outlet.play(
                    tick_cue(second, script=self._script, wpm=self.sound_settings.wpm), 1.0
                )

    def _enter(self, phase: Phase) -> None:
        self._speaker.stop()
        self._queue.clear()
        self._counting.clear()
        self._resumed = False
        if self._phase and (self._phase.duration_s > 0 or self._phase.kind is not PhaseKind.REST):
            self._before = self._phase
        self._phase = phase
        self._entered = phase.kind is not PhaseKind.ASK and not phase.waits
        self._way = None
        if phase.kind is PhaseKind.ASK and self._plan:
            asked = cue_for(
                phase,
                None,
                self._plan,
                self._catalogue,
                script=self._script,
                before=self._before,
                wpm=self.sound_settings.wpm,
            )
            self._outlet.play(asked)

    def _say_resumed(self, view: SessionView) -> None:
        """After a pause in the middle of a phase: what to do, before the cues still to come."""
        if self._plan is None:
            return
        while self._queue and self._queue[0].latest_s < view.at_s:
            self._queue.popleft()
        until_s = self._queue[0].at_s if self._queue else view.at_s + view.remaining_s
        if until_s <= view.at_s:
            return
        cue = resumed_cue(
            view.phase,
            self._plan,
            self._catalogue,
            script=self._script,
            room_s=until_s - view.at_s,
            wpm=self.sound_settings.wpm,
        )
        if cue.seconds <= until_s - view.at_s:
            self._outlet.play(cue, until_s - view.at_s)

    def _end(self, event: Ended) -> None:
        self._queue.clear()
        self._entered = self._resumed = False
        if event.how is Ending.FINISHED and self._plan and self._phase:
            self._speaker.stop()
            self._outlet.play(
                finish_cue(
                    self._phase,
                    self._plan,
                    self._catalogue,
                    script=self._script,
                    wpm=self.sound_settings.wpm,
                )
            )
        else:
            self._say_at_once(CueKind.ENDED, self._script.ended)

    def _say_at_once(self, kind: CueKind, text: str) -> None:
        self._speaker.stop()
        self._outlet.play(plain_cue(kind, text, script=self._script, wpm=self.sound_settings.wpm))


def _in_a_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="cues", daemon=True).start()


def _ignore(_: object) -> None:
    """Does nothing, because there is no listener."""
