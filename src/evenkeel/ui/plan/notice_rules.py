"""What the user should know or do before anything else on Today, in the order of its weight."""

from enum import StrEnum

from msgspec import Struct

from evenkeel.catalogue.forms import with_commas
from evenkeel.catalogue.model import Advice, Catalogue
from evenkeel.catalogue.wording import fill, side_word
from evenkeel.guide.describe import name_of
from evenkeel.journal.records import UnfinishedSession
from evenkeel.journal.trends.progress import ScreeningReason, SeeProfessional
from evenkeel.language import long_day_text, time_text, translate
from evenkeel.ui.frame.dated_ahead_words import ahead_in_words
from evenkeel.ui.frame.resumable_session import ClosedSession, ResumableSession, WhyClosed, place_of
from evenkeel.ui.frame.user_state import UserState


class NoticeKind(StrEnum):
    """What a notice is about, in the order of its weight: safety first."""

    SCREENING = "screening"
    PROFESSIONAL = "professional"
    LEAVE_OUT = "leave_out"
    STRONG_PAIN = "strong_pain"
    OPENED = "opened"
    WAITING = "waiting"
    UNFINISHED = "unfinished"
    CLOSED = "closed"
    AHEAD = "ahead"
    ABILITIES = "abilities"
    CRASHED = "crashed"

    @property
    def about_safety(self) -> bool:
        """Whether it is about safety."""
        return self in (
            NoticeKind.SCREENING,
            NoticeKind.PROFESSIONAL,
            NoticeKind.LEAVE_OUT,
            NoticeKind.STRONG_PAIN,
        )

    @property
    def before_start(self) -> bool:
        """Whether it comes before the offer to start: also a session that waits to continue."""
        return self.about_safety or self is NoticeKind.UNFINISHED


class Notice(Struct, frozen=True, kw_only=True):
    """A note and its buttons; ``exercise`` where it is about one."""

    kind: NoticeKind
    text: str
    primary: str
    secondary: str = ""
    exercise: str = ""


def current_notices(
    user_state: UserState,
    *,
    waits_for: str,
    left_open: ResumableSession,
    opened: bool = False,
    crashed: bool = False,
    rating_due: bool = False,
) -> tuple[Notice, ...]:
    """Everything that should be known or done now, the weightiest first.

    ``waits_for`` says why something is not in the journal yet, or is empty; ``opened`` that the
    answers lead to exercises now and did not before; ``crashed`` that the program closed
    unexpectedly the last time; ``rating_due`` that the user's own activities wait to be rated.
    """
    found = (
        _screening(user_state),
        _professional(user_state),
        _leave_out(user_state),
        _strong_pain(user_state),
        _opened() if opened else None,
        _waiting(waits_for) if waits_for else None,
        _unfinished(user_state, left_open),
        _closed(left_open.closed) if left_open.closed else None,
        _ahead(user_state),
        _abilities() if rating_due else None,
        _crashed() if crashed else None,
    )
    return tuple(notice for notice in found if notice)


def stops_steps(user_state: UserState) -> bool:
    """Whether safety or rising pain keeps a small step from being proposed [GETTING-ON-5].

    That holds also where the user has read the notice: the reason is still there.
    """
    return (
        user_state.screening_due() is not None
        or user_state.to_leave_out() is not None
        or user_state.see_professional() is SeeProfessional.LASTING_RISE
    )


def _opened() -> Notice:
    return Notice(
        kind=NoticeKind.OPENED,
        text=translate(
            "Notices", "With your answers as they are now, you can exercise. This is your plan."
        ),
        primary=translate("Notices", "I have read this"),
    )


def _waiting(why: str) -> Notice:
    return Notice(
        kind=NoticeKind.WAITING,
        text=fill(
            translate(
                "Notices",
                "Not everything is in your journal yet. {why} Evenkeel keeps it in memory and "
                "tries again; please leave it open.",
            ),
            why=why,
        ),
        primary=translate("Notices", "Try now"),
    )


def _closed(session: ClosedSession) -> Notice:
    match session:
        case ClosedSession(why=WhyClosed.CONTENT):
            text = translate(
                "Notices",
                "Your session of {day} can no longer be continued: the exercises have changed. "
                "What you did is in your journal.",
            )
        case ClosedSession(why=WhyClosed.PLAN):
            text = translate(
                "Notices",
                "Your session of {day} can no longer be continued: your plan has changed. What "
                "you did is in your journal.",
            )
        case ClosedSession(repetitions=0):
            text = translate(
                "Notices",
                "Your session of {day} stopped before its first repetition was done. It is in "
                "your journal.",
            )
        case ClosedSession(repetitions=1):
            text = translate(
                "Notices",
                "Your session of {day} stopped after 1 repetition. It is in your journal.",
            )
        case _:
            text = translate(
                "Notices",
                "Your session of {day} stopped after {count} repetitions. It is in your journal.",
            )
    return Notice(
        kind=NoticeKind.CLOSED,
        text=fill(text, day=long_day_text(session.day), count=session.repetitions),
        primary=translate("Notices", "I have read this"),
    )


def _ahead(user_state: UserState) -> Notice | None:
    """Entries dated later than now, which do not count [DAYS-5]."""
    found = user_state.counted().ahead
    if found is None:
        return None
    return Notice(
        kind=NoticeKind.AHEAD,
        text=ahead_in_words(found),
        primary=translate("Notices", "Look at it"),
        secondary=translate("Notices", "Not now"),
    )


def _unfinished(user_state: UserState, left_open: ResumableSession) -> Notice | None:
    session = left_open.session()
    if session is None:
        return None
    at = session.started_at
    return Notice(
        kind=NoticeKind.UNFINISHED,
        text=fill(
            translate(
                "Notices",
                "Your session of {day}, {time}, stopped in the middle. "
                "You can continue at: {place}.",
            ),
            day=long_day_text(at.date()),
            time=time_text(at),
            place=_place(session, user_state.catalogue),
        ),
        primary=translate("Notices", "Continue the session"),
        secondary=translate("Notices", "End that session"),
    )


def _place(session: UnfinishedSession, catalogue: Catalogue) -> str:
    """The exercise, the side and the repetition that a session was in."""
    plan, place = session.plan, place_of(session, catalogue)
    if place is None:
        return translate("Notices", "the end")
    name, dose = name_of(plan, place.item, catalogue), plan.items[place.item].dose
    if place.set is None or place.rep is None:
        return fill(translate("Notices", "{exercise}, did it help?"), exercise=name)
    parts = [name]
    if place.side:
        parts.append(
            fill(translate("Notices", "{side} side"), side=side_word(catalogue.words, place.side))
        )
    if dose.reps * dose.sets > 1:
        repetition = (place.set - 1) * dose.reps + place.rep
        parts.append(
            fill(
                translate("Notices", "repetition\u00a0{number}\u00a0of\u00a0{total}"),
                number=repetition,
                total=dose.reps * dose.sets,
            )
        )
    return with_commas(parts)


def _abilities() -> Notice:
    """The user's own activities wait to be rated [DAYS-6]."""
    return Notice(
        kind=NoticeKind.ABILITIES,
        text=translate("Notices", "Two weeks have passed. How well do your own activities go now?"),
        primary=translate("Notices", "Say how well"),
        secondary=translate("Notices", "Not now"),
    )


def _crashed() -> Notice:
    return Notice(
        kind=NoticeKind.CRASHED,
        text=translate(
            "Notices",
            "Evenkeel closed unexpectedly last time. A file says where in the program that "
            "happened, without your answers and notes; it helps to fix the problem.",
        ),
        primary=translate("Notices", "Open the folder"),
        secondary=translate("Notices", "Not now"),
    )


def _leave_out(user_state: UserState) -> Notice | None:
    """Two "it hurts more" in a row of one exercise [SESSION-3]."""
    exercise = user_state.to_leave_out()
    if exercise is None:
        return None
    return Notice(
        kind=NoticeKind.LEAVE_OUT,
        text=fill(
            translate(
                "Notices",
                "{exercise} hurt more twice in a row. Better leave it out for now, and show a "
                "doctor or physiotherapist what you feel.",
            ),
            exercise=user_state.catalogue.exercises[exercise].name,
        ),
        primary=translate("Notices", "Leave it out"),
        secondary=translate("Notices", "Keep it"),
        exercise=exercise,
    )


def _strong_pain(user_state: UserState) -> Notice | None:
    """The pain that was said last is strong: the content's own advice for it."""
    answers, pain = user_state.answers, user_state.last_pain()
    if answers is None or pain is None:
        return None
    now = answers.with_answer("pain_now", pain)
    for advice in user_state.catalogue.advice:
        if is_about_pain(advice) and now.meets(advice):
            return Notice(
                kind=NoticeKind.STRONG_PAIN,
                text=fill(
                    translate("Notices", "{title}: {text}"), title=advice.title, text=advice.text
                ),
                primary=translate("Notices", "I have read this"),
            )
    return None


def is_about_pain(advice: Advice) -> bool:
    """Whether a notice gives this advice, as soon as the pain that was said last asks for it."""
    return "pain_now" in advice.when


def _screening(user_state: UserState) -> Notice | None:
    """The safety questions are due again [DAYS-4]."""
    match user_state.screening_due():
        case ScreeningReason.DAYS:
            text = translate("Notices", "Two weeks have passed. A few safety questions come first.")
        case ScreeningReason.RISE:
            text = translate("Notices", "Your pain has risen. A few safety questions come first.")
        case _:
            return None
    return Notice(kind=NoticeKind.SCREENING, text=text, primary=translate("Notices", "Answer now"))


def _professional(user_state: UserState) -> Notice | None:
    """Pain has clearly risen, or not clearly fallen [DAYS-1] [DAYS-2] [DAYS-3]."""
    match user_state.see_professional():
        case SeeProfessional.LASTING_RISE:
            text = translate(
                "Notices",
                "Your pain has been higher for three sessions. Please see a doctor or "
                "physiotherapist before you continue.",
            )
        case SeeProfessional.NO_FALL:
            text = translate(
                "Notices",
                "After four weeks of regular sessions your pain has not clearly fallen. A "
                "doctor or physiotherapist can look for what is behind it.",
            )
        case _:
            return None
    return Notice(
        kind=NoticeKind.PROFESSIONAL, text=text, primary=translate("Notices", "I have read this")
    )
