"""The sheets for a therapist: a week in a row, the newest remarks, nothing beyond the margins."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from evenkeel.catalogue.model import Catalogue
from evenkeel.handout.files import application
from evenkeel.handout.paint import text_height_mm
from evenkeel.handout.paper import MARGIN_MM, PAPERS, FrameItem, Page, TextItem
from evenkeel.handout.progress import REMARKS, WEEKS, ProgressOrder, progress_pages
from evenkeel.journal.records import DayEntry, Ending, SessionRecord

END = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _app(qapp: QGuiApplication) -> None:
    application()


def session(day: int, pain: int, **changes: object) -> SessionRecord:
    values: dict[str, object] = {
        "id": 1000 - day,
        "started_at": END - timedelta(days=day),
        "ended_at": END - timedelta(days=day),
        "how": Ending.FINISHED,
        "sore_side": "left",
        "pain_before": pain,
        "pain_after": max(0, pain - 1),
        "repetitions": 12,
        "seconds": 72.0,
    }
    return SessionRecord(**{**values, **changes})  # type: ignore[arg-type]


def pages(
    catalogue: Catalogue,
    *sessions: SessionRecord,
    paper_days: tuple[DayEntry, ...] = (),
    paper: str = "A4",
) -> tuple[Page, ...]:
    order = ProgressOrder(
        sessions=sessions, paper_days=paper_days, paper=PAPERS[paper], printed_on=END.date()
    )
    return progress_pages(order, catalogue)


def texts(made: tuple[Page, ...]) -> list[str]:
    return [item.text for page in made for item in page.items if isinstance(item, TextItem)]


def bars(made: tuple[Page, ...]) -> list[float]:
    """The lengths of the bars, in millimetres."""
    frames = [item for page in made for item in page.items if isinstance(item, FrameItem)]
    return [item.box.width for item in frames if item.line_mm > 2]


def test_a_fall_in_words_and_bars(catalogue: Catalogue) -> None:
    sessions = [session(day, 8 if day > 20 else 4) for day in range(40, -1, -2)]
    made = pages(catalogue, *sessions)
    assert any("fell from 8 to 4" in text for text in texts(made))
    lengths = bars(made)
    assert lengths[0] == pytest.approx(2 * lengths[-1])
    assert len(lengths) == 7


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(3, 7, "rose from 3 to 7"), (5, 4, "less than 2 points is no clear change")],
)
def test_other_verdicts(catalogue: Catalogue, first: int, last: int, said: str) -> None:
    sessions = [session(day, first if day > 20 else last) for day in range(40, -1, -2)]
    assert any(said in text for text in texts(pages(catalogue, *sessions)))


def test_too_few_sessions_tell_nothing(catalogue: Catalogue) -> None:
    assert "These are too few to tell a change." in texts(pages(catalogue, session(0, 5)))


def test_an_empty_journal(catalogue: Catalogue) -> None:
    assert "No session was kept yet." in texts(pages(catalogue))


def test_weeks_in_between_are_there_too(catalogue: Catalogue) -> None:
    made = pages(catalogue, session(28, 6), session(0, 4))
    assert len(bars(made)) == 2
    assert texts(made).count("–") == 2 * 3  # before and after, of the three weeks without


def test_the_paper_diary_counts(catalogue: Catalogue) -> None:
    made = pages(catalogue, paper_days=(DayEntry(day=date(2026, 11, 16), sessions=3, pain=10),))
    assert len(bars(made)) == 1
    assert "3" in texts(made)


def test_what_hurt_and_what_was_noted_newest_first(catalogue: Catalogue) -> None:
    made = pages(
        catalogue,
        session(9, 5, note="first\n  note"),
        session(3, 6, how=Ending.HURT, note="too far"),
        session(1, 5),
    )
    remarks = [text for text in texts(made) if "note" in text or "too far" in text]
    assert len(remarks) == 2
    assert remarks[0].endswith(": Stopped because it hurt more. too far")
    assert remarks[1].endswith(": first note")


@pytest.mark.parametrize("paper", list(PAPERS))
def test_ten_years_of_long_notes_stay_on_the_sheets(catalogue: Catalogue, paper: str) -> None:
    sessions = [
        session(day, day % 11, note=f"{day} " + "word " * 80) for day in range(3650, -1, -1)
    ]
    made = pages(catalogue, *sessions, paper=paper)
    sheet = PAPERS[paper]
    assert len(bars(made)) <= WEEKS
    assert sum("word word" in text for text in texts(made)) == REMARKS
    for page in made:
        for item in page.items:
            assert item.box.x >= MARGIN_MM - 0.01
            assert item.box.right <= sheet.right_mm + 0.01
            height = item.box.height
            if isinstance(item, TextItem):
                height = text_height_mm(item.text, item.style, item.box.width)
            assert item.box.y + height <= sheet.height_mm - 5
