"""The banner above today's plan: the one thing that should be known or done first."""

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import side_word
from evenkeel.guide.describe import name_of
from evenkeel.journal.dated_ahead import dated_ahead
from evenkeel.journal.progress import ScreeningReason, SeeProfessional
from evenkeel.journal.records import UnfinishedSession
from evenkeel.language import long_day_text, time_text, translate
from evenkeel.ui.frame.dated_ahead_words import ahead_in_words
from evenkeel.ui.frame.resumable_session import ClosedSession, ResumableSession, WhyClosed, place_of
from evenkeel.ui.frame.user_state import UserState


class BannerKind(StrEnum):
    """What a banner is about, the most pressing first."""

    WAITING = "waiting"
    SCREENING = "screening"
    CLOSED = "closed"
    PROFESSIONAL = "professional"
    LEAVE_OUT = "leave_out"
    UNFINISHED = "unfinished"
    AHEAD = "ahead"
    CRASHED = "crashed"


class Banner(Struct, frozen=True, kw_only=True):
    """A note and its buttons; ``exercise`` where it is about one."""

    kind: BannerKind
    text: str
    primary: str
    secondary: str = ""
    exercise: str = ""


def banner_of(
    user_state: UserState,
    dismissed: Collection[BannerKind],
    *,
    waits_for: str,
    left_open: ResumableSession,
    crashed: bool = False,
) -> Banner | None:
    """The most pressing banner that was not dismissed yet.

    What keeps the user safe comes before the offer to continue a session. ``waits_for`` says why
    something is not in the journal yet, or is empty; ``crashed`` that the program closed
    unexpectedly the last time.
    """
    for kind, make in (
        (BannerKind.WAITING, lambda _: _waiting(waits_for) if waits_for else None),
        (BannerKind.SCREENING, _screening),
        (BannerKind.CLOSED, lambda _: _closed(left_open.closed) if left_open.closed else None),
        (BannerKind.PROFESSIONAL, _professional),
        (BannerKind.LEAVE_OUT, _leave_out),
        (BannerKind.UNFINISHED, lambda user_state: _unfinished(user_state, left_open)),
        (BannerKind.AHEAD, _ahead),
        (BannerKind.CRASHED, lambda _: _crashed() if crashed else None),
    ):
        banner = None if kind in dismissed else make(user_state)
        if banner:
            return banner
    return None


def _waiting(why: str) -> Banner:
    return Banner(
        kind=BannerKind.WAITING,
        text=translate(
            "Banners",
            "Not everything is in your journal yet. {why} Evenkeel keeps it in memory and tries "
            "again; please leave it open.",
        ).format(why=why),
        primary=translate("Banners", "Try now"),
    )


def _closed(session: ClosedSession) -> Banner:
    match session:
        case ClosedSession(why=WhyClosed.CONTENT):
            text = translate(
                "Banners",
                "Your session of {day} can no longer be continued: the exercises have changed. "
                "What you did is in your journal.",
            )
        case ClosedSession(why=WhyClosed.PLAN):
            text = translate(
                "Banners",
                "Your session of {day} can no longer be continued: your plan has changed. What "
                "you did is in your journal.",
            )
        case ClosedSession(repetitions=0):
            text = translate(
                "Banners",
                "Your session of {day} stopped before its first repetition was done. It is in "
                "your journal.",
            )
        case ClosedSession(repetitions=1):
            text = translate(
                "Banners",
                "Your session of {day} stopped after 1 repetition. It is in your journal.",
            )
        case _:
            text = translate(
                "Banners",
                "Your session of {day} stopped after {count} repetitions. It is in your journal.",
            )
    return Banner(
        kind=BannerKind.CLOSED,
        text=text.format(day=long_day_text(session.day), count=session.repetitions),
        primary=translate("Banners", "I have read this"),
    )


def _ahead(user_state: UserState) -> Banner | None:
    """Entries dated later than now, which do not count [DAYS-5]."""
    found = dated_ahead(
        user_state.journal.sessions(), user_state.now(), user_state.journal.paper_days()
    )
    if found is None:
        return None
    return Banner(
        kind=BannerKind.AHEAD,
        text=ahead_in_words(found),
        primary=translate("Banners", "Look at it"),
        secondary=translate("Banners", "Not now"),
    )


def _unfinished(user_state: UserState, left_open: ResumableSession) -> Banner | None:
    session = left_open.session()
    if session is None:
        return None
    at = session.started_at
    return Banner(
        kind=BannerKind.UNFINISHED,
        text=translate(
            "Banners",
            "Your session of {day}, {time}, stopped in the middle. You can continue at: {place}.",
        ).format(
            day=long_day_text(at.date()),
            time=time_text(at),
            place=_place(session, user_state.catalogue),
        ),
        primary=translate("Banners", "Continue the session"),
        secondary=translate("Banners", "End that session"),
    )


def _place(session: UnfinishedSession, catalogue: Catalogue) -> str:
    """The exercise, the side and the repetition that a session was in."""
    plan, place = session.plan, place_of(session, catalogue)
    if place is None:
        return translate("Banners", "the end")
    name, dose = name_of(plan, place.item, catalogue), plan.items[place.item].dose
    if place.set is None or place.rep is None:
        return translate("Banners", "{exercise}, did it help?").format(exercise=name)
    parts = [name]
    if place.side:
        parts.append(
            translate("Banners", "{side} side").format(side=side_word(catalogue.words, place.side))
        )
    if dose.reps * dose.sets > 1:
        repetition = (place.set - 1) * dose.reps + place.rep
        parts.append(
            translate("Banners", "repetition\u00a0{number}\u00a0of\u00a0{total}").format(
                number=repetition, total=dose.reps * dose.sets
            )
        )
    return ", ".join(parts)


def _crashed() -> Banner:
    return Banner(
        kind=BannerKind.CRASHED,
        text=translate(
            "Banners",
            "Evenkeel closed unexpectedly last time. A file says where in the program that "
            "happened, without your answers and notes; it helps to fix the problem.",
        ),
        primary=translate("Banners", "Open the folder"),
        secondary=translate("Banners", "Not now"),
    )


def _leave_out(user_state: UserState) -> Banner | None:
    """Two "it hurts more" in a row of one exercise [SESSION-3]."""
    exercise = user_state.to_leave_out()
    if exercise is None:
        return None
    return Banner(
        kind=BannerKind.LEAVE_OUT,
        text=translate(
            "Banners",
            "{exercise} hurt more twice in a row. Better leave it out for now, and show a "
            "doctor or physiotherapist what you feel.",
        ).format(exercise=user_state.catalogue.exercises[exercise].name),
        primary=translate("Banners", "Leave it out"),
        secondary=translate("Banners", "Keep it"),
        exercise=exercise,
    )


def _screening(user_state: UserState) -> Banner | None:
    """The safety questions are due again [DAYS-4]."""
    match user_state.screening_due():
        case ScreeningReason.DAYS:
            text = translate("Banners", "Two weeks have passed. A few safety questions come first.")
        case ScreeningReason.RISE:
            text = translate("Banners", "Your pain has risen. A few safety questions come first.")
        case _:
            return None
    return Banner(kind=BannerKind.SCREENING, text=text, primary=translate("Banners", "Answer now"))


def _professional(user_state: UserState) -> Banner | None:
    """Pain has clearly risen, or not clearly fallen [DAYS-1] [DAYS-2] [DAYS-3]."""
    match user_state.see_professional():
        case SeeProfessional.LASTING_RISE:
            text = translate(
                "Banners",
                "Your pain has been higher for three sessions. Please see a doctor or "
                "physiotherapist before you continue.",
            )
        case SeeProfessional.NO_FALL:
            text = translate(
                "Banners",
                "After four weeks of regular sessions your pain has not clearly fallen. A "
                "doctor or physiotherapist can look for what is behind it.",
            )
        case _:
            return None
    return Banner(
        kind=BannerKind.PROFESSIONAL, text=text, primary=translate("Banners", "I have read this")
    )
