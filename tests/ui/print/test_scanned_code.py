"""What a phone reads from the paper, pasted at home, brings the same plan."""

from collections.abc import Callable

import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.guide.code import decode
from evenkeel.guide.decide import decide
from evenkeel.handout.plan import pocket_document
from evenkeel.handout.typesetting import pdf_bytes
from evenkeel.ui.questions.code_page import CodePage
from evenkeel.ui.style.appearance import Appearance
from tests.handout.sheets import A4, CATALOGUE, DAY, DRAWINGS, PLANS, order_of, rendered


def test_the_scanned_text_is_pasted_at_home(
    appearance: Appearance, show: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    order = order_of(PLANS["loosen-all"])
    pdf = pdf_bytes(pocket_document(order, A4, DAY, CATALOGUE, DRAWINGS))
    (scanned,) = zxingcpp.read_barcodes(rendered(pdf, 200, 1)[0])
    page = CodePage(appearance)
    show(page)
    page.ask()
    field = page.findChild(QLineEdit, "code_field")
    field.setFocus()
    QGuiApplication.clipboard().setText(scanned.text)
    with qtbot.waitSignal(page.typed) as typed:
        qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    home = decode(typed.args[0], CATALOGUE)
    assert decide(home.answers, CATALOGUE).items == order.plan.items
