"""A picture on a page, and how it moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QElapsedTimer, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHideEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QShowEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenkeel.catalogue.terms import Kind, Side, SideRule
from evenkeel.catalogue.wording import picture_in_words
from evenkeel.figures.store import DRAWN_SIDE
from evenkeel.ui.look import Look
from evenkeel.ui.tokens import RADIUS, SMALL

if TYPE_CHECKING:
    # The first page shows stills only.
    from evenkeel.figures.motion import Motion, Movement
    from evenkeel.ui.widgets.course import Course, Shown

#: The room around a small picture, as a part of its width.
_PAD = 32
#: However fast the screen is, more pictures a second show no more.
_FASTEST_HZ = 60.0
#: Lines reach a little over what moves, in pixels.
_ROUND_LINES = 3


def opening_figure(look: Look) -> FigureView:
    """The picture that opens an empty or a first page: the last steadying exercise in the order."""
    exercises = look.catalogue.exercises
    places = look.catalogue.programmes[0].items
    order = [exercises[place.exercise] for place in places if not place.extra]
    shown = next((one for one in reversed(order) if one.kind is Kind.STABILISING), order[0])
    variant = shown.variants[-1].id if shown.variants else None
    sided = shown.side_rule_of(variant) is not SideRule.NONE
    view = FigureView(look, plain=True)
    view.show_picture(shown.id, shown.form_of(variant).hold, Side.LEFT if sided else None)
    return view


class FigureView(QWidget):
    """Shows one picture of an exercise on a rounded ground, three to two; it can be moved.

    Attributes:
        plain: without the ground, for a picture that stands on the page by itself.

    Signals:
        playingChanged: it began to move, or it stands still now.
    """

    playingChanged = Signal()

    def __init__(self, look: Look, *, plain: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plain = plain
        self._look = look
        self._shown: tuple[str, str, Side | None] | None = None
        self._painted: dict[str, QPixmap] = {}
        self._things: tuple[Motion, QPixmap, QPixmap] | None = None
        self._stands: tuple[Motion, float, QPixmap] | None = None
        self._course: Course | None = None
        self._moment: Shown | None = None
        self._at_ms = 0.0
        self._held = False
        self._when_active = False
        self._clock = QElapsedTimer()
        self._timer: QTimer | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._restyle)

    @property
    def playing(self) -> bool:
        """Whether it moves, or will when it is seen again."""
        return self._course is not None

    def show_picture(self, exercise: str, name: str, side: Side | None) -> None:
        """Shows a picture, still, and says what it shows; ``side`` is the limb that works or lifts.

        Raises:
            FileNotFoundError: there is no such picture.
        """
        self._look.figures.picture(exercise, name, self._look.theme.palette)
        self.stop()
        before = self._shown
        self._shown = (exercise, name, side)
        catalogue = self._look.catalogue
        self.setAccessibleName(
            picture_in_words(catalogue.words, catalogue.exercises[exercise], name, side)
        )
        if before and (before[0], before[2]) == (exercise, side):
            # Holds and rests show the same few pictures by turns.
            self.update()
        else:
            self._forget()

    def movement(self, first: str, last: str) -> Movement | None:
        """The way between two pictures of the exercise that is shown; ``None`` for none."""
        if not self._shown:
            return None
        from evenkeel.figures.motion import find_movement

        figures = self._look.figures
        return find_movement(figures.folder / figures.person / self._shown[0], first, last)

    def play(self, course: Course, *, when_active: bool = False) -> None:
        """Plays from the beginning; at the end the picture is shown again, unless it stays.

        Nothing moves while it can't be seen, nor, with ``when_active``, in a window that is not
        the active one; it goes on from there afterwards.
        """
        if self._timer is None:
            self._make_timer()
        was = self.playing
        self._course, self._at_ms, self._held = course, 0.0, False
        self._when_active = when_active
        self._moment = course.at(0.0)
        self.update()
        self._run()
        if not was:
            self.playingChanged.emit()

    def stop(self) -> None:
        """Shows the picture, still."""
        if self._course is None:
            return
        from evenkeel.figures.motion import forget_moments

        self._halt()
        self._course = None
        self._things = self._stands = None
        # Memory is kept for what plays only.
        forget_moments()
        self.update()
        self.playingChanged.emit()

    def pause(self) -> None:
        """Stands still where it is."""
        self._halt()
        self._held = True

    def resume(self) -> None:
        """Goes on where it was."""
        self._held = False
        self._run()

    def showEvent(self, event: QShowEvent) -> None:
        """Goes on where it was."""
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves that is not seen."""
        super().hideEvent(event)
        self._halt()

    def hasHeightForWidth(self) -> bool:
        """The picture keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Two thirds of the width."""
        return width * 2 // 3

    def sizeHint(self) -> QSize:
        """A picture large enough to see what is meant."""
        return QSize(self._look.px(240), self._look.px(160))

    def minimumSizeHint(self) -> QSize:
        """The smallest picture that still says something."""
        return QSize(96, 64)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the picture, drawn once for each size, or what is seen of the movement."""
        if not self._shown:
            return
        painter = QPainter(self)
        if self._course and self._moment:
            self._paint_moment(painter, self._moment)
        else:
            painter.drawPixmap(0, 0, self._still(self._shown[1]))
        painter.end()

    def _paint_moment(self, painter: QPainter, moment: Shown) -> None:
        if moment.motion and moment.above:
            # A still comes or goes over somebody who does not move.
            painter.drawPixmap(0, 0, self._standing(moment.motion, moment.position))
        elif moment.motion:
            self._paint_motion(painter, moment.motion, moment.position)
        elif moment.below:
            painter.drawPixmap(0, 0, self._still(moment.below))
        if moment.above and moment.strength > 0:
            painter.setOpacity(moment.strength)
            painter.drawPixmap(0, 0, self._still(moment.above))
            painter.setOpacity(1.0)

    def _run(self) -> None:
        """Goes on, if it may."""
        waits = self._when_active and not self.isActiveWindow()
        if self._course and self._timer and not self._held and not waits and self.isVisible():
            self._clock.start()
            self._wait()

    def _make_timer(self) -> None:
        """Most pictures never move, and need none."""
        self._timer = QTimer(self, timerType=QtCore.Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._go_on)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._focus_moved)

    def _focus_moved(self) -> None:
        """In a window that is not the active one it may have to wait."""
        self._halt()
        self._run()

    def _halt(self) -> None:
        if self._timer and self._timer.isActive():
            self._at_ms += self._clock.elapsed()
            self._timer.stop()

    def _go_on(self) -> None:
        """The next moment."""
        course = self._course
        if course is None:
            return
        self._at_ms += self._clock.restart()
        if self._at_ms >= course.duration_ms and not course.stays:
            self.stop()
            return
        before, now = self._moment, course.at(self._at_ms)
        if before is None or now != before:
            self._moment = now
            self._update_between(before or now, now)
        if self._at_ms < course.duration_ms:
            self._wait()
        else:
            self._halt()

    def _wait(self) -> None:
        """Until the next moment: as long as nothing changes, or as the screen shows a picture."""
        if self._course is None or self._timer is None:
            return
        screen = self.screen()
        rate = min(screen.refreshRate(), _FASTEST_HZ) if screen else _FASTEST_HZ
        step = round(1000 / max(rate, 1.0))
        self._timer.start(max(step, int(self._course.calm_ms(self._at_ms))))

    def _update_between(self, before: Shown, now: Shown) -> None:
        """Only what moves is painted anew."""
        same = before.motion is now.motion and before.strength == now.strength == 0
        if now.motion and same:
            area = self._transform(now.motion).mapRect(now.motion.box).toAlignedRect()
            grown = area.adjusted(-_ROUND_LINES, -_ROUND_LINES, _ROUND_LINES, _ROUND_LINES)
            self.update(grown)
        else:
            self.update()

    def _area(self) -> QRectF:
        """Where the picture is painted."""
        area = QRectF(0, 0, self.width(), self.height())
        if self.plain:
            return area
        pad = min(SMALL, self.width() / _PAD)
        return area.adjusted(pad, pad, -pad, -pad)

    def _transform(self, motion: Motion) -> QTransform:
        """From units of the frame to the widget, mirrored for the right side."""
        area = self._area()
        size = motion.size.scaled(area.size(), QtCore.Qt.AspectRatioMode.KeepAspectRatio)
        scale = size.width() / motion.size.width()
        side = self._shown[2] if self._shown else None
        mirrored = -1 if side is not None and side is not DRAWN_SIDE else 1
        transform = QTransform()
        transform.translate(area.center().x(), area.center().y())
        transform.scale(mirrored * scale, scale)
        transform.translate(-motion.size.width() / 2, -motion.size.height() / 2)
        return transform

    def _exchange(self) -> Mapping[str, str]:
        return self._look.figures.exchange(self._look.theme.palette)

    def _still(self, name: str) -> QPixmap:
        """A picture of the exercise, drawn once for each size."""
        size = self.size() * self.devicePixelRatioF()
        kept = self._painted.get(name)
        if kept is None or kept.size() != size:
            kept = self._painted[name] = self._canvas(size)
            painter = QPainter(kept)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._shown:
                exercise, _, side = self._shown
                picture = self._look.figures.picture(exercise, name, self._look.theme.palette)
                picture.paint(painter, self._area(), side=side)
            painter.end()
        return kept

    def _paint_motion(self, painter: QPainter, motion: Motion, position: float) -> None:
        """Only what moves is painted; the ground under it and the lines over it are kept."""
        ground, lines = self._around(motion)
        frame, exchange = self._transform(motion), self._exchange()
        painter.drawPixmap(0, 0, ground)
        with _framed(painter, frame):
            motion.paint_shadow(painter, position, exchange)
        if motion.lined:
            painter.drawPixmap(0, 0, lines)
        with _framed(painter, frame):
            motion.paint_person(painter, position, exchange)

    def _around(self, motion: Motion) -> tuple[QPixmap, QPixmap]:
        """What stays the same around somebody who moves: things, and their lines."""
        kept, size = self._things, self.size() * self.devicePixelRatioF()
        if kept is None or kept[0] is not motion or kept[1].size() != size:
            ground, lines = self._canvas(size), self._empty(size)
            for pixmap, paint in ((ground, motion.paint_things), (lines, motion.paint_lines)):
                painter = QPainter(pixmap)
                with _framed(painter, self._transform(motion)):
                    paint(painter, self._exchange())
                painter.end()
            kept = self._things = (motion, ground, lines)
        return kept[1:]

    def _standing(self, motion: Motion, position: float) -> QPixmap:
        """Somebody who does not move, painted once."""
        kept, size = self._stands, self.size() * self.devicePixelRatioF()
        if kept is None or kept[:2] != (motion, position) or kept[2].size() != size:
            canvas = self._empty(size)
            painter = QPainter(canvas)
            self._paint_motion(painter, motion, position)
            painter.end()
            kept = self._stands = (motion, position, canvas)
        return kept[2]

    def _canvas(self, size: QSize) -> QPixmap:
        pixmap = self._empty(size)
        if not self.plain:
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = QPainterPath()
            ground.addRoundedRect(QRectF(0, 0, self.width(), self.height()), RADIUS, RADIUS)
            # The colour of a card; a brush made of a colour would make all of `QtCore.Qt`.
            painter.fillPath(ground, QGuiApplication.palette().base())
            painter.end()
        return pixmap

    def _empty(self, size: QSize) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        pixmap.fill(QColor(0, 0, 0, 0))
        return pixmap

    def _restyle(self) -> None:
        """Other colours, or somebody else; or nothing may move any more."""
        self.stop()
        self._forget()

    def _forget(self) -> None:
        self._painted = {}
        self._things = self._stands = None
        self.update()


@contextmanager
def _framed(painter: QPainter, frame: QTransform) -> Iterator[None]:
    """Smooth, in the units of the frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(frame, combine=True)
    yield
    painter.restore()
