"""Large answers to choose from: one of them, or any number."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PaintedButton
from evenkeel.ui.widgets.columns import Columns
from evenkeel.ui.widgets.mirroring import key_as_read, mirrored, write_lines
from evenkeel.ui.widgets.radio import RadioGroup, tell_places
from evenkeel.ui.widgets.roles import use_roles

_WRAP = Qt.TextFlag.TextWordWrap
_UNBOUND = 10_000
#: A picture above an answer is so high for its width.
_PICTURE_SHAPE = 0.62
#: From so many answers on, they stand closer.
_LONG = 8
#: The least width of an answer with a picture above it, also where the text is large.
_TILE = 220
#: The side of a small picture beside an answer, at 100 %.
_SMALL = 56


class AnswerPicture(Struct, frozen=True):
    """The picture of an answer.

    Attributes:
        draw: paints it into an area.
        text: what it shows, for those who cannot see it.
        highest: its greatest height above the answer, in pixels; 0 for a small one beside it.
    """

    draw: Callable[[QPainter, QRectF], None]
    text: str = ""
    highest: int = 0


class ChoiceButton(PaintedButton):
    """One large answer: a mark, a label that wraps, a detail under it, and perhaps a picture.

    The mark is a circle where one answer is chosen and a square where several may be; it is a
    radio button or a check box.

    Attributes:
        accessible_detail: what assistive technology is told beside the label.
        by_pointer: whether the press that is under way comes from a mouse or a finger.

    Signals:
        pickedByKey: Space was pressed on it.
    """

    pickedByKey = Signal()
    by_pointer = False

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        label: str,
        detail: str = "",
        *,
        multi: bool = False,
        roomy: bool = False,
        picture: AnswerPicture | None = None,
    ) -> None:
        super().__init__(appearance, name, label)
        self._roomy = roomy
        self._detail = detail
        self._multi = multi
        self._picture = picture
        self._drawn = QPixmap()
        said = (detail, picture.text if picture else "")
        self.accessible_detail = " ".join(filter(None, said))
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.changed.connect(self._resize)

    def _resize(self) -> None:
        """Another size of text, or other colours. Connected to Qt's own method, PySide6 6.11 would
        keep its name.
        """
        self._drawn = QPixmap()
        self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press by mouse or finger."""
        self.by_pointer = True
        super().mouseReleaseEvent(event)
        self.by_pointer = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; everything else is for the page."""
        if event.key() == Qt.Key.Key_Space:
            self.pickedByKey.emit()
            return
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The release of Space is no click."""
        event.ignore()

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the wrapped text, and never lower than a button."""
        label, detail = self._text_areas(width)
        inside = label.height() + (tokens.TIGHT + detail.height() if self._detail else 0)
        least = tokens.BUTTON + tokens.MEDIUM if self._roomy else tokens.BUTTON
        pad = self._pad() if self._roomy else self._appearance.px(tokens.SMALL + tokens.TIGHT)
        if self._is_beside:
            inside = max(inside, self._appearance.px(_SMALL))
        return self._picture_height(width) + max(self._appearance.px(least), inside + 2 * pad)

    def sizeHint(self) -> QSize:
        """The text on one line, within reason."""
        longest = QFontMetrics(self._label_font()).horizontalAdvance(self.text())
        width = min(longest, self._appearance.px(tokens.TEXT_WIDEST // 2)) + self._text_left()
        width += self._pad()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Room for a few words."""
        width = self._appearance.px(160)
        return QSize(width, self._appearance.px(tokens.BUTTON))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, outline, mark and text."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if self.hasFocus():
            outline, width = theme.focus, theme.focus_width
        elif chosen:
            outline, width = theme.accent, tokens.OUTLINE
        else:
            outline, width = theme.edge if self.underMouse() else theme.line, tokens.OUTLINE
        ground = theme.accent_soft if chosen else theme.card
        painter.setPen(QPen(QColor(outline), width))
        painter.setBrush(QColor(ground))
        inset = width / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        self._paint_text(painter)
        if self._picture:
            self._paint_picture(painter, self._picture)
        # Above the picture, where that has a corner.
        self._paint_mark(painter, chosen=chosen)
        painter.end()

    def _paint_mark(self, painter: QPainter, *, chosen: bool) -> None:
        theme = self._appearance.theme
        size = self._mark()
        top = self._pad() if self._is_tile else (self.height() - size) / 2
        mark = mirrored(QRectF(self._pad(), top, size, size), self)
        painter.setPen(QPen(QColor(theme.accent if chosen else theme.edge), tokens.OUTLINE))
        painter.setBrush(QColor(theme.accent if chosen else theme.card))
        if self._multi:
            painter.drawRoundedRect(mark, tokens.TIGHT, tokens.TIGHT)
        else:
            painter.drawEllipse(mark)
        if not chosen:
            return
        painter.setPen(
            QPen(
                QColor(theme.accent_ink),
                max(2.0, size / 9),
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        tick = [(0.27, 0.53), (0.44, 0.69), (0.74, 0.34)]
        corner = mark.topLeft()
        painter.drawPolyline([corner + QPointF(x, y) * size for x, y in tick])

    def _paint_text(self, painter: QPainter) -> None:
        theme = self._appearance.theme
        label, detail = self._text_areas(self.width())
        inside = label.height() + (tokens.TIGHT + detail.height() if self._detail else 0)
        above = self._picture_height(self.width())
        top = above + (self.height() - above - inside) // 2
        label.moveTo(self._text_left(), top)
        painter.setFont(self._label_font())
        painter.setPen(QColor(theme.ink))
        write_lines(painter, mirrored(QRectF(label), self), self.text(), self)
        if self._detail:
            detail.moveTo(self._text_left(), label.bottom() + 1 + tokens.TIGHT)
            painter.setFont(self.font())
            painter.setPen(QColor(theme.ink_soft))
            write_lines(painter, mirrored(QRectF(detail), self), self._detail, self)

    def _text_areas(self, width: int) -> tuple[QRect, QRect]:
        end = self._pad()
        if self._is_beside:
            end += self._appearance.px(_SMALL + tokens.SMALL)
        room = QRect(0, 0, max(1, width - self._text_left() - end), _UNBOUND)
        label = QFontMetrics(self._label_font()).boundingRect(room, _WRAP, self.text())
        detail = QFontMetrics(self.font()).boundingRect(room, _WRAP, self._detail)
        return (
            QRect(0, 0, room.width(), label.height()),
            QRect(0, 0, room.width(), detail.height()),
        )

    def _paint_picture(self, painter: QPainter, picture: AnswerPicture) -> None:
        """Paints it, drawn once for each size."""
        area, ratio = self._picture_area(), self.devicePixelRatioF()
        if self._drawn.size() != area.size() * ratio:
            self._drawn = QPixmap(area.size() * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(Qt.GlobalColor.transparent)
            canvas = QPainter(self._drawn)
            canvas.setRenderHint(QPainter.RenderHint.Antialiasing)
            picture.draw(canvas, QRectF(0, 0, area.width(), area.height()))
            canvas.end()
        painter.drawPixmap(area.topLeft(), self._drawn)

    @property
    def _is_beside(self) -> bool:
        """Whether it has a small picture beside the text."""
        return self._picture is not None and not self._picture.highest

    @property
    def _is_tile(self) -> bool:
        """Whether it has a picture above the text."""
        return self._picture is not None and bool(self._picture.highest)

    def _picture_height(self, width: int) -> int:
        """How high a picture above the answer is; 0 without one."""
        if self._picture is None or not self._is_tile:
            return 0
        return min(round(width * _PICTURE_SHAPE), self._picture.highest)

    def _picture_area(self) -> QRect:
        pad = self._appearance.px(tokens.SMALL)
        if self._is_beside:
            size = self._appearance.px(_SMALL)
            left = self.width() - self._pad() - size
            area = QRectF(left, (self.height() - size) // 2, size, size)
            return mirrored(area, self).toRect()
        height = self._picture_height(self.width())
        return QRect(pad, pad, self.width() - 2 * pad, height - pad)

    def _label_font(self) -> QFont:
        font = QFont(self.font())
        size = tokens.HEADING[3] + 1 if self._roomy else tokens.LEAD
        font.setPointSizeF(font.pointSizeF() * size / tokens.BODY)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _pad(self) -> int:
        return self._appearance.px(tokens.MEDIUM)

    def _mark(self) -> int:
        return self._appearance.px(tokens.LARGE)

    def _text_left(self) -> int:
        if self._is_tile:
            return self._pad()
        return self._pad() + self._mark() + self._appearance.px(tokens.MEDIUM)


class Choices(QWidget):
    """Large answers in columns, one or several to be chosen.

    Of answers that exclude each other, Tab reaches the one that is chosen, or the first; the
    arrow keys choose the next. Where several may be chosen, they only move. The keys 1 to 9 and
    Space choose. Enter chooses what has the focus, and confirms what is chosen. A click on one
    of several answers that exclude each other confirms at once. ``none_label`` adds an answer
    that takes all the others back.

    Signals:
        changed: another answer is chosen.
        confirmed: go on with what is chosen.
    """

    changed = Signal()
    confirmed = Signal()
    accessible_role = QAccessible.Role.Grouping

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        accessible: str,
        options: Sequence[tuple[str, str, str]],
        *,
        multi: bool = False,
        none_label: str = "",
        columns: int = 1,
        roomy: bool = False,
        pictures: Mapping[str, AnswerPicture] = MappingProxyType({}),
    ) -> None:
        """Takes what is asked, and the options as (code, label, detail).

        ``roomy``: few of them; ``pictures`` are those that some of them have, by their code.
        """
        super().__init__()
        use_roles()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._multi = multi
        # Here it is the choices that take the others back, and an answer can be taken back too.
        self._radios = RadioGroup(self, always_one=False)
        self._buttons: dict[str, ChoiceButton] = {}
        self._none: ChoiceButton | None = None
        layout = Columns(
            self,
            least=_TILE if any(one.highest for one in pictures.values()) else appearance.px(340),
            most=columns,
            spacing=tokens.SMALL + tokens.TIGHT,
            # A long list is seen whole on a low screen.
            row_spacing=tokens.SMALL if len(options) >= _LONG else None,
        )
        for code, label, detail in options:
            self._buttons[code] = self._add(
                layout,
                ChoiceButton(
                    appearance,
                    f"{name}_{code}",
                    label,
                    detail,
                    multi=multi,
                    roomy=roomy,
                    picture=pictures.get(code),
                ),
            )
        if none_label:
            self._none = self._add(
                layout, ChoiceButton(appearance, f"{name}_none", none_label, multi=True)
            )
        tell_places(self._all())

    def chosen(self) -> tuple[str, ...]:
        """The codes that are chosen, in the order in which they are shown."""
        return tuple(code for code, button in self._buttons.items() if button.isChecked())

    def answered(self) -> bool:
        """Whether anything is chosen, be it *none of these*."""
        return bool(self.chosen()) or bool(self._none and self._none.isChecked())

    def choose(self, codes: Sequence[str]) -> None:
        """Shows an earlier answer; no codes mean *none of these*."""
        for code, button in self._buttons.items():
            button.setChecked(code in codes)
        if self._none:
            self._none.setChecked(not codes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, digits choose, Enter confirms."""
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Acts on a key and says whether it was one of these; a page passes its own keys on."""
        key = event.key()
        buttons = self._all()
        step = _STEPS.get(key_as_read(key))
        if step:
            here = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
            start = -1 if step > 0 else 0
            place = (start if here is None else here) + step
            reached = buttons[place % len(buttons)]
            reached.setFocus(Qt.FocusReason.TabFocusReason)
            if not self._multi:
                self._pick(reached)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = next((button for button in buttons if button.hasFocus()), None)
            if focused and not self._multi and not focused.isChecked():
                self._pick(focused)
            elif self.answered():
                self.confirmed.emit()
            return True
        digit = key - Qt.Key.Key_1
        if 0 <= digit < min(9, len(buttons)) and not event.modifiers() & _COMMANDS:
            buttons[digit].setFocus(Qt.FocusReason.TabFocusReason)
            self._pick(buttons[digit])
            return True
        return False

    def _add(self, layout: Columns, button: ChoiceButton) -> ChoiceButton:
        layout.addWidget(button)
        if not self._multi:
            self._radios.add(button)
        button.clicked.connect(lambda: self._clicked(button))
        button.pickedByKey.connect(lambda: self._pick(button))
        return button

    def _all(self) -> list[ChoiceButton]:
        return [*self._buttons.values(), *([self._none] if self._none else [])]

    def _clicked(self, button: ChoiceButton) -> None:
        button.setChecked(not button.isChecked())  # undo the button's own toggle; _pick decides
        self._pick(button)
        if button.by_pointer and not self._multi:
            self.confirmed.emit()

    def _pick(self, button: ChoiceButton) -> None:
        on = not button.isChecked() if self._multi and button is not self._none else True
        for other in self._all():
            alone = not self._multi or button is self._none or other is self._none
            if other is not button and alone:
                other.setChecked(False)
        button.setChecked(on)
        self.changed.emit()


_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
