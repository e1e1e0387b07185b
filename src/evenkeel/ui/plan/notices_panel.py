"""The notices of Today, in one place, the weightiest on top."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evenkeel.ui.plan.notice_rules import Notice
from evenkeel.ui.style import tokens
from evenkeel.ui.widgets import (
    Beside,
    Button,
    Flow,
    LinkButton,
    PrimaryButton,
    QuietButton,
    body,
    delete_all,
    line,
)


class NoticesPanel(QFrame):
    """Every notice with its buttons; hidden where there is none.

    Where one of them comes before *Start*, the button of the first such one is the primary one of
    the page.

    Signals:
        primary, secondary: a button of a notice was pressed; the notice.
    """

    primary = Signal(object)
    secondary = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("today_notices")
        self._shown: tuple[Notice, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        self._rows.setSpacing(tokens.SMALL + tokens.TIGHT)
        self.hide()

    @property
    def about_safety(self) -> bool:
        """Whether one of them is about safety; such a one stands on top."""
        return any(notice.kind.about_safety for notice in self._shown)

    @property
    def before_start(self) -> bool:
        """Whether one of them comes before the offer to start."""
        return any(notice.kind.before_start for notice in self._shown)

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Shows these in place of those before."""
        self.setVisible(bool(notices))
        if self._shown == tuple(notices):
            return
        self._shown = tuple(notices)
        delete_all(self)
        if self.about_safety:
            self.setProperty("role", "warning")
        else:
            self.setProperty("role", "banner")
        # A style sheet looks at a property only once.
        self.style().unpolish(self)
        self.style().polish(self)
        first = next((one for one in self._shown if one.kind.before_start), None)
        for place, notice in enumerate(self._shown):
            if place:
                self._rows.addWidget(line())
            row = self._row(place, notice, primary=notice is first)
            self._rows.addWidget(row)
            row.show()

    def _row(self, place: int, notice: Notice, *, primary: bool) -> QWidget:
        box = QWidget()
        row = Beside(box, spacing=tokens.LARGE, row_spacing=tokens.SMALL)
        row.addWidget(body(notice.text))
        actions = QWidget()
        buttons = Flow(actions, spacing=tokens.LARGE, row_spacing=tokens.SMALL)
        # The first one's names are those that a test or a tool knows it by.
        after = f"_{place + 1}" if place else ""
        name = f"notice_primary{after}"
        button: Button = (
            PrimaryButton(name, notice.primary)
            if primary
            else QuietButton(name, notice.primary, small=True)
        )
        button.clicked.connect(lambda: self.primary.emit(notice))
        buttons.addWidget(button)
        if notice.secondary:
            secondary = LinkButton(f"notice_secondary{after}", notice.secondary)
            secondary.clicked.connect(lambda: self.secondary.emit(notice))
            buttons.addWidget(secondary)
        row.addWidget(actions)
        return box
