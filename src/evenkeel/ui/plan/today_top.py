"""What stands on top of Today beside *Start*: what to lay ready, this week, the pain so far."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evenkeel.catalogue.terms import Equipment
from evenkeel.journal.trends.progress import IMPORTANT_POINTS
from evenkeel.ui.plan.so_far import LINE_DAYS, SoFar
from evenkeel.ui.plan.today_words import trend_text, week_text
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Flow, LinkButton, body, delete_all, heading, strong
from evenkeel.ui.widgets.mirroring import from_where_reading_begins

#: A picture of what is laid ready, and a dot of the week: width and height at 100 %.
_THING = (56, 42)
_DOT = 26
#: The most dots; an aim or a week beyond them is said in words.
_DOTS = 10
_LINE_HEIGHT = 44
#: The numeric pain rating scale ends here.
_WORST = 10


class LayReady(QWidget):
    """The things that a session needs, each with its picture and in words."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("today_lay_ready")
        self._appearance = appearance
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(heading(self.tr("Lay ready"), 3))
        self._things = QWidget()
        self._flow = Flow(
            self._things, spacing=tokens.SMALL + tokens.TIGHT, row_spacing=tokens.SMALL
        )
        column.addWidget(self._things)
        self._shown: tuple[Equipment, ...] | None = None

    def show_things(self, things: tuple[Equipment, ...]) -> None:
        """Shows these; hidden where nothing is needed."""
        self.setVisible(bool(things))
        if things == self._shown:
            return
        self._shown = things
        delete_all(self._things)
        for thing in things:
            self._flow.addWidget(self._tile(thing))

    def _tile(self, thing: Equipment) -> QFrame:
        tile = QFrame()
        tile.setObjectName(f"today_lay_ready_{thing.value}")
        tile.setProperty("role", "card")
        row = QHBoxLayout(tile)
        row.setContentsMargins(
            tokens.SMALL, tokens.SMALL, tokens.SMALL + tokens.TIGHT, tokens.SMALL
        )
        row.setSpacing(tokens.SMALL)
        row.addWidget(_ThingPicture(self._appearance, thing))
        text = body(self._appearance.catalogue.words.lay_ready[thing])
        text.setWordWrap(False)
        row.addWidget(text)
        return tile


class _ThingPicture(QWidget):
    """A thing in the colours of the theme; the words beside it say what it is."""

    def __init__(self, appearance: Appearance, thing: Equipment) -> None:
        super().__init__()
        self._appearance = appearance
        self._thing = thing
        self.setFixedSize(appearance.px(_THING[0]), appearance.px(_THING[1]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints it; a clinic's own content without this picture has the words alone."""
        figures, theme = self._appearance.figures, self._appearance.theme
        try:
            picture = figures.equipment(self._thing.value, theme.palette)
        except FileNotFoundError:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture.paint(painter, QRectF(self.rect()), side=None)
        painter.end()


class WeekCard(QFrame):
    """This week as dots against the aim, and the pain before exercising as a line and a word.

    Signals:
        opened: the user wants to see all of it.
    """

    opened = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("today_week")
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.SMALL)
        column.setSpacing(tokens.TIGHT)
        column.addWidget(strong(self.tr("This week")))
        self._dots = _WeekDots(appearance)
        column.addWidget(self._dots)
        self._week = body(soft=True)
        self._week.setObjectName("today_week_text")
        column.addWidget(self._week)
        column.addSpacing(tokens.SMALL)
        column.addWidget(strong(self.tr("Pain before exercising")))
        self._line = _PainLine(appearance)
        column.addWidget(self._line)
        self._trend = body(soft=True)
        self._trend.setObjectName("today_trend")
        column.addWidget(self._trend)
        more = LinkButton("today_progress", self.tr("See more"), self.tr("See more in Progress"))
        more.clicked.connect(self.opened)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_so_far(self, so_far: SoFar) -> None:
        """Shows the week and the trend."""
        said = week_text(so_far)
        self._dots.show_week(so_far.week, so_far.aim, said)
        self._week.setText(said)
        first = so_far.trend.first if so_far.trend else None
        self._line.show_line(so_far.line, first)
        # Two points make no line.
        self._line.setVisible(len(so_far.line) > 2)
        self._trend.setText(trend_text(so_far.trend) if so_far.trend else "")


class HowItGoes(QFrame):
    """How a session goes, for somebody who has not done one yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("today_how_it_goes")
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        column.setSpacing(tokens.SMALL)
        column.addWidget(strong(self.tr("How a session goes")))
        for text in (
            self.tr("You say how strong your pain is."),
            self.tr("Every exercise is shown, told and counted for you."),
            self.tr("Press “It hurts more” at any moment: it stops at once."),
        ):
            column.addWidget(body(text, soft=True))
        column.addStretch(1)


class _WeekDots(QWidget):
    """A dot for each session of the aim: filled when it was done."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("today_week_dots")
        self._appearance = appearance
        self.done, self.aim = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_week(self, done: int, aim: int, said: str) -> None:
        """Shows so many sessions of an aim; ``said`` is the same in words."""
        self.done, self.aim = done, aim
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One row of dots."""
        size = self._appearance.px(_DOT)
        return QSize(size * 5, size + tokens.SMALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the dots, smaller where they would not fit."""
        count = min(_DOTS, max(self.aim, self.done))
        gap = tokens.SMALL
        size = min(float(self._appearance.px(_DOT)), (self.width() - gap * (count - 1)) / count)
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        from_where_reading_begins(painter, self)
        top = (self.height() - size) / 2
        for place in range(count):
            dot = QRectF(place * (size + gap), top, size, size).adjusted(1, 1, -1, -1)
            filled = place < self.done
            painter.setPen(QPen(QColor(theme.accent if filled else theme.edge), 2))
            painter.setBrush(QColor(theme.accent if filled else theme.card))
            painter.drawEllipse(dot)
        painter.end()


class _PainLine(QWidget):
    """The 7-day medians of the last months over the band of changes too small to matter."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._points: tuple[tuple[int, float], ...] = ()
        self._first: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, points: Sequence[tuple[int, float]], first: float | None) -> None:
        """Shows points of a day and a pain; ``first`` is the pain of the first week."""
        self._points, self._first = tuple(points), first
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        height = self._appearance.px(_LINE_HEIGHT)
        return QSize(height * 3, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the band and the line; the words under it say what they mean."""
        if not self._points:
            return
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        from_where_reading_begins(painter, self)
        left, width = 2.0, self.width() - 4.0
        bottom, tall = self.height() - 3.0, self.height() - 6.0

        def height(pain: float) -> float:
            return bottom - tall * min(max(pain, 0), _WORST) / _WORST

        if self._first is not None:
            top = height(self._first + IMPORTANT_POINTS)
            band = QRectF(left, top, width, height(self._first - IMPORTANT_POINTS) - top)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(band, 4, 4)
        start = self._points[0][0]
        span = max(1, LINE_DAYS - start)
        painter.setPen(QPen(QColor(theme.ink), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(left + width * (day - start) / span, height(pain))
                    for day, pain in self._points
                ]
            )
        )
        painter.end()
