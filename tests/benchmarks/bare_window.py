"""The smallest PySide6 program with a window: what start and memory are compared with.

Prints the resident memory in KiB at the first paint, and ends. With the argument ``aligned`` its
words stand in the middle: that takes one name of Qt's namespace, and the first of them makes
PySide6 create all 130 enumerations there, which hardly any program can do without.
"""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from tests.benchmarks.first_paint import report_first_paint

application = QApplication(sys.argv)
window = QMainWindow()
label = QLabel("Hello")
if "aligned" in sys.argv[1:]:
    from PySide6.QtCore import Qt

    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
window.setCentralWidget(label)
window.resize(1366, 768)
report_first_paint(window)
window.show()
application.exec()
