"""One visitor: what is known of them, for as long as they stand there; and when they have gone."""

from dataclasses import dataclass
from typing import Final

from evenkeel.guide.answers import Answers
from evenkeel.guide.plan import Plan
from evenkeel.kiosk.config import KioskConfig

#: The sizes of text that a visitor can choose from, in percent of the kiosk's usual one.
TEXT_SIZES: Final = (100, 125, 150, 175, 200)


@dataclass(kw_only=True, slots=True)
class Visit:
    """Everything that is known of a visitor. It is thrown away whole when they have gone.

    Attributes:
        theme, text_percent: how they want to see it; in the beginning the clinic's way.
        begun: whether anything was touched.
        answers, plan: what they answered, and what it leads to.
        from_plan: whether the exercise on the screen was opened from their plan.
    """

    theme: str
    text_percent: int
    begun: bool = False
    answers: Answers | None = None
    plan: Plan | None = None
    from_plan: bool = False

    @classmethod
    def of(cls, config: KioskConfig) -> "Visit":
        """A visitor of whom nothing is known."""
        return cls(theme=config.theme.value, text_percent=config.text_percent)

    def other_text(self, step: int) -> int | None:
        """The next larger (1) or smaller (-1) size of text, or ``None`` at the end."""
        if step > 0:
            return next((one for one in TEXT_SIZES if one > self.text_percent), None)
        return next((one for one in reversed(TEXT_SIZES) if one < self.text_percent), None)


class Idle:
    """How long nobody has touched the screen, in seconds of any steady clock.

    Attributes:
        idle_s: after so many seconds it is asked whether more time is wanted.
        more_s: for so many seconds it is asked.
    """

    def __init__(self, idle_s: float, more_s: float, now: float) -> None:
        self.idle_s = idle_s
        self.more_s = more_s
        self._touched = now

    def touch(self, now: float) -> None:
        """Somebody is there."""
        self._touched = now

    def is_idle(self, now: float) -> bool:
        """Whether it is time to ask."""
        return now - self._touched >= self.idle_s

    def left_s(self, now: float) -> float:
        """How long the question still stands; 0 when nobody answered it."""
        return max(0.0, self._touched + self.idle_s + self.more_s - now)
