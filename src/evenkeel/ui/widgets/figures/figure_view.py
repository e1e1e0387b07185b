"""A picture of an exercise on a page, which can play its movement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QElapsedTimer, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
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

from evenkeel.catalogue.terms import Kind, Side
from evenkeel.catalogue.wording import picture_in_words
from evenkeel.figures.store import DRAWN_SIDE
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import RADIUS, SMALL
from evenkeel.ui.widgets.roles import use_roles

if TYPE_CHECKING:
    # The first page shows stills only.
    from evenkeel.figures.motion import Motion, Movement
    from evenkeel.ui.widgets.figures.movement_painter import MovementPainter
    from evenkeel.ui.widgets.figures.playback_schedule import Frame, PlaybackSchedule

#: The room around a small picture, as a part of its width.
_PAD = 32
#: How many moments are prepared in the time of one frame.
_AT_ONCE = 2
#: The highest frame rate used, however fast the screen is.
_FASTEST_HZ = 60.0


def opening_figure(appearance: Appearance) -> FigureView:
    """The picture that opens an empty or a first page: the gentlest exercise, the warm-up.

    It has no sides. Nothing is known of a sore side there, so that no picture of one could be
    right.
    """
    # Only a first page and an empty one need it.
    from evenkeel.guide.shown_side import shown_side

    catalogue = appearance.catalogue
    forms = [(one, shown_side(one, None, catalogue)) for one in catalogue.exercises.values()]
    gentle = [form for form in forms if form[0].kind is Kind.WARM_UP and form[1].side is None]
    neither = [form for form in forms if form[1].side is None]
    exercise, shown = (*gentle, *neither, *forms)[0]
    view = FigureView(appearance, plain=True)
    view.show_picture(exercise.id, exercise.form_of(shown.variant).hold, shown.side)
    return view


class FigureView(QWidget):
    """Shows one picture of an exercise on a rounded background, 3:2, and can play movements.

    Attributes:
        plain: without the background, for a picture directly on the page.

    Signals:
        playingChanged: playing started or stopped.
    """

    playingChanged = Signal()
    accessible_role = QAccessible.Role.Graphic

    def __init__(
        self, appearance: Appearance, *, plain: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        use_roles()
        self.plain = plain
        self._appearance = appearance
        self._shown: tuple[str, str, Side | None] | None = None
        self._painted: dict[str, QPixmap] = {}
        self._painter: tuple[QSize, MovementPainter] | None = None
        self._preparation: Iterator[None] | None = None
        self._schedule: PlaybackSchedule | None = None
        self._moment: Frame | None = None
        self._at_ms = 0.0
        self._paused = False
        self._when_active = False
        self._clock = QElapsedTimer()
        self._timer: QTimer | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.changed.connect(self._restyle)

    @property
    def playing(self) -> bool:
        """Whether it moves, or will when it is seen again."""
        return self._schedule is not None

    def show_picture(self, exercise: str, name: str, side: Side | None) -> None:
        """Shows a picture, still, and says what it shows; ``side`` is the limb that works or lifts.

        Raises:
            FileNotFoundError: there is no such picture.
        """
        self._appearance.figures.picture(exercise, name, self._appearance.theme.palette)
        self.stop()
        before = self._shown
        self._shown = (exercise, name, side)
        catalogue = self._appearance.catalogue
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

        figures = self._appearance.figures
        return find_movement(figures.folder / figures.person / self._shown[0], first, last)

    def play(self, schedule: PlaybackSchedule, *, when_active: bool = False) -> None:
        """Plays from the beginning; at the end the picture is shown again, unless it stays.

        Nothing moves while it can't be seen, nor, with ``when_active``, in a window that is not
        the active one; it goes on from there afterwards.
        """
        if self._timer is None:
            self._make_timer()
        was = self.playing
        self._schedule, self._at_ms, self._paused = schedule, 0.0, False
        self._preparation = self._prepare_all(schedule)
        self._when_active = when_active
        self._moment = schedule.at(0.0)
        self.update()
        self._run()
        if not was:
            self.playingChanged.emit()

    def stop(self) -> None:
        """Shows the picture, still."""
        if self._schedule is None:
            return
        from evenkeel.figures.motion import forget_moments

        self._halt()
        self._schedule = self._painter = self._preparation = None
        # Memory is kept for what plays only.
        forget_moments()
        self.update()
        self.playingChanged.emit()

    def pause(self) -> None:
        """Pauses the movement."""
        self._halt()
        self._paused = True

    def resume(self) -> None:
        """Continues where it was."""
        self._paused = False
        self._run()

    def showEvent(self, event: QShowEvent) -> None:
        """Continues where it was."""
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops the timer while hidden."""
        super().hideEvent(event)
        self._halt()

    def hasHeightForWidth(self) -> bool:
        """The picture keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Two thirds of the width that it may have: a layout asks for all that there is."""
        return min(width, self.maximumWidth()) * 2 // 3

    def sizeHint(self) -> QSize:
        """A picture large enough to see what is meant."""
        return QSize(self._appearance.px(240), self._appearance.px(160))

    def minimumSizeHint(self) -> QSize:
        """The smallest picture that still says something."""
        return QSize(96, 64)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the picture, drawn once for each size, or what is seen of the movement."""
        if not self._shown:
            return
        painter = QPainter(self)
        if self._schedule and self._moment:
            self._paint_moment(painter, self._moment)
        else:
            painter.drawPixmap(0, 0, self._still(self._shown[1]))
        painter.end()

    def _paint_moment(self, painter: QPainter, moment: Frame) -> None:
        if moment.motion:
            if not self.plain:
                painter.drawPixmap(0, 0, self._still(""))
            movement_painter = self._movement_painter(moment.motion)
            # While a still fades, the person below does not move.
            paint = movement_painter.paint_standing if moment.above else movement_painter.paint
            paint(painter, moment.position)
        elif moment.below:
            painter.drawPixmap(0, 0, self._still(moment.below))
        if moment.above and moment.strength > 0:
            painter.setOpacity(moment.strength)
            painter.drawPixmap(0, 0, self._still(moment.above))
            painter.setOpacity(1.0)

    def _run(self) -> None:
        """Continues to play, if it may."""
        waits = self._when_active and not self.isActiveWindow()
        if self._schedule and self._timer and not self._paused and not waits and self.isVisible():
            self._clock.start()
            self._wait()

    def _make_timer(self) -> None:
        """Most pictures never move, and need none."""
        self._timer = QTimer(self, timerType=QtCore.Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._advance)
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

    def _advance(self) -> None:
        """The next moment."""
        schedule = self._schedule
        if schedule is None:
            return
        self._at_ms += self._clock.restart()
        if self._at_ms >= schedule.duration_ms and not schedule.stays:
            self.stop()
            return
        before, now = self._moment, schedule.at(self._at_ms)
        if before is None or now != before:
            self._moment = now
            self._update_between(before or now, now)
        if self._at_ms < schedule.duration_ms:
            self._prepare_next(schedule)
            self._wait()
        else:
            self._halt()

    def _wait(self) -> None:
        """Until the next moment: as long as nothing changes, or as the screen shows a picture."""
        if self._schedule is None or self._timer is None:
            return
        still_ms = 0 if self._preparation else int(self._schedule.still_ms(self._at_ms))
        self._timer.start(max(self._step_ms(), still_ms))

    def _step_ms(self) -> int:
        screen = self.screen()
        fastest = min(_FASTEST_HZ, self._schedule.hz) if self._schedule else _FASTEST_HZ
        rate = min(screen.refreshRate(), fastest) if screen else fastest
        return round(1000 / max(rate, 1.0))

    def _prepare_next(self, schedule: PlaybackSchedule) -> None:
        """Prepares the next step of what will be shown, while nothing moves."""
        if self._preparation and schedule.still_ms(self._at_ms) > self._step_ms():
            try:
                next(self._preparation)
            except StopIteration:
                self._preparation = None

    def _prepare_all(self, schedule: PlaybackSchedule) -> Iterator[None]:
        """Prepares everything that will be shown, each step no longer than one frame."""
        from evenkeel.figures.motion import KEPT_MOMENTS

        moments = schedule.moments()[:KEPT_MOMENTS]
        for motion in dict.fromkeys(motion for motion, _ in moments):
            for picture in range(motion.pictures):
                motion.read(picture)
                yield
        for name in schedule.stills():
            self._still(name)
            yield
        for number, (motion, moment) in enumerate(moments):
            motion.make_ready(moment)
            if number % _AT_ONCE:
                yield

    def _update_between(self, before: Frame, now: Frame) -> None:
        """Repaints only what moves."""
        if now.motion and before.motion is now.motion and before.strength == now.strength == 0:
            self.update(self._movement_painter(now.motion).area)
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

    def _movement_painter(self, motion: Motion) -> MovementPainter:
        """A movement in the colours and the size of the picture."""
        kept, size = self._painter, self.size() * self.devicePixelRatioF()
        if kept is None or kept[0] != size or kept[1].motion is not motion:
            from evenkeel.ui.widgets.figures.movement_painter import MovementPainter

            exchange = self._appearance.figures.exchange(self._appearance.theme.palette)
            movement_painter = MovementPainter(
                motion, self._transform(motion), exchange, self.devicePixelRatioF()
            )
            kept = self._painter = size, movement_painter
        return kept[1]

    def _still(self, name: str) -> QPixmap:
        """A picture of the exercise, drawn once for each size; without a name only its ground."""
        size = self.size() * self.devicePixelRatioF()
        kept = self._painted.get(name)
        if kept is None or kept.size() != size:
            kept = self._painted[name] = self._canvas(size)
            if self._shown and name:
                exercise, _, side = self._shown
                picture = self._appearance.figures.picture(
                    exercise, name, self._appearance.theme.palette
                )
                painter = QPainter(kept)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                picture.paint(painter, self._area(), side=side)
                painter.end()
        return kept

    def _canvas(self, size: QSize) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        pixmap.fill(QColor(0, 0, 0, 0))
        if not self.plain:
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = QPainterPath()
            ground.addRoundedRect(QRectF(0, 0, self.width(), self.height()), RADIUS, RADIUS)
            # The colour of a card; a brush made of a colour would make all of `QtCore.Qt`.
            painter.fillPath(ground, QGuiApplication.palette().base())
            painter.end()
        return pixmap

    def _restyle(self) -> None:
        """Applies other colours, another person or reduced motion."""
        self.stop()
        self._forget()

    def _forget(self) -> None:
        self._painted = {}
        self._painter = None
        self.update()
