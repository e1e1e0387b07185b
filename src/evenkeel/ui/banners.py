"""The note above the order for today: the one thing that should be known or done first."""

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import side_word
from evenkeel.coach.resume import resume_place
from evenkeel.coach.timeline import Helped
from evenkeel.guide.describe import name_of
from evenkeel.journal.progress import ScreeningReason, SeeProfessional
from evenkeel.journal.records import UnfinishedSession
from evenkeel.ui.reader import Reader


class BannerKind(StrEnum):
    """What a banner is about, the most pressing first."""

    UNFINISHED = "unfinished"
    CRASHED = "crashed"
    LEAVE_OUT = "leave_out"
    SCREENING = "screening"
    PROFESSIONAL = "professional"


class Banner(Struct, frozen=True, kw_only=True):
    """A note and what can be done about it; ``exercise`` where it is about one."""

    kind: BannerKind
    text: str
    primary: str
    secondary: str = ""
    exercise: str = ""


def banner_of(
    reader: Reader, dismissed: Collection[BannerKind], *, crashed: bool = False
) -> Banner | None:
    """The most pressing banner that was not put away yet.

    ``crashed`` says that the program stopped by a fault of its own the last time.
    """
    for kind, make in (
        (BannerKind.UNFINISHED, _unfinished),
        (BannerKind.CRASHED, lambda _: _crashed() if crashed else None),
        (BannerKind.LEAVE_OUT, _leave_out),
        (BannerKind.SCREENING, _screening),
        (BannerKind.PROFESSIONAL, _professional),
    ):
        banner = None if kind in dismissed else make(reader)
        if banner:
            return banner
    return None


def _unfinished(reader: Reader) -> Banner | None:
    session = reader.journal.unfinished()
    if session is None:
        return None
    return Banner(
        kind=BannerKind.UNFINISHED,
        text=_tr("Your last session stopped in the middle. It goes on at: {place}.").format(
            place=_place(session, reader.catalogue)
        ),
        primary=_tr("Go on with it"),
        secondary=_tr("Close it"),
    )


def _place(session: UnfinishedSession, catalogue: Catalogue) -> str:
    """The exercise, the side and the repetition that a session was in."""
    plan = session.plan
    place = resume_place(
        plan,
        catalogue,
        helped=Helped(session.helped) if session.helped else None,
        done=session.done,
        stopped=session.stopped,
    )
    if place is None:
        return _tr("its end")
    name, dose = name_of(plan, place.item, catalogue), plan.items[place.item].dose
    if place.set is None or place.rep is None:
        return _tr("{exercise}, did it help?").format(exercise=name)
    parts = [name]
    if place.side:
        parts.append(_tr("{side} side").format(side=side_word(catalogue.words, place.side)))
    if dose.reps * dose.sets > 1:
        repetition = (place.set - 1) * dose.reps + place.rep
        parts.append(
            _tr("repetition\u00a0{number}\u00a0of\u00a0{total}").format(
                number=repetition, total=dose.reps * dose.sets
            )
        )
    return ", ".join(parts)


def _crashed() -> Banner:
    return Banner(
        kind=BannerKind.CRASHED,
        text=_tr(
            "Evenkeel had a fault last time. Where in the program it was is written in a file, "
            "without your answers and notes; whoever mends it can use that."
        ),
        primary=_tr("Open the folder"),
        secondary=_tr("Not now"),
    )


def _leave_out(reader: Reader) -> Banner | None:
    exercise = reader.to_leave_out()
    if exercise is None:
        return None
    return Banner(
        kind=BannerKind.LEAVE_OUT,
        text=_tr(
            "{exercise} hurt more twice in a row. Better leave it out for now, and show a "
            "doctor or physiotherapist what you feel."
        ).format(exercise=reader.catalogue.exercises[exercise].name),
        primary=_tr("Leave it out"),
        secondary=_tr("Keep it"),
        exercise=exercise,
    )


def _screening(reader: Reader) -> Banner | None:
    match reader.screening_due():
        case ScreeningReason.DAYS:
            text = _tr("Two weeks have passed. A few safety questions come first.")
        case ScreeningReason.RISE:
            text = _tr("Your pain has risen. A few safety questions come first.")
        case _:
            return None
    return Banner(kind=BannerKind.SCREENING, text=text, primary=_tr("Answer now"))


def _professional(reader: Reader) -> Banner | None:
    match reader.see_professional():
        case SeeProfessional.LASTING_RISE:
            text = _tr(
                "Your pain has been higher for three sessions. Please see a doctor or "
                "physiotherapist before you go on."
            )
        case SeeProfessional.NO_FALL:
            text = _tr(
                "After four weeks of regular sessions your pain has not clearly fallen. A "
                "doctor or physiotherapist can look for what is behind it."
            )
        case _:
            return None
    return Banner(kind=BannerKind.PROFESSIONAL, text=text, primary=_tr("I have read this"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("banners", text)
