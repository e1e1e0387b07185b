"""The staff's PIN: stored as a slow, salted hash, with a delay after wrong tries.

argon2 is loaded when the first PIN is made or tried, not at the kiosk's start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MIN_DIGITS: Final = 4
MAX_DIGITS: Final = 12
#: This many wrong tries in a row bring no delay: fingers slip.
FREE_TRIES: Final = 2
#: The wait after each further wrong try, in seconds; the last one repeats.
WAITS_S: Final = (10.0, 30.0, 60.0, 120.0, 300.0)


@dataclass(frozen=True, slots=True)
class PinResult:
    """The result of a try: whether it was right, and for how many seconds no other counts."""

    open: bool
    wait_s: float = 0.0


def is_pin(text: str) -> bool:
    """Whether a text can be a PIN: 4 to 12 digits from 0 to 9."""
    return text.isascii() and text.isdecimal() and MIN_DIGITS <= len(text) <= MAX_DIGITS


def hash_pin(pin: str) -> str:
    """The argon2id hash of a PIN, with a new salt; for ``pin_hash`` in ``[staff]``.

    Raises:
        ValueError: it is not 4 to 12 digits.
    """
    if not is_pin(pin):
        raise ValueError(f"a PIN has {MIN_DIGITS} to {MAX_DIGITS} digits from 0 to 9")
    from argon2 import PasswordHasher

    return PasswordHasher().hash(pin)


class PinGuard:
    """Compares PINs with the clinic's, with a delay after wrong tries.

    Args:
        pin_hash: an argon2id hash; with an empty one no PIN ever opens.
        clock: monotonic seconds.
    """

    def __init__(self, pin_hash: str, clock: Callable[[], float]) -> None:
        self._hash = pin_hash
        self._clock = clock
        self._wrong = 0
        self._free_at = clock()

    @property
    def has_pin(self) -> bool:
        """Whether there is a PIN at all."""
        return bool(self._hash)

    @property
    def wait_s(self) -> float:
        """For how many seconds no try counts."""
        return max(0.0, self._free_at - self._clock())

    def try_pin(self, pin: str) -> PinResult:
        """Tries a PIN; takes about a fifth of a second, so that guessing takes long.

        During a delay no PIN is compared, not even the right one, and no try counts; nor does a
        text that can't be a PIN.
        """
        wait_s = self.wait_s
        if wait_s or not self._hash or not is_pin(pin):
            return PinResult(open=False, wait_s=wait_s)
        if self._matches(pin):
            self._wrong = 0
            return PinResult(open=True)
        self._wrong += 1
        late = self._wrong - FREE_TRIES
        if late > 0:
            self._free_at = self._clock() + WAITS_S[min(late, len(WAITS_S)) - 1]
        return PinResult(open=False, wait_s=self.wait_s)

    def _matches(self, pin: str) -> bool:
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return PasswordHasher().verify(self._hash, pin)
        except (VerificationError, InvalidHashError):
            return False
