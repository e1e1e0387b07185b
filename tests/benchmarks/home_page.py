"""The program up to the first painted home page. Usage: home_page.py DATA_DIR"""

import sys

from evenkeel.quick import load_qt

load_qt()
# Only the tools of development bring it; where it is, msgspec imports it.
sys.modules["typing_extensions"] = None  # type: ignore[assignment]

from pathlib import Path  # noqa: E402 - as __main__ does

from evenkeel.ui.shell.app import run_window  # noqa: E402
from tests.benchmarks.first_paint import report_first_paint  # noqa: E402

sys.exit(run_window(Path(sys.argv[1]), started=report_first_paint))
