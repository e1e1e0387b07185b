"""Gives a visitor sheets from the printer, or a QR code and a typed code without paper."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple, NoReturn

from PySide6.QtCore import QObject

from evenkeel.catalogue.terms import Outcome
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.code import encode
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.handout.document import Document
from evenkeel.kiosk.frame.languages import Languages
from evenkeel.kiosk.frame.visit import Visit
from evenkeel.kiosk.frame.window import KioskWindow
from evenkeel.kiosk.paper.desk import PrintDesk, Receipt
from evenkeel.kiosk.paper.page_keys import PAPER
from evenkeel.kiosk.paper.paper_page import PaperPage
from evenkeel.kiosk.paper.sheets import KioskSheets
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.language import language
from evenkeel.ui.style.appearance import Appearance

_LayOut = Callable[[KioskSheets], Document]


class _Wanted(NamedTuple):
    """What a visitor wants on paper, in a language that is not chosen yet."""

    key: str
    lay_out: _LayOut


class HandoutDelivery(QObject):
    """Shows the paper page and keeps it up to date."""

    def __init__(
        self,
        appearance: Appearance,
        window: KioskWindow,
        sheets: KioskSheets,
        desk: PrintDesk,
        languages: Languages,
    ) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._window = window
        self._sheets = sheets
        self._desk = desk
        self._languages = languages
        self._wanted: _Wanted | None = None
        self._key = ""
        self._from = ""
        desk.updated.connect(self._show_receipt)

    def new_visitor(self) -> None:
        """Forgets what was asked for."""
        self._key = self._from = ""
        self._wanted = None
        self._desk.new_visitor()

    def made_page(self, sizes: Sizes) -> PaperPage:
        """The page on which it is shown."""
        page = PaperPage(self._appearance, sizes)
        page.backRequested.connect(self._back)
        page.printRequested.connect(self._print)
        return page

    def print_plan(self, visit: Visit) -> None:
        """The visitor's plan on paper, or what a referral says."""
        plan, answers = visit.plan, visit.answers
        if plan and answers:
            self._show(plan, self._code(visit))
            self._offer(f"plan {plan!r}", lambda sheets: sheets.plan(plan, answers))

    def take_plan(self, visit: Visit) -> None:
        """The visitor's plan without paper."""
        if visit.plan:
            self._show(visit.plan, self._code(visit))

    def print_card(self, item: PlanItem) -> None:
        """The card of one exercise on paper."""
        self._show(_plan_of(item), "")
        self._offer(f"card {item!r}", lambda sheets: sheets.card(item))

    def take_card(self, item: PlanItem) -> None:
        """One exercise without paper."""
        self._show(_plan_of(item), "")

    def _code(self, visit: Visit) -> str:
        if not visit.answers or not visit.plan or not visit.plan.items:
            return ""
        return encode(visit.answers, Adjustments(), self._appearance.catalogue).text

    def _show(self, plan: Plan, code: str) -> None:
        self._from = self._window.current()
        self._page().show_home(plan, code)
        self._window.show_page(PAPER)

    def _offer(self, key: str, lay_out: _LayOut) -> None:
        """Prints something; where the clinic speaks another language, in the one then chosen."""
        self._wanted = _Wanted(key, lay_out)
        clinic, own = self._languages.clinic, language()
        if clinic == own:
            self._print(own)
        else:
            self._page().offer_languages(own=own, clinic=clinic, name=self._languages.names[clinic])

    def _print(self, code: str) -> None:
        """Asks the desk; the same thing twice in one language is one job."""
        if self._wanted is None:
            return
        self._key = f"{code} {self._wanted.key}"
        made = self._laid_out(self._wanted.lay_out, code)
        self._show_receipt(self._desk.ask(self._key, made))

    def _laid_out(self, lay_out: _LayOut, code: str) -> Callable[[], Document]:
        """What is written, in a language; the desk only sets it.

        In the desk's thread another language might come into force meanwhile.
        """
        try:
            with self._languages.speaking(code) as content:
                document = lay_out(replace(self._sheets, catalogue=content))
        except Exception as error:  # noqa: BLE001 - the desk says that it failed, and goes on
            return partial(_fail, error)
        return lambda: document

    def _show_receipt(self, receipt: Receipt) -> None:
        if receipt.key == self._key:
            self._page().say(receipt.sentence, in_hand=receipt.in_hand)

    def _back(self) -> None:
        self._key, self._wanted = "", None
        self._window.show_page(self._from)

    def _page(self) -> PaperPage:
        return self._window.page(PAPER)


def _plan_of(item: PlanItem) -> Plan:
    """One exercise as a plan of its own."""
    return Plan(outcome=Outcome.EXERCISE, programme=None, items=(item,), left_out=(), advice=())


def _fail(error: Exception) -> NoReturn:
    raise error
