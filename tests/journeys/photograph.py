"""Takes a picture of the whole display. Usage: photograph.py FILE"""

import sys

from PySide6.QtWidgets import QApplication

application = QApplication(sys.argv)
QApplication.primaryScreen().grabWindow(0).save(sys.argv[1])
