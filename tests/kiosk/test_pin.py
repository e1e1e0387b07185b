"""The staff's PIN: a slow, salted hash, and delays after wrong tries."""

import subprocess
import sys

import pytest
from argon2 import PasswordHasher, extract_parameters

from evenkeel.kiosk.shell.pin import PinGuard, PinResult, hash_pin, is_pin

RIGHT = "482130"
#: Quicker to compare than what the kiosk makes.
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(RIGHT)


class Clock:
    """Monotonic seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now_s = 5000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guard(clock: Clock) -> PinGuard:
    return PinGuard(HASH, clock)


@pytest.mark.parametrize("pin", ["0000", "123456", "123456789012"])
def test_what_can_be_a_pin(pin: str) -> None:
    assert is_pin(pin)


@pytest.mark.parametrize(
    "pin", ["", "123", "1234567890123", "12a4", "12 4", "-123", "١٢٣٤", "²²²²"]
)
def test_what_can_not_be_a_pin(pin: str) -> None:
    assert not is_pin(pin)
    with pytest.raises(ValueError, match="4 to 12 digits"):
        hash_pin(pin)


def test_the_hash_is_argon2id_with_a_salt_of_its_own(clock: Clock) -> None:
    made = hash_pin(RIGHT)
    assert made.startswith("$argon2id$v=19$")
    assert RIGHT not in made
    assert hash_pin(RIGHT) != made
    # RFC 9106, section 4: the second recommended choice.
    parameters = extract_parameters(made)
    assert (parameters.memory_cost, parameters.time_cost) == (64 * 1024, 3)
    assert PinGuard(made, clock).try_pin(RIGHT).open


def test_the_right_pin_opens(guard: PinGuard) -> None:
    assert guard.has_pin
    assert guard.try_pin(RIGHT) == PinResult(open=True, wait_s=0.0)


def test_waits_grow_with_every_wrong_try(guard: PinGuard, clock: Clock) -> None:
    waits = []
    for _ in range(9):
        waits.append(guard.try_pin("111111").wait_s)
        clock.now_s += guard.wait_s
    assert waits == [0, 0, 10, 30, 60, 120, 300, 300, 300]
    assert guard.try_pin(RIGHT).open


def test_during_a_wait_nothing_is_compared_and_nothing_counts(
    guard: PinGuard, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        guard.try_pin("111111")
    clock.now_s += 4
    with monkeypatch.context() as patch:
        patch.setattr(PinGuard, "_matches", lambda *_: pytest.fail("it was compared"))
        assert guard.try_pin(RIGHT) == PinResult(open=False, wait_s=6.0)
        assert guard.try_pin("111111") == PinResult(open=False, wait_s=6.0)
    clock.now_s += 5.9
    assert not guard.try_pin(RIGHT).open
    clock.now_s += 0.2
    assert guard.wait_s == 0
    assert guard.try_pin("111111").wait_s == 30, "the tries during the wait have counted"


def test_the_right_pin_forgives(guard: PinGuard, clock: Clock) -> None:
    for _ in range(4):
        guard.try_pin("111111")
        clock.now_s += guard.wait_s
    assert guard.try_pin(RIGHT).open
    assert [guard.try_pin("111111").wait_s for _ in range(3)] == [0, 0, 10]


def test_what_can_not_be_a_pin_does_not_count(guard: PinGuard) -> None:
    for text in ("", "1", "12345678901234567890", "abcd"):
        assert guard.try_pin(text) == PinResult(open=False, wait_s=0.0)
    assert [guard.try_pin("111111").wait_s for _ in range(3)] == [0, 0, 10]


def test_without_a_pin_none_opens(clock: Clock) -> None:
    guard = PinGuard("", clock)
    assert not guard.has_pin
    assert guard.try_pin("0000") == PinResult(open=False, wait_s=0.0)


@pytest.mark.parametrize(
    "damaged",
    [HASH[:-8], "$argon2id$v=19$m=8192,t=1,p=1$YWFhYWFhYWE$YWFhYQ", "x"],
    # Named, because a salt is another one in every process that collects the tests.
    ids=["cut off", "a foreign one", "none"],
)
def test_a_damaged_hash_opens_for_nobody(damaged: str, clock: Clock) -> None:
    assert not PinGuard(damaged, clock).try_pin(RIGHT).open


def test_argon2_is_not_loaded_before_a_pin_is_tried() -> None:
    program = (
        "import sys; from evenkeel.kiosk.shell.pin import PinGuard;"
        f"guard = PinGuard({HASH!r}, lambda: 0.0); assert 'argon2' not in sys.modules;"
        f"assert guard.try_pin({RIGHT!r}).open; assert 'argon2' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
