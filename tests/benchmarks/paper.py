"""PDFs, beside those of an earlier build: ``python -m tests.benchmarks.paper [--before FOLDER]``.

FOLDER is a checkout of the build before the typesetting engine came (commit 3c1ecdc). Both builds
are measured in turn, in processes of their own with the same Python; the ratios are medians of the
pairs. A PDF is made in a program that has made one other card: for the first time, and once more.
Without ``--before``, this build alone. The engine alone sets the words and the pictures of a card
one below the other, with nothing measured or chosen: less than that no card can take. Times are
milliseconds on a core, of all threads together: what else runs on the machine does not count.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: What both builds do.
_COMMON = """
import json, time
from datetime import date
from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from
from evenkeel.guide.code import encode
from evenkeel.guide.decide import card_item, decide
from evenkeel.handout.paper import PAPERS

catalogue = load_catalogue(resources_dir())
longest = {"pain_pattern": "tight", "extras": True, "pain_now": 9,
           "history": ["long_standing", "keeps_going_out", "not_assessed"]}
answers = answers_from(longest, catalogue)
plan = decide(answers, catalogue)
code = encode(answers, Adjustments(), catalogue).text
day, a4 = date(2026, 11, 22), PAPERS["A4"]
plain = [one.id for one in catalogue.exercises.values() if one.side_rule.value == "none"]
items = [card_item(catalogue.exercises[one], None, None) for one in plain]
"""
_NOW = """
from evenkeel.figures.drawings import Drawings
from evenkeel.handout.card import card
from evenkeel.handout.document import Sheet
from evenkeel.handout.plan import PlanOrder, plan_document
from evenkeel.handout.typesetting import pdf_bytes
from typst import Compiler, Fonts
drawings, sheet = Drawings(resources_dir() / "figures"), Sheet(paper=a4)
def card_pdf(item):
    return pdf_bytes(card(item, sheet, day, catalogue, drawings))
bare = '''
#let d = json("data.json")
#let e = d.exercise
#set document(title: d.title)
#set text(font: "Inter", size: 14pt)
#for told in (e.purpose, e.cue, e.dose, e.source, d.stop.rule) { par(told) }
#for panel in e.panels {
  if panel.picture != none { image(panel.picture.file, alt: panel.picture.alt, height: 55mm) }
  enum(start: panel.first, ..panel.steps)
}
#for note in e.notes { heading(note.head); list(..note.texts) }
'''
compiler = Compiler(root=str(resources_dir() / "paper"), font_paths=Fonts(
    include_system_fonts=False, include_embedded_fonts=False,
    font_paths=[str(resources_dir() / "fonts")]))
def engine_alone(item):
    made = card(item, sheet, day, catalogue, drawings)
    files = {**made.files, "data.json": json.dumps(made.data).encode(), "main.typ": bare.encode()}
    begun = time.process_time()
    compiler.compile(input=files, format="pdf", pdf_standards=["ua-1", "a-2a"])
    return (time.process_time() - begun) * 1000
def floor():
    engine_alone(items[0])
    return sorted(engine_alone(item) for item in items[1:])[len(items) // 2]
def plan_pdf():
    order = PlanOrder(plan=plan, answers=answers, code=code)
    return pdf_bytes(plan_document(order, sheet, day, catalogue, drawings))
"""
_BEFORE = """
from evenkeel.figures.fonts import load_fonts
from evenkeel.figures.store import FigureStore
from evenkeel.handout.card import CardOrder, card_pages, numbered
from evenkeel.handout.files import application, pdf_bytes
from evenkeel.handout.paint import Inks
from evenkeel.handout.plan import PlanOrder, plan_pages, plan_title
application()
load_fonts(resources_dir() / "fonts")
inks = Inks(figures=FigureStore(resources_dir() / "figures"), palette="light")
def card_pdf(item):
    pages = card_pages(CardOrder(item=item, paper=a4, printed_on=day), catalogue)
    return pdf_bytes(numbered(pages, item.exercise), inks, item.exercise)
def plan_pdf():
    order = PlanOrder(plan=plan, sore_side=str(answers.one("sore_side")), paper=a4,
                      printed_on=day, code=code)
    return pdf_bytes(plan_pages(order, catalogue), inks, plan_title(order, catalogue))
def floor():
    return told["a card's PDF, first"]
"""
_MEASURED = """
def timed(make, *given):
    begun = time.process_time()
    size = len(make(*given))
    return (time.process_time() - begun) * 1000, size
card_pdf(items[0])
cards = [[timed(card_pdf, item) for item in items[1:]] for _ in range(2)]
plans = [timed(plan_pdf) for _ in range(2)]
middle = len(items) // 2
names = ("first", "again")
told = {f"a card's PDF, {name}": sorted(one)[middle][0] for name, one in zip(names, cards)}
told |= {f"the longest plan's PDF, {name}": one[0] for name, one in zip(names, plans)}
told["the engine alone, of a card"] = floor()
told["bytes of a card"] = cards[0][0][1]
told["bytes of the longest plan"] = plans[0][1]
print(json.dumps(told))
"""


def main() -> int:
    """Prints a line for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path, help="a checkout of commit 3c1ecdc")
    parser.add_argument("--runs", type=int, default=5, help="pairs of processes")
    options = parser.parse_args()
    pairs = []
    for _ in range(options.runs):
        before = _measured(options.before, _BEFORE) if options.before else {}
        pairs.append((_measured(ROOT, _NOW), before))
    for name in pairs[0][0]:
        value = statistics.median(now[name] for now, _ in pairs)
        line = f"{name}: {value:.0f}"
        if options.before:
            ratios = [now[name] / before[name] for now, before in pairs]
            low, high = min(ratios), max(ratios)
            line += f", {statistics.median(ratios):.2f} of before ({low:.2f} to {high:.2f})"
        print(line)
    return 0


def _measured(build: Path, own: str) -> dict[str, float]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(build / "src"),
        "QT_QPA_PLATFORM": "offscreen",
    }

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=True,
        ).stdout

    told: dict[str, float] = json.loads(run("-c", _COMMON + own + _MEASURED))
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder, "card.pdf"))
        command = ("-m", "evenkeel", "card", "dontigny_knee_brace", "--pdf", target)
        told["a card's PDF as a whole process"] = _ms(lambda: run(*command))
    return told


def _ms(act: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    act()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


if __name__ == "__main__":
    sys.exit(main())
