"""The smallest PySide6 program with a window: what start and memory are compared with.

Prints the resident memory in KiB at the first paint, and ends.
"""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from tests.benchmarks.first_paint import report_first_paint

application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("Hello"))
window.resize(1366, 768)
report_first_paint(window)
window.show()
application.exec()
