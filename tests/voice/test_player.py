"""The player never waits, never raises, and says why nothing is heard."""

import array
import importlib
import socket
import threading
from collections.abc import Generator, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from evenkeel.voice import player as module
from evenkeel.voice.mixer import Channel, Mixer
from evenkeel.voice.player import Device, DevicePlayer, NoDeviceError, open_miniaudio
from evenkeel.voice.script import Script, Silence
from evenkeel.voice.wav import RATE, wav_of
from tests.coach.simulated import Clock

#: Longer than any of this takes; nothing waits for it.
PATIENCE_S = 20.0


def wav(value: int, seconds: float = 0.1) -> bytes:
    return wav_of(array.array("h", [value] * round(seconds * RATE)).tobytes())


class FakeDevice:
    def __init__(self) -> None:
        self.source: Generator[Any, int, None] | None = None
        self.closed = threading.Event()

    def start(self, source: Generator[Any, int, None]) -> None:
        self.source = source

    def pull(self, seconds: float) -> list[int]:
        assert self.source
        return list(self.source.send(round(seconds * RATE)))

    def close(self) -> None:
        self.closed.set()


def opened(script: Script, clock: Clock) -> tuple[DevicePlayer, FakeDevice]:
    device = FakeDevice()
    player = DevicePlayer(script, open_device=lambda: device, clock=clock)
    player.open()
    assert player.wait_until_idle(PATIENCE_S)
    return player, device


# Mixing


def test_a_sound_is_played_once_from_its_start() -> None:
    mixer = Mixer(Clock())
    mixer.play(Channel.TONE, wav(1000, 0.1), 0.5, 0.0)
    assert set(mixer.pull(1000)) == {500}
    assert set(mixer.pull(1205)) == {500}
    assert set(mixer.pull(1000)) == {0}


def test_a_sound_waits_for_its_time() -> None:
    mixer = Mixer(Clock())
    mixer.play(Channel.VOICE, wav(1000), 1.0, 0.15)
    assert set(mixer.pull(RATE // 10)) == {0}
    later = mixer.pull(RATE // 10)
    assert (set(later[: RATE // 20]), set(later[RATE // 20 :])) == ({0}, {1000})


def test_a_sound_begins_within_a_period_and_not_with_the_next() -> None:
    clock = Clock()
    mixer = Mixer(clock, latency_s=0.05)
    mixer.play(Channel.TONE, wav(1000), 1.0, 0.0)
    clock.now += 0.02
    mixed = mixer.pull(RATE // 10)
    silent = round(0.03 * RATE)
    assert (set(mixed[: silent - 1]), set(mixed[silent + 1 :])) == ({0}, {1000})


def test_two_channels_are_added_and_never_overflow() -> None:
    mixer = Mixer(Clock())
    mixer.play(Channel.VOICE, wav(30000), 1.0, 0.0)
    mixer.play(Channel.TONE, wav(30000), 1.0, 0.0)
    assert set(mixer.pull(100)) == {32767}


def test_a_new_sound_takes_the_place_of_the_old_one_softly() -> None:
    mixer = Mixer(Clock())
    mixer.play(Channel.VOICE, wav(10000, 1.0), 1.0, 0.0)
    mixer.pull(100)
    mixer.play(Channel.VOICE, wav(0, 1.0), 1.0, 0.0)
    mixed = mixer.pull(RATE // 10)
    assert mixed[0] == 10000
    assert all(0 <= a - b <= 30 for a, b in pairwise(mixed[: RATE // 50]))
    assert set(mixed[RATE // 50 :]) == {0}


def test_stopping_is_soft_and_takes_back_what_was_still_to_come() -> None:
    mixer = Mixer(Clock())
    mixer.play(Channel.VOICE, wav(10000), 1.0, 1.0)
    mixer.stop(Channel.VOICE)
    assert set(mixer.pull(2 * RATE)) == {0}


def test_a_sound_whose_device_came_too_late_is_not_played() -> None:
    clock = Clock()
    mixer = Mixer(clock)
    mixer.play(Channel.TONE, wav(1000), 1.0, 0.0)
    clock.now += 1.5
    assert set(mixer.pull(RATE)) == {0}


# Devices


def test_a_sound_goes_to_the_device(script: Script) -> None:
    player, device = opened(script, Clock())
    assert player.play(wav(1000), channel=Channel.TONE)
    assert set(device.pull(0.1)) == {0, 1000}
    assert player.why_silent() is None
    player.stop(Channel.TONE)
    player.close()
    assert device.closed.is_set()


def test_opening_again_keeps_the_device(script: Script) -> None:
    player, device = opened(script, Clock())
    player.open()
    assert player.wait_until_idle(PATIENCE_S)
    assert not device.closed.is_set()


def test_a_player_that_rests_gives_the_device_back_after_the_last_sound(script: Script) -> None:
    clock = Clock()
    player, device = opened(script, clock)
    player.play(wav(1000, 0.5), channel=Channel.VOICE, after_s=0.2)
    player.rest()
    for _ in range(34):
        clock.now += 0.05
        device.pull(0.05)
    # The sentence is over after 0.75 s, and a second of silence is not over yet.
    assert not device.closed.is_set()
    clock.now += 0.2
    device.pull(0.05)
    assert device.closed.wait(PATIENCE_S)
    assert player.why_silent() is None


def test_a_sound_after_the_rest_opens_a_device_again(script: Script) -> None:
    clock = Clock()
    devices = [FakeDevice(), FakeDevice(), FakeDevice()]
    waiting = iter(devices)
    player = DevicePlayer(script, open_device=lambda: next(waiting), clock=clock)
    for n, device in enumerate(devices):
        if n == 1:
            assert player.play(wav(1000), channel=Channel.TONE)
        else:
            player.open()
        assert player.wait_until_idle(PATIENCE_S)
        if n == 1:
            assert set(device.pull(0.1)) == {0, 1000}
        else:
            player.rest()
        for _ in range(3):
            clock.now += 0.7
            device.pull(0.1)
        assert device.closed.wait(PATIENCE_S)


def test_a_session_that_begins_while_the_player_rests_keeps_the_device(script: Script) -> None:
    clock = Clock()
    player, device = opened(script, clock)
    player.rest()
    player.open()
    for _ in range(3):
        clock.now += 1.0
        device.pull(0.1)
    assert player._device is device
    assert player.play(wav(1000), channel=Channel.TONE)


def test_a_closed_player_opens_nothing_for_a_late_sentence(script: Script) -> None:
    player, _ = opened(script, Clock())
    player.rest()
    player.close()
    assert not player.play(wav(1000), channel=Channel.VOICE)


@pytest.mark.parametrize("silence", [Silence.NO_DEVICE, Silence.NO_SOUND_MODULE])
def test_without_a_device_it_says_why(script: Script, silence: Silence) -> None:
    def missing() -> Device:
        raise NoDeviceError(silence)

    player = DevicePlayer(script, open_device=missing, clock=Clock())
    assert player.why_silent() is None
    player.open()
    assert player.wait_until_idle(PATIENCE_S)
    assert not player.play(wav(1), channel=Channel.TONE)
    player.stop(Channel.TONE)
    assert player.why_silent() == script.silent[silence]
    player.close()


def test_whatever_a_sound_system_throws_is_no_device(script: Script) -> None:
    def broken() -> Device:
        raise MemoryError

    player = DevicePlayer(script, open_device=broken, clock=Clock())
    player.open()
    assert player.wait_until_idle(PATIENCE_S)
    assert player.why_silent() == script.silent[Silence.NO_DEVICE]


@pytest.fixture
def answer() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_a_sound_system_that_does_not_answer_keeps_nobody_waiting(
    script: Script, answer: threading.Event
) -> None:
    clock, device = Clock(), FakeDevice()

    def waiting() -> Device:
        answer.wait(PATIENCE_S)
        return device

    player = DevicePlayer(script, open_device=waiting, clock=clock)
    player.open()
    # In the first moment it may still be heard; after that it can't be in time.
    assert player.play(wav(1000), channel=Channel.TONE)
    clock.now += 2
    assert not player.play(wav(1000), channel=Channel.TONE)
    assert player.why_silent() is None
    clock.now += 4
    assert player.why_silent() == script.silent[Silence.NO_ANSWER]
    player.open()
    answer.set()
    assert player.wait_until_idle(PATIENCE_S)
    assert player.why_silent() is None
    assert set(device.pull(0.1)) == {0}
    assert player.play(wav(1000), channel=Channel.TONE)
    assert set(device.pull(0.1)) == {0, 1000}


def test_closing_while_it_opens_gives_the_device_back(
    script: Script, answer: threading.Event
) -> None:
    device = FakeDevice()

    def waiting() -> Device:
        answer.wait(PATIENCE_S)
        return device

    player = DevicePlayer(script, open_device=waiting, clock=Clock())
    player.open()
    player.close()
    answer.set()
    assert device.closed.wait(PATIENCE_S)


def test_a_device_that_stopped_asking_is_opened_again(script: Script) -> None:
    clock = Clock()
    devices = [FakeDevice(), FakeDevice()]
    left = iter(devices)
    player = DevicePlayer(script, open_device=lambda: next(left), clock=clock)
    player.open()
    assert player.wait_until_idle(PATIENCE_S)
    devices[0].pull(0.1)
    clock.now += 3
    assert player.why_silent() == script.silent[Silence.DEVICE_LOST]
    assert player.play(wav(1000), channel=Channel.TONE)
    assert player.wait_until_idle(PATIENCE_S)
    assert devices[0].closed.is_set()
    assert set(devices[1].pull(0.1)) == {0, 1000}
    assert player.why_silent() is None


def test_a_missing_device_is_looked_for_again_now_and_then(script: Script) -> None:
    clock, device = Clock(), FakeDevice()
    found: list[Device] = []
    tries: list[float] = []

    def sometimes() -> Device:
        tries.append(clock.now)
        if not found:
            raise NoDeviceError(Silence.NO_DEVICE)
        return found[0]

    player = DevicePlayer(script, open_device=sometimes, clock=clock)
    player.open()
    assert player.wait_until_idle(PATIENCE_S)
    for _ in range(25):
        assert not player.play(wav(1000), channel=Channel.TONE)
        assert player.wait_until_idle(PATIENCE_S)
        clock.now += 1
    assert len(tries) == 3
    found.append(device)
    clock.now += 10
    assert not player.play(wav(1000), channel=Channel.TONE)
    assert player.wait_until_idle(PATIENCE_S)
    assert player.play(wav(1000), channel=Channel.TONE)
    assert player.why_silent() is None


# The real library


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(NoDeviceError) as caught:
        open_miniaudio()
    assert caught.value.silence is Silence.NO_SOUND_MODULE


def test_the_real_library_opens_a_device_or_says_that_there_is_none(
    script: Script, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("miniaudio", reason="miniaudio is not installed")
    player = DevicePlayer(script)
    player.open()
    assert player.wait_until_idle(PATIENCE_S)
    assert player.why_silent() in (None, script.silent[Silence.NO_DEVICE])
    assert player.play(wav(0), channel=Channel.TONE) is (player.why_silent() is None)
    player.close()
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="PulseAudio is a thing of Linux")
def test_a_sound_server_that_accepts_and_never_answers(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("miniaudio", reason="miniaudio is not installed")
    path = tmp_path / "pulse"
    monkeypatch.setenv("PULSE_SERVER", f"unix:{path}")
    clock = Clock()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        player = DevicePlayer(script, clock=clock)
        player.open()
        server.settimeout(PATIENCE_S)
        try:
            connection, _ = server.accept()
        except TimeoutError:
            pytest.skip("miniaudio found no libpulse to connect with")
        clock.now += module.DEADLINE_S + 1
        assert player.why_silent() == script.silent[Silence.NO_ANSWER]
        assert not player.play(wav(0), channel=Channel.TONE)
        connection.close()
    assert player.wait_until_idle(PATIENCE_S)
    player.close()
