"""Blocks that stay together, and sheets that they flow onto from top to bottom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from evenkeel.catalogue.model import Catalogue
from evenkeel.handout.paint import logo_size_mm, text_height_mm, text_width_mm
from evenkeel.handout.paper import (
    EDGE_MM,
    MARGIN_MM,
    Box,
    Clinic,
    FrameItem,
    Item,
    LogoItem,
    Page,
    Paper,
    Style,
    TextItem,
)

GAP_MM: Final = 4.0
PADDING_MM: Final = 2.5
#: The footer: one line of the smallest type and the air above it.
FOOT_MM: Final = Style.SMALL.line_mm + 1.0
_BULLET_MM: Final = 4.5
_LIST_GAP_MM: Final = 2.0
#: The most that a logo takes of the frame at the foot: width and height.
_LOGO_MM: Final = (34.0, 16.0)
_FRAME_MM: Final = 0.7


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Things that stay together on one sheet, placed from their own top."""

    items: tuple[Item, ...]
    height: float

    def at(self, y: float) -> Iterator[Item]:
        """The things with the block's top at ``y``."""
        for item in self.items:
            yield replace(item, box=replace(item.box, y=item.box.y + y))

    def over(self, other: "Block", gap_mm: float = 0.0) -> "Block":
        """This block with another one below it, as one."""
        top = self.height + gap_mm
        return Block(items=(*self.items, *other.at(top)), height=top + other.height)


def stacked(blocks: Iterable[Block], gap_mm: float = 0.0) -> Block:
    """Blocks below one another as one."""
    whole: Block | None = None
    for block in blocks:
        whole = whole.over(block, gap_mm) if whole else block
    return whole or Block(items=(), height=0.0)


def beside(*columns: Block) -> Block:
    """Blocks that were laid out for places next to one another, as one."""
    return Block(
        items=tuple(item for block in columns for item in block.items),
        height=max(block.height for block in columns),
    )


def text_block(
    text: str, style: Style, x: float, width: float, *, right: bool = False, centred: bool = False
) -> Block:
    """A text that wraps to a width."""
    height = text_height_mm(text, style, width)
    box = Box(x=x, y=0, width=width, height=height)
    item = TextItem(box=box, text=text, style=style, right=right, centred=centred)
    return Block(items=(item,), height=height)


def list_block(heading: str, texts: Sequence[str], style: Style, x: float, width: float) -> Block:
    """A heading with a list below it; a single text stands without a bullet."""
    strong = Style.SMALL_STRONG if style is Style.SMALL else Style.STRONG
    blocks = [text_block(heading, strong, x, width)]
    for text in texts:
        if len(texts) == 1:
            blocks.append(text_block(text, style, x, width))
        else:
            dot = text_block("•", style, x, _BULLET_MM)
            blocks.append(beside(dot, text_block(text, style, x + _BULLET_MM, width - _BULLET_MM)))
    return stacked(blocks, 0.4)


def balanced_lists(lists: Sequence[tuple[str, Sequence[str]]], style: Style, paper: Paper) -> Block:
    """Headed lists in two columns, in the order of reading, as level as they can be."""
    width = (paper.inner_width_mm - 2 * GAP_MM) / 2
    left, right = (
        [list_block(head, texts, style, x, width) for head, texts in lists]
        for x in (MARGIN_MM, MARGIN_MM + width + 2 * GAP_MM)
    )
    splits = [
        beside(stacked(left[:cut], _LIST_GAP_MM), stacked(right[cut:], _LIST_GAP_MM))
        for cut in range(1, len(lists) + 1)
    ]
    return min(splits, key=lambda block: block.height)


def rule_block(paper: Paper) -> Block:
    """A fine line across the sheet."""
    box = Box(x=MARGIN_MM, y=0, width=paper.inner_width_mm, height=0)
    return Block(items=(FrameItem(box=box),), height=0.0)


def framed(inner: Block, x: float, width: float) -> Block:
    """A block, laid out within the padding, with a frame around it."""
    height = inner.height + 2 * PADDING_MM
    frame = FrameItem(box=Box(x=x, y=0, width=width, height=height), line_mm=_FRAME_MM)
    return Block(items=(frame, *inner.at(PADDING_MM)), height=height)


def tag_block(text: str, style: Style, right_mm: float) -> Block:
    """A framed label whose right edge is given."""
    width = text_width_mm(text, style) + 2 * PADDING_MM + 1
    height = style.line_mm + 2 * PADDING_MM
    box = Box(x=right_mm - width, y=0, width=width, height=height)
    label = TextItem(box=box, text=text, style=style, centred=True)
    return Block(items=(FrameItem(box=box, line_mm=_FRAME_MM), label), height=height)


def stop_block(catalogue: Catalogue, paper: Paper, clinic: Clinic | None) -> Block:
    """The stop rule, whom to call and the clinic's logo: on every sheet, always at its foot."""
    label = tr("STOP")
    label_width = text_width_mm(label, Style.SIDE) + 2 * PADDING_MM
    word = text_block(label, Style.SIDE, MARGIN_MM + PADDING_MM, label_width)
    rule = ((catalogue.words.stop_rule, Style.BODY), (_whom_to_call(clinic), Style.STRONG))
    return _foot(rule, clinic, paper, word, label_width)


def contact_block(clinic: Clinic | None, paper: Paper) -> Block:
    """Whom to call and the clinic's logo, at the foot of a sheet without exercises."""
    whose = _whom_to_call(clinic)
    if not whose:
        return Block(items=(), height=0.0)
    return _foot(((whose, Style.STRONG),), clinic, paper)


def _foot(
    words: Iterable[tuple[str, Style]],
    clinic: Clinic | None,
    paper: Paper,
    label: Block | None = None,
    label_width: float = 0.0,
) -> Block:
    """A frame across the sheet: a label, words, and the clinic's logo at the right."""
    x = MARGIN_MM + PADDING_MM + label_width
    logo = _logo_block(clinic, paper.right_mm - PADDING_MM)
    right = min((item.box.x - GAP_MM for item in logo.items), default=paper.right_mm - PADDING_MM)
    texts = stacked(text_block(text, style, x, right - x) for text, style in words if text)
    height = max(texts.height, logo.height)
    middle = (
        Block(items=tuple(block.at((height - block.height) / 2)), height=height)
        for block in (texts, logo)
    )
    inner = beside(*([label] if label else []), *middle)
    return framed(inner, MARGIN_MM, paper.inner_width_mm)


def _whom_to_call(clinic: Clinic | None) -> str:
    if clinic is None or not clinic.phone:
        return clinic.name if clinic else ""
    # A number is read out digit by digit: it is not to be broken where there is room for it.
    number = clinic.phone.replace(" ", "\N{NO-BREAK SPACE}")
    return tr("Questions? Call {clinic}: {phone}").format(clinic=clinic.name, phone=number)


def _logo_block(clinic: Clinic | None, right_mm: float) -> Block:
    """A clinic's logo, as large as it fits into the frame at the foot; often nothing."""
    width, height = logo_size_mm(clinic.logo, *_LOGO_MM) if clinic else (0.0, 0.0)
    if clinic is None or not width:
        return Block(items=(), height=0.0)
    box = Box(x=right_mm - width, y=0, width=width, height=height)
    return Block(items=(LogoItem(box=box, data=clinic.logo),), height=height)


def clinic_block(clinic: Clinic | None, paper: Paper) -> Block | None:
    """The clinic's name and phone above a rule; nothing where no clinic is set."""
    if clinic is None or not clinic.name:
        return None
    x, width = MARGIN_MM, paper.inner_width_mm
    phone_width = text_width_mm(clinic.phone, Style.BODY) + 1 if clinic.phone else 0.0
    name_width = text_width_mm(clinic.name, Style.STRONG) + 1
    phone_x = paper.right_mm - phone_width
    if not clinic.phone:
        words = text_block(clinic.name, Style.STRONG, x, width)
    elif name_width + GAP_MM + phone_width <= width:
        words = beside(
            text_block(clinic.name, Style.STRONG, x, name_width),
            text_block(clinic.phone, Style.BODY, phone_x, phone_width, right=True),
        )
    else:
        words = text_block(clinic.name, Style.STRONG, x, width).over(
            text_block(clinic.phone, Style.BODY, x, width)
        )
    return Block(items=words.items, height=words.height + 1.5).over(rule_block(paper))


class Sheets:
    """Sheets of one paper that are filled from top to bottom.

    Every sheet ends with the same ``foot``, above the line that :func:`numbered` writes.

    Attributes:
        top: where a sheet begins, in millimetres from its upper edge.
        bottom: where the foot begins, from the same edge.
        y: where the next block goes on the current sheet.
    """

    def __init__(self, paper: Paper, foot: Block) -> None:
        self._paper = paper
        self._foot = foot
        self._sheets: list[list[Item]] = [[]]
        self._foot_y = paper.bottom_mm - FOOT_MM - foot.height
        self.bottom = self._foot_y - GAP_MM / 2
        self.top = EDGE_MM
        self.y = EDGE_MM

    def __len__(self) -> int:
        return len(self._sheets)

    def fits(self, height: float, gap_mm: float = GAP_MM) -> bool:
        """Whether something this high fits below what is on the current sheet."""
        gap = gap_mm if self._sheets[-1] else 0.0
        return self.y + gap + height <= self.bottom + 0.001

    def add(self, block: Block, gap_mm: float = GAP_MM) -> None:
        """Puts a block below what is there, or onto a new sheet."""
        if not self.fits(block.height, gap_mm) and self._sheets[-1]:
            self.turn()
        y = self.y + (gap_mm if self._sheets[-1] else 0.0)
        self._sheets[-1].extend(block.at(y))
        self.y = y + block.height

    def turn(self) -> None:
        """Begins a new sheet, unless the current one is still blank."""
        if self._sheets[-1]:
            self._sheets.append([])
            self.y = EDGE_MM

    def pages(self) -> tuple[Page, ...]:
        """The sheets, each with its foot."""
        foot = tuple(self._foot.at(self._foot_y))
        return tuple(Page(paper=self._paper, items=(*items, *foot)) for items in self._sheets)


def numbered(pages: Sequence[Page], title: str) -> tuple[Page, ...]:
    """The sheets with «page x of y» and the title they belong to, so that they can be sorted."""
    done = []
    for number, page in enumerate(pages, 1):
        text = tr("Page {number} of {count}").format(number=number, count=len(pages))
        style = Style.SMALL
        width = text_width_mm(text, style) + 1
        y = page.paper.bottom_mm - style.line_mm
        right = Box(x=page.paper.right_mm - width, y=y, width=width, height=style.line_mm)
        rest = page.paper.inner_width_mm - width - GAP_MM
        left = Box(x=MARGIN_MM, y=y, width=rest, height=style.line_mm)
        footer = (
            TextItem(box=right, text=text, style=style, right=True),
            TextItem(box=left, text=shortened(title, style, rest), style=style),
        )
        done.append(replace(page, items=page.items + footer))
    return tuple(done)


def shortened(text: str, style: Style, width_mm: float) -> str:
    """A text in one line; of one that is too long, the middle of its first part goes.

    The parts are joined by « · »: what follows the first part (version and day) is kept.
    """
    if text_width_mm(text, style) <= width_mm:
        return text
    first, dot, rest = text.partition(" · ")
    while first and text_width_mm(f"{first}…{dot}{rest}", style) > width_mm:
        first = first[:-1].rstrip()
    return f"{first}…{dot}{rest}"


def tr(text: str) -> str:
    """A text of the pages in the reader's language."""
    return QCoreApplication.translate("handout", text)
