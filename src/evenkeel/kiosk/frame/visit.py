"""What is known of the current visitor, and when the visit ends."""

from dataclasses import dataclass
from typing import Final

from evenkeel.guide.answers import Answers
from evenkeel.guide.plan import Plan
from evenkeel.kiosk.frame.config import KioskConfig

#: The sizes of text that a visitor can choose from, in percent of the kiosk's usual one.
TEXT_SIZES: Final = (100, 125, 150, 175, 200)


@dataclass(kw_only=True, slots=True)
class Visit:
    """Everything that is known of a visitor; discarded when the visit ends.

    Attributes:
        theme, text_percent: the visitor's choice; at first the clinic's.
        language: the code of the visitor's language; at first the clinic's.
        begun: whether anything was touched.
        answers, plan: what they answered, and what it leads to.
        from_plan: whether the exercise on the screen was opened from their plan.
    """

    theme: str
    text_percent: int
    language: str
    begun: bool = False
    answers: Answers | None = None
    plan: Plan | None = None
    from_plan: bool = False

    @classmethod
    def of(cls, config: KioskConfig) -> "Visit":
        """A new visit, with the clinic's defaults."""
        return cls(
            theme=config.theme.value,
            text_percent=config.text_percent,
            language=config.languages[0],
        )

    def other_text(self, step: int) -> int | None:
        """The next larger (1) or smaller (-1) size of text, or ``None`` at the end."""
        if step > 0:
            return next((size for size in TEXT_SIZES if size > self.text_percent), None)
        return next((size for size in reversed(TEXT_SIZES) if size < self.text_percent), None)


class Idle:
    """How long the screen has not been touched, in seconds of a monotonic clock.

    Attributes:
        idle_s: seconds without a touch after which more time is offered.
        more_s: how long it is offered, in seconds.
    """

    def __init__(self, idle_s: float, more_s: float, now: float) -> None:
        self.idle_s = idle_s
        self.more_s = more_s
        self._touched = now

    def touch(self, now: float) -> None:
        """Restarts the idle time: a visitor is there."""
        self._touched = now

    def is_idle(self, now: float) -> bool:
        """Whether to offer more time now."""
        return now - self._touched >= self.idle_s

    def left_s(self, now: float) -> float:
        """How long the offer still stands, in seconds; 0 when it was not answered."""
        return max(0.0, self._touched + self.idle_s + self.more_s - now)
