"""After a session that ended with clearly more pain, or with strong pain: what to do now."""

from PySide6.QtCore import Signal

from evenkeel.catalogue.wording import fill
from evenkeel.journal.trends.progress import IMPORTANT_POINTS
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PrimaryButton
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.text import Stack, heading, large

#: From this pain on, somebody should look at it, whatever it was before [SESSION-5].
STRONG_PAIN = 8
_WIDEST = 960


def needs_care(before: int | None, after: int | None) -> bool:
    """Whether a session ended with clearly more pain than before, or with strong pain."""
    if after is None:
        return False
    return after >= STRONG_PAIN or (before is not None and after >= before + IMPORTANT_POINTS)


class AftercarePage(ScrollPage):
    """What to do now, before the next session, and when to get help.

    Signals:
        done: the user has read it.
    """

    done = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "aftercare_page", widest=_WIDEST, airy=True)
        self._now = Stack()
        self._later = Stack()
        help_ = large(
            self.tr(
                "Call your local emergency number if you get numb between the legs, lose control "
                "of bladder or bowel, your legs get weak, or your chest hurts."
            )
        )
        help_.setObjectName("aftercare_help")
        for title, widget in (
            (self.tr("What to do now"), self._now),
            (self.tr("Before your next session"), self._later),
            (self.tr("Get help at once"), help_),
        ):
            self.body.addWidget(heading(title, 2))
            self.body.addWidget(widget)
        self.body.addStretch(1)
        done = PrimaryButton("aftercare_done", self.tr("Done"))
        done.clicked.connect(self.done)
        self.add_action(done)

    def show_pain(self, before: int | None, after: int) -> None:
        """Says what to do at this pain, 0 to 10; ``before`` is that before the session."""
        rose = before is not None and after >= before + IMPORTANT_POINTS
        if rose:
            title = self.tr("Your pain went up from {before} to {after}.")
        else:
            title = self.tr("Your pain is at {after} of 10.")
        self.set_title(
            fill(title, before=before, after=after),
            self.tr("That can happen, and it usually settles again. Take care of it first."),
        )
        self._write(
            self._now,
            (
                self.tr("No more exercises today."),
                self.tr("Lie or sit however is most comfortable, and breathe calmly."),
                self.tr("Then keep moving a little, and change your position often."),
            ),
        )
        later = [self.tr("Wait until the pain is back to where it was.")] if rose else []
        if after >= STRONG_PAIN:
            later.append(self._strong_pain())
        later.append(
            self.tr(
                "If it stays higher for three sessions, please see a doctor or physiotherapist."
            )
        )
        self._write(self._later, later)
        self.to_top()

    def _strong_pain(self) -> str:
        """The advice that the plan gives at strong pain too."""
        advice = self.appearance.catalogue.advice
        return next((one.text for one in advice if one.code == "severe_pain"), "")

    def _write(self, stack: Stack, texts: "list[str] | tuple[str, ...]") -> None:
        stack.clear()
        for text in texts:
            stack.add(large(text))
