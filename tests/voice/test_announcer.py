"""A session is heard on time, without overlaps, and as the reader set it."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from evenkeel.coach.events import Event
from evenkeel.coach.session import Session
from evenkeel.coach.timeline import DEFAULT_TIMING, Helped, PhaseKind, Timing
from evenkeel.coach.view import State
from evenkeel.guide.plan import Plan
from evenkeel.voice.announcer import Announcer
from evenkeel.voice.cue import Cue, CueKind
from evenkeel.voice.mixer import Channel
from evenkeel.voice.sound_settings import Mode, SoundSettings
from evenkeel.voice.speech_timing import spoken
from evenkeel.voice.tones import Tone, wav
from tests.coach.ready import is_there
from tests.coach.simulated import BRACE, Clock, L, R, item, planned, small_plan
from tests.voice.heard import CATALOGUE, SCRIPT, FakePlayer, FakeSpeaker

PLANS = {
    pattern: planned(CATALOGUE, {"pain_pattern": pattern, "sore_side": "left", "extras": True})
    for pattern in ("shifted", "tight")
}
#: One exercise on both sides; its first hold is from second 15 to 21.
ONE = small_plan(item(BRACE, (L, R)))
#: The beats of the coach's page while something moves, and with reduced motion.
BEAT_S, SLOW_BEAT_S = 0.05, 1.0


class Room:
    """A session, its announcer, and the ears of whoever lies on the floor."""

    def __init__(
        self,
        plan: Plan,
        *,
        sound_settings: SoundSettings | None = None,
        timing: Timing = DEFAULT_TIMING,
        slowness: float = 1.0,
        unknown: bool = False,
        silent: str | None = None,
    ) -> None:
        self.clock = Clock(0.0)
        self.speaker = FakeSpeaker(self.clock, slowness=slowness, unknown=unknown, silent=silent)
        self.player = FakePlayer(self.clock, silent=silent)
        self.session = Session(plan, CATALOGUE, clock=self.clock, timing=timing)
        #: Whether the user takes longer to another place than the test lasts.
        self.away = False
        self.shown: list[Cue] = []
        self.flashed: list[Cue] = []
        self.lateness_ms: list[float] = []
        self.announcer = Announcer(
            CATALOGUE,
            SCRIPT,
            speaker=self.speaker,
            player=self.player,
            sound_settings=sound_settings,
            caption=self.shown.append,
            flash=self.flashed.append,
            record=self.lateness_ms.append,
            run_in_background=lambda work: work(),
        )
        self.announcer.begin(plan, self.session.phases)

    def do(self, events: tuple[Event, ...]) -> None:
        for event in events:
            self.announcer.on_event(event)
        self.announcer.on_beat(self.session.view())

    def start(self) -> "Room":
        self.do(self.session.start())
        return self

    def wait(self, seconds: float, beat_s: float = BEAT_S) -> "Room":
        until = self.clock.now + seconds
        while self.clock.now < until - 1e-9:
            self.clock.now = min(until, self.clock.now + beat_s)
            self.do(self.session.tick())
            if not self.away and is_there(self.session.view()):
                self.do(self.session.ready())
        return self

    def said(self) -> list[str]:
        return [said.text for said in self.speaker.said]

    def tones(self) -> list[tuple[float, Tone]]:
        names = {wav(tone): tone for tone in Tone}
        return [(round(played.start_s, 3), names[played.wav]) for played in self.player.played]


def played_through(room: Room, beats: random.Random, most_s: float) -> Room:
    """A whole session with beats that come when they come; every question is answered."""
    room.start()
    while room.session.state is not State.FINISHED:
        room.clock.now += beats.uniform(0.001, most_s)
        room.do(room.session.tick())
        quiet = not room.speaker.said or room.speaker.said[-1].end_s < room.clock.now
        if room.session.state is State.WAITING and quiet:
            room.do(room.session.ready())
        if room.session.view().phase.kind is PhaseKind.ASK:
            room.clock.now += 20
            room.do(room.session.answer_helped(Helped.NO))
    return room


# On time


@given(
    pattern=st.sampled_from(sorted(PLANS)),
    seed=st.integers(0, 2**32),
    most_s=st.sampled_from([0.02, 0.1, 0.19]),
    slowness=st.sampled_from([0.7, 1.0]),
)
@hypothesis_settings(max_examples=5)
def test_the_longest_plans_are_heard_on_time_and_without_overlaps(
    pattern: str, seed: int, most_s: float, slowness: float
) -> None:
    """No cue late, none dropped, none cut off, however the beats come."""
    room = played_through(Room(PLANS[pattern], slowness=slowness), random.Random(seed), most_s)
    assert room.announcer.dropped == 0
    assert room.speaker.cut == []
    assert max(room.lateness_ms) <= most_s * 1000
    assert not room.flashed
    for one, following in pairwise(room.speaker.said):
        assert one.end_s <= following.start_s
    for sound, later in pairwise(room.player.played):
        assert sound.end_s <= later.start_s
    for said in room.speaker.said:
        during = [
            played.start_s
            for played in room.player.played
            if said.start_s < played.start_s < said.end_s
        ]
        assert not during, said


@pytest.mark.parametrize("pattern", sorted(PLANS))
def test_what_is_heard_is_what_is_shown_and_was_made_ahead(pattern: str) -> None:
    room = played_through(Room(PLANS[pattern]), random.Random(1), 0.1)
    assert [spoken(cue.text, SCRIPT) for cue in room.shown] == room.said()
    assert set(room.said()) <= set(room.speaker.prepared)


@given(seed=st.integers(0, 2**32), most_s=st.floats(0.3, 4.0))
@hypothesis_settings(max_examples=12)
def test_what_would_be_late_is_dropped(seed: int, most_s: float) -> None:
    """On a machine that hardly keeps up, what is heard still comes in time and one by one."""
    room = played_through(Room(PLANS["shifted"]), random.Random(seed), most_s)
    for one, following in pairwise(room.speaker.said):
        assert one.end_s <= following.start_s + 1e-9
    assert all(late <= 2000 + 1e-6 for late in room.lateness_ms)


def test_a_late_cue_is_counted_and_not_played() -> None:
    room = Room(small_plan(item(BRACE, (L,)))).start().wait(15)
    heard = room.tones()
    room.wait(3.4, beat_s=3.4)
    assert room.announcer.dropped == 1
    assert room.tones() == heard


def test_the_count_comes_at_its_seconds() -> None:
    room = Room(small_plan(item(BRACE, (L,), reps=1))).start().wait(21.5)
    assert room.tones() == [
        (0.0, Tone.PREPARE),
        (9.0, Tone.PREPARE),
        (12.0, Tone.TICK),
        (13.0, Tone.TICK),
        (14.0, Tone.TICK),
        (15.0, Tone.HOLD),
        (18.0, Tone.TICK),
        (19.0, Tone.TICK),
        (20.0, Tone.TICK),
        (21.0, Tone.FINISH),
    ]


def test_the_page_can_sleep_until_something_is_due() -> None:
    room = Room(PLANS["tight"])
    assert room.announcer.next_in_s(room.session.view()) is None
    room.start()
    waits = []
    for _ in range(10):
        wait_s = room.announcer.next_in_s(room.session.view())
        remaining_s = room.session.view().remaining_s
        step_s = min(remaining_s if wait_s is None else wait_s, remaining_s, 4.0)
        waits.append(round(step_s, 6))
        room.wait(step_s, beat_s=step_s)
    assert waits == [4, 4, 4, 1, 1, 1, 4, 4, 4, 4]
    assert max(room.lateness_ms) == 0


# What the reader set


def test_tones_alone_say_nothing() -> None:
    room = Room(PLANS["tight"], sound_settings=SoundSettings(mode=Mode.TONES)).start().wait(400)
    assert room.said() == room.speaker.prepared == []
    assert len(room.player.played) > 5
    assert [cue.kind for cue in room.shown[:2]] == [CueKind.PREPARE, CueKind.HOLD]
    assert not room.flashed


def test_the_voice_alone_counts_in_words() -> None:
    room = Room(PLANS["tight"], sound_settings=SoundSettings(mode=Mode.VOICE)).start().wait(16)
    assert room.player.played == []
    assert room.said()[1:] == ["Three.", "Two.", "One.", "Walk on the spot."]
    assert {"Three.", "Two.", "One."} <= set(room.speaker.prepared)
    assert room.speaker.said[0].start_s == 0
    assert not room.speaker.cut


def test_with_tones_the_sentence_comes_after_its_tone() -> None:
    room = Room(PLANS["tight"]).start()
    (played,), (said,) = room.player.played, room.speaker.said
    assert said.start_s == pytest.approx(played.end_s + 0.1, abs=0.01)


def test_quiet_opens_nothing_and_flashes() -> None:
    room = Room(PLANS["tight"], sound_settings=SoundSettings(mode=Mode.QUIET)).start().wait(16)
    assert (room.player.opened, room.said(), room.player.played) == (0, [], [])
    assert [cue.kind for cue in room.flashed] == [CueKind.PREPARE, CueKind.HOLD]
    assert [cue.kind for cue in room.shown] == [CueKind.PREPARE, CueKind.HOLD]
    assert room.announcer.why_silent() == ()


def test_with_nothing_to_hear_it_flashes_and_says_why() -> None:
    room = Room(PLANS["tight"], silent="No sound device.").start().wait(16)
    assert [cue.kind for cue in room.flashed] == [CueKind.PREPARE, CueKind.HOLD]
    assert room.announcer.why_silent() == ("No sound device.",)


def test_volumes_are_their_own() -> None:
    room = Room(
        PLANS["tight"], sound_settings=SoundSettings(voice_volume=30, tone_volume=90, wpm=120)
    ).start()
    assert room.player.played[0].volume == pytest.approx(0.9)
    assert room.speaker.volume == pytest.approx(0.3)
    assert room.speaker.wpm == 120


def test_settings_change_in_the_middle() -> None:
    room = Room(PLANS["tight"]).start().wait(1)
    room.announcer.apply_settings(SoundSettings(mode=Mode.QUIET))
    assert len(room.speaker.cut) == 1
    room.wait(20)
    assert len(room.said()) == len(room.player.played) == 1
    room.announcer.apply_settings(SoundSettings(mode=Mode.VOICE_AND_TONES))
    room.wait(60)
    assert room.said()[-1] == "Keep breathing calmly."


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"voice_volume": 101}, "voice_volume: 101; allowed: 0 to 100"),
        ({"tone_volume": -1}, "tone_volume: -1; allowed: 0 to 100"),
        ({"wpm": 90}, "wpm: 90; allowed: 100 to 220"),
    ],
)
def test_a_setting_outside_of_its_range_is_refused(values: dict[str, int], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        SoundSettings(**values)  # type: ignore[arg-type]


def test_a_sample_for_the_settings() -> None:
    room = Room(PLANS["tight"])
    room.announcer.try_out()
    assert room.said() == ["Keep breathing calmly."]
    assert room.tones() == [(0.0, Tone.HOLD)]


# A voice that is slower than thought


def test_a_slow_voice_gets_the_brief_wording() -> None:
    plan = small_plan(item("swiss_ball_superman", (R,)))
    room = Room(plan, slowness=1.15).start().wait(16)
    assert room.said()[-1] == "Lift, right."
    assert room.shown[-1].text == "Lift, RIGHT."


def test_a_voice_that_can_not_tell_is_cut_rather_than_doubled() -> None:
    room = Room(PLANS["shifted"], slowness=2.0, unknown=True).start().wait(200)
    assert room.speaker.cut
    for one, following in pairwise(room.speaker.said):
        assert one.end_s <= following.start_s + 1e-9


# What the reader does


def test_a_pause_is_said_and_going_on_repeats_the_command() -> None:
    room = Room(small_plan(item(BRACE, (L,)))).start().wait(15.5)
    room.do(room.session.pause())
    assert room.said()[-1] == "Paused."
    room.clock.now += 100
    room.do(room.session.tick())
    room.do(room.session.resume())
    assert room.said()[-2:] == ["Paused.", "Press, left."]
    assert room.tones()[-1] == (115.5, Tone.HOLD)
    room.wait(5.6)
    assert [tone for _, tone in room.tones()[-4:]] == [*[Tone.TICK] * 3, Tone.REST]


def test_going_on_just_before_the_count_says_nothing_more() -> None:
    room = Room(small_plan(item(BRACE, (L,)))).start().wait(17.9)
    room.do(room.session.pause())
    room.do(room.session.resume())
    assert room.said()[-1] == "Paused."
    room.wait(0.1)
    assert room.tones()[-1] == (18.0, Tone.TICK)


def test_time_away_is_said() -> None:
    room = Room(small_plan(item(BRACE, (L,)))).start().wait(16)
    room.wait(30, beat_s=30)
    assert room.said()[-1] == "Paused while you were away."


def test_starting_now_cuts_what_was_said() -> None:
    room = Room(small_plan(item(BRACE, (L, R)))).start().wait(1)
    room.do(room.session.start_now())
    assert len(room.speaker.cut) == 1
    assert room.said()[-1] == "Press, left."
    assert room.tones()[-1] == (1.0, Tone.HOLD)


def test_starting_now_while_paused_is_announced_when_it_goes_on() -> None:
    room = Room(PLANS["tight"]).start().wait(1)
    room.do(room.session.pause())
    room.do(room.session.start_now())
    assert room.said()[-1] == "Paused."
    room.do(room.session.resume())
    assert room.said()[-1] == "Walk on the spot."


def test_the_question_is_asked_and_the_answer_cuts_it() -> None:
    plan = small_plan(item(BRACE, (L,), ask_helped=True), item(BRACE, (R,)))
    room = Room(plan).start().wait(40)
    assert room.said()[-1] == (
        "And relax. To get up, roll onto your side, push up with your hands, kneel and hold a "
        "chair. Take a few steps, then say: did it help? Take your time, the clock waits."
    )
    room.do(room.session.answer_helped(Helped.NO))
    assert room.said()[-1] == "Heel push in a doorway, once more. Go to your doorway."


# A change of place


def test_the_way_is_told_step_by_step_and_then_only_waited() -> None:
    room = Room(small_plan(item("inflare_correction", (L,)))).start()
    room.away = True
    room.wait(600, beat_s=0.5)
    ready = "Press any key when you are ready."
    assert room.said() == [
        "Knee push against a wall. Go to your free wall.",
        "To get down, hold a chair, kneel, lie on your side and roll onto your back.",
        (
            "Lie on your back beside the wall. Your left hip is 15 to 20 centimetres away from "
            "it, about the length of your hand."
        ),
        "Bend your left knee and put your left foot on the floor. Keep your right leg straight.",
        "Once you are ready: Press your left knee into the wall.",
        ready,
        "Take all the time you need. Nothing starts until you press a key.",
    ]
    assert room.tones() == [(0.0, Tone.PREPARE)]
    assert not room.speaker.cut
    assert {cue.kind for cue in room.shown} == {CueKind.WAY}
    room.do(room.session.ready())
    assert room.said()[-1] == "Get ready: left side."
    room.wait(6.01)
    assert [tone for _, tone in room.tones()[1:]] == [Tone.PREPARE, *[Tone.TICK] * 3, Tone.HOLD]


def test_a_slow_voice_has_the_time_for_every_step() -> None:
    settings = SoundSettings(wpm=100)
    room = Room(PLANS["shifted"], sound_settings=settings).start()
    room.away = True
    room.wait(200, beat_s=0.25)
    assert len(room.said()) > 5
    assert not room.speaker.cut


def test_saying_that_one_is_ready_cuts_the_way() -> None:
    room = Room(small_plan(item(BRACE, (L,)))).start().wait(2)
    room.do(room.session.ready())
    assert len(room.speaker.cut) == 1
    assert room.said()[-1].startswith("Get ready")


def test_leaving_an_exercise_is_said_with_how_to_take_it_back() -> None:
    room = Room(small_plan(item(BRACE, (L,)), item("glute_bridge"))).start().wait(16)
    room.do(room.session.leave_exercise())
    assert room.said()[-1] == "You leave this exercise. Press back to undo that."
    room.wait(5)
    assert room.said()[-1].startswith(f"{CATALOGUE.exercises['glute_bridge'].name}.")


def test_when_it_hurts_everything_stops_at_once() -> None:
    room = Room(small_plan(item(BRACE, (L,)), item("glute_bridge"))).start().wait(15.2)
    room.do(room.session.hurts())
    assert room.said()[-1].startswith("All right, we stop.")
    assert room.player.stopped[-1] is Channel.TONE
    ticks = len(room.player.played)
    room.clock.now += 60
    room.do(room.session.tick())
    assert len(room.player.played) == ticks
    room.do(room.session.continue_after_hurt())
    assert room.said()[-1].startswith("Hip lift.")


def test_the_end_is_announced() -> None:
    room = Room(small_plan(item(BRACE, (L,), reps=1))).start().wait(22)
    assert room.said()[-1].startswith("And relax. You are done.")
    assert room.tones()[-1] == (21.0, Tone.FINISH)


def test_ending_early_is_said_plainly() -> None:
    room = Room(small_plan(item(BRACE, (L,)))).start().wait(2)
    room.do(room.session.end())
    assert room.said()[-1] == "The session is over."


def test_a_second_session_starts_afresh() -> None:
    room = Room(small_plan(item(BRACE, (L,)))).start().wait(16)
    room.do(room.session.end())
    plan = small_plan(item(BRACE, (R,)))
    room.session = Session(plan, CATALOGUE, clock=room.clock)
    room.announcer.begin(plan, room.session.phases)
    room.start()
    assert room.said()[-1].startswith("Heel push in a doorway. Go to your doorway.")


def test_closing_gives_everything_back() -> None:
    room = Room(PLANS["tight"]).start()
    room.announcer.close()
    assert room.speaker.closed
    assert room.player.closed


# From the floor: a lead-in, more time, an easier way


def test_a_lead_in_is_said_and_counted() -> None:
    room = Room(ONE).start().wait(17)
    room.do(room.session.pause())
    room.wait(3)
    at_s = room.clock.now
    room.do(room.session.resume(lead_s=5.0))
    room.wait(5.0)
    assert SCRIPT.lead_in in [cue.text for cue in room.shown]
    ticks = [one.start_s - at_s for one in room.player.played if one.wav == wav(Tone.TICK)]
    assert ticks[-3:] == pytest.approx([2, 3, 4], abs=0.06)
    assert room.session.state is State.RUNNING


def test_a_lead_in_that_is_paused_counts_no_more() -> None:
    room = Room(ONE).start().wait(17)
    room.do(room.session.pause())
    room.do(room.session.resume(lead_s=5.0))
    room.wait(1)
    room.do(room.session.pause())
    heard = len(room.player.played)
    room.wait(10)
    assert len(room.player.played) == heard


def test_in_a_lead_in_the_next_beat_is_its_next_second() -> None:
    room = Room(ONE).start().wait(17)
    room.do(room.session.pause())
    room.do(room.session.resume(lead_s=5.0))
    assert room.announcer.next_in_s(room.session.view()) == pytest.approx(2.0)
    room.wait(4.5)
    assert room.announcer.next_in_s(room.session.view()) == pytest.approx(0.5)


def test_more_time_moves_the_count_and_cuts_no_sentence() -> None:
    room = Room(PLANS["tight"]).start().wait(3)
    said = room.said()
    room.do(room.session.more_time())
    room.wait(21.9)
    assert room.said() == said
    ticks = [one.start_s for one in room.player.played if one.wav == wav(Tone.TICK)]
    assert ticks == pytest.approx([22, 23, 24], abs=0.06)


def test_an_easier_way_is_said_in_the_place_of_the_usual_one() -> None:
    room = Room(ONE).start().wait(17)
    room.do(room.session.hurts())
    room.wait(12)
    room.do(room.session.try_easier())
    easier = CATALOGUE.exercises[BRACE].easier[0]
    assert room.shown[-1].text.startswith(SCRIPT.eased.format(how=easier))
    room.wait(16)
    assert easier not in room.shown[-1].text
