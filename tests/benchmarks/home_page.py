"""The program up to the first painted home page. Usage: home_page.py DATA_DIR"""

import sys
from pathlib import Path

from evenkeel.ui.app import run_window
from tests.benchmarks.first_paint import report_first_paint

sys.exit(run_window(Path(sys.argv[1]), started=report_first_paint))
