"""The program up to the first painted home page. Usage: home_page.py DATA_DIR"""

import sys
from pathlib import Path

from evenkeel.quick import load_qt

load_qt()

from evenkeel.ui.app import run_window  # noqa: E402 - as __main__ does
from tests.benchmarks.first_paint import report_first_paint  # noqa: E402

sys.exit(run_window(Path(sys.argv[1]), started=report_first_paint))
